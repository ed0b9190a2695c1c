import { describe, expect, it, vi } from 'vitest';
import { SchemaCompileError } from './schema-compile.error.js';
import { MAX_ISSUES } from './schema.issues.js';
import { compileStandardSchema } from './standard-schema.compiler.js';
import type { StandardProps, StandardSchemaLike } from './standard-schema.types.js';

const jsonSchema = {
  input: () => ({ type: 'string', title: 'in' }),
  output: () => ({ type: 'number', title: 'out' }),
};

function schemaWith(props: Partial<StandardProps>): StandardSchemaLike {
  const validate: StandardProps['validate'] = (value) => ({ value });
  return { '~standard': { version: 1, vendor: 'acme', validate, jsonSchema, ...props } };
}

describe('compileStandardSchema', () => {
  it('asks the library for JSON Schema 2020-12 of the right side', () => {
    const input = vi.fn(jsonSchema.input);
    const schema = schemaWith({ jsonSchema: { ...jsonSchema, input } });
    expect(compileStandardSchema(schema, 'input').json).toEqual({ type: 'string', title: 'in' });
    expect(compileStandardSchema(schema, 'output').json).toEqual({ type: 'number', title: 'out' });
    expect(input.mock.calls).toEqual([[{ target: 'draft-2020-12' }]]);
  });

  it('keeps the very object that the library gave', () => {
    const json = Object.freeze({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    const schema = schemaWith({ jsonSchema: { ...jsonSchema, output: () => json } });
    expect(compileStandardSchema(schema, 'output').json).toBe(json);
  });

  it('answers without a promise where the library does', () => {
    const { validate } = compileStandardSchema(schemaWith({}), 'input');
    expect(validate('A-1')).toEqual({ ok: true, value: 'A-1' });
  });

  it('answers with a promise where the library does', async () => {
    const schema = schemaWith({ validate: async (value) => ({ value: String(value) }) });
    const outcome = compileStandardSchema(schema, 'input').validate(7);
    expect(outcome).toBeInstanceOf(Promise);
    expect(await outcome).toEqual({ ok: true, value: '7' });
  });

  it('turns issues into issues, whether or not they come later', async () => {
    const issues = [{ message: 'is sold out', path: ['items', 0] }, { message: 'is odd' }];
    const expected = {
      ok: false,
      issues: [
        { path: 'items[0]', message: 'is sold out' },
        { path: '', message: 'is odd' },
      ],
    };
    const now = compileStandardSchema(schemaWith({ validate: () => ({ issues }) }), 'input');
    const later = compileStandardSchema(
      schemaWith({ validate: async () => ({ issues }) }),
      'input',
    );
    expect(now.validate(1)).toEqual(expected);
    expect(await later.validate(1)).toEqual(expected);
  });

  it('takes an empty list of issues for a failure, as the specification does', () => {
    const schema = schemaWith({ validate: () => ({ issues: [] }) });
    expect(compileStandardSchema(schema, 'input').validate(1)).toEqual({ ok: false, issues: [] });
  });

  it('caps the number of issues', async () => {
    const issues = Array.from({ length: 100_000 }, (_, i) => ({ message: 'is wrong', path: [i] }));
    const schema = schemaWith({ validate: () => ({ issues }) });
    expect(await compileStandardSchema(schema, 'input').validate([])).toMatchObject({
      ok: false,
      issues: { length: MAX_ISSUES },
    });
  });

  it('passes on what a validator throws', async () => {
    const error = new Error('The stock is unreachable');
    const fail = (): never => {
      throw error;
    };
    const now = compileStandardSchema(schemaWith({ validate: fail }), 'input');
    const later = compileStandardSchema(schemaWith({ validate: async () => fail() }), 'input');
    expect(() => now.validate(1)).toThrow(error);
    await expect(later.validate(1)).rejects.toBe(error);
  });

  it('refuses a schema that has no JSON Schema form', () => {
    const schema = schemaWith({ jsonSchema: undefined });
    expect(() => compileStandardSchema(schema, 'input')).toThrow(SchemaCompileError);
    expect(() => compileStandardSchema(schema, 'input')).toThrow(
      'the acme schema has no JSON Schema form. Use a version of acme that implements ' +
        'https://standardschema.dev/json-schema, or pass JSON Schema.',
    );
  });

  it('knows since when arktype gives JSON Schema', () => {
    const schema = schemaWith({ vendor: 'arktype', jsonSchema: undefined });
    expect(() => compileStandardSchema(schema, 'input')).toThrow('Use arktype 2.1.28 or later.');
  });

  it('refuses a schema whose conversion fails, with the reason of the library', () => {
    const cause = new TypeError('No functions, please.');
    const output = (): never => {
      throw cause;
    };
    const schema = schemaWith({ jsonSchema: { ...jsonSchema, output } });
    expect(() => compileStandardSchema(schema, 'input')).not.toThrow();
    expect(() => compileStandardSchema(schema, 'output')).toThrow(
      expect.objectContaining({
        name: 'SchemaCompileError',
        message:
          'the output side of the acme schema has no JSON Schema form (No functions, please). ' +
          'Use types that JSON Schema can express, or pass JSON Schema.',
        cause,
      }),
    );
  });
});
