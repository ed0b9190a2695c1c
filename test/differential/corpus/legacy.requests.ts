import type { Entry } from '../exchange.js';
import { ENVELOPE, legacy } from './messages.js';

const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'corpus', version: '1.0.0' },
};
const call = (name: string) => ({ name, arguments: {} });
const version = (value: string | null) => ({ headers: { 'MCP-Protocol-Version': value } });
const initialize = (name: string, changed: Record<string, unknown>) =>
  legacy(name, 'initialize', { ...INITIALIZE, ...changed }, version(null));
const batch = (name: string, messages: unknown[], header: string | null = '2025-03-26') =>
  legacy(name, 'tools/list', {}, { text: JSON.stringify(messages), ...version(header) });

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const PING = { jsonrpc: '2.0', id: 2, method: 'ping' };
const NOTE = { jsonrpc: '2.0', method: 'notifications/initialized' };

/** 2025-era requests without a session. */
export const LEGACY_REQUESTS: readonly Entry[] = [
  ...['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '1999-12-31', '2026-07-28'].map(
    (protocolVersion) => initialize(`initialize ${protocolVersion}`, { protocolVersion }),
  ),
  initialize('initialize without a version', { protocolVersion: undefined }),
  initialize('initialize without capabilities', { capabilities: undefined }),
  initialize('initialize without client info', { clientInfo: undefined }),
  initialize('initialize with half a client info', { clientInfo: { name: 'a' } }),
  legacy('initialize under a version header', 'initialize', INITIALIZE),
  legacy('initialize under the modern header', 'initialize', INITIALIZE, version('2026-07-28')),
  legacy('initialize under an unknown header', 'initialize', INITIALIZE, version('1999-12-31')),

  legacy('tools/list', 'tools/list'),
  legacy('tools/list without a header', 'tools/list', {}, version(null)),
  ...['2025-06-18', '2025-03-26', '2024-11-05', '1999-12-31', 'latest', ''].map((value) =>
    legacy(`tools/list under '${value}'`, 'tools/list', {}, version(value)),
  ),
  legacy('ping', 'ping'),
  legacy('logging/setLevel', 'logging/setLevel', { level: 'info' }),
  legacy('an unknown level', 'logging/setLevel', { level: 'loud' }),
  legacy('no level', 'logging/setLevel', {}),
  legacy('server/discover', 'server/discover', {}),
  legacy('subscriptions/listen', 'subscriptions/listen', { notifications: {} }),
  legacy('an unknown method', 'unheard/of', {}),
  legacy('a method of Object', 'toString', {}),
  legacy('prompts/list', 'prompts/list'),

  ...['echo', 'structured', 'sad', 'refuse', 'need_sampling', 'crash', 'nowhere'].map((name) =>
    legacy(`a call of ${name}`, 'tools/call', call(name)),
  ),
  legacy('log and no progress', 'tools/call', call('talk')),
  legacy('log and progress', 'tools/call', { ...call('talk'), _meta: { progressToken: 5 } }),
  legacy('a call without a name', 'tools/call', {}),
  legacy('a call with a list for arguments', 'tools/call', { name: 'echo', arguments: [] }),
  legacy('a call without params', 'tools/call'),
  legacy('a session id', 'tools/list', {}, { headers: { 'Mcp-Session-Id': 'abc' } }),
  legacy('foreign _meta', 'tools/list', { _meta: { 'a.example/b': 1 } }),
  legacy('an envelope under an older header', 'tools/list', { _meta: ENVELOPE }),

  legacy('initialized', 'notifications/initialized', {}, { message: { id: undefined } }),
  legacy(
    'a cancellation',
    'notifications/cancelled',
    { requestId: 9 },
    {
      message: { id: undefined },
    },
  ),
  legacy('an unknown notification', 'notifications/x', {}, { message: { id: undefined } }),
  legacy(
    'a notification under an unknown header',
    'notifications/x',
    {},
    {
      message: { id: undefined },
      ...version('1999-12-31'),
    },
  ),
  legacy('a response', 'x', {}, { text: '{"jsonrpc":"2.0","id":5,"result":{}}' }),

  batch('a batch', [LIST, PING]),
  batch('a batch with a notification', [NOTE, PING]),
  batch('a batch of notifications', [NOTE, NOTE]),
  batch('a batch without a header', [LIST, PING], null),
  batch('a batch under 2025-06-18', [LIST, PING], '2025-06-18'),
  batch('a batch under 2025-11-25', [PING], '2025-11-25'),
  batch('a batch with initialize', [{ ...LIST, method: 'initialize', params: INITIALIZE }, PING]),
  batch('a batch with one id twice', [LIST, { ...PING, id: 1 }]),
];
