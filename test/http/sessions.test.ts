import type { CallAborted, HttpOrigin } from 'nest-mcp';
import supertest from 'supertest';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EventReader } from '../support/wire/event.reader.js';
import { expectServed, openSession, post, postModern } from '../support/wire/http.client.js';
import { initialize, notification, request, type Headers } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve } from '../support/wire/served.app.js';
import { gate } from '../support/wire/gate.js';

const SESSION_REQUIRED = {
  jsonrpc: '2.0',
  id: 1,
  error: { code: -32000, message: 'Bad Request: Mcp-Session-Id header is required' },
};
const SESSION_NOT_FOUND = {
  jsonrpc: '2.0',
  id: 1,
  error: { code: -32001, message: 'Session not found' },
};

describe.each(ADAPTER_NAMES)('sessions on %s', (adapter) => {
  it('open with initialize, whose answer carries the id', async () => {
    const served = await serve(adapter);
    const answer = await post(served, initialize()).expect(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body.result).toMatchObject({ protocolVersion: '2025-11-25' });
    expect(answer.headers['mcp-session-id']).toMatch(/^[\x21-\x7e]{22,}$/);
  });

  it('have ids that differ', async () => {
    const served = await serve(adapter);
    const ids = await Promise.all([1, 2, 3].map(async () => (await openSession(served)).id));
    expect(new Set(ids).size).toBe(3);
  });

  it('do not open when initialize fails, nor for modern requests', async () => {
    const served = await serve(adapter, { mcp: { limits: { connections: 1 } } });
    const failed = await post(served, request(1, 'initialize', { protocolVersion: 7 })).expect(200);
    expect(failed.body.error.code).toBe(-32602);
    expect(failed.headers).not.toHaveProperty('mcp-session-id');
    const modern = await postModern(served, 'tools/list').expect(200);
    expect(modern.headers).not.toHaveProperty('mcp-session-id');
    await expectServed(served);
  });

  it('are needed by every legacy request', async () => {
    const served = await serve(adapter);
    const answer = await post(served, request(1, 'tools/list')).expect(400);
    expect(answer.body).toEqual(SESSION_REQUIRED);
    await post(served, notification('notifications/initialized')).expect(400);
    await supertest(served.origin).get('/mcp').expect(400);
    await supertest(served.origin).delete('/mcp').expect(400);
  });

  it('are not found when unknown', async () => {
    const served = await serve(adapter);
    const headers = { 'mcp-session-id': 'made-up' };
    const answer = await post(served, request(1, 'tools/list'), headers).expect(404);
    expect(answer.body).toEqual(SESSION_NOT_FOUND);
    await supertest(served.origin).get('/mcp').set(headers).expect(404);
    const ended = await supertest(served.origin).delete('/mcp').set(headers).expect(404);
    expect(ended.body).toEqual({ ...SESSION_NOT_FOUND, id: null });
  });

  it('serve only who opened them, where the application tells callers apart', async () => {
    const principal = ({ headers }: HttpOrigin) => headers['x-user'] as string | undefined;
    const served = await serve(adapter, { mcp: { principal } });
    const opened = await post(served, initialize(), { 'x-user': 'ada' }).expect(200);
    const session = { 'mcp-session-id': opened.headers['mcp-session-id'] as string };
    for (const thief of [{ 'x-user': 'bob' }, {}] as Headers[]) {
      const refused = await post(served, request(1, 'ping'), { ...session, ...thief }).expect(403);
      expect(refused.body.error.message).toBe('Forbidden: the session belongs to another caller');
      const url = supertest(served.origin);
      await url
        .delete('/mcp')
        .set({ ...session, ...thief })
        .expect(403);
      const listening = { ...session, ...thief, accept: 'text/event-stream' };
      await url.get('/mcp').set(listening).expect(403);
    }
    await post(served, request(1, 'ping'), { ...session, 'x-user': 'ada' }).expect(200);
  });

  it('end with DELETE', async () => {
    const served = await serve(adapter);
    const session = await openSession(served);
    await session.request(1, 'ping').expect(200);
    const deleted = await supertest(served.origin).delete('/mcp').set(session.headers).expect(204);
    expect(deleted.text).toBe('');
    const after = await session.request(1, 'ping').expect(404);
    expect(after.body).toEqual(SESSION_NOT_FOUND);
    await supertest(served.origin).delete('/mcp').set(session.headers).expect(404);
  });

  it('end their open stream and calls with DELETE', async () => {
    const reasons: unknown[] = [];
    const entered = gate();
    const hold = async (_: unknown, { signal }: { signal: AbortSignal }) => {
      entered.open();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      reasons.push((signal.reason as CallAborted).reason);
    };
    const served = await serve(adapter, { tools: { hold } });
    const session = await openSession(served);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers: session.headers });
    const call = session.request(1, 'tools/call', { name: 'hold' }).then((answer) => answer);
    await entered.opened;
    await supertest(served.origin).delete('/mcp').set(session.headers).expect(204);
    expect(await stream.next()).toBeUndefined();
    expect((await call).text).toBe('');
    expect(reasons).toEqual(['cancelled']);
  });

  it('take initialize only once', async () => {
    const served = await serve(adapter);
    const session = await openSession(served);
    const again = await session.send(initialize()).expect(400);
    expect(again.body.error).toEqual({
      code: -32600,
      message: 'Bad Request: the session is already initialized',
    });
    await session.request(1, 'ping').expect(200);
  });

  it('let a client with an ended session initialize again', async () => {
    const served = await serve(adapter);
    const session = await openSession(served);
    await supertest(served.origin).delete('/mcp').set(session.headers).expect(204);
    const again = await session.send(initialize()).expect(200);
    expect(again.headers['mcp-session-id']).not.toBe(session.id);
  });

  it('are limited in number', async () => {
    const served = await serve(adapter, { mcp: { limits: { connections: 2 } } });
    const [first, second] = [await openSession(served), await openSession(served)];
    // Sessions without a stream or a call would make room.
    for (const { headers } of [first, second])
      await EventReader.open(`${served.origin}/mcp`, { headers });
    const refused = await post(served, initialize()).expect(503);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(refused.headers).not.toHaveProperty('mcp-session-id');
    expect(refused.body).toMatchObject({ id: 0, error: { code: -32000 } });
    await postModern(served, 'tools/list').expect(200);
    await supertest(served.origin).delete('/mcp').set(first.headers).expect(204);
    await post(served, initialize()).expect(200);
  });
});

