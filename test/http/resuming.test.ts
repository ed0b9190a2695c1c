import supertest from 'supertest';
import { McpRegistry } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { EventReader, type WireEvent } from '../support/wire/event.reader.js';
import { gate, type Gate } from '../support/wire/gate.js';
import { openSession, type OpenSession } from '../support/wire/http.client.js';
import { callTool, request, type Json } from '../support/wire/rpc.messages.js';
import { ADAPTER_NAMES, type Adapter } from '../support/adapters.js';
import { serve, type Handler, type Served } from '../support/wire/served.app.js';

const CHANGED = 'notifications/tools/list_changed';

/** A tool that reports `steps` steps, and waits after the first. */
function stepping(steps: number): { step: Handler; gates: Map<string, Gate> } {
  const gates = new Map<string, Gate>();
  const step: Handler = async ({ which }, ctx) => {
    await ctx.progress(1, steps);
    await gates.get(String(which))?.opened;
    for (let done = 2; done <= steps; done++) await ctx.progress(done, steps);
    return which;
  };
  return { step, gates };
}

/** What a message is about: how far a call is, the answer to it, or a notification. */
function gist({ data = '' }: WireEvent): unknown {
  const { method, params, id } = JSON.parse(data) as Json;
  const { progressToken, progress } = (params ?? {}) as Json;
  if (method === 'notifications/progress') return `${String(progressToken)} ${String(progress)}`;
  return method ?? `answer ${String(id)}`;
}

async function all(stream: EventReader): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  for (let one = await stream.next(); one; one = await stream.next()) events.push(one);
  return events;
}

async function open(adapter: Adapter, steps = 3) {
  const { step, gates } = stepping(steps);
  const served = await serve(adapter, { tools: { step } });
  return { served, gates, session: await openSession(served) };
}

/** Calls the tool, and loses the connection after the first event, whose id is returned. */
async function breakOff(served: Served, { headers }: OpenSession, which: string): Promise<string> {
  const body = request(which, 'tools/call', callTool('step', { which }, { progressToken: which }));
  const stream = await EventReader.open(`${served.origin}/mcp`, { headers, body });
  const [prime, first] = [await stream.next(), await stream.next()];
  expect(prime).toMatchObject({ id: expect.any(String) as string, data: '' });
  expect(gist(first!)).toBe(`${which} 1`);
  stream.disconnect();
  return first!.id!;
}

const resume = (served: Served, { headers }: OpenSession, lastEventId: string) =>
  EventReader.open(`${served.origin}/mcp`, {
    headers: { ...headers, 'last-event-id': lastEventId },
  });

const REST = (which: string) => [`${which} 2`, `${which} 3`, `answer ${which}`];

/** 2025-11-25, basic/transports, Resumability and Redelivery. */
describe.each(ADAPTER_NAMES)('a stream that broke on %s', (adapter) => {
  it('goes on where it broke, up to the answer, and ends', async () => {
    const { served, gates, session } = await open(adapter);
    gates.set('a', gate());
    const last = await breakOff(served, session, 'a');
    const stream = await resume(served, session, last);
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream' });
    gates.get('a')!.open();
    expect((await all(stream)).map(gist)).toEqual(REST('a'));
  });

  it('replays what was sent while nobody listened, as often as it is asked', async () => {
    const { served, session } = await open(adapter);
    const last = await breakOff(served, session, 'a');
    const whole = await all(await resume(served, session, last));
    expect(whole.map(gist)).toEqual(REST('a'));
    expect(await all(await resume(served, session, last))).toEqual(whole);
    const [second] = whole;
    expect((await all(await resume(served, session, second!.id!))).map(gist)).toEqual(
      REST('a').slice(1),
    );
    expect(await all(await resume(served, session, whole.at(-1)!.id!))).toEqual([]);
  });

  it('replays nothing of another stream, and shares no event id with one', async () => {
    const { served, gates, session } = await open(adapter);
    const names = ['a', 'b', 'c'];
    for (const name of names) gates.set(name, gate());
    const ids: string[] = [];
    for (const name of names) ids.push(await breakOff(served, session, name));
    for (const name of names.toReversed()) gates.get(name)!.open();
    const events: WireEvent[] = [];
    for (const [index, name] of names.entries()) {
      const replayed = await all(await resume(served, session, ids[index]!));
      expect(replayed.map(gist)).toEqual(REST(name));
      events.push(...replayed);
    }
    const known = [...ids, ...events.map(({ id }) => id)];
    expect(new Set(known).size).toBe(12);
  });

  it('tells of the lists that changed meanwhile, then of those that change', async () => {
    const { served, session } = await open(adapter);
    const registry = served.app.get(McpRegistry);
    const stream = await EventReader.open(`${served.origin}/mcp`, { headers: session.headers });
    registry.addTool({ name: 'one' }, () => 1);
    const first = await stream.next();
    stream.disconnect();
    registry.addTool({ name: 'two' }, () => 2);
    await session.request('fence', 'ping').expect(200);
    const again = await resume(served, session, first!.id!);
    expect(gist((await again.next())!)).toBe(CHANGED);
    registry.removeTool('one');
    expect(gist((await again.next())!)).toBe(CHANGED);
  });
});

describe.each(ADAPTER_NAMES)('an event id on %s', (adapter) => {
  const refused = (served: Served, headers: Json, lastEventId: string) =>
    supertest(served.origin)
      .get('/mcp')
      .set({ accept: 'text/event-stream', ...headers, 'last-event-id': lastEventId } as never);

  it.each(['nonsense', 'standalone:1', 'request-1:99', '0', '__proto__'])(
    'that nobody gave is refused: %s',
    async (id) => {
      const { served, session } = await open(adapter);
      await breakOff(served, session, 'a');
      const { body } = await refused(served, session.headers, id).expect(400);
      expect(body.error).toMatchObject({ code: -32000 });
      await session.request('next', 'ping').expect(200);
    },
  );

  it('of another session is refused', async () => {
    const { served, session } = await open(adapter);
    const other = await openSession(served);
    const last = await breakOff(served, session, 'a');
    await refused(served, other.headers, last).expect(400);
    expect((await all(await resume(served, session, last))).length).toBeGreaterThan(0);
  });

  it('replays nothing of another session that has the same', async () => {
    const { served, session } = await open(adapter);
    const other = await openSession(served);
    const last = await breakOff(served, session, 'a');
    await breakOff(served, other, 'b');
    const stream = await resume(served, other, last);
    expect(stream.status).toBe(200);
    expect((await all(stream)).map(gist)).toEqual(REST('b'));
  });

  it('is worth nothing once its session has ended', async () => {
    const { served, session } = await open(adapter);
    const last = await breakOff(served, session, 'a');
    await supertest(served.origin).delete('/mcp').set(session.headers).expect(204);
    const { body } = await refused(served, session.headers, last).expect(404);
    expect(body.error).toMatchObject({ code: -32001 });
  });

  it('is forgotten once 200 newer events are kept', async () => {
    const { served, gates, session } = await open(adapter, 202);
    gates.set('a', gate());
    const last = await breakOff(served, session, 'a');
    const stream = await resume(served, session, last);
    gates.get('a')!.open();
    const rest = await all(stream);
    expect(rest).toHaveLength(202);
    await refused(served, session.headers, last).expect(400);
    const kept = await all(await resume(served, session, rest[2]!.id!));
    expect(kept).toEqual(rest.slice(3));
  });
});
