import { messageOf } from '../errors/error.message.js';
import { createAjv } from './ajv.loader.js';
import { AlternativeReader } from './json-schema.alternatives.js';
import type { Dialect } from './json-schema.dialect.js';
import { fromAjvError } from './json-schema.issues.js';
import { SchemaCompileError } from './schema-compile.error.js';
import { collectIssues } from './schema.issues.js';
import type { JsonSchema, SchemaIssue } from './schema.types.js';

/** Returns what is wrong with a value, or undefined. */
export type FindIssues = (value: unknown) => SchemaIssue[] | undefined;

/**
 * Each validator has an ajv of its own. Validators and ids of a shared one would stay for ever, two
 * schemas with the same `$id` would collide, and compiling would take longer.
 *
 * @throws SchemaCompileError
 */
export function createValidator(
  json: JsonSchema,
  dialect: Dialect,
  options: { readonly allErrors: boolean },
): FindIssues {
  const validate = compile(json, dialect, options);
  let alternatives: AlternativeReader | undefined;
  return (value) => {
    if (validate(value)) return undefined;
    const errors = validate.errors ?? [];
    const isUnion = errors.some(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
    if (isUnion) alternatives ??= new AlternativeReader(json, dialect, options);
    const issues =
      isUnion && alternatives ? alternatives.read(errors) : collectIssues(errors, fromAjvError);
    // Errors hold the refused value, which would live until the next call.
    validate.errors = null;
    return issues;
  };
}

function compile(json: JsonSchema, dialect: Dialect, options: { readonly allErrors: boolean }) {
  try {
    return createAjv(dialect, options).compile(json);
  } catch (error) {
    const problem = `the JSON Schema cannot be compiled (${messageOf(error)})`;
    throw new SchemaCompileError(problem, hintFor(error), { cause: error });
  }
}

function hintFor(error: unknown): string {
  return error instanceof Error && 'missingRef' in error
    ? 'References are not fetched: put what "$ref" names into "$defs"'
    : 'Correct that part of it';
}
