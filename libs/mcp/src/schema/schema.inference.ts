import type { McpSchema } from './schema.types.js';

interface Typed {
  readonly '~standard': {
    readonly types?: { readonly input: unknown; readonly output: unknown } | undefined;
  };
}

type TypesOf<S extends Typed> = NonNullable<S['~standard']['types']>;

/**
 * What a schema accepts: the type that a handler may return for its output schema. Raw JSON Schema
 * has no types, so it gives a record.
 *
 * @publicApi
 */
export type InferInput<S extends McpSchema> = S extends Typed
  ? TypesOf<S>['input']
  : Record<string, unknown>;

/**
 * What a schema yields: the type of the arguments that a handler gets for its input schema.
 *
 * @publicApi
 */
export type InferOutput<S extends McpSchema> = S extends Typed
  ? TypesOf<S>['output']
  : Record<string, unknown>;
