import type { StandardSchemaLike } from './standard-schema.types.js';

/**
 * A JSON Schema document in its object form.
 *
 * @publicApi
 */
export type JsonSchema = { readonly [key: string]: unknown };

/**
 * What a developer may pass as `input` or `output`: a Standard Schema that gives JSON Schema, or
 * raw JSON Schema 2020-12.
 *
 * @publicApi
 */
export type McpSchema = StandardSchemaLike | JsonSchema;

/** The side of a schema that counts: what it accepts, or what it yields. */
export type SchemaIo = 'input' | 'output';

export interface SchemaIssue {
  /** Like `items[2].sku`; empty for the root. */
  readonly path: string;
  readonly message: string;
}

export type ValidationOutcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly issues: readonly SchemaIssue[] };

/** A schema turned, once, into its JSON form and a validator. */
export interface CompiledSchema {
  readonly json: JsonSchema;
  validate(value: unknown): ValidationOutcome | Promise<ValidationOutcome>;
}
