import { Logger } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import { call, EndpointFixture, rawPost } from '../../../test/endpoint.fixture.js';
import { parseAnswer, rawHttp } from '../../../test/http.fixture.js';
import { McpError } from '../../errors/mcp.error.js';
import { META } from '../../protocol/envelope.js';
import type { StreamableHttpEndpoint } from './streamable-http.endpoint.js';

vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

const json = { 'content-type': 'application/json' };
const envelope = { [META.protocolVersion]: '2026-07-28', [META.clientCapabilities]: {} };
const modern = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'who' };

describe('a POST of the modern era', () => {
  it('is answered without a session', async () => {
    const fixture = new EndpointFixture();
    const answer = await fixture.post(call('who', { _meta: envelope }), modern);
    expect(answer).toMatchObject({ status: 200, json: { result: { era: 'modern' } } });
    expect(answer.headers).not.toHaveProperty('mcp-session-id');
    expect(fixture.sessions.size).toBe(0);
  });

  it('that is a notification is accepted', async () => {
    const body = { jsonrpc: '2.0', method: 'notifications/cancelled' };
    const headers = { 'mcp-protocol-version': '2026-07-28' };
    expect(await new EndpointFixture({ stateless: true }).post(body, headers)).toMatchObject({
      status: 202,
      text: '',
    });
  });

  it('has the status of its outcome', async () => {
    const headers = { ...modern, 'mcp-method': 'none' };
    const answer = await new EndpointFixture({ stateless: true }).post(
      call('none', { _meta: envelope }),
      headers,
    );
    expect(answer).toMatchObject({ status: 404, json: { id: 1, error: { code: -32601 } } });
  });

  it('is cancelled when the client goes', async () => {
    const headers = { ...modern, 'mcp-method': 'wait' };
    const raw = rawPost(call('wait', { _meta: envelope }), headers);
    const fixture = new EndpointFixture({ stateless: true });
    const done = fixture.endpoint.post(raw);
    await vi.waitFor(() => expect(raw.response.listenerCount('close')).toBeGreaterThan(0));
    raw.response.emit('close');
    await done;
    expect(fixture.aborted).toEqual(['disconnected']);
  });
});

describe('the stream of a session', () => {
  const accept = { accept: 'text/event-stream' };

  it('tells of changes until it closes', async () => {
    const fixture = new EndpointFixture();
    const raw = rawHttp({ headers: { ...accept, ...(await fixture.openSession()) } });
    void fixture.endpoint.get(raw);
    expect(parseAnswer(await raw.sent())).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
    });
    fixture.changes.publish({ list: 'tools' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await raw.sent()).toContain('notifications/tools/list_changed');
    raw.response.emit('close');
    fixture.changes.publish({ list: 'tools' });
    await Promise.resolve();
    expect(await raw.sent()).toBe('');
  });

  it.each([
    ['without a session', accept, 400],
    ['for an unknown session', { ...accept, 'mcp-session-id': 'x' }, 404],
    ['for a client that takes none', { accept: 'application/json' }, 406],
  ])('is refused %s', async (_, headers, status) => {
    const raw = rawHttp({ headers });
    void new EndpointFixture().endpoint.get(raw);
    expect(parseAnswer(await raw.sent()).status).toBe(status);
  });

  it('ends with the session', async () => {
    const fixture = new EndpointFixture();
    const headers = await fixture.openSession();
    const stream = rawHttp({ headers: { ...accept, ...headers } });
    void fixture.endpoint.get(stream);
    const raw = rawHttp({ headers });
    fixture.endpoint.delete(raw);
    expect(parseAnswer(await raw.sent()).status).toBe(204);
    expect(stream.response.writableEnded).toBe(true);
    expect(fixture.limiter.count).toBe(0);
  });
});

describe('what the endpoint does not serve', () => {
  it.each([
    [
      'other methods',
      (endpoint: StreamableHttpEndpoint) => endpoint.refuse,
      true,
      'GET, POST, DELETE',
    ],
    ['GET without sessions', (endpoint: StreamableHttpEndpoint) => endpoint.get, false, 'POST'],
    [
      'DELETE without sessions',
      (endpoint: StreamableHttpEndpoint) => endpoint.delete,
      false,
      'POST',
    ],
  ])('%s', async (_, method, hasSessions, allow) => {
    const { endpoint } = new EndpointFixture({ stateless: !hasSessions });
    const raw = rawHttp();
    method(endpoint).call(endpoint, raw);
    expect(parseAnswer(await raw.sent())).toMatchObject({ status: 405, headers: { allow } });
  });

  it.each(['post', 'get', 'delete', 'refuse'] as const)(
    'a %s from whom may not be here, before anything is read',
    async (method) => {
      const admit = () => {
        throw new McpError('FORBIDDEN_HOST', 'no');
      };
      const raw = rawPost(call('who'));
      await new EndpointFixture({ admit }).endpoint[method](raw);
      const { status, headers } = parseAnswer(await raw.sent());
      expect(status).toBe(403);
      expect(headers).not.toHaveProperty('allow');
      expect(raw.incoming.readableFlowing).toBeNull();
    },
  );

  it.each([
    ['2025-11-25', { id: null }],
    ['2026-07-28', { jsonrpc: '2.0' }],
  ])('no JSON: in %s the answer has an id as the revision wants it', async (version, expected) => {
    const raw = rawHttp({ headers: { ...json, 'mcp-protocol-version': version }, chunks: ['{'] });
    await new EndpointFixture({ stateless: true }).endpoint.post(raw);
    const answer = JSON.parse(parseAnswer(await raw.sent()).body) as object;
    expect(answer).toMatchObject({ ...expected, error: { code: -32700 } });
    expect('id' in answer).toBe('id' in expected);
  });
});
