import * as fc from 'fast-check';
import { ENVELOPE, KEYS, legacy, modern, type Changes } from '../corpus/messages.js';
import type { Entry } from '../exchange.js';

type Json = Record<string, unknown>;

/** A request before it is written down. */
export interface Draft {
  readonly era: 'legacy' | 'modern';
  readonly method: string;
  readonly params: Json;
  readonly _meta: Json;
  readonly changes: Changes;
}

const GOOD: readonly (readonly [method: string, params: Json])[] = [
  ['tools/list', {}],
  ['resources/list', {}],
  ['resources/templates/list', {}],
  ['prompts/list', {}],
  ['tools/call', { name: 'echo', arguments: { text: 'hi' } }],
  ['tools/call', { name: 'ask', arguments: {} }],
  ['tools/call', { name: 'run', arguments: {} }],
  ['resources/read', { uri: 'offer://text' }],
  ['resources/read', { uri: 'offer://books/emma' }],
  ['resources/read', { uri: 'offer://books/ulysses' }],
  ['prompts/get', { name: 'plan', arguments: { city: 'Rome' } }],
  ['prompts/get', { name: 'plain' }],
  [
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'plan' }, argument: { name: 'city', value: 'Pa' } },
  ],
  [
    'completion/complete',
    {
      ref: { type: 'ref/resource', uri: 'offer://books/{id}' },
      argument: { name: 'id', value: '' },
    },
  ],
  [
    'completion/complete',
    { ref: { type: 'ref/prompt', name: 'plan' }, argument: { name: 'days', value: '' } },
  ],
  ['ping', {}],
  ['logging/setLevel', { level: 'info' }],
  ['resources/subscribe', { uri: 'offer://text' }],
  ['server/discover', {}],
];

const CLIENTS = [
  { era: 'legacy' as const, _meta: {} },
  { era: 'modern' as const, _meta: ENVELOPE },
  { era: 'modern' as const, _meta: { ...ENVELOPE, [KEYS.capabilities]: { elicitation: {} } } },
];

const VERSIONS = ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];

const oddText = fc.oneof(
  fc.constantFrom('', ' ', 'x', 'null', '0', '__proto__', 'constructor', 'offer://nowhere'),
  fc.constantFrom('=?base64?eA==?=', '=?base64?!?=', '2099-01-01', 'YWZ0ZXI6OTk', 'é', '\u2028'),
  fc.string({ maxLength: 12 }),
);
const oddValue = fc.oneof(
  oddText,
  fc.constantFrom(null, true, false, 0, -1, 1.5, 2 ** 53, [], {}, [null], { a: { b: [] } }),
  fc.constant(JSON.parse('{"__proto__":{"a":1}}') as unknown),
  fc.jsonValue({ maxDepth: 2 }),
);
/** Header values that every HTTP client can send. */
const headerText = fc.oneof(
  fc.constantFrom('', 'x', 'echo', 'plain', 'tools/list', 'tools/call', 'TOOLS/LIST'),
  fc.constantFrom('=?base64?ZWNobw==?=', '=?base64?ZWNobw?=', '=?base64?', ' echo ', '2099-01-01'),
  fc.constantFrom(...VERSIONS),
  fc.string({ unit: fc.constantFrom(...Array.from('azAZ09-_/:;=?., ')), maxLength: 12 }),
);

type Mutation = (draft: Draft) => Draft;
type Path = readonly string[];

function changed(value: unknown, [key, ...rest]: Path, next: unknown): unknown {
  if (key === undefined) return next;
  const members = typeof value === 'object' && value !== null ? (value as Json) : {};
  return { ...members, [key]: changed(members[key], rest, next) };
}

/** Where something can be wrong: each member that is there, and some that are not. */
function pathsIn(value: unknown): Path[] {
  const members = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return members.flatMap(([key, inner]) => [
    [key],
    ...pathsIn(inner).map((path) => [key, ...path]),
  ]);
}
const MORE: readonly Path[] = [
  ['cursor'],
  ['context'],
  ['requestState'],
  ['extra'],
  ['arguments', 'extra'],
];

const orGone = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const inParams = fc.tuple(fc.nat(), orGone(oddValue)).map(([at, value]): Mutation => (draft) => {
  const paths = [...pathsIn(draft.params), ...MORE];
  return { ...draft, params: changed(draft.params, paths[at % paths.length]!, value) as Json };
});

const META_KEYS = [...Object.values(KEYS), 'progressToken', 'a.example/b', 'no prefix'];
const inMeta = fc
  .tuple(fc.constantFrom(...META_KEYS), orGone(fc.oneof(oddValue, fc.constantFrom(...VERSIONS))))
  .map(([key, value]): Mutation => (draft) => ({
    ...draft,
    _meta: { ...draft._meta, [key]: value },
  }));

const HEADERS = ['MCP-Protocol-Version', 'Mcp-Method', 'Mcp-Name', 'Mcp-Session-Id', 'Accept'];
const inHeaders = fc
  .tuple(fc.constantFrom(...HEADERS), fc.option(headerText, { nil: null }))
  .map(([name, value]): Mutation => (draft) => ({
    ...draft,
    changes: { ...draft.changes, headers: { ...draft.changes.headers, [name]: value } },
  }));

const inMessage = fc
  .tuple(fc.constantFrom('jsonrpc', 'id', 'method', 'params', 'result', 'extra'), orGone(oddValue))
  .map(([key, value]): Mutation => (draft) => ({
    ...draft,
    changes: { ...draft.changes, message: { ...draft.changes.message, [key]: value } },
  }));

const mutation = fc.oneof(
  { arbitrary: inParams, weight: 4 },
  { arbitrary: inMeta, weight: 2 },
  { arbitrary: inHeaders, weight: 2 },
  { arbitrary: inMessage, weight: 1 },
);

/** A good request of either era, with one thing wrong, or a few. */
export const drafts: fc.Arbitrary<Draft> = fc
  .tuple(
    fc.constantFrom(...CLIENTS),
    fc.constantFrom(...GOOD),
    fc.array(mutation, { minLength: 1, maxLength: 3 }),
  )
  .map(([{ era, _meta }, [method, params], mutations]) => {
    const good: Draft = { era, method, params, _meta, changes: {} };
    return mutations.reduce((draft, mutate) => mutate(draft), good);
  });

export function entryOf({ era, method, params, _meta, changes }: Draft): Entry {
  if (era === 'modern') return modern('generated', method, params, { _meta, ...changes });
  return legacy('generated', method, { ...params, _meta }, changes);
}
