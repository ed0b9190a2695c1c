import { McpError } from '../errors/mcp.error.js';
import type { JsonSchema } from '../schema/schema.types.js';

/** An argument that a 2026-07-28 client repeats in a header `Mcp-Param-<name>` (SEP-2243). */
export interface HeaderParameter {
  /** Where the argument is: names of nested properties. */
  readonly path: readonly string[];
  /** As the protocol writes it: `Mcp-Param-Region`. */
  readonly header: string;
  /** Whether values are compared as numbers: `42` and `42.0` are equal. */
  readonly numeric: boolean;
}

const KEYWORD = 'x-mcp-header';
/** RFC 9110, 5.1: what a header name may consist of. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const TYPES: readonly unknown[] = ['string', 'integer', 'boolean'];
/** Keywords that hold schemas, other than `properties`: a mark below them is not allowed. */
const BRANCHES = (
  'items prefixItems contains additionalProperties propertyNames unevaluatedItems ' +
  'unevaluatedProperties oneOf anyOf allOf not if then else'
).split(' ');
/** Those whose members are schemas. */
const GROUPS = ['patternProperties', 'dependentSchemas', '$defs', 'definitions'];

/**
 * Finds the arguments that a schema marks with `x-mcp-header`.
 *
 * @throws McpError `INVALID_SCHEMA` for a mark where the protocol doesn't allow one
 */
export function headerParameters(schema: JsonSchema, origin: string): HeaderParameter[] {
  const found = [...marked(schema, [])];
  if (countMarks(schema) > found.length) {
    throw invalid(origin, 'it may only stand on properties that are reached through "properties"');
  }
  const parameters = found.map(({ path, property }) => toParameter(path, property, origin));
  // Header names have no case.
  const names = new Set(parameters.map(({ header }) => header.toLowerCase()));
  if (names.size < parameters.length) throw invalid(origin, 'each name may only be used once');
  return parameters;
}

function* marked(
  schema: JsonSchema,
  path: readonly string[],
): Generator<{ path: readonly string[]; property: JsonSchema }> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema | boolean>;
  for (const [name, property] of Object.entries(properties)) {
    if (typeof property !== 'object' || property === null) continue;
    const here = [...path, name];
    if (KEYWORD in property) yield { path: here, property };
    yield* marked(property, here);
  }
}

/** All marks where a schema may stand; one in a default or an example is data. */
function countMarks(schema: unknown): number {
  if (Array.isArray(schema)) return sum(schema.map(countMarks));
  if (typeof schema !== 'object' || schema === null) return 0;
  const node = schema as JsonSchema;
  const groups = ['properties', ...GROUPS].flatMap((group): unknown[] =>
    Object.values(node[group] ?? {}),
  );
  const parts = [...BRANCHES.map((branch) => node[branch]), ...groups];
  return (KEYWORD in node ? 1 : 0) + sum(parts.map(countMarks));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function toParameter(
  path: readonly string[],
  { [KEYWORD]: name, type }: JsonSchema,
  origin: string,
): HeaderParameter {
  if (typeof name !== 'string' || !TOKEN.test(name)) {
    throw invalid(origin, `${JSON.stringify(name)} is not a header name`);
  }
  if (!TYPES.includes(type)) {
    throw invalid(origin, `'${path.join('.')}' must be of type string, integer or boolean`);
  }
  return { path, header: `Mcp-Param-${name}`, numeric: type === 'integer' };
}

function invalid(origin: string, problem: string): McpError {
  return new McpError('INVALID_SCHEMA', `The ${KEYWORD} of ${origin} is wrong: ${problem}.`);
}
