import type { Entry } from '../exchange.js';
import { ENVELOPE, legacy, modern } from './messages.js';

const request = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: ENVELOPE } };
const oldRequest = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
const raw = (name: string, value: unknown) =>
  modern(
    name,
    'tools/list',
    {},
    {
      text: typeof value === 'string' ? value : JSON.stringify(value),
    },
  );
const message = (name: string, changed: Record<string, unknown>) =>
  modern(name, 'tools/list', {}, { message: changed });

/** What is no request at all, or none that HTTP may carry. */
export const BAD_REQUESTS: readonly Entry[] = [
  raw('no JSON', '{"jsonrpc":"2.0",'),
  raw('an empty body', ''),
  raw('two values', `${JSON.stringify(request)} {}`),
  ...[null, 7, true, '"text"', {}].map((value) => raw(`the body ${JSON.stringify(value)}`, value)),
  message('another jsonrpc', { jsonrpc: '1.0' }),
  message('no jsonrpc', { jsonrpc: undefined }),
  message('a number for a method', { method: 7 }),
  message('no method', { method: undefined }),
  ...[null, 1.5, true, {}, 2 ** 53].map((id) => message(`the id ${JSON.stringify(id)}`, { id })),
  message('an unknown member', { extra: 1 }),
  message('a result beside the method', { result: {} }),
  raw('an empty batch', []),
  raw('a batch of a modern request', [request]),
  raw('a batch with rubbish', [oldRequest, 7]),
  raw('a response', { jsonrpc: '2.0', id: 5, result: {} }),
  raw('an error response', { jsonrpc: '2.0', id: 5, error: { code: -1, message: 'no' } }),

  modern(
    'a cancellation',
    'notifications/cancelled',
    { requestId: 1 },
    {
      message: { id: undefined },
    },
  ),
  modern(
    'a notification without an envelope',
    'notifications/x',
    {},
    {
      message: { id: undefined },
      _meta: undefined,
    },
  ),
  modern(
    'a notification without headers',
    'notifications/x',
    {},
    {
      message: { id: undefined },
      headers: { 'MCP-Protocol-Version': null, 'Mcp-Method': null },
    },
  ),
  modern(
    'a notification under another method',
    'notifications/x',
    {},
    {
      message: { id: undefined },
      headers: { 'Mcp-Method': 'notifications/y' },
    },
  ),
  modern(
    'a notification of another revision',
    'notifications/x',
    {},
    {
      message: { id: undefined },
      headers: { 'MCP-Protocol-Version': '2025-11-25' },
    },
  ),

  ...[null, 'text/plain', 'application/json-patch+json', 'text/json'].map((type) =>
    modern(`the content type ${type}`, 'tools/list', {}, { headers: { 'Content-Type': type } }),
  ),
  ...['application/json; charset=utf-8', 'Application/JSON'].map((type) =>
    modern(`the content type ${type}`, 'tools/list', {}, { headers: { 'Content-Type': type } }),
  ),
  ...['application/json', 'text/event-stream', '*/*', 'text/html', null].map((accept) =>
    modern(`accepting ${accept}`, 'tools/list', {}, { headers: { Accept: accept } }),
  ),
  ...['GET', 'DELETE', 'PUT', 'PATCH'].map((method) =>
    modern(method, 'tools/list', {}, { method }),
  ),
  ...['GET', 'DELETE'].map((method) => legacy(method, 'tools/list', {}, { method })),
  raw('five megabytes', JSON.stringify({ ...request, filler: 'x'.repeat(5 * 1024 * 1024) })),
  raw('a deep value', `${'['.repeat(5000)}${']'.repeat(5000)}`),
  raw('a __proto__', '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"__proto__":{"a":1}}}'),
];
