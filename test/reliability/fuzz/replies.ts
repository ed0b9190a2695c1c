import type { Json } from '../../support/wire/rpc.messages.js';
import type { Reply } from './plan.js';

const ACCEPTED = { action: 'accept', content: { name: 'Ada' } };

/** The messages with which a client answers a question. */
const MESSAGES: Readonly<Record<Reply, (id: unknown) => unknown[]>> = {
  accept: (id) => [{ jsonrpc: '2.0', id, result: ACCEPTED }],
  decline: (id) => [{ jsonrpc: '2.0', id, result: { action: 'decline' } }],
  nothing: () => [],
  'an error': (id) => [{ jsonrpc: '2.0', id, error: { code: -1, message: 'no' } }],
  nonsense: (id) => [{ jsonrpc: '2.0', id, result: { action: 7, content: [null] } }],
  twice: (id) => [
    { jsonrpc: '2.0', id, result: ACCEPTED },
    { jsonrpc: '2.0', id, result: ACCEPTED },
  ],
  'with another id': (id) => [{ jsonrpc: '2.0', id: `${String(id)}?`, result: ACCEPTED }],
};

/** Answers the questions of a server in turn as the plan says, each once. */
export class Replies {
  private readonly answered = new Set<string>();

  constructor(private readonly plan: readonly Reply[]) {}

  to({ id, method }: Json): unknown[] {
    const key = JSON.stringify(id);
    if (method === undefined || id === undefined || this.answered.has(key)) return [];
    const reply = this.plan[this.answered.size % this.plan.length]!;
    this.answered.add(key);
    return MESSAGES[reply](id);
  }
}
