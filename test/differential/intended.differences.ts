import { expect } from 'vitest';
import type { Answer } from './exchange.js';

/** A way in which we answer otherwise than the SDK, on purpose. */
export interface Difference {
  readonly reason: string;
  /** What we answer, given what the SDK answers. */
  readonly ours: (sdk: Answer) => Answer;
  /** Names of the entries of the corpus. */
  readonly entries: readonly string[];
}

const withCode = (code: number) => (sdk: Answer) => ({ ...sdk, error: { code } });
const SUPPORTED = ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];
const listed = (requested: string, sdk: Answer): Answer => ({
  ...sdk,
  error: { code: -32000, data: { supported: SUPPORTED, requested } },
});
const withoutId = ({ id: _id, ...rest }: Answer): Answer => rest;
const masked = {
  content: [{ type: 'text', text: expect.stringContaining('Correlation id') as string }],
  isError: true,
};

/** Every intended difference. An entry that no longer differs, or differs otherwise, fails. */
export const INTENDED: readonly Difference[] = [
  {
    reason: '2026-07-28 has errors without an id where it is unknown, and no null',
    ours: withoutId,
    entries: [
      'modern: no JSON',
      'modern: an empty body',
      'modern: two values',
      'modern: the body null',
      'modern: the body 7',
      'modern: the body true',
      'modern: the body "\\"text\\""',
      'modern: the body {}',
      'modern: a number for a method',
      'modern: no method',
      'modern: the id null',
      'modern: the id 1.5',
      'modern: the id true',
      'modern: the id {}',
      'modern: the id 9007199254740992',
      'modern: an empty batch',
      'modern: a batch of a modern request',
      'modern: a batch with rubbish',
      'modern: a notification under another method',
      'modern: the content type null',
      'modern: the content type text/plain',
      'modern: the content type application/json-patch+json',
      'modern: the content type text/json',
      'modern: GET',
      'modern: DELETE',
      'modern: PUT',
      'modern: PATCH',
      'modern: five megabytes',
      'modern: a deep value',
    ],
  },
  {
    reason: 'a response is refused for what it is: 2026-07-28 has none that clients send',
    ours: (sdk) => withoutId(withCode(-32600)(sdk)),
    entries: ['modern: a response', 'modern: an error response'],
  },
  {
    reason: 'who names a revision that is not served is told which are',
    ours: (sdk) => listed('1999-12-31', withoutId(sdk)),
    entries: ['legacy: a notification under an unknown header'],
  },
  {
    reason: 'null for what is optional is its absence: many JSON writers put it there',
    ours: () => ({ status: 200, id: 1, result: expect.any(Object) as unknown }),
    entries: ['modern: arguments that are null', 'modern: null for a progress token'],
  },
  {
    reason: 'so that an envelope is what is missing',
    ours: (sdk) => ({
      ...sdk,
      error: { code: -32602, data: { envelope: { missing: ['_meta'] } } },
    }),
    entries: ['modern: _meta that is null', 'modern: params that are null'],
  },
  {
    reason: 'the revision is unknown, whatever else is missing (Protocol Version Header)',
    ours: (sdk) => ({
      ...sdk,
      error: { code: -32022, data: { supported: ['2026-07-28'], requested: 'latest' } },
    }),
    entries: ["legacy: tools/list under 'latest'"],
  },
  {
    reason: 'what changes can be told of only in a session (2025-11-25 server/tools, Capabilities)',
    ours: (sdk) => ({
      ...sdk,
      result: { ...(sdk.result as object), capabilities: { tools: {}, logging: {} } },
    }),
    entries: [
      'legacy: initialize 2024-11-05',
      'legacy: initialize 2025-03-26',
      'legacy: initialize 2025-06-18',
      'legacy: initialize 2025-11-25',
      'legacy: initialize 2026-07-28',
      'legacy: initialize 1999-12-31',
      'legacy: initialize under a version header',
      'legacy: initialize under an unknown header',
    ],
  },
  {
    reason:
      'a request whose id is known is answered under that id, and with the revisions there are',
    ours: (sdk) => ({ ...listed('1999-12-31', sdk), id: 1 }),
    entries: ["legacy: tools/list under '1999-12-31'"],
  },
  {
    reason: 'the same for a revision without a name',
    ours: (sdk) => ({ ...listed('', sdk), id: 1 }),
    entries: ["legacy: tools/list under ''"],
  },
  {
    reason: 'wrong parameters are the fault of the client: -32602, and no internal error',
    ours: withCode(-32602),
    entries: [
      'legacy: initialize without a version',
      'legacy: initialize without capabilities',
      'legacy: initialize without client info',
      'legacy: initialize with half a client info',
      'legacy: an unknown level',
      'legacy: no level',
    ],
  },
  {
    reason: 'the envelope is checked without a schema library, and named by its key alone',
    ours: (sdk) => {
      const data = { envelope: { key: 'io.modelcontextprotocol/clientInfo' } };
      return { ...sdk, error: { code: -32602, data } };
    },
    entries: [
      'modern: client info that is {"name":"a"}',
      'modern: client info that is {"version":"1"}',
      'modern: client info that is {"name":1,"version":2}',
    ],
  },
  {
    reason: 'an unexpected error of a tool is one that the model may know of, without its details',
    ours: ({ error: _error, ...sdk }) => ({
      ...sdk,
      result: expect.objectContaining(masked) as unknown,
    }),
    entries: ['modern: a crash', 'legacy: a call of crash'],
  },
  {
    reason: 'a client that takes neither JSON nor a stream can take no answer',
    ours: () => ({ status: 406, error: { code: -32000 } }),
    entries: ['modern: accepting text/html'],
  },
  {
    reason: 'keys that reach a prototype are refused, on Fastify by its own parser',
    // With the id, unless it was that parser.
    ours: () =>
      expect.objectContaining({
        status: 400,
        error: { code: expect.toBeOneOf([-32600, -32700]) as unknown },
      }) as Answer,
    entries: ['modern: a __proto__'],
  },
  {
    reason: 'batches exist in 2025-03-26 only',
    ours: () => ({ status: 400, id: null, error: { code: -32600 } }),
    entries: ['legacy: a batch under 2025-06-18', 'legacy: a batch under 2025-11-25'],
  },
  {
    reason: 'an id must not be in use twice at once: the second of the two is refused',
    ours: ({ status, ...first }) => ({
      status,
      result: [first, { id: 1, error: { code: -32600 } }],
    }),
    entries: ['legacy: a batch with one id twice'],
  },
  {
    reason: 'a batch is answered by a batch, of however many answers',
    ours: ({ status, ...only }) => ({ status, result: [only] }),
    entries: ['legacy: a batch with a notification'],
  },
];
