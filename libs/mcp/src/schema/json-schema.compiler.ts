import { guardDepth } from './depth.guard.js';
import { checkJsonSchema } from './json-schema.check.js';
import { dialectOf } from './json-schema.dialect.js';
import { createValidator, type FindIssues } from './json-schema.validator.js';
import type { CompiledSchema, JsonSchema } from './schema.types.js';
import { isLargerThan } from './value.size.js';

/**
 * Larger values get their first issue reported, not all: ajv has no limit for the number of errors,
 * and collecting them takes quadratic time behind a `$ref` (100,000 wrong items: 40 s).
 */
const MAX_SIZE_FOR_ALL_ISSUES = 2000;

/** @throws SchemaCompileError */
export function compileJsonSchema(json: JsonSchema): CompiledSchema {
  const dialect = dialectOf(json);
  checkJsonSchema(json, dialect);
  const findFirst = createValidator(json, dialect, { allErrors: false });
  let findAll: FindIssues | undefined;
  return {
    json,
    validate: (value) =>
      guardDepth(() => {
        const issues = findFirst(value);
        if (!issues) return { ok: true, value };
        if (isLargerThan(value, MAX_SIZE_FOR_ALL_ISSUES)) return { ok: false, issues };
        findAll ??= createValidator(json, dialect, { allErrors: true });
        return { ok: false, issues: findAll(value) ?? issues };
      }),
  };
}
