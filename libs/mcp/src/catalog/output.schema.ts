import type { JsonSchema } from '../schema/schema.types.js';

/** 2025-era results must be objects, so other ones travel as `{ result: … }` (SEP-2106). */
export function needsLegacyWrap(output: JsonSchema): boolean {
  return output['type'] !== 'object';
}

/**
 * The output schema for 2025-era clients. References inside the schema stay right because it
 * keeps being a document of its own: an `$id` makes it the base of its `#/…` references.
 */
export function wrapForLegacy(output: JsonSchema, toolName: string): JsonSchema {
  const refersToItself = output['$id'] === undefined && JSON.stringify(output).includes('"$ref"');
  const result = refersToItself ? { $id: `urn:nest-mcp:output:${toolName}`, ...output } : output;
  return { type: 'object', properties: { result }, required: ['result'] };
}
