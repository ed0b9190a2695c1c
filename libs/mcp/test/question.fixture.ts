import type { Question } from '../src/context/interaction.js';

/** A question that takes any text for its answer, and `requires` nothing. */
export function questionOf(
  text: string,
  changes: Partial<Question<string>> = {},
): Question<string> {
  return {
    method: 'elicitation/create',
    params: { message: text },
    requires: {},
    read: (answer) => {
      const { value } = answer as { value?: unknown };
      return typeof value === 'string' ? value : undefined;
    },
    ...changes,
  };
}
