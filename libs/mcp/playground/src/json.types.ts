/** A value that JSON can say. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A JSON Schema 2020-12 (or older: servers send what they have), not checked yet. */
export type JsonSchema = boolean | { readonly [keyword: string]: JsonValue };
