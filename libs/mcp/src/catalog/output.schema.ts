import type { JsonSchema } from '../schema/schema.types.js';

/** 2025-era results must be objects, so other ones travel as `{ result: … }` (SEP-2106). */
export function needsLegacyWrap(output: JsonSchema): boolean {
  return output['type'] !== 'object';
}

/**
 * The output schema for 2025-era clients. References inside the schema stay right because it keeps
 * being a document of its own: an `$id` makes it the base of its `#/…` references.
 */
export function wrapForLegacy(output: JsonSchema, toolName: string): JsonSchema {
  // The dialect is that of the whole document: "$schema" belongs to its root (draft-07, 7).
  const { $schema, ...schema } = output;
  const result = refersToItself(schema) ? { $id: idOf(toolName), ...schema } : schema;
  return {
    ...($schema !== undefined && { $schema }),
    type: 'object',
    properties: { result },
    required: ['result'],
  };
}

function refersToItself(schema: JsonSchema): boolean {
  return schema['$id'] === undefined && /"\$(?:r|dynamicR)ef"/.test(JSON.stringify(schema));
}

/**
 * "$id" is a URI reference without a fragment (2020-12, 8.2.1), and a name may hold any character: some
 * clients lose all tools over one that they can't resolve.
 */
function idOf(toolName: string): string {
  // The detour replaces halves of surrogate pairs, which have no percent-encoding.
  return `urn:nest-mcp:output:${encodeURIComponent(Buffer.from(toolName).toString())}`;
}
