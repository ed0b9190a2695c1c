import { compileJsonSchema } from './json-schema.compiler.js';
import { SchemaCompileError } from './schema-compile.error.js';
import type { CompiledSchema, JsonSchema, McpSchema, SchemaIo } from './schema.types.js';
import { compileStandardSchema } from './standard-schema.compiler.js';
import { isStandardSchema } from './standard-schema.guard.js';
import { kindOf } from './value.kind.js';

const compiled = {
  input: new WeakMap<object, CompiledSchema>(),
  output: new WeakMap<object, CompiledSchema>(),
  raw: new WeakMap<object, CompiledSchema>(),
};

/**
 * Turns a schema into its JSON form and a validator. The same schema object is compiled once for
 * each side, however many tools share it.
 *
 * @throws SchemaCompileError
 */
export function compileSchema(schema: McpSchema, io: SchemaIo): CompiledSchema {
  if (isStandardSchema(schema)) {
    return once(compiled[io], schema, () => compileStandardSchema(schema, io));
  }
  assertJsonSchema(schema);
  return once(compiled.raw, schema, () => compileJsonSchema(schema));
}

function once(
  cache: WeakMap<object, CompiledSchema>,
  schema: object,
  compile: () => CompiledSchema,
): CompiledSchema {
  const known = cache.get(schema);
  if (known) return known;
  const fresh = Object.freeze(compile());
  cache.set(schema, fresh);
  return fresh;
}

/** Types don't stop JavaScript, nor a cast, nor a bare shape as the SDK's v1 took it. */
function assertJsonSchema(schema: unknown): asserts schema is JsonSchema {
  const fix = 'Pass a Standard Schema (zod, valibot, arktype) or JSON Schema';
  if (typeof schema === 'function') {
    throw new SchemaCompileError(
      `it is the class or function ${schema.name || '(anonymous)'}`,
      fix,
    );
  }
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    throw new SchemaCompileError(`it is of type ${kindOf(schema)}`, fix);
  }
  const field = Object.entries(schema).find(([, value]) => isStandardSchema(value));
  if (field) {
    const problem = `it is a plain object whose property ${JSON.stringify(field[0])} is a schema`;
    throw new SchemaCompileError(problem, 'Wrap it: z.object({ … }), v.object({ … }), type({ … })');
  }
}
