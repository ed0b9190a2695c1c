import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { afterAll, describe, expect, it } from 'vitest';
import { incomingOf } from '../../../test/http.fixture.js';
import { LEGACY_REVISIONS } from '../../context/revisions.js';
import { META } from '../../protocol/envelope.js';
import type { RpcRequest } from '../../protocol/json-rpc.js';
import { checkStandardHeaders, checkVersionHeader, headerMismatch } from './standard.headers.js';

const MODERN = '2026-07-28';
const NAMES = { version: 'mcp-protocol-version', method: 'mcp-method', name: 'mcp-name' };

type Headers = Partial<Record<keyof typeof NAMES, string>>;

/** Two rows of headers, as they are sent. */
function wire(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([key, value]) => [NAMES[key as keyof Headers], value]),
  );
}

function isRefused(headers: Headers, method: string, params: Record<string, unknown>): boolean {
  const request: RpcRequest = { kind: 'request', id: 1, method, params };
  try {
    checkStandardHeaders(incomingOf({ headers: wire(headers) }), request);
  } catch (error) {
    expect(error).toMatchObject({ code: 'HEADER_MISMATCH' });
    return true;
  }
  return false;
}

const sdk = createMcpHandler(
  () => new Server({ name: 'sdk', version: '1.0.0' }, { capabilities: { tools: {} } }),
);

afterAll(async () => {
  await sdk.close();
});

async function isRefusedBySdk(headers: Headers, method: string, params: Record<string, unknown>) {
  const _meta = { [META.protocolVersion]: MODERN, [META.clientCapabilities]: {} };
  const response = await sdk.fetch(
    new Request('http://localhost/mcp', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...wire(headers),
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta } }),
    }),
  );
  return (await response.text()).includes('-32020');
}

const base64 = (text: string) => `=?base64?${Buffer.from(text).toString('base64')}?=`;
const raw = (text: string) => `=?base64?${text}?=`;
const all = { version: MODERN, method: 'tools/call', name: 'echo' };
const echo = { name: 'echo' };

const TABLE: [string, Headers, string, Record<string, unknown>][] = [
  ['all headers', all, 'tools/call', echo],
  ['no version', { method: 'tools/call', name: 'echo' }, 'tools/call', echo],
  ['no method', { version: MODERN, name: 'echo' }, 'tools/call', echo],
  ['no name', { version: MODERN, method: 'tools/call' }, 'tools/call', echo],
  ['no headers', {}, 'tools/call', echo],
  ['no name in header or body', { version: MODERN, method: 'tools/call' }, 'tools/call', {}],
  ['a name in the header only', all, 'tools/call', {}],
  ['a name in the body that is no text', all, 'tools/call', { name: 7 }],
  ['another name', { ...all, name: 'other' }, 'tools/call', echo],
  ['another case', { ...all, name: 'Echo' }, 'tools/call', echo],
  ['an empty name', { ...all, name: '' }, 'tools/call', { name: '' }],
  ['an empty name for one that is none', { ...all, name: '' }, 'tools/call', echo],
  ['Base64', { ...all, name: base64('echo') }, 'tools/call', echo],
  ['Base64 of another script', { ...all, name: base64('größe') }, 'tools/call', { name: 'größe' }],
  ['Base64 of another name', { ...all, name: base64('other') }, 'tools/call', echo],
  ['Base64 of nothing', { ...all, name: raw('') }, 'tools/call', { name: '' }],
  ['Base64 without padding', { ...all, name: raw('ZWNobw') }, 'tools/call', echo],
  ['Base64 of the other alphabet', { ...all, name: raw('-_8=') }, 'tools/call', echo],
  ['Base64 with a space', { ...all, name: raw('ZWNo bw==') }, 'tools/call', echo],
  ['Base64 with stray bits', { ...all, name: raw('ZWNobx==') }, 'tools/call', echo],
  ['Base64 that is no UTF-8', { ...all, name: raw('/w==') }, 'tools/call', echo],
  ['garbage for Base64', { ...all, name: raw('!!!') }, 'tools/call', echo],
  ['Base64 that ends too early', { ...all, name: '=?base64?ZWNobw==' }, 'tools/call', echo],
  ['another encoding', { ...all, name: '=?utf-8?echo?=' }, 'tools/call', echo],
  ['an encoding in capitals', { ...all, name: '=?BASE64?ZWNobw==?=' }, 'tools/call', echo],
  ['a prompt', { ...all, method: 'prompts/get' }, 'prompts/get', echo],
  ['a prompt of another name', { ...all, method: 'prompts/get', name: 'x' }, 'prompts/get', echo],
  [
    'a resource',
    { ...all, method: 'resources/read', name: 'a:b' },
    'resources/read',
    { uri: 'a:b' },
  ],
  ['another resource', { ...all, method: 'resources/read' }, 'resources/read', { uri: 'a:b' }],
  ['a method without a name', { version: MODERN, method: 'tools/list' }, 'tools/list', {}],
  ['a method whose name nobody checks', { ...all, method: 'tools/list' }, 'tools/list', {}],
  ['a method that objects have', { version: MODERN, method: 'toString' }, 'toString', {}],
];

describe('checkStandardHeaders', () => {
  it.each(TABLE)('judges %s as the SDK does', async (_, headers, method, params) => {
    const expected = await isRefusedBySdk(headers, method, params);
    expect(isRefused(headers, method, params)).toBe(expected);
  });

  it('takes some and refuses some of them', () => {
    const refused = TABLE.map(([, ...rest]) => isRefused(...rest));
    expect(refused).toContain(true);
    expect(refused).toContain(false);
  });
});

describe('the error', () => {
  it('tells what header and body say', () => {
    expect(headerMismatch('a', 'the body says b')).toMatchObject({
      code: 'HEADER_MISMATCH',
      message: 'Bad Request: the headers and the body disagree: the body says b',
      data: { mismatch: { header: 'a', body: 'the body says b' } },
    });
  });

  it('names the header that is missing', () => {
    const request: RpcRequest = { kind: 'request', id: 1, method: 'ping', params: {} };
    expect(() => checkStandardHeaders(incomingOf(), request)).toThrow(
      expect.objectContaining({
        data: {
          mismatch: {
            header: '(missing)',
            body: 'the required header mcp-protocol-version is absent',
          },
        },
      }),
    );
  });
});

describe('checkVersionHeader', () => {
  const check = (version: string) => () =>
    checkVersionHeader(incomingOf({ headers: { 'mcp-protocol-version': version } }));

  it('needs no header', () => {
    expect(() => checkVersionHeader(incomingOf())).not.toThrow();
  });

  it.each(LEGACY_REVISIONS)('takes %s', (version) => {
    expect(check(version)).not.toThrow();
  });

  it.each(['2024-10-07', '1.0', '', '2025-11-25, 2025-06-18'])('refuses %o', (version) => {
    const supported = [MODERN, ...LEGACY_REVISIONS];
    expect(check(version)).toThrow(
      expect.objectContaining({
        code: 'UNSUPPORTED_VERSION_HEADER',
        message:
          `Bad Request: Unsupported protocol version: ${version} ` +
          `(supported: ${supported.join(', ')})`,
        data: { supported, requested: version },
      }),
    );
  });
});
