import { messageOf } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import { compileSchema } from '../schema/schema.compiler.js';
import type { CompiledSchema, JsonSchema, McpSchema, SchemaIo } from '../schema/schema.types.js';
import { withObjectRoot } from './object.root.js';

/**
 * Compiles a schema of an entry.
 *
 * @throws McpError `INVALID_SCHEMA`, naming the origin
 */
export function compileFor(
  schema: McpSchema | undefined,
  io: SchemaIo,
  origin: string,
): CompiledSchema | undefined {
  if (schema === undefined) return undefined;
  try {
    const compiled = compileSchema(schema, io);
    const json = withObjectRoot(compiled.json);
    return json === compiled.json ? compiled : { ...compiled, json };
  } catch (error) {
    const message = `The ${io} schema of ${origin} cannot be used: ${messageOf(error)}`;
    throw new McpError('INVALID_SCHEMA', message, { cause: error });
  }
}

/** @throws McpError `INVALID_SCHEMA` */
export function requireObject(json: JsonSchema, origin: string): void {
  if (json['type'] === 'object') return;
  throw new McpError(
    'INVALID_SCHEMA',
    `The input schema of ${origin} must have "type": "object" at its root, as the protocol asks; ` +
      `it has ${JSON.stringify(json['type'] ?? null)}. Wrap the value in an object with one property.`,
  );
}
