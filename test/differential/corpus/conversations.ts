import { ENVELOPE, KEYS } from './messages.js';

type Json = Record<string, unknown>;

/** What a client says on a connection, in order. */
export interface Conversation {
  readonly name: string;
  readonly era: 'legacy' | 'modern';
  readonly messages: readonly unknown[];
}

const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'corpus', version: '1.0.0' },
};
const message = (method: string, params?: Json, id?: unknown): Json => ({
  jsonrpc: '2.0',
  ...(id !== undefined && { id }),
  method,
  ...(params && { params }),
});
const HANDSHAKE = [
  message('initialize', INITIALIZE, 'init'),
  message('notifications/initialized'),
] as const;

const legacy = (name: string, ...messages: unknown[]): Conversation => ({
  name: `legacy: ${name}`,
  era: 'legacy',
  messages: [...HANDSHAKE, ...messages],
});
const unshaken = (name: string, ...messages: unknown[]): Conversation => ({
  name: `legacy: ${name}`,
  era: 'legacy',
  messages,
});
const modern = (name: string, ...messages: unknown[]): Conversation => ({
  name: `modern: ${name}`,
  era: 'modern',
  messages,
});
const request = (method: string, params: Json = {}, _meta: unknown = ENVELOPE, id: unknown = 1) =>
  message(method, { ...params, _meta }, id);

const tool = (name: string, more: Json = {}) => ({ name, arguments: {}, ...more });
const TOOLS = ['echo', 'structured', 'sad', 'refuse', 'need_sampling', 'crash', 'talk', 'nowhere'];

const LEGACY: readonly Conversation[] = [
  ...['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '1999-12-31'].map((protocolVersion) =>
    unshaken(
      `initialize ${protocolVersion}`,
      message('initialize', { ...INITIALIZE, protocolVersion }, 1),
    ),
  ),
  unshaken('initialize without params', message('initialize', {}, 1)),
  legacy('a second initialize', message('initialize', INITIALIZE, 1)),
  unshaken('tools/list before the handshake', message('tools/list', {}, 1)),
  legacy('ping', message('ping', undefined, 1)),
  legacy('tools/list', message('tools/list', {}, 1)),
  ...TOOLS.map((name) => legacy(`a call of ${name}`, message('tools/call', tool(name), 1))),
  legacy('progress', message('tools/call', tool('talk', { _meta: { progressToken: 't' } }), 1)),
  legacy(
    'log from error on',
    message('logging/setLevel', { level: 'error' }, 1),
    message('tools/call', tool('talk'), 2),
  ),
  legacy('an unknown level', message('logging/setLevel', { level: 'loud' }, 1)),
  ...['server/discover', 'subscriptions/listen', 'prompts/list', 'unheard/of', 'toString'].map(
    (method) => legacy(method, message(method, {}, 1)),
  ),
  legacy('a call without a name', message('tools/call', {}, 1)),
  legacy('a call without params', message('tools/call', undefined, 1)),
  legacy('an unknown notification', message('notifications/unheard')),
  legacy('a cancellation of nothing', message('notifications/cancelled', { requestId: 99 })),
  legacy('a malformed cancellation', message('notifications/cancelled', {})),
  legacy('an answer to nothing', { jsonrpc: '2.0', id: 77, result: {} }),
  ...['text', 0, -1].map((id) => legacy(`the id ${id}`, message('ping', {}, id))),
  legacy('no JSON-RPC', { hello: 'world' }),
  legacy('another jsonrpc', { ...message('ping', {}, 1), jsonrpc: '1.0' }),
  legacy('null for an id', message('ping', {}, null)),
  legacy('a batch', [message('ping', {}, 1), message('ping', {}, 2)]),
  legacy('an envelope', request('tools/list')),
];

const MODERN: readonly Conversation[] = [
  modern('server/discover', request('server/discover')),
  modern('tools/list', request('tools/list')),
  ...TOOLS.map((name) => modern(`a call of ${name}`, request('tools/call', tool(name)))),
  modern('progress', request('tools/call', tool('talk'), { ...ENVELOPE, progressToken: 't' })),
  modern('log', request('tools/call', tool('talk'), { ...ENVELOPE, [KEYS.level]: 'info' })),
  modern(
    'a level for one request only',
    request('tools/call', tool('talk'), { ...ENVELOPE, [KEYS.level]: 'error' }, 1),
    request('tools/call', tool('talk'), ENVELOPE, 2),
  ),
  ...['ping', 'initialize', 'logging/setLevel', 'resources/subscribe', 'prompts/list'].map(
    (method) => modern(`${method}, which is not served`, request(method)),
  ),
  modern('an unknown method', request('unheard/of')),
  modern(
    'an unknown revision first',
    request('tools/list', {}, { ...ENVELOPE, [KEYS.version]: '2099-01-01' }),
  ),
  modern(
    'an unknown revision later',
    request('tools/list', {}, ENVELOPE, 1),
    request('tools/list', {}, { ...ENVELOPE, [KEYS.version]: '2099-01-01' }, 2),
  ),
  modern(
    'no client capabilities',
    request('tools/list', {}, ENVELOPE, 1),
    request('tools/list', {}, { ...ENVELOPE, [KEYS.capabilities]: undefined }, 2),
  ),
  modern(
    'an unknown log level',
    request('tools/list', {}, ENVELOPE, 1),
    request('tools/list', {}, { ...ENVELOPE, [KEYS.level]: 'loud' }, 2),
  ),
  modern('no client info', request('tools/list', {}, { ...ENVELOPE, [KEYS.info]: undefined })),
  modern('listen', request('subscriptions/listen', { notifications: { toolsListChanged: true } })),
  modern(
    'listen, and stop',
    request('subscriptions/listen', { notifications: { toolsListChanged: true } }, ENVELOPE, 'l'),
    message('notifications/cancelled', { requestId: 'l', _meta: ENVELOPE }),
  ),
  modern('listen for nothing', request('subscriptions/listen', { notifications: {} })),
  modern('listen without a filter', request('subscriptions/listen')),
  modern('a call without a name', request('tools/call')),
  modern(
    'a request without an envelope later',
    request('tools/list', {}, ENVELOPE, 1),
    message('tools/list', {}, 2),
  ),
  modern(
    'initialize later',
    request('tools/list', {}, ENVELOPE, 1),
    message('initialize', INITIALIZE, 2),
  ),
];

export const CONVERSATIONS: readonly Conversation[] = [...LEGACY, ...MODERN];

/** A request that every server answers. */
export const FENCE = {
  legacy: { method: 'tools/list', params: {} },
  modern: { method: 'tools/list', params: { _meta: ENVELOPE } },
};
