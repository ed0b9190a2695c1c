import { expect } from 'vitest';
import type { Lack } from './story.js';

/** The server asks nobody who didn't say that it can answer, and says what it needs. */
const notAsked: Lack['instead'] = async ({ call }) => {
  await expect(call('publish')).rejects.toMatchObject({
    code: -32021,
    data: { requiredCapabilities: { elicitation: {} } },
  });
};

export const NO_ELICITATION: Lack = {
  why: 'elicitation came with the revision 2025-06-18',
  instead: notAsked,
};

export const NO_QUESTIONS: Lack = {
  why: 'mcp-proxy passes on no questions of the server',
  instead: notAsked,
};

export const NO_CANCELLATION: Lack = {
  why: 'mcp-remote sends a notification where 2026-07-28 has the stream closed',
  instead: async ({ call }) => {
    const stop = new AbortController();
    const { signal } = stop;
    const onprogress = () => stop.abort('enough');
    await expect(call('print', {}, { signal, onprogress })).rejects.toThrow();
    expect(await call('shout', { text: 'on' })).toMatchObject({ content: [{ text: 'ON' }] });
  },
};
