import { clip } from '../text/clip.js';
import { escapeControls } from '../text/control.characters.js';

/** Settings come from files and variables that may hold anything, and the message goes to a terminal. */
const MOST_PROBLEMS = 20;
const LONGEST_PROBLEM = 500;

/** Settings that the application can't start with, all of them in one message. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(composeMessage(problems));
  }
}

function composeMessage(problems: readonly string[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map((problem) => `  ${clip(escapeControls(problem), LONGEST_PROBLEM)}`);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`  and ${more} more`);
  return [
    `Wrong configuration (${count}):`,
    ...lines,
    'Run with --help to see every setting.',
  ].join('\n');
}
