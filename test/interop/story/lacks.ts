import { expect } from 'vitest';
import type { Lack } from './story.js';

/** The server asks nobody who didn't say that it can answer, and says what it needs. */
export const NO_ELICITATION: Lack = {
  why: 'elicitation came with the revision 2025-06-18',
  instead: async ({ call }) => {
    await expect(call('publish')).rejects.toMatchObject({
      code: -32021,
      data: { requiredCapabilities: { elicitation: {} } },
    });
  },
};
