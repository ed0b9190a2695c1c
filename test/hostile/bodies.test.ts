import http, { type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { heldMemory } from '../support/held.memory.js';
import { expectServed, openSession, post } from '../support/wire/http.client.js';
import { ACCEPT_BOTH, modernHeaders, request, type Headers } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Served } from '../support/wire/served.app.js';
import { expectNoInternals } from '../support/wire/well.behaved.js';

const MEBIBYTE = 1024 * 1024;
const SIZE = 100;
/** Holding the whole body would take more; the allowed 4 MiB and what is on its way take less. */
const HELD = 40 * MEBIBYTE;

/** Sends a body of 100 MiB piece by piece, and watches how much memory is held meanwhile. */
async function flood({ port }: Served, headers: Headers) {
  const piece = Buffer.alloc(MEBIBYTE, ' ');
  const upload = http.request({ port, host: '127.0.0.1', path: '/mcp', method: 'POST' });
  for (const [name, value] of Object.entries({
    ...ACCEPT_BOTH,
    'content-type': 'application/json',
    ...headers,
  })) {
    upload.setHeader(name, value);
  }
  const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
  const before = heldMemory();
  let peak = 0;
  for (let sent = 0; sent < SIZE; sent++) {
    if (!upload.write(piece)) await once(upload, 'drain');
    if (sent % 10 === 9) peak = Math.max(peak, heldMemory() - before);
  }
  upload.end();
  const [response] = await answered;
  return { status: response.statusCode, body: await text(response), peak };
}

describe.each(ADAPTER_NAMES)('a body of 100 MiB on %s', (adapter) => {
  it.each<[string, Headers]>([
    ['with its length', { 'content-length': String(SIZE * MEBIBYTE) }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('%s is refused and not held', async (_, headers) => {
    const served = await serve(adapter);
    const { status, body, peak } = await flood(served, headers);
    expect(status).toBe(413);
    expect(JSON.parse(body)).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: { code: -32000, message: 'Payload Too Large: the limit is 4194304 bytes.' },
    });
    expect(peak).toBeLessThan(HELD);
    await expectServed(served);
  });
});

/** Bodies that no reader of ours should trip over. */
const BODIES: Record<string, string> = {
  nothing: '',
  'half a message': '{"jsonrpc":"2.0","id":1',
  'a number too large for a number': '1e999',
  'an array in arrays, 100000 times': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  'objects in objects, 100000 times': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'a __proto__': '{"__proto__":{"admin":true},"jsonrpc":"2.0","id":1,"method":"ping"}',
  'a __proto__ in params':
    '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"__proto__":{"admin":true}}}',
  'a constructor.prototype':
    '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"constructor":{"prototype":{"admin":true}}}}',
  'a batch of nonsense': '[1,"2",null,{}]',
  'an id that is no safe integer': '{"jsonrpc":"2.0","id":1e300,"method":"ping"}',
};

describe.each(ADAPTER_NAMES)('a hostile body on %s', (adapter) => {
  it.each(Object.keys(BODIES))('with %s is refused in both eras', async (kind) => {
    const served = await serve(adapter);
    const session = await openSession(served);
    const legacy = await session.send(BODIES[kind]).expect(400);
    const modern = await post(served, BODIES[kind], modernHeaders({ method: 'ping' })).expect(400);
    for (const { body } of [legacy, modern]) {
      expect(body).toMatchObject({ jsonrpc: '2.0', error: { message: expect.any(String) } });
      expect([-32700, -32600]).toContain(body.error.code);
      // What was read of the message names it (JSON-RPC 2.0, 5).
      if (kind.includes('proto')) expect(body.id).toBe(1);
      expectNoInternals(body);
    }
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    await expectServed(served);
  });

  it.each<[string, Headers, number]>([
    ['a wrong content type', { 'content-type': 'text/html' }, 415],
    ['a content type of nonsense', { 'content-type': ';;;' }, 415],
    ['an encoding', { 'content-encoding': 'br' }, 415],
    ['a charset that does not exist', { 'content-type': 'application/json; charset=no' }, 200],
    ['a wrong accept', { accept: 'image/png' }, 406],
    ['an accept of nonsense', { accept: ',;,' }, 406],
    ['a bad version', { 'mcp-protocol-version': '1999-01-01' }, 400],
    ['a version of nonsense', { 'mcp-protocol-version': '%00' }, 400],
    ['a session of nonsense', { 'mcp-session-id': '../../etc/passwd' }, 404],
    ['a session named like a member of objects', { 'mcp-session-id': '__proto__' }, 404],
  ])('with %s gets its status', async (_, headers, status) => {
    const served = await serve(adapter);
    const session = await openSession(served);
    const answer = await session.send(request(1, 'ping'), headers).expect(status);
    expect(answer.body).toMatchObject({ jsonrpc: '2.0' });
    expectNoInternals(answer.body);
    await expectServed(served);
  });
});

describe.each(ADAPTER_NAMES)('a batch on %s', (adapter) => {
  const ping = (id: unknown) => request(id, 'ping');
  const pong = (id: unknown) => ({ jsonrpc: '2.0', id, result: {} });

  it.each(['2024-11-05', '2025-06-18', '2025-11-25'])('is refused in %s', async (version) => {
    const served = await serve(adapter);
    const session = await openSession(served, version);
    const answer = await session.send([ping(1), ping(2)]).expect(400);
    expect(answer.body).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: {
        code: -32600,
        message: 'Bad Request: JSON-RPC batches are not part of this protocol revision',
      },
    });
    await expectServed(served);
  });

  it('is answered by a batch in 2025-03-26', async () => {
    const served = await serve(adapter);
    const session = await openSession(served, '2025-03-26');
    const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
    const answer = await session.send([ping(1), notification, ping('b')]).expect(200);
    expect(answer.body).toEqual([pong(1), pong('b')]);
    const alone = await session.send([ping(1)]).expect(200);
    expect(alone.body).toEqual([pong(1)]);
    await session.send([notification, notification]).expect(202);
  });

  it('may hold errors, but no handshake and no nonsense', async () => {
    const served = await serve(adapter);
    const session = await openSession(served, '2025-03-26');
    const mixed = await session.send([ping(1), request(2, 'none')]).expect(200);
    expect(mixed.body).toEqual([
      pong(1),
      { jsonrpc: '2.0', id: 2, error: { code: -32601, message: 'Method not found' } },
    ]);
    await session.send([ping(1), request(2, 'initialize', {})]).expect(400);
    await session.send([ping(1), 7]).expect(400);
    await session.send([[ping(1)]]).expect(400);
    await expectServed(served);
  });

  it('has at most 100 messages', async () => {
    const served = await serve(adapter);
    const session = await openSession(served, '2025-03-26');
    const pings = Array.from({ length: 101 }, (_, id) => ping(id));
    const refused = await session.send(pings).expect(400);
    expect(refused.body.error).toEqual({
      code: -32600,
      message: 'Bad Request: more than 100 messages in a batch',
    });
    const answered = await session.send(pings.slice(1)).expect(200);
    expect(answered.body).toHaveLength(100);
  });

  it('that uses an id twice is refused, and the session lives', async () => {
    const served = await serve(adapter);
    const session = await openSession(served, '2025-03-26');
    const answer = await session.send([ping(1), ping(1)]);
    expect(JSON.stringify(answer.body)).toContain('Request id 1 is in use by an open request.');
    const after = await session.send([ping(1)]).expect(200);
    expect(after.body).toEqual([pong(1)]);
    await expectServed(served);
  });
});
