import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Era } from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import supertest from 'supertest';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { LineTransport } from '../support/clients/line.transport.js';
import { openSession, post, postModern } from '../support/wire/http.client.js';
import {
  callTool,
  initialize,
  modernHeaders,
  modernRequest,
  notification,
  request,
} from '../support/wire/rpc.messages.js';
import { serve } from '../support/wire/served.app.js';
import { SURFACES } from '../support/wire/surfaces.js';

const MODERN = ['2026-07-28'];
const LEGACY = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];
const only = (era: Era, sse = false) => ({ mcp: { eras: [era], sse } });
const unsupported = (requested: string, supported: readonly string[]) => ({
  code: -32022,
  message: `Unsupported protocol version: ${requested} (supported: ${supported.join(', ')})`,
  data: { supported, requested },
});

describe.each(ADAPTER_NAMES)('a server of the modern era only on %s', (adapter) => {
  it('serves it', async () => {
    const served = await serve(adapter, only('modern'));
    const call = callTool('echo', { text: 'hi' });
    const { body } = await postModern(served, 'tools/call', call).expect(200);
    expect(body.result.content).toEqual([{ type: 'text', text: 'hi' }]);
    const discovered = await postModern(served, 'server/discover').expect(200);
    expect(discovered.body.result.supportedVersions).toEqual(MODERN);
  });

  it('tells a handshake what there is (basic/versioning, Backward Compatibility)', async () => {
    const served = await serve(adapter, only('modern'));
    const answer = await post(served, initialize('2025-06-18')).expect(400);
    expect(answer.headers).not.toHaveProperty('mcp-session-id');
    expect(answer.body).toEqual({
      jsonrpc: '2.0',
      id: 0,
      error: unsupported('2025-06-18', MODERN),
    });
  });

  it('refuses what comes without its header, or under an older one', async () => {
    const served = await serve(adapter, only('modern'));
    for (const message of [request(1, 'tools/list'), notification('notifications/initialized')]) {
      const bare = await post(served, message).expect(400);
      expect(bare.body.error.code).toBe(-32020);
      expect(bare.body.error.message).toContain('(supported: 2026-07-28)');
      const old = await post(served, message, { 'mcp-protocol-version': '2025-11-25' }).expect(400);
      expect(old.body.error).toEqual(unsupported('2025-11-25', MODERN));
    }
    await post(served, [request(1, 'ping')]).expect(400);
  });

  it('has neither sessions nor a stream to get', async () => {
    const served = await serve(adapter, only('modern'));
    for (const method of ['get', 'delete'] as const) {
      const answer = await supertest(served.origin)[method]('/mcp').expect(405);
      expect(answer.headers['allow']).toBe('POST');
    }
    // "ignore it, and do not mint or echo session IDs" (Earlier Streamable HTTP Revisions).
    const answer = await postModern(served, 'tools/list', {}, { 'mcp-session-id': 'x' });
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('mcp-session-id');
  });
});

describe.each(ADAPTER_NAMES)('a server of the legacy era only on %s', (adapter) => {
  it('serves it', async () => {
    const served = await serve(adapter, only('legacy'));
    const session = await openSession(served);
    const answer = await session.request(1, 'tools/call', callTool('echo', { text: 'hi' }));
    expect(answer.body.result.content).toEqual([{ type: 'text', text: 'hi' }]);
  });

  it.each(['2026-07-28', '2099-01-01'])('refuses %s with what there is', async (version) => {
    const served = await serve(adapter, only('legacy'));
    const _meta = { 'io.modelcontextprotocol/protocolVersion': version };
    const modern = modernRequest(1, 'tools/list', { _meta });
    const headers = { ...modernHeaders(modern), 'mcp-protocol-version': version };
    for (const message of [modern, request(1, 'tools/list'), initialize()]) {
      const answer = await post(served, message, headers).expect(400);
      expect(answer.body.error).toEqual(unsupported(version, LEGACY));
    }
    const { body } = await post(served, request(1, 'ping'), { 'mcp-protocol-version': '1' });
    expect(body.error.code).toBe(-32000);
  });

  it('is found by a client of both eras', async () => {
    const served = await serve(adapter, only('legacy'));
    const client = new Client(
      { name: 'both', version: '1.0.0' },
      { versionNegotiation: { mode: 'auto' } },
    );
    onTestFinished(() => client.close());
    await client.connect(new StreamableHTTPClientTransport(new URL(`${served.origin}/mcp`)));
    expect((await client.listTools()).tools).toHaveLength(1);
  });
});

describe('over a connection', () => {
  it.each(['stdio, modern', 'in-memory, modern'] as const)(
    'a server of the modern era only serves %s, and tells a handshake what there is',
    async (name) => {
      const served = await serve('express', only('modern'));
      const wire = await SURFACES[name](served);
      const call = wire.request('tools/call', callTool('echo', { text: 'hi' }), 1);
      expect(await wire.ask(call)).toMatchObject({ id: 1, result: { resultType: 'complete' } });
      const refused = await wire.ask(initialize('2025-06-18'));
      expect(refused).toMatchObject({ id: 0, error: unsupported('2025-06-18', MODERN) });
      expect(await wire.ask(request(2, 'ping'))).toMatchObject({ id: 2, error: { code: -32022 } });
    },
  );

  it.each(['stdio, legacy', 'HTTP+SSE', 'in-memory, legacy'] as const)(
    'a server of the legacy era only serves %s, and refuses the other with what there is',
    async (name) => {
      const served = await serve('express', only('legacy', true));
      const wire = await SURFACES[name](served);
      for (const version of ['2026-07-28', '2099-01-01']) {
        const _meta = { 'io.modelcontextprotocol/protocolVersion': version };
        const refused = await wire.ask(modernRequest(1, 'tools/list', { _meta }));
        expect(refused).toMatchObject({ id: 1, error: unsupported(version, LEGACY) });
      }
      expect(await wire.ask(request(2, 'ping'))).toEqual({ jsonrpc: '2.0', id: 2, result: {} });
    },
  );

  it('a client of both eras finds either', async () => {
    for (const era of ['modern', 'legacy'] as const) {
      const { app } = await serve('express', only(era));
      const client = new Client(
        { name: 'both', version: '1.0.0' },
        { versionNegotiation: { mode: 'auto' } },
      );
      onTestFinished(() => client.close());
      await client.connect(new LineTransport(app));
      expect((await client.listTools()).tools).toHaveLength(1);
      await expect(connectClient(app, { era })).resolves.toBeInstanceOf(Client);
    }
  });
});

describe('an application', () => {
  it.each([[[]], [['latest']], ['modern']])('does not start with the eras %j', async (eras) => {
    await expect(serve('express', { mcp: { eras: eras as Era[] } })).rejects.toThrow(
      "McpModule option 'eras'",
    );
  });

  it('does not start with HTTP+SSE and without its era', async () => {
    await expect(serve('express', only('modern', true))).rejects.toThrow('HTTP+SSE is of that era');
  });
});
