/** A sentence of a specification, or of Nest's documentation, that tests hold us to. */
export interface Requirement {
  /** Revision and section of the specification, SEP, or chapter of Nest's documentation. */
  readonly clause: string;
  /** What we do about it; the title of the tests. */
  readonly text: string;
}
