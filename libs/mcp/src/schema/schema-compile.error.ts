/** A schema that can't be used. Whoever compiles it knows whose it is, and says so. */
export class SchemaCompileError extends Error {
  override readonly name = 'SchemaCompileError';

  constructor(
    /** Continues a sentence about the schema: "the zod schema has no …". */
    readonly problem: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${problem}. ${fix}.`, options);
  }
}
