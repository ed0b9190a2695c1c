/** Settings that the application can't start with, all of them in one message. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(composeMessage(problems));
  }
}

function composeMessage(problems: readonly string[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const lines = problems.map((problem) => `  ${problem}`);
  return [
    `Wrong configuration (${count}):`,
    ...lines,
    'Run with --help to see every setting.',
  ].join('\n');
}
