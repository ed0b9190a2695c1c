import type { Entry } from '../exchange.js';
import { ENVELOPE, KEYS, modern } from './messages.js';

const call = (name: string, args: Record<string, unknown> = {}) => ({ name, arguments: args });

/** Well-formed requests: every method, every kind of result, every kind of error. */
export const MODERN_REQUESTS: readonly Entry[] = [
  modern('server/discover', 'server/discover', {}),
  modern('tools/list', 'tools/list', {}),
  modern('a call', 'tools/call', call('echo', { text: 'hi' })),
  modern('a call without arguments', 'tools/call', { name: 'echo' }),
  modern('structured content', 'tools/call', call('structured')),
  modern('an error for the model', 'tools/call', call('sad')),
  modern('a protocol error with data', 'tools/call', call('refuse')),
  modern('a missing client capability', 'tools/call', call('need_sampling')),
  modern('a crash', 'tools/call', call('crash')),
  modern('an unknown tool', 'tools/call', call('nowhere')),
  modern('an unknown tool with awkward characters', 'tools/call', call('über'), {
    headers: { 'Mcp-Name': '=?base64?w7xiZXI=?=' },
  }),
  modern('progress and no log', 'tools/call', call('talk'), {
    _meta: { ...ENVELOPE, progressToken: 'p' },
  }),
  modern('log and no progress', 'tools/call', call('talk'), {
    _meta: { ...ENVELOPE, [KEYS.level]: 'info' },
  }),
  modern('log from error on', 'tools/call', call('talk'), {
    _meta: { ...ENVELOPE, [KEYS.level]: 'error' },
  }),
  modern('neither progress nor log', 'tools/call', call('talk')),
  modern('no client info', 'tools/list', {}, { _meta: { ...ENVELOPE, [KEYS.info]: undefined } }),
  modern('foreign _meta', 'tools/list', {}, { _meta: { ...ENVELOPE, 'a.example/b': [1] } }),
  modern(
    'listen for tools',
    'subscriptions/listen',
    { notifications: { toolsListChanged: true } },
    {
      endless: true,
    },
  ),
  modern('listen for nothing', 'subscriptions/listen', { notifications: {} }, { endless: true }),
  modern('listen without a filter', 'subscriptions/listen', {}),
  modern('listen with a wrong filter', 'subscriptions/listen', { notifications: 'all' }),

  ...['ping', 'logging/setLevel', 'resources/subscribe', 'resources/unsubscribe'].map((method) =>
    modern(`${method}, which is gone`, method, {}),
  ),
  ...['prompts/list', 'resources/list', 'completion/complete', 'unheard/of', 'toString'].map(
    (method) => modern(`${method}, which is not served`, method, {}),
  ),
  modern('initialize with an envelope', 'initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'a', version: '1' },
  }),

  modern('a call without a name', 'tools/call', {}),
  modern('a call with a number for a name', 'tools/call', { name: 7 }),
  ...[[], 'text', null, 7].map((args) =>
    modern(`arguments that are ${JSON.stringify(args)}`, 'tools/call', {
      name: 'echo',
      arguments: args,
    }),
  ),
  ...['text', '', 0, -1, 2 ** 53 - 1].map((id) =>
    modern(`the id ${JSON.stringify(id)}`, 'tools/list', {}, { message: { id } }),
  ),
];
