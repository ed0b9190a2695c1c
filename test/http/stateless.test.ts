import type { CallAborted } from 'nest-mcp';
import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { EventReader } from '../support/wire/event.reader.js';
import { gate } from '../support/wire/gate.js';
import { post, postModern } from '../support/wire/http.client.js';
import { callTool, initialize, notification, request } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve, type Handler, type Setup } from '../support/wire/served.app.js';

const STATELESS: Setup = { mcp: { sessions: false } };

describe.each(ADAPTER_NAMES)('without sessions, %s', (adapter) => {
  it('gives no id and needs none', async () => {
    const served = await serve(adapter, STATELESS);
    const opened = await post(served, initialize()).expect(200);
    expect(opened.body.result.protocolVersion).toBe('2025-11-25');
    expect(opened.headers).not.toHaveProperty('mcp-session-id');
    await post(served, notification('notifications/initialized')).expect(202);
    const call = request(1, 'tools/call', callTool('echo', { text: 'hi' }));
    const answer = await post(served, call).expect(200);
    expect(answer.body.result).toEqual({ content: [{ type: 'text', text: 'hi' }] });
    expect(answer.headers).not.toHaveProperty('mcp-session-id');
  });

  it('ignores an id of another time', async () => {
    const served = await serve(adapter, STATELESS);
    await post(served, request(1, 'ping'), { 'mcp-session-id': 'from-before' }).expect(200);
  });

  it.each(['get', 'delete', 'put'] as const)('answers %s with 405', async (method) => {
    const served = await serve(adapter, STATELESS);
    const answer = await supertest(served.origin)[method]('/mcp').expect(405);
    expect(answer.headers['allow']).toBe('POST');
    expect(answer.body.error).toEqual({ code: -32000, message: 'Method not allowed.' });
  });

  it('has no limit of sessions to reach', async () => {
    const served = await serve(adapter, { mcp: { sessions: false, limits: { connections: 1 } } });
    for (let count = 0; count < 3; count++) await post(served, initialize()).expect(200);
  });

  it('takes the revision from the header', async () => {
    const version: Handler = (_, ctx) => `${ctx.protocolVersion} ${ctx.sessionId}`;
    const served = await serve(adapter, { ...STATELESS, tools: { version } });
    const call = request(1, 'tools/call', callTool('version'));
    const named = await post(served, call, { 'mcp-protocol-version': '2025-06-18' });
    expect(named.body.result.content[0].text).toBe('2025-06-18 undefined');
    const unnamed = await post(served, call);
    expect(unnamed.body.result.content[0].text).toBe('2025-03-26 undefined');
  });

  it('cancels a call whose client goes away', async () => {
    const [entered, cancelled] = [gate(), gate()];
    const reasons: unknown[] = [];
    const hold: Handler = async (_, ctx) => {
      await ctx.progress(1);
      entered.open();
      await new Promise((resolve) => ctx.signal.addEventListener('abort', resolve));
      reasons.push((ctx.signal.reason as CallAborted).reason);
      cancelled.open();
    };
    const served = await serve(adapter, { ...STATELESS, tools: { hold } });
    const body = request(1, 'tools/call', callTool('hold', {}, { progressToken: 1 }));
    const stream = await EventReader.open(`${served.origin}/mcp`, { body });
    await entered.opened;
    stream.disconnect();
    await cancelled.opened;
    expect(reasons).toEqual(['disconnected']);
  });

  it('serves the modern era as ever', async () => {
    const served = await serve(adapter, STATELESS);
    await postModern(served, 'server/discover').expect(200);
  });
});