describe.each(ADAPTER_NAMES)('idle sessions on %s', (adapter) => {
  function fakeClock(): void {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
  }

  it('end after their time', async () => {
    fakeClock();
    const served = await serve(adapter, { mcp: { sessions: { idleTimeout: 1000 } } });
    const [idle, used] = [await openSession(served), await openSession(served)];
    for (const session of [idle, used]) await session.request(0, 'ping').expect(200);
    vi.advanceTimersByTime(999);
    await used.request(1, 'ping').expect(200);
    vi.advanceTimersByTime(1);
    await idle.request(1, 'ping').expect(404);
    await used.request(1, 'ping').expect(200);
  });

  it('stay while their stream is open', async () => {
    fakeClock();
    const served = await serve(adapter, { mcp: { sessions: { idleTimeout: 1000 } } });
    const session = await openSession(served);
    await EventReader.open(`${served.origin}/mcp`, { headers: session.headers });
    vi.advanceTimersByTime(60_000);
    await session.request(1, 'ping').expect(200);
  });

  it('stay while a call runs', async () => {
    fakeClock();
    const [entered, release] = [gate(), gate()];
    const hold = async () => {
      entered.open();
      await release.opened;
      return 'done';
    };
    const mcp = { sessions: { idleTimeout: 1000 } };
    const served = await serve(adapter, { mcp, tools: { hold } });
    const session = await openSession(served);
    const call = session.request(1, 'tools/call', { name: 'hold' }).then((answer) => answer);
    await entered.opened;
    vi.advanceTimersByTime(60_000);
    release.open();
    expect((await call).body.result.content).toEqual([{ type: 'text', text: 'done' }]);
  });

  it('stay for ever without a time-out', async () => {
    fakeClock();
    const served = await serve(adapter, { mcp: { sessions: { idleTimeout: 0 } } });
    const session = await openSession(served);
    await session.request(0, 'ping').expect(200);
    vi.advanceTimersByTime(365 * 86_400_000);
    await session.request(1, 'ping').expect(200);
  });
});
