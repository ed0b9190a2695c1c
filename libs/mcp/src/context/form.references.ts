import type { JsonSchema } from '../schema/schema.types.js';
import { keysOfPointer } from '../schema/schema.path.js';

/** An object of a schema. */
export type Node = Readonly<Record<string, unknown>>;

/** What keeps a schema from being a form; continues a sentence about it. */
export class FormProblem extends Error {}

/** Puts what `$ref` names in its place: clients don't know the keyword in forms. */
export class References {
  constructor(private readonly root: JsonSchema) {}

  /** @throws FormProblem for what is no schema object, refers to nothing here or to itself */
  resolve(schema: unknown, seen: readonly string[] = []): Node {
    if (typeof schema !== 'object' || schema === null) throw new FormProblem('may be anything');
    const { $ref, ...own } = schema as Node;
    if (typeof $ref !== 'string') return own;
    if (seen.includes($ref)) throw new FormProblem('refers to itself');
    // What stands beside the reference, such as a description, is about this use of it.
    return { ...this.resolve(this.find($ref), [...seen, $ref]), ...own };
  }

  private find($ref: string): unknown {
    if (!$ref.startsWith('#'))
      throw new FormProblem(`refers to "${$ref}", which is somewhere else`);
    let found: unknown = this.root;
    for (const key of keysOfPointer(decode($ref.slice(1)))) {
      found = typeof found === 'object' && found !== null ? (found as Node)[key] : undefined;
    }
    if (found === undefined) throw new FormProblem(`refers to "${$ref}", which is not there`);
    return found;
  }
}

/** A pointer in a fragment is percent-encoded (RFC 6901, 6), but not every library does so. */
function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
