/**
 * The part of StandardSchemaV1 and StandardJSONSchemaV1 (https://standardschema.dev) that we use,
 * declared here so that nobody needs a package for it.
 *
 * @publicApi
 */
export interface StandardSchemaLike<Input = unknown, Output = Input> {
  readonly '~standard': StandardProps<Input, Output>;
}

export interface StandardProps<Input = unknown, Output = Input> {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>;
  /** Optional, because a schema without it deserves a better message than the compiler's. */
  readonly jsonSchema?: StandardJsonSchemaConverter | undefined;
  readonly types?: { readonly input: Input; readonly output: Output } | undefined;
}

/** Both "may throw if conversion is not supported" (https://standardschema.dev/json-schema). */
export interface StandardJsonSchemaConverter {
  readonly input: (options: { readonly target: 'draft-2020-12' }) => Record<string, unknown>;
  readonly output: (options: { readonly target: 'draft-2020-12' }) => Record<string, unknown>;
}

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What libraries add to the issue of a union that no alternative of fits. */
export interface StandardUnionIssue extends StandardIssue {
  /** The issues of each alternative (zod). arktype has a plain list here, and says all in the message. */
  readonly errors?: readonly (readonly StandardUnionIssue[])[] | undefined;
  /** Those of all alternatives together (valibot), or of the key of a record (zod). */
  readonly issues?: readonly StandardUnionIssue[] | undefined;
}
