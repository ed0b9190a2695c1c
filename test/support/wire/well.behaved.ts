import { expect } from 'vitest';
import { expectServed } from './http.client.js';
import { callTool } from './rpc.messages.js';
import type { Served } from './served.app.js';
import type { Wire } from './surfaces.js';

/** What an answer must never tell: stacks, paths, names of files and packages. */
const INTERNALS =
  /\bat \S+ \(|\bat file:|node_modules|node:internal|\.[cm]?[jt]s\b|\/libs\/|Error:/;

export const SECRET = 'password=hunter2 in /etc/orders.conf';

export function expectNoInternals(answer: unknown): void {
  const text = JSON.stringify(answer);
  expect(text).not.toMatch(INTERNALS);
  expect(text).not.toContain('hunter2');
}

/** After a hostile message the same client, and clients of both eras besides, get right answers. */
export async function expectUnharmed(served: Served, wire: Wire): Promise<void> {
  const answer = await wire.ask(
    wire.request('tools/call', callTool('echo', { text: 'me' }), 'next'),
  );
  expect(answer).toMatchObject({
    id: 'next',
    result: { content: [{ type: 'text', text: 'me' }] },
  });
  expect(wire.unread()).toBe(0);
  await expectServed(served);
}
