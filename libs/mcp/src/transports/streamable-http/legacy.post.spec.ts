import { describe, expect, it, vi } from 'vitest';
import { call, EndpointFixture, initialize, rawPost } from '../../../test/endpoint.fixture.js';

describe('a POST without a session', () => {
  it('is served where there are none', async () => {
    const answer = await new EndpointFixture({ stateless: true }).post(call('who'));
    expect(answer).toMatchObject({ status: 200, json: { result: { era: 'legacy' } } });
  });

  it('is refused where there are some', async () => {
    expect(await new EndpointFixture().post(call('who'))).toMatchObject({
      status: 400,
      json: { id: 1, error: { code: -32000 } },
    });
  });
});

describe('a session', () => {
  it('opens with a handshake, and serves what names it', async () => {
    const fixture = new EndpointFixture();
    const headers = await fixture.openSession();
    expect(headers['mcp-session-id']).toMatch(/^[\w-]{32}$/);
    expect(await fixture.post(call('who'), headers)).toMatchObject({
      json: { result: { sessionId: headers['mcp-session-id'] } },
    });
  });

  it('does not open with a handshake that fails', async () => {
    const fixture = new EndpointFixture();
    const answer = await fixture.post(call('initialize'));
    expect(answer).toMatchObject({ json: { error: { code: -32602 } } });
    expect(answer.headers).not.toHaveProperty('mcp-session-id');
    expect(fixture.sessions.size).toBe(0);
  });

  it('does not open beyond the limit', async () => {
    const fixture = new EndpointFixture();
    for (const headers of [await fixture.openSession(), await fixture.openSession()]) {
      void fixture.post(call('wait'), headers);
    }
    expect(await fixture.post(initialize('2025-11-25'))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
    });
  });

  it('does not open twice, nor in a batch', async () => {
    const fixture = new EndpointFixture();
    const headers = await fixture.openSession();
    expect((await fixture.post(initialize('2025-11-25'), headers)).status).toBe(400);
    expect((await fixture.post([initialize('2025-03-26')])).status).toBe(400);
    expect(fixture.sessions.size).toBe(1);
  });

  it('that is unknown is not found', async () => {
    const headers = { 'mcp-session-id': 'unknown' };
    expect(await new EndpointFixture().post(call('who'), headers)).toMatchObject({
      status: 404,
      json: { error: { code: -32001 } },
    });
  });

  it('keeps a request that its client leaves, until the client cancels it', async () => {
    const fixture = new EndpointFixture();
    const headers = await fixture.openSession();
    const raw = rawPost(call('wait', {}, 7), headers);
    const done = fixture.endpoint.post(raw);
    const session = fixture.sessions.require(headers['mcp-session-id'], {
      headers: {},
      request: {},
    });
    await vi.waitFor(() => expect(session.inUse).toBe(true));
    raw.response.emit('close');
    expect(fixture.aborted).toEqual([]);
    expect(session.inUse).toBe(false);
    const cancelled = {
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId: 7 },
    };
    expect(await fixture.post(cancelled, headers)).toMatchObject({ status: 202 });
    await done;
    expect(fixture.aborted).toEqual(['cancelled']);
  });

  it('answers a second request of the same id with an error, beside others in a batch', async () => {
    const fixture = new EndpointFixture();
    const headers = await fixture.openSession('2025-03-26');
    const batch = [call('talk', {}, 1), call('who', {}, 1), call('who', {}, 2)];
    const { text, status } = await fixture.post(batch, headers);
    expect(status).toBe(200);
    expect(text).toContain('in use by an open request');
    expect(text).toContain('"id":2,"result"');
    expect(text.match(/"id":1/g)).toHaveLength(2);
  });

  it.each([
    ['2025-03-26', 200],
    ['2025-06-18', 400],
  ])('of %s answers a batch with %i', async (version, status) => {
    const fixture = new EndpointFixture();
    const headers = await fixture.openSession(version);
    const answer = await fixture.post([call('who', {}, 1), call('who', {}, 2)], headers);
    expect(answer.status).toBe(status);
  });
});
