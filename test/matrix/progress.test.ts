import { expect } from 'vitest';
import { CHANNELS, PROCESSES } from '../support/channels.js';
import { textOf, type TestClient } from '../support/clients/test.client.js';
import { verifies } from '../support/verifies.js';

const PROGRESS = 'notifications/progress';

function count(client: TestClient, label: string, steps: number, onprogress?: () => void) {
  return client.call('count', { label, steps }, onprogress ? { onprogress } : {});
}

/** What reached the client of each call: its progress, and when its answer came. */
function callsOf({ inbox }: TestClient) {
  const calls = new Map<unknown, { messages: unknown[]; values: unknown[]; late: number }>();
  const answered = new Set<unknown>();
  for (const { id, method, params = {} } of inbox.messages) {
    if (method !== PROGRESS) answered.add(id);
    else {
      const { progressToken, message, progress } = params;
      const call = calls.get(progressToken) ?? { messages: [], values: [], late: 0 };
      calls.set(progressToken, call);
      call.messages.push(String(message).split(' ')[0]);
      call.values.push(progress);
      // Each SDK uses the id of the request for its token.
      if (answered.has(progressToken)) call.late++;
    }
  }
  return [...calls.values()];
}

verifies('progress.before-result', [...CHANNELS, ...PROCESSES], async (client) => {
  const result = await count(client, 'sheep', 3, () => undefined);
  expect(textOf(result)).toBe('sheep counted to 3');
  expect(callsOf(client)).toEqual([
    { messages: ['sheep', 'sheep', 'sheep'], values: [1, 2, 3], late: 0 },
  ]);
  expect(client.inbox.all(PROGRESS)[2]?.params).toMatchObject({ total: 3, message: 'sheep 3' });
});

verifies('progress.token', CHANNELS, async (client) => {
  const labels = ['a', 'b', 'c', 'd'];
  await Promise.all(labels.map((label) => count(client, label, 4, () => undefined)));
  const calls = callsOf(client);
  expect(calls.map(({ messages }) => messages.join('')).toSorted()).toEqual(
    labels.map((label) => label.repeat(4)),
  );
  for (const { values, late } of calls) {
    expect(values).toEqual([1, 2, 3, 4]);
    expect(late).toBe(0);
  }
});

verifies('progress.unasked', CHANNELS, async (client) => {
  expect(textOf(await count(client, 'quiet', 2))).toBe('quiet counted to 2');
  expect(client.inbox.all(PROGRESS)).toEqual([]);
});
