import {
  DEEPEST_ALTERNATIVE,
  describeAlternatives,
  describeProblems,
} from './schema.alternatives.js';
import { collectIssues } from './schema.issues.js';
import { formatPath } from './schema.path.js';
import type { SchemaIssue } from './schema.types.js';
import type { StandardIssue, StandardUnionIssue } from './standard-schema.types.js';

/** What zod says of a union, and nothing else. */
const SAYS_NOTHING = 'Invalid input';

export function fromStandardIssue(issue: StandardIssue): SchemaIssue {
  return toIssue(issue, 0);
}

function toIssue(issue: StandardUnionIssue, depth: number): SchemaIssue {
  const { path = [], message } = issue;
  // A copy: arktype's paths are a subclass of Array whose own `map` adds an element when empty.
  const at = formatPath([...path].map(keyOf));
  const own = withoutRepetition(message, at);
  const inner = depth < DEEPEST_ALTERNATIVE ? describeInner(issue, depth + 1) : '';
  if (inner === '') return { path: at, message: own };
  const opening = own === SAYS_NOTHING ? 'fits none of the alternatives' : own;
  return { path: at, message: `${opening}: ${inner}` };
}

/** Paths are relative to the value of the issue, in zod as in valibot. */
function describeInner({ errors, issues }: StandardUnionIssue, depth: number): string {
  const read = (inner: readonly StandardUnionIssue[]) =>
    collectIssues(inner, (one) => toIssue(one, depth));
  if (Array.isArray(errors) && errors.every((one) => Array.isArray(one))) {
    return describeAlternatives(errors.map(read));
  }
  return Array.isArray(issues) ? describeProblems(read(issues)) : '';
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
