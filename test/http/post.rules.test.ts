import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { openSession, post, postModern } from '../support/wire/http.client.js';
import {
  initialize,
  modernHeaders,
  modernRequest,
  notification,
  request,
} from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve } from '../support/wire/served.app.js';

describe.each(ADAPTER_NAMES)('HTTP methods on %s', (adapter) => {
  it.each(['put', 'patch'] as const)('refuse %s', async (method) => {
    const served = await serve(adapter);
    const answer = await supertest(served.origin)[method]('/mcp').expect(405);
    expect(answer.headers['allow']).toBe('GET, POST, DELETE');
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32000, message: 'Method not allowed.' },
    });
  });

  it('refuse HEAD', async () => {
    const served = await serve(adapter);
    const answer = await supertest(served.origin).head('/mcp').expect(405);
    expect(answer.headers['allow']).toBe('GET, POST, DELETE');
  });
});

describe.each(ADAPTER_NAMES)('what a client accepts on %s', (adapter) => {
  it.each(['text/html', 'application/xml, image/*'])('must not be only %s', async (accept) => {
    const served = await serve(adapter);
    const answer = await post(served, initialize(), { accept }).expect(406);
    expect(answer.body.error.code).toBe(-32000);
    expect(answer.body.error.message).toContain('must accept application/json');
  });

  it.each(['application/json', '*/*', 'application/*', 'APPLICATION/JSON;q=0.9'])(
    'may be %s: the answer is JSON',
    async (accept) => {
      const served = await serve(adapter);
      const answer = await post(served, initialize(), { accept }).expect(200);
      expect(answer.headers['content-type']).toBe('application/json');
    },
  );

  it('may be a stream only', async () => {
    const served = await serve(adapter);
    const accept = 'text/event-stream';
    const answer = await post(served, initialize(), { accept }).expect(200);
    expect(answer.headers['content-type']).toBe('text/event-stream');
    expect(answer.headers['mcp-session-id']).toBeDefined();
    expect(answer.text).toMatch(/^event: message\ndata: \{"jsonrpc":"2.0","id":0,"result":.*\n\n$/);
  });

  it('must include a stream for GET', async () => {
    const served = await serve(adapter);
    const { headers } = await openSession(served);
    const get = supertest(served.origin).get('/mcp').set(headers);
    const answer = await get.set('accept', 'application/json').expect(406);
    expect(answer.body.error.message).toContain('must accept text/event-stream');
  });
});

describe.each(ADAPTER_NAMES)('the body on %s', (adapter) => {
  it.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/xml', {}],
    ['', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('must not be of type "%s" with %j', async (type, more) => {
    const served = await serve(adapter);
    const headers = { 'content-type': type, ...more };
    const answer = await post(served, initialize(), headers).expect(415);
    expect(answer.body).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: -32000 } });
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON'])('may be %s', async (type) => {
    const served = await serve(adapter);
    await post(served, initialize(), { 'content-type': type }).expect(200);
  });

  it.each([
    ['{"jsonrpc":"2.0",', 'Parse error: the body is not valid JSON'],
    ['[}', 'Parse error: the body is not valid JSON'],
    ['', 'Parse error: the body is empty'],
  ])('must be JSON, which %j is not', async (body, message) => {
    const served = await serve(adapter);
    const answer = await post(served, body).expect(400);
    expect(answer.body).toEqual({ jsonrpc: '2.0', id: null, error: { code: -32700, message } });
  });

  it.each(['', ' '.repeat(5000)])('may begin with a byte order mark', async (padding) => {
    const served = await serve(adapter);
    await post(served, `\u{FEFF}${JSON.stringify(initialize())}${padding}`).expect(200);
    const twice = await post(served, `\u{FEFF}\u{FEFF}{}${padding}`).expect(400);
    expect(twice.body.error.code).toBe(-32700);
  });

  it('has no id in the answer to a modern client when it cannot be read', async () => {
    const served = await serve(adapter);
    const answer = await post(served, '{', modernHeaders({ method: 'tools/list' })).expect(400);
    expect(answer.body).toEqual({
      jsonrpc: '2.0',
      error: { code: -32700, message: 'Parse error: the body is not valid JSON' },
    });
  });

  it('is limited in size', async () => {
    const served = await serve(adapter, { mcp: { limits: { bodyBytes: 2000 } } });
    const padded = (bytes: number) => JSON.stringify(initialize()).padEnd(bytes, ' ');
    await post(served, padded(2000)).expect(200);
    const answer = await post(served, padded(2001)).expect(413);
    expect(answer.body).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32000, message: 'Payload Too Large: the limit is 2000 bytes.' },
    });
  });

  it.each([
    ['a number', 7],
    ['null', null],
    ['an object without jsonrpc', { id: 1, method: 'ping' }],
    ['another version of JSON-RPC', { ...request(1, 'ping'), jsonrpc: '1.0' }],
    ['a method that is no string', request(1, 7 as never)],
    ['params that are an array', request(1, 'ping', [] as never)],
    ['an unknown member', { ...request(1, 'ping'), more: true }],
    ['an id of null', request(null, 'ping')],
    ['a fractional id', request(1.5, 'ping')],
    ['an empty batch', []],
  ])('must be a JSON-RPC message, unlike %s', async (_, body) => {
    const served = await serve(adapter);
    const answer = await post(served, body).expect(400);
    expect(answer.body.error.code).toBe(-32600);
  });
});

