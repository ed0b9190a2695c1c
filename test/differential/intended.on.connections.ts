import { expect } from 'vitest';

type Message = object;

/** A way in which a connection of ours answers otherwise than one of the SDK, on purpose. */
export interface ConnectionDifference {
  readonly reason: string;
  /** What we say, given what the SDK says. */
  readonly ours: (sdk: readonly Message[]) => readonly Message[];
  /** Names of conversations. */
  readonly conversations: readonly string[];
}

const like = (value: object) => expect.objectContaining(value) as object;
const invalid = (id: number | null) => ({ id, error: { code: -32600 } });

/** The last message is another one. */
const lastIs = (message: Message) => (sdk: readonly Message[]) => [...sdk.slice(0, -1), message];

/** One message more. */
const also = (message: Message) => (sdk: readonly Message[]) => [...sdk, message];

export const INTENDED_ON_CONNECTIONS: readonly ConnectionDifference[] = [
  {
    reason: 'wrong parameters are the fault of the client: -32602, and no internal error',
    ours: lastIs({ id: 1, error: { code: -32602 } }),
    conversations: ['legacy: initialize without params', 'legacy: an unknown level'],
  },
  {
    reason: 'an unexpected error of a tool is one that the model may know of, without its details',
    ours: lastIs({ id: 1, result: like({ isError: true }) }),
    conversations: ['legacy: a call of crash', 'modern: a call of crash'],
  },
  {
    reason: 'JSON-RPC answers what is no message, instead of leaving the sender to wait',
    ours: also(invalid(null)),
    conversations: ['legacy: no JSON-RPC', 'legacy: null for an id', 'legacy: a batch'],
  },
  {
    reason: 'what is no message is answered under its id if it has one',
    ours: also(invalid(1)),
    conversations: ['legacy: another jsonrpc'],
  },
  {
    reason: 'what a handshake agreed on holds to the end (2025-11-25 basic/lifecycle)',
    ours: lastIs(invalid(1)),
    conversations: ['legacy: a second initialize'],
  },
  {
    reason: 'each message says of which era it is, not only the first',
    ours: lastIs({ id: 1, result: like({ resultType: 'complete' }) }),
    conversations: ['legacy: an envelope'],
  },
  {
    reason: 'a legacy request on a connection that was modern so far is as good as any',
    ours: lastIs({ id: 2, result: { tools: expect.any(Array) as unknown } }),
    conversations: ['modern: a request without an envelope later'],
  },
  {
    reason: 'a handshake on a connection that was modern so far is as good as any',
    ours: lastIs({ id: 2, result: like({ protocolVersion: '2025-11-25' }) }),
    conversations: ['modern: initialize later'],
  },
  {
    reason: 'an envelope that is wrong is explained each time, not only in the first message',
    ours: lastIs({ id: 2, error: { code: -32602, data: like({ envelope: like({}) }) } }),
    conversations: ['modern: no client capabilities', 'modern: an unknown log level'],
  },
  {
    reason: 'a revision that is not served is refused in any message, not only in the first',
    ours: lastIs({ id: 2, error: like({ code: -32022 }) }),
    conversations: ['modern: an unknown revision later'],
  },
  {
    reason: 'a subscription to nothing ends at once and holds nothing open',
    ours: also({ id: 1, result: like({ resultType: 'complete' }) }),
    conversations: ['modern: listen for nothing'],
  },
];
