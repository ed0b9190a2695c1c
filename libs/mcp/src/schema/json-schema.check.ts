import type { Ajv } from 'ajv';
import { createAjv } from './ajv.loader.js';
import type { Dialect } from './json-schema.dialect.js';
import { fromAjvError } from './json-schema.issues.js';
import { SchemaCompileError } from './schema-compile.error.js';
import type { JsonSchema } from './schema.types.js';

/** One for each dialect: compiling a meta-schema takes 50 ms, and checks leave no trace. */
const checkers = new Map<Dialect, Pick<Ajv, 'validateSchema' | 'errors'>>();

/**
 * Holds a schema to the meta-schema of its dialect.
 *
 * @throws SchemaCompileError
 */
export function checkJsonSchema(json: JsonSchema, dialect: Dialect): void {
  // For ajv this asks for an asynchronous validator; the promise it returns would pass for "valid".
  if ('$async' in json) {
    throw new SchemaCompileError('it has "$async", an extension of ajv', 'Remove "$async"');
  }
  const checker = checkers.get(dialect) ?? createAjv(dialect);
  checkers.set(dialect, checker);
  // The other errors only repeat the first for each alternative of the meta-schema.
  const error = checker.validateSchema(json) === true ? undefined : checker.errors?.[0];
  if (!error) return;
  const { path, message } = fromAjvError(error);
  const place = path === '' ? 'root' : path;
  const problem = `it is not valid JSON Schema ${dialect} (${place}: ${message})`;
  throw new SchemaCompileError(problem, 'Correct that keyword');
}
