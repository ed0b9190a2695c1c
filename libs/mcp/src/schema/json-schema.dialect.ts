import { SchemaCompileError } from './schema-compile.error.js';
import type { JsonSchema } from './schema.types.js';

export type Dialect = 'draft-2020-12' | 'draft-07';

const DIALECTS: ReadonlyMap<unknown, Dialect> = new Map([
  ['https://json-schema.org/draft/2020-12/schema', 'draft-2020-12'],
  ['http://json-schema.org/draft-07/schema', 'draft-07'],
]);

/**
 * "Embedded JSON schemas within MCP messages MUST conform to JSON Schema 2020-12 when no $schema
 * field is present" (SEP-1613).
 *
 * @throws SchemaCompileError
 */
export function dialectOf({ $schema }: JsonSchema): Dialect {
  if ($schema === undefined) return 'draft-2020-12';
  const dialect = DIALECTS.get(typeof $schema === 'string' ? $schema.replace(/#$/, '') : $schema);
  if (dialect) return dialect;
  const supported = [...DIALECTS.keys()].map((uri) => JSON.stringify(uri)).join(' or ');
  const problem = `its "$schema" is ${JSON.stringify($schema)}, a dialect that is not supported`;
  throw new SchemaCompileError(problem, `Use ${supported}, or leave "$schema" out for the first`);
}
