import { classifyInboundRequest } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { incomingOf } from '../../../test/http.fixture.js';
import { isModernRevision, namesModernEra } from '../../context/revisions.js';
import { toRpcError } from '../../errors/protocol.error.js';
import type { McpError } from '../../errors/mcp.error.js';
import { claimsEnvelope, META } from '../../protocol/envelope.js';
import { MAX_BATCH } from '../../protocol/json-rpc.js';
import { classifyPost } from './request.ladder.js';

const MODERN = '2026-07-28';
const LEGACY = '2025-11-25';
const FUTURE = '2027-01-01';

interface Headers {
  readonly version?: string | undefined;
  readonly method?: string;
  readonly name?: string;
}

const jsonrpc = '2.0';
const envelope = (version: unknown = MODERN, more: object = {}) => ({
  _meta: { [META.protocolVersion]: version, [META.clientCapabilities]: {}, ...more },
});
const request = (method: string, params?: object) => ({
  jsonrpc,
  id: 1,
  method,
  ...(params && { params }),
});
const notification = (method: string, params?: object) => ({
  jsonrpc,
  method,
  ...(params && { params }),
});
const initialize = (params: object = {}) =>
  request('initialize', { protocolVersion: LEGACY, ...params });

/** The era of a request, or the code of its refusal. */
function verdict(headers: Headers, body: unknown): string | number {
  try {
    return classifyPost(incomingWith(headers), body).era;
  } catch (error) {
    return toRpcError(error as McpError).code;
  }
}

/** The same by the SDK: its ladder, and what its entry checks next. */
function verdictBySdk({ version, method, name }: Headers, body: unknown): string | number {
  const outcome = classifyInboundRequest({
    httpMethod: 'POST',
    ...(version !== undefined && { protocolVersionHeader: version }),
    ...(method !== undefined && { mcpMethodHeader: method }),
    ...(name !== undefined && { mcpNameHeader: name }),
    body,
  });
  if (outcome.kind === 'reject') return outcome.code;
  if (outcome.kind === 'legacy') return 'legacy';
  const { revision } = outcome.classification;
  if (revision === undefined || !isModernRevision(revision)) return -32022;
  return outcome.messageKind === 'request' && version === undefined ? -32020 : 'modern';
}

function incomingWith({ version, method, name }: Headers) {
  return incomingOf({
    headers: {
      ...(version !== undefined && { 'mcp-protocol-version': version }),
      ...(method !== undefined && { 'mcp-method': method }),
      ...(name !== undefined && { 'mcp-name': name }),
    },
  });
}

const VERSIONS = [undefined, MODERN, LEGACY, '2025-03-26', FUTURE, '2026-07-27', 'DRAFT', ''];

const REQUESTS: [string, unknown][] = [
  ['a request without an envelope', request('ping')],
  ['a request with empty metadata', request('ping', { _meta: {} })],
  ['a request with other metadata', request('ping', { _meta: { progressToken: 1 } })],
  [
    'a request with capabilities only',
    request('ping', { _meta: { [META.clientCapabilities]: {} } }),
  ],
  ['an envelope', request('ping', envelope())],
  ['an envelope of the legacy era', request('ping', envelope(LEGACY))],
  ['an envelope of the future', request('ping', envelope(FUTURE))],
  ['an envelope with a number', request('ping', envelope(7))],
  ['an envelope with null', request('ping', envelope(null))],
  [
    'an envelope without capabilities',
    request('ping', { _meta: { [META.protocolVersion]: MODERN } }),
  ],
  [
    'an envelope with wrong capabilities',
    request('ping', envelope(MODERN, { [META.clientCapabilities]: 1 })),
  ],
  [
    'an envelope with a wrong client',
    request('ping', envelope(MODERN, { [META.clientInfo]: 'me' })),
  ],
  [
    'an envelope with a wrong level',
    request('ping', envelope(MODERN, { [META.logLevel]: 'loud' })),
  ],
];

const HANDSHAKES: [string, unknown][] = [
  ['a handshake', initialize()],
  ['a handshake without parameters', request('initialize')],
  ['a handshake with an envelope', initialize(envelope())],
  ['a handshake with an envelope of the legacy era', initialize(envelope(LEGACY))],
  ['a handshake with an envelope of the future', initialize(envelope(FUTURE))],
  ['a handshake with a broken envelope', initialize(envelope(MODERN, { [META.logLevel]: 1 }))],
];

const NOTIFICATIONS: [string, unknown][] = [
  ['a notification', notification('notifications/initialized')],
  ['a notification with an envelope', notification('notifications/cancelled', envelope())],
  [
    'a notification with a version only',
    notification('x', { _meta: { [META.protocolVersion]: MODERN } }),
  ],
  ['a notification of the legacy era', notification('x', envelope(LEGACY))],
  ['a notification of the future', notification('x', envelope(FUTURE))],
  ['a notification with a number', notification('x', envelope(7))],
];

