import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { send } from '../load/client.js';
import { messageOf, type RequestShape } from '../workload/requests.js';
import type { Target } from './target.js';

const IDS = [100_000_001, 100_000_002];

/**
 * Sees that a server answers what it is asked, before anybody counts how often it does.
 *
 * @throws Error that names the row
 */
export async function verify(url: string, target: Target, shape: RequestShape): Promise<void> {
  try {
    for (const id of IDS) {
      const answer = await send(url, shape, id);
      strictEqual(answer.status, 200, answer.text);
      const { id: answered, result } = answer.message;
      if (target.path !== '/static') strictEqual(answered, id);
      if (target.call.method === 'tools/list') verifyList(result, target.tools ?? 20);
      else deepStrictEqual(result?.['content'], [{ type: 'text', text: messageOf(target.call) }]);
    }
  } catch (error) {
    throw new Error(`${target.name} gives a wrong answer`, { cause: error });
  }
}

function verifyList(result: Record<string, unknown> | undefined, count: number): void {
  const tools = result?.['tools'] as { name: string; inputSchema: { properties: object } }[];
  strictEqual(tools.length, count);
  strictEqual(tools[0]?.name, 'echo');
  deepStrictEqual(Object.keys(tools[0].inputSchema.properties), ['message']);
}
