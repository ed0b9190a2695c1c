import type { SchemaIssue } from './schema.types.js';

/** More issues than this help nobody, and a hostile value can cause millions. */
export const MAX_ISSUES = 100;

/** Messages and paths quote keys of the checked value, which may be of any length. */
const MAX_TEXT = 1000;

const MAX_LINES = 20;

/** Turns what a library found into issues, as many as are of use. */
export function collectIssues<T>(
  found: Iterable<T>,
  toIssue: (finding: T) => SchemaIssue,
): SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  for (const finding of found) {
    if (issues.length === MAX_ISSUES) break;
    const { path, message } = toIssue(finding);
    issues.push({ path: clip(path), message: clip(message) });
  }
  return issues;
}

/** One line for each issue, for a model or a person to read. */
export function describeIssues(issues: readonly SchemaIssue[]): string {
  const lines = issues.slice(0, MAX_LINES).map((issue) => `- ${describeIssue(issue)}`);
  const rest = issues.length - lines.length;
  const atLeast = issues.length >= MAX_ISSUES ? 'at least ' : '';
  if (rest > 0) lines.push(`... and ${atLeast}${rest} more`);
  return lines.join('\n');
}

export function describeIssue({ path, message }: SchemaIssue): string {
  const text = message.replaceAll(/\s*[\r\n]\s*/g, ' ');
  return path === '' ? text : `${path}: ${text}`;
}

export function clip(text: string, length = MAX_TEXT): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