const OTHERS: [string, unknown][] = [
  ['a result', { jsonrpc, id: 1, result: {} }],
  ['an error', { jsonrpc, id: 1, error: { code: -1, message: 'x' } }],
  ['an error without id', { jsonrpc, error: { code: -1, message: 'x' } }],
  ['a batch', [request('ping'), notification('x')]],
  ['a batch of one response', [{ jsonrpc, id: 1, result: {} }]],
  ['an empty batch', []],
  ['a batch with an envelope', [request('ping'), request('ping', envelope())]],
  ['a batch with an invalid message', [request('ping'), { odd: true }]],
  ['a nested batch', [[request('ping')]]],
  ['no message', { odd: true }],
  ['another version of JSON-RPC', { ...request('ping'), jsonrpc: '1.0' }],
  ['null', null],
  ['a text', 'ping'],
  ['nothing', undefined],
];

const BODIES = [...REQUESTS, ...HANDSHAKES, ...NOTIFICATIONS, ...OTHERS];

/**
 * Where a header that names the modern era is the only thing that is modern, we look at it first: a
 * revision that is not served MUST be answered so (2026-07-28, transports, Protocol Version Header), and
 * it has neither responses of clients nor batches.
 */
function expected(headers: Headers, body: unknown): unknown {
  const sdk = verdictBySdk(headers, body);
  const { version = '' } = headers;
  if (!namesModernEra(version)) return sdk;
  const known = isModernRevision(version);
  if (sdk === 'legacy') return known || Array.isArray(body) ? -32600 : -32022;
  const lacksEnvelope = sdk === -32602 && !claimsEnvelope((body as { params?: unknown }).params);
  return lacksEnvelope && !known ? -32022 : sdk;
}

describe('classifyPost, as the SDK does', () => {
  it.each(VERSIONS)('under the version header %o', (version) => {
    for (const [name, body] of BODIES) {
      const { method = 'ping' } = (body ?? {}) as { method?: string };
      const headers = { version, method };
      expect([name, verdict(headers, body)]).toEqual([name, expected(headers, body)]);
    }
  });

  it.each(['ping', 'tools/list', 'PING', ''])('under the method header %o', (method) => {
    for (const [name, body] of [...REQUESTS, ...NOTIFICATIONS, ...OTHERS]) {
      const headers = { version: MODERN, method };
      expect([name, verdict(headers, body)]).toEqual([name, expected(headers, body)]);
    }
  });
});

describe('what classifyPost finds', () => {
  it('is a modern request with its peer', () => {
    const info = { name: 'c', version: '1' };
    const body = request('ping', envelope(MODERN, { [META.clientInfo]: info }));
    expect(classifyPost(incomingWith({ version: MODERN, method: 'ping' }), body)).toEqual({
      era: 'modern',
      request: { kind: 'request', id: 1, method: 'ping', params: body.params },
      peer: { era: 'modern', protocolVersion: MODERN, capabilities: {}, info, logLevel: 'off' },
    });
  });

  it('is a modern notification, which needs no answer', () => {
    const body = notification('notifications/cancelled');
    expect(classifyPost(incomingWith({ version: MODERN }), body)).toEqual({
      era: 'modern',
      request: undefined,
    });
  });

  it('is one message of the legacy era, or a batch of them', () => {
    const single = classifyPost(incomingWith({}), request('ping'));
    expect(single).toMatchObject({ era: 'legacy', batch: false, messages: [{ method: 'ping' }] });
    const batch = classifyPost(incomingWith({}), [request('a'), notification('b')]);
    expect(batch).toMatchObject({
      era: 'legacy',
      batch: true,
      messages: [{ kind: 'request' }, { kind: 'notification' }],
    });
  });

  it('is no batch of more messages than are taken', () => {
    const messages = Array.from({ length: MAX_BATCH }, () => request('ping'));
    expect(verdict({}, messages)).toBe('legacy');
    expect(verdict({}, [...messages, request('ping')])).toBe(-32600);
  });
});

describe('a refusal', () => {
  it.each([
    [
      'names what the envelope lacks',
      { version: MODERN },
      request('ping'),
      { envelope: { missing: ['_meta'] } },
    ],
    [
      'names both keys',
      { version: MODERN },
      request('ping', { _meta: {} }),
      { envelope: { missing: [META.protocolVersion, META.clientCapabilities] } },
    ],
    [
      'names what is wrong in the envelope of a notification',
      {},
      notification('x', envelope(7)),
      { envelope: { key: META.protocolVersion, problem: 'expected a string' } },
    ],
    [
      'names header and body that disagree',
      { version: LEGACY },
      request('ping', envelope()),
      { mismatch: { header: LEGACY, body: `the body names protocol version ${MODERN}` } },
    ],
    [
      'names the revisions that are served',
      { version: FUTURE },
      request('ping', envelope(FUTURE)),
      { supported: [MODERN], requested: FUTURE },
    ],
  ])('%s', (_, headers, body, data) => {
    expect(() => classifyPost(incomingWith(headers), body)).toThrow(
      expect.objectContaining({ data }),
    );
  });
});
