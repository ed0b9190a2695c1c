import { isDeepStrictEqual } from 'node:util';
import type { Answer, Entry } from '../exchange.js';

type Json = Readonly<Record<string, unknown>>;

/** What was sent, and what both answered. */
export interface Case {
  readonly entry: Entry;
  /** The body, as JSON. */
  readonly sent: Json;
  readonly params: Json;
  readonly modern: boolean;
  readonly ours: Answer;
  readonly sdk: Answer;
}

/** A way in which any answer of ours may differ from the SDK's, on purpose. */
export interface Rule {
  readonly reason: string;
  readonly explains: (one: Case) => boolean;
}

const same = (one: unknown, other: unknown) => isDeepStrictEqual(one, other);
const without = (answer: object | undefined, ...keys: string[]) =>
  Object.fromEntries(Object.entries(answer ?? {}).filter(([key]) => !keys.includes(key)));
const json = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};
const headerOf = ({ headers }: Entry, wanted: string) =>
  headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
const accepts = (entry: Entry) =>
  (headerOf(entry, 'accept') ?? '*/*')
    .split(',')
    .map((range) => range.split(';')[0]?.trim().toLowerCase())
    .some((range) => /^(application\/(json|\*)|text\/(event-stream|\*)|\*\/\*)$/.test(range ?? ''));
const isId = (id: unknown) => typeof id === 'string' || Number.isSafeInteger(id);
const resultsWithout = (key: string, { ours, sdk }: Case) =>
  same(
    { ...ours, result: without(json(ours.result), key) },
    { ...sdk, result: without(json(sdk.result), key) },
  );

/** Every rule must explain something that is generated. */
export const RULES: readonly Rule[] = [
  {
    reason: '2026-07-28 has errors without an id where it is unknown, and no null (schema)',
    explains: ({ ours, sdk }) =>
      sdk.id === null && !('id' in ours) && same(ours, without(sdk, 'id')),
  },
  {
    reason: 'what is no id is not sent back as one (schema, RequestId: a string or an integer)',
    explains: ({ ours, sdk, sent }) =>
      !isId(sent['id']) &&
      (ours.id ?? null) === null &&
      same(without(ours, 'id'), without(sdk, 'id')),
  },
  {
    reason:
      'who names a revision that is not served is told which are, under the id (JSON-RPC 2.0, 5)',
    explains: ({ entry, ours }) => {
      const { requested } = json(ours.error?.data);
      const code = ours.error?.code;
      return (
        ours.status === 400 &&
        (code === -32000 || code === -32022) &&
        requested === headerOf(entry, 'MCP-Protocol-Version')?.trim()
      );
    },
  },
  {
    reason: 'null for what is optional is its absence: many JSON writers put it there',
    explains: ({ ours, sdk, sent, params }) => {
      const meta = json(params['_meta']);
      const optional = [sent, params, meta].flatMap((part) =>
        ['params', '_meta', 'arguments', 'context', 'cursor', 'progressToken'].map(
          (key) => part[key],
        ),
      );
      return optional.includes(null) && sdk.error !== undefined && !same(ours, sdk);
    },
  },
  {
    reason: 'nobody can subscribe without a session (2025-11-25 server/resources, Capabilities)',
    explains: ({ ours, sent, modern }) =>
      !modern &&
      /^resources\/(un)?subscribe$/.test(String(sent['method'])) &&
      ours.error?.code === -32601,
  },
  {
    reason: 'wrong parameters are -32602, and no internal error (JSON-RPC 2.0, 5.1)',
    explains: ({ ours, sdk }) =>
      sdk.error?.code === -32603 && same(ours, { ...sdk, error: { code: -32602 } }),
  },
  {
    reason: 'a client that takes neither JSON nor a stream can take no answer (RFC 9110, 15.5.7)',
    explains: ({ entry, ours }) => !accepts(entry) && ours.status === 406,
  },
  {
    reason: 'a client that does not say what it takes takes anything (RFC 9110, 12.5.1)',
    explains: ({ entry, ours, sdk }) =>
      headerOf(entry, 'accept') === undefined && sdk.status === 406 && ours.status !== 406,
  },
  {
    reason: 'who cannot be asked is told what is missing (client/elicitation, Capabilities)',
    explains: ({ ours, modern, params }) =>
      !modern && params['name'] === 'ask' && ours.error?.code === -32021,
  },
  {
    reason: 'what is wrong with arguments is worded by the validator (server/tools, Errors)',
    explains: (one) => json(one.ours.result)['isError'] === true && resultsWithout('content', one),
  },
  {
    reason: 'hasMore is said of values that there are (schema, CompleteResult: optional)',
    explains: (one) =>
      same(json(one.ours.result)['completion'], { values: [] }) &&
      resultsWithout('completion', one),
  },
  {
    reason: 'state is always sealed (2026-07-28 multi round-trip requests, Server Requirements)',
    explains: (one) =>
      json(one.ours.result)['resultType'] === 'input_required' &&
      resultsWithout('requestState', one),
  },
  {
    reason:
      'a missing resource is -32002 before 2026-07-28, and named by its URI (server/resources)',
    explains: ({ ours, sdk, modern, params: { uri } }) =>
      json(sdk.error?.data)['uri'] === uri &&
      same(ours, { ...sdk, error: { code: modern ? -32602 : -32002, data: { uri } } }),
  },
  {
    reason:
      'state that we did not seal is refused (multi round-trip requests, Server Requirements)',
    explains: ({ ours, params, modern }) =>
      modern &&
      params['requestState'] !== undefined &&
      // Of two faults either may be named: ours looks at the arguments first.
      (ours.error?.code === -32602 || json(ours.result)['isError'] === true),
  },
  {
    reason: 'state is nothing that a 2025-era request has (2025-11-25 schema)',
    explains: ({ sdk, modern }) =>
      !modern && same(sdk.error, { code: -32602, data: { reason: 'invalid_request_state' } }),
  },
  {
    reason: 'a cursor of nobody is -32602 (2025-11-25 server/utilities/pagination, Errors)',
    explains: ({ ours, params }) =>
      typeof params['cursor'] === 'string' && same(ours.error, { code: -32602 }),
  },
  {
    reason: 'the envelope is named by its key alone (2026-07-28 basic, Request metadata)',
    explains: ({ ours, sdk }) => {
      const data = { envelope: { key: 'io.modelcontextprotocol/clientInfo' } };
      return same(ours, { ...sdk, error: { code: -32602, data } });
    },
  },
  {
    reason: 'keys that reach a prototype are refused, whatever they would do',
    explains: ({ entry, ours }) =>
      entry.body?.includes('"__proto__":') === true && ours.status === 400,
  },
];

export function toCase(entry: Entry, ours: Answer, sdk: Answer): Case {
  const sent = json(JSON.parse(entry.body ?? 'null'));
  const modern = headerOf(entry, 'MCP-Protocol-Version') === '2026-07-28';
  return { entry, sent, params: json(sent['params']), modern, ours, sdk };
}
