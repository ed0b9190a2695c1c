import { describe, expect, it } from 'vitest';
import { SchemaCompileError } from './schema-compile.error.js';

describe('SchemaCompileError', () => {
  it('says what is wrong and then what to do', () => {
    const cause = new Error('inner');
    const error = new SchemaCompileError('it is a class', 'Pass a schema', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe('it is a class. Pass a schema.');
    expect(error).toMatchObject({ problem: 'it is a class', fix: 'Pass a schema', cause });
    expect(error.name).toBe('SchemaCompileError');
  });
});
