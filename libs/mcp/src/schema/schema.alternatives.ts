import { clip, describeIssue } from './schema.issues.js';
import type { SchemaIssue } from './schema.types.js';

/** Text that a model is to read has an end, however large the schema and the value are. */
const MOST_ALTERNATIVES = 5;
const MOST_PROBLEMS = 8;
const MAX_TEXT = 300;

/** Deeper alternatives within alternatives are told of by their own message alone. */
export const DEEPEST_ALTERNATIVE = 3;

/** A problem at the root, such as a wrong type, makes an alternative less likely to be meant than any other. */
const WRONG_AT_ALL = 1000;

/** What one alternative of a union has against a value; its first problems will do. */
export type Alternative = readonly SchemaIssue[];

/** Says what each alternative has against a value that fits none; those that it nearly fits come first. */
export function describeAlternatives(alternatives: readonly Alternative[]): string {
  const texts = alternatives
    .map((problems, index) => ({ problems, label: `(${index + 1})` }))
    .toSorted((one, other) => distance(one.problems) - distance(other.problems))
    .slice(0, MOST_ALTERNATIVES)
    .map(({ problems, label }) => `${label} ${describeProblems(problems)}`);
  const rest = alternatives.length - texts.length;
  return [...texts, ...(rest > 0 ? [`and ${rest} more`] : [])].join(' ');
}

export function describeProblems(problems: Alternative): string {
  const texts = problems
    .slice(0, MOST_PROBLEMS)
    .map((issue) => clip(describeIssue(issue), MAX_TEXT));
  if (problems.length > texts.length) texts.push('…');
  return [...new Set(texts)].join('; ');
}

function distance(problems: Alternative): number {
  return problems.length + (problems.some(({ path }) => path === '') ? WRONG_AT_ALL : 0);
}