describe.each(ADAPTER_NAMES)('MCP-Protocol-Version on %s', (adapter) => {
  it('may be missing or any 2025-era revision', async () => {
    const served = await serve(adapter);
    const { id } = await openSession(served);
    const versions = ['', '2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
    for (const version of versions) {
      const headers = { 'mcp-session-id': id, 'mcp-protocol-version': version };
      await post(served, request(1, 'ping'), headers).expect(200);
    }
  });

  it('must not be one that we do not know', async () => {
    const served = await serve(adapter);
    const { id } = await openSession(served);
    const headers = { 'mcp-session-id': id, 'mcp-protocol-version': '2025-01-01' };
    const answer = await post(served, request(1, 'ping'), headers).expect(400);
    expect(answer.body).toEqual({
      jsonrpc: '2.0',
      id: 1,
      error: {
        code: -32000,
        message:
          'Bad Request: Unsupported protocol version: 2025-01-01 ' +
          '(supported: 2026-07-28, 2025-11-25, 2025-06-18, 2025-03-26, 2024-11-05)',
        data: {
          supported: ['2026-07-28', '2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'],
          requested: '2025-01-01',
        },
      },
    });
    const agent = supertest(served.origin);
    await agent.get('/mcp').set(headers).expect(400);
    await agent.delete('/mcp').set(headers).expect(400);
    await openSession(served);
  });
});

describe.each(ADAPTER_NAMES)('MCP-Protocol-Version: 2026-07-28 on %s', (adapter) => {
  it.each(['get', 'delete', 'put'] as const)('has no %s', async (method) => {
    const served = await serve(adapter);
    const { headers } = await openSession(served);
    const modern = { 'mcp-protocol-version': '2026-07-28', accept: 'text/event-stream' };
    const agent = supertest(served.origin);
    const answer = await agent[method]('/mcp')
      .set({ ...headers, ...modern })
      .expect(405);
    expect(answer.headers['allow']).toBe('POST');
    expect(answer.body.error.message).toBe(
      'Method not allowed. This revision has no sessions and no GET stream: ' +
        'POST subscriptions/listen instead.',
    );
    await supertest(served.origin).delete('/mcp').set(headers).expect(204);
  });

  it.each([
    ['a response', { jsonrpc: '2.0', id: 7, result: {} }, 'no response is expected'],
    ['an error', { jsonrpc: '2.0', error: { code: 1, message: 'no' } }, 'no response is expected'],
    ['a batch', [request(1, 'ping')], 'batches are not part of 2026-07-28'],
  ])('has no POST of %s', async (_, message, reason) => {
    const served = await serve(adapter);
    const headers = { 'mcp-protocol-version': '2026-07-28' };
    const answer = await post(served, message, headers).expect(400);
    expect(answer.body.error.code).toBe(-32600);
    expect(answer.body.error.message).toContain(reason);
  });

  it.each(['2027-01-01', 'latest'])('is the only one of its era: %s', async (version) => {
    const served = await serve(adapter);
    const headers = { 'mcp-protocol-version': version };
    for (const message of [request(1, 'tools/list'), { jsonrpc: '2.0', id: 1, result: {} }]) {
      const answer = await post(served, message, headers).expect(400);
      expect(answer.body.error).toEqual({
        code: -32022,
        message: `Unsupported protocol version: ${version} (supported: 2026-07-28)`,
        data: { supported: ['2026-07-28'], requested: version },
      });
    }
  });

  it('has no subscription for who takes JSON only, and holds nothing', async () => {
    const served = await serve(adapter, { mcp: { limits: { connections: 1 } } });
    const listen = (accept: string) =>
      postModern(served, 'subscriptions/listen', { notifications: {} }, { accept });
    for (const accept of ['application/json', 'text/event-stream;q=0, */*']) {
      const answer = await listen(accept).expect(406);
      expect(answer.body).toMatchObject({ id: 1, error: { code: -32000 } });
      expect(answer.body.error.message).toContain('must accept text/event-stream');
    }
    await listen('text/event-stream').expect(200);
  });
});

describe.each(ADAPTER_NAMES)('messages that need no answer on %s', (adapter) => {
  it('get 202 without a body', async () => {
    const served = await serve(adapter);
    const session = await openSession(served);
    const messages = [
      notification('notifications/initialized'),
      notification('notifications/unheard-of'),
      { jsonrpc: '2.0', id: 7, result: {} },
      { jsonrpc: '2.0', id: 8, error: { code: 1, message: 'no' } },
    ];
    for (const message of messages) {
      const answer = await session.send(message).expect(202);
      expect(answer.text).toBe('');
    }
  });

  it('get 202 in the modern era too', async () => {
    const served = await serve(adapter);
    const message = notification('notifications/cancelled', { requestId: 1 });
    const answer = await post(served, message, modernHeaders(message)).expect(202);
    expect(answer.text).toBe('');
  });
});

describe.each(ADAPTER_NAMES)('the forms of a good answer on %s', (adapter) => {
  it('is one line of JSON with its length', async () => {
    const served = await serve(adapter);
    const answer = await postModern(served, 'tools/list').expect(200);
    expect(answer.text).not.toContain('\n');
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.text)));
    const message = modernRequest('é😀', 'tools/list');
    const other = await post(served, message, modernHeaders(message)).expect(200);
    expect(other.body.id).toBe('é😀');
  });
});
