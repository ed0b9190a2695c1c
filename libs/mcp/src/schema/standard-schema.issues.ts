import { formatPath } from './schema.path.js';
import type { SchemaIssue } from './schema.types.js';
import type { StandardIssue } from './standard-schema.types.js';

export function fromStandardIssue({ path = [], message }: StandardIssue): SchemaIssue {
  // A copy: arktype's paths are a subclass of Array whose own `map` adds an element when empty.
  const at = formatPath([...path].map(keyOf));
  return { path: at, message: withoutRepetition(message, at) };
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): PropertyKey {
  return typeof segment === 'object' ? segment.key : segment;
}

/** The path is told apart from the message, and that the input is invalid goes without saying. */
function withoutRepetition(message: string, path: string): string {
  for (const opening of ['Invalid input: ', `${path} must `, `value at ${path} must `]) {
    if (message.startsWith(opening)) {
      const rest = message.slice(opening.length);
      return opening.endsWith(' must ') ? `must ${rest}` : rest;
    }
  }
  return message;
}
