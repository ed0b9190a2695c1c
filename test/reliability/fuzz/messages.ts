import * as fc from 'fast-check';
import {
  callTool,
  envelope,
  LEGACY,
  notification,
  request,
  type Json,
} from '../../support/wire/rpc.messages.js';
import { CAPABILITIES } from '../wire/lab.client.js';
import { STATE } from './hostile.values.js';

type Id = string | number;

const label = fc.constantFrom('red', 'green');
const ids = fc.oneof(
  { weight: 4, arbitrary: fc.nat(1000) },
  { weight: 1, arbitrary: fc.constantFrom<Id>(1, 'a', '', -7, 'ü\u2028') },
);
const uris = fc.constantFrom('lab://fixed', 'lab://items/1', 'lab://items/%20', 'lab://none');
const COMPLETED = [
  { ref: { type: 'ref/prompt', name: 'greet' }, argument: { name: 'label', value: 'r' } },
  { ref: { type: 'ref/resource', uri: 'lab://items/{id}' }, argument: { name: 'id', value: '1' } },
];

/** Calls that end by themselves, or once their questions are answered. */
const calls = fc.oneof(
  label.map((text) => callTool('echo', { text })),
  label.map((text) => callTool('why_aborted', { label: text })),
  label.map((text) => callTool('talk', { label: text, steps: 3 }, { progressToken: text })),
  label.map((text) => callTool('wait', { label: text, ms: 50 }, { progressToken: 1 })),
  label.map((text) => callTool('ask', { label: text })),
  fc.constant(callTool('big', { bytes: 100_000 })),
  fc.constant(callTool('none')),
);

const requestsOf = (...parts: [string, fc.Arbitrary<Json>][]) =>
  fc.oneof(...parts.map(([method, params]) => params.map((some) => ({ method, params: some }))));

/** What both eras have. */
const COMMON: [string, fc.Arbitrary<Json>][] = [
  ['tools/list', fc.constant({})],
  ['tools/call', calls],
  ['tools/call', calls],
  ['resources/list', fc.constant({})],
  ['resources/templates/list', fc.constant({})],
  ['resources/read', uris.map((uri) => ({ uri }))],
  ['prompts/list', fc.constant({})],
  ['prompts/get', label.map((text) => ({ name: 'greet', arguments: { label: text } }))],
  ['completion/complete', fc.constantFrom(...COMPLETED)],
];

const versions = fc.constantFrom('2024-11-05', '2025-03-26', '2025-06-18', LEGACY);

export function handshake(protocolVersion: string): Json {
  const clientInfo = { name: 'fuzz', version: '1.0.0' };
  return request(0, 'initialize', { protocolVersion, capabilities: CAPABILITIES, clientInfo });
}

const legacyRequests = fc
  .tuple(
    ids,
    requestsOf(
      ...COMMON,
      ['ping', fc.constant({})],
      ['logging/setLevel', fc.constantFrom({ level: 'debug' }, { level: 'error' })],
      ['resources/subscribe', uris.map((uri) => ({ uri }))],
      ['resources/unsubscribe', uris.map((uri) => ({ uri }))],
      ['initialize', versions.map((version) => handshake(version)['params'] as Json)],
    ),
  )
  .map(([id, { method, params }]) => request(id, method, params));

const ANSWER: Json = { action: 'accept', content: { name: 'Ada' } };

/** The second round of a call that asks, with the state that came with the first. */
const secondRounds = label.map((text) => ({
  ...callTool('ask', { label: text }),
  inputResponses: { first: ANSWER },
  requestState: STATE,
}));

const modernRequests = fc
  .tuple(
    ids,
    requestsOf(
      ...COMMON,
      ['server/discover', fc.constant({})],
      ['tools/call', secondRounds],
      [
        'subscriptions/listen',
        uris.map((uri) => ({
          notifications: { toolsListChanged: true, resourceSubscriptions: [uri] },
        })),
      ],
    ),
  )
  .map(([id, { method, params }]) => {
    const _meta = {
      ...envelope({ clientCapabilities: CAPABILITIES, logLevel: 'debug' }),
      ...(params['_meta'] as Json | undefined),
    };
    return request(id, method, { ...params, _meta });
  });

const notifications = fc.oneof(
  ids.map((requestId) => notification('notifications/cancelled', { requestId, reason: 'fuzz' })),
  fc.constant(notification('notifications/initialized')),
  fc.constant(notification('notifications/roots/list_changed')),
  fc.constant(notification('notifications/progress', { progressToken: 1, progress: 1 })),
);

/** Answers to questions, most of which nobody asked. */
const answers = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((id) => ({ jsonrpc: '2.0', id, result: ANSWER })),
  fc.constant({ jsonrpc: '2.0', id: 1, error: { code: -1, message: 'refused' } }),
);

const legacyOnes = fc.oneof(
  { weight: 8, arbitrary: legacyRequests },
  { weight: 2, arbitrary: notifications },
  { weight: 1, arbitrary: answers },
);

/** Valid messages of the 2025 era, some of them as a batch. */
export const legacyMessages: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: legacyOnes },
  { weight: 1, arbitrary: fc.array(legacyOnes, { maxLength: 4 }) },
);

/** Valid messages of the 2026 era. */
export const modernMessages: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: modernRequests },
  { weight: 1, arbitrary: notifications },
);
