import type { JsonSchema } from '../schema/schema.types.js';

const LOCAL_DEFINITION = /^#\/(\$defs|definitions)\/([^/~%]+)$/;

/**
 * Says `"type": "object"` at the root of a schema that only objects fit, for instance one that is
 * just a reference to a recursive definition: the protocol wants it said.
 */
export function withObjectRoot(schema: JsonSchema): JsonSchema {
  if (schema['type'] !== undefined || !isObjectOnly(schema, schema, new Set())) return schema;
  return { ...schema, type: 'object' };
}

function isObjectOnly(node: unknown, root: JsonSchema, seen: Set<unknown>): boolean {
  if (typeof node !== 'object' || node === null || seen.has(node)) return false;
  seen.add(node);
  const { type, $ref, anyOf, oneOf, allOf } = node as JsonSchema;
  if (type !== undefined) return type === 'object';
  const fits = (part: unknown) => isObjectOnly(part, root, new Set(seen));
  if (typeof $ref === 'string') return fits(definition($ref, root));
  if (Array.isArray(allOf) && allOf.some(fits)) return true;
  return [anyOf, oneOf].some(
    (parts) => Array.isArray(parts) && parts.length > 0 && parts.every(fits),
  );
}

function definition(ref: string, root: JsonSchema): unknown {
  const [, group = '', name = ''] = LOCAL_DEFINITION.exec(ref) ?? [];
  return (root[group] as JsonSchema | undefined)?.[name];
}
