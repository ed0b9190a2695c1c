import { guardDepth } from './depth.guard.js';
import { SchemaCompileError } from './schema-compile.error.js';
import { collectIssues } from './schema.issues.js';
import type { CompiledSchema, JsonSchema, SchemaIo, ValidationOutcome } from './schema.types.js';
import { hintForConversion, hintForMissingJsonSchema } from './standard-schema.hints.js';
import { fromStandardIssue } from './standard-schema.issues.js';
import type { StandardProps, StandardResult, StandardSchemaLike } from './standard-schema.types.js';

/** @throws SchemaCompileError */
export function compileStandardSchema(schema: StandardSchemaLike, io: SchemaIo): CompiledSchema {
  const standard = schema['~standard'];
  return {
    json: convert(standard, io),
    validate: (value) =>
      guardDepth(() => {
        const result = standard.validate(value);
        return result instanceof Promise ? result.then(toOutcome) : toOutcome(result);
      }),
  };
}

function convert({ vendor, jsonSchema }: StandardProps, io: SchemaIo): JsonSchema {
  if (!jsonSchema) {
    const problem = `the ${vendor} schema has no JSON Schema form`;
    throw new SchemaCompileError(problem, hintForMissingJsonSchema(vendor));
  }
  try {
    return jsonSchema[io]({ target: 'draft-2020-12' });
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    const problem = `the ${io} side of the ${vendor} schema has no JSON Schema form (${reason})`;
    throw new SchemaCompileError(problem, hintForConversion(vendor), { cause: error });
  }
}

function toOutcome(result: StandardResult<unknown>): ValidationOutcome {
  if (!result.issues) return { ok: true, value: result.value };
  return { ok: false, issues: collectIssues(result.issues, fromStandardIssue) };
}
