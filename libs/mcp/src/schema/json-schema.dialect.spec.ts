import { describe, expect, it } from 'vitest';
import { dialectOf } from './json-schema.dialect.js';
import { SchemaCompileError } from './schema-compile.error.js';

describe('dialectOf', () => {
  it('takes a schema without $schema for 2020-12', () => {
    expect(dialectOf({ type: 'object' })).toBe('draft-2020-12');
  });

  it.each([
    ['https://json-schema.org/draft/2020-12/schema', 'draft-2020-12'],
    ['https://json-schema.org/draft/2020-12/schema#', 'draft-2020-12'],
    ['http://json-schema.org/draft-07/schema#', 'draft-07'],
    ['http://json-schema.org/draft-07/schema', 'draft-07'],
  ])('knows %s', ($schema, dialect) => {
    expect(dialectOf({ $schema })).toBe(dialect);
  });

  it.each([
    'http://json-schema.org/draft-04/schema#',
    'https://json-schema.org/draft/2019-09/schema',
    'https://example.com/my-dialect',
    '',
    7,
    null,
  ])('refuses %o and names what it supports', ($schema) => {
    expect(() => dialectOf({ $schema })).toThrow(SchemaCompileError);
    expect(() => dialectOf({ $schema })).toThrow(
      `its "$schema" is ${JSON.stringify($schema)}, a dialect that is not supported. ` +
        'Use "https://json-schema.org/draft/2020-12/schema" or ' +
        '"http://json-schema.org/draft-07/schema", or leave "$schema" out for the first.',
    );
  });
});
