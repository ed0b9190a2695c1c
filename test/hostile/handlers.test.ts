import { McpError, type CallAborted } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { Gate, gate } from '../support/wire/gate.js';
import { callTool, notification } from '../support/wire/rpc.messages.js';
import { serve, type Handler } from '../support/wire/served.app.js';
import { nextStrayRejection } from '../support/wire/stray.rejection.js';
import { SURFACE_NAMES, SURFACES, type Wire } from '../support/wire/surfaces.js';
import { expectNoInternals, expectUnharmed, SECRET } from '../support/wire/well.behaved.js';

const MASKED =
  /^The tool 'hostile' failed on the server\. Correlation id: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const cycle = (): unknown => {
  const value: Record<string, unknown> = { secret: SECRET };
  value['self'] = value;
  return value;
};

const nested = (levels: number): unknown => {
  let value: unknown = SECRET;
  for (let level = 0; level < levels; level++) value = { value };
  return value;
};

function fail(error: unknown): never {
  throw error;
}

/** Handlers whose failure the model learns of, without any detail. */
const FAILING: Record<string, Handler> = {
  'throws an error': () => fail(new Error(SECRET)),
  'throws a string': () => fail(SECRET),
  'throws nothing': () => fail(undefined),
  'throws null': () => fail(null),
  'throws an object that throws': () =>
    fail({
      get message() {
        return fail(new Error(SECRET));
      },
      toString: () => SECRET,
    }),
  'throws an object without a prototype': () => fail(Object.create(null)),
  'throws an error with a code': () => fail(Object.assign(new Error(SECRET), { code: -32603 })),
  'throws an error that cannot be read': () =>
    fail(Object.defineProperty(new Error(SECRET), 'name', { get: () => fail(new Error(SECRET)) })),
  rejects: async () => fail(new Error(SECRET)),
  'returns a cycle': cycle,
  'returns a BigInt': () => 7n,
  'returns a BigInt in an object': () => ({ secret: SECRET, value: 7n }),
  'returns what throws when read': () => ({
    get value() {
      return fail(new Error(SECRET));
    },
  }),
  'returns what throws when made JSON': () => ({ toJSON: () => fail(new RangeError(SECRET)) }),
  'returns an object of 100000 levels': () => nested(100_000),
  'yields an error': async function* () {
    yield 'first';
    fail(new Error(SECRET));
  },
  'yields a BigInt': function* () {
    yield { secret: SECRET, value: 7n };
  },
};

/** Handlers that return what is no JSON, yet harms nobody. */
const ODD: Record<string, { handler: Handler; content: unknown[] }> = {
  'returns nothing': { handler: () => undefined, content: [] },
  'returns a function': { handler: () => () => SECRET, content: [{ type: 'text', text: 'null' }] },
  'returns a symbol': {
    handler: () => Symbol('secret'),
    content: [{ type: 'text', text: 'null' }],
  },
  'returns NaN': { handler: () => Number.NaN, content: [{ type: 'text', text: 'null' }] },
  'returns a Map': { handler: () => new Map([[1, 2]]), content: [{ type: 'text', text: '{}' }] },
  'returns a generator': {
    handler: function* () {
      yield 'a';
      yield { b: 1 };
    },
    content: [
      { type: 'text', text: 'a' },
      { type: 'text', text: '{"b":1}' },
    ],
  },
  'returns data like blocks': {
    handler: () => [{ type: 'resource', resource: 'orders', action: 'read' }],
    content: [{ type: 'text', text: '[{"type":"resource","resource":"orders","action":"read"}]' }],
  },
  'returns data like a block': {
    handler: () => ({ type: 'text', text: { en: 'Hello' } }),
    content: [{ type: 'text', text: '{"type":"text","text":{"en":"Hello"}}' }],
  },
  'returns data like a result': {
    handler: () => ({ content: [], total: 0 }),
    content: [{ type: 'text', text: '{"content":[],"total":0}' }],
  },
  'returns odd characters': {
    handler: () => 'a\n\r\u2028\u0000\uD800',
    content: [{ type: 'text', text: 'a\n\r\u2028\u0000\uD800' }],
  },
};

async function open(name: keyof typeof SURFACES, hostile: Handler, timeout?: number) {
  const mcp = { sse: true, ...(timeout !== undefined && { timeout }) };
  const served = await serve('express', { mcp, tools: { hostile } });
  return { served, wire: await SURFACES[name](served) };
}

const call = (wire: Wire) => wire.ask(wire.request('tools/call', callTool('hostile')));

const textIn = (answer: unknown) =>
  (answer as { result: { content: { text: string }[] } }).result.content[0]?.text;

describe.each(SURFACE_NAMES)('over %s, a handler', (name) => {
  it.each(Object.keys(FAILING))('that %s is masked', async (kind) => {
    const { served, wire } = await open(name, FAILING[kind]!);
    const answer = await call(wire);
    expect(answer).toMatchObject({ id: 1, result: { isError: true } });
    expect(textIn(answer)).toMatch(MASKED);
    expectNoInternals(answer);
    const correlationId = textIn(answer)!.slice(-36);
    expect(served.logs.has(correlationId)).toBe(true);
    await expectUnharmed(served, wire);
  });

  it.each(Object.keys(ODD))('that %s is served', async (kind) => {
    const { handler, content } = ODD[kind]!;
    const { served, wire } = await open(name, handler);
    const answer = await call(wire);
    expect(answer).toMatchObject({ id: 1, result: { content } });
    await expectUnharmed(served, wire);
  });

  it('that returns a result which JSON cannot carry is masked', async () => {
    const result = { content: [{ type: 'text', text: SECRET }], structuredContent: cycle() };
    const { served, wire } = await open(name, () => result);
    const answer = await call(wire);
    expect(answer).toMatchObject({ id: 1 });
    expect(JSON.stringify(answer)).toMatch(/Correlation id: [0-9a-f-]{36}/);
    expectNoInternals(answer);
    await expectUnharmed(served, wire);
  });

  it.each(['at once', 'later'])('whose error has data without JSON is masked, %s', async (when) => {
    const error = new McpError('INVALID_PARAMS', SECRET, { data: when === 'later' ? cycle() : 7n });
    const throwing = when === 'later' ? async () => fail(error) : () => fail(error);
    const { served, wire } = await open(name, throwing);
    const answer = await call(wire);
    expect(answer).toMatchObject({ id: 1, error: { code: -32603 } });
    expectNoInternals(answer);
    const { message } = (answer as { error: { message: string } }).error;
    expect(message).toMatch(/^Internal error\. Correlation id: [0-9a-f-]{36}$/);
    expect(served.logs.has(`${message.slice(-36)}: McpError: ${SECRET}`)).toBe(true);
    // The id is free again.
    expect(await call(wire)).toMatchObject({ id: 1, error: { code: -32603 } });
    await expectUnharmed(served, wire);
  });

  it.each([
    ['a cycle', cycle()],
    ['a BigInt', 7n],
  ])('that logs %s without waiting is served, and the server logs it once', async (_, data) => {
    const stray = nextStrayRejection();
    const careless: Handler = (_args, ctx) => {
      void ctx.log.emergency(data);
      void ctx.log.emergency(data);
      void ctx.progress(1, 2, 7n as never);
      return 'done';
    };
    const { served, wire } = await open(name, careless);
    expect(textIn(await call(wire))).toBe('done');
    await expectUnharmed(served, wire);
    const lines = served.logs.lines.filter((line) => line.includes('could not be sent'));
    // Nothing is made of it for a 2026-07-28 client, which asked for no log.
    expect(lines).toHaveLength(wire.era === 'legacy' ? 1 : 0);
    await expect(Promise.race([stray, Promise.resolve('none')])).resolves.toBe('none');
  });

  it('that never settles is given up, and what it does later is nothing to anybody', async () => {
    const release = gate();
    const seen: unknown[] = [];
    const stuck: Handler = async (_, ctx) => {
      await release.opened;
      seen.push((ctx.signal.reason as CallAborted).reason);
      fail(new Error(SECRET));
    };
    const { served, wire } = await open(name, stuck, 20);
    const answer = await call(wire);
    expect(textIn(answer)).toBe("The tool 'hostile' did not answer within 20 ms and was stopped.");
    release.open();
    await expectUnharmed(served, wire);
    expect(seen).toEqual(['timed-out']);
  });

  it('that speaks after its result is not heard', async () => {
    const release = gate();
    const spoken = gate();
    const late: Handler = (_, ctx) => {
      const speak = async () => {
        await release.opened;
        await ctx.progress(2);
        await ctx.log.emergency(SECRET);
        spoken.open();
      };
      void speak();
      return 'done';
    };
    const { served, wire } = await open(name, late);
    const params = callTool('hostile', {}, { progressToken: 'late' });
    expect(textIn(await wire.ask(wire.request('tools/call', params)))).toBe('done');
    release.open();
    await spoken.opened;
    await expectUnharmed(served, wire);
  });

  it('whose background promise rejects harms no call', async () => {
    const stray = nextStrayRejection();
    const careless: Handler = () => {
      void Promise.reject(new Error(SECRET));
      return 'done';
    };
    const { served, wire } = await open(name, careless);
    const answer = await call(wire);
    expect(textIn(answer)).toBe('done');
    expect(await stray).toEqual(new Error(SECRET));
    await expectUnharmed(served, wire);
  });
});

const LASTING = SURFACE_NAMES.filter((name) => !name.startsWith('Streamable HTTP'));

it.each(LASTING)(
  'over %s, a handler learns why its call was canceled, in one line',
  async (name) => {
    const started = gate();
    const ended = new Gate<CallAborted>();
    const waiting: Handler = (_, ctx) => {
      ctx.signal.addEventListener('abort', () => ended.open(ctx.signal.reason as CallAborted));
      started.open();
      return new Promise(() => undefined);
    };
    const { served, wire } = await open(name, waiting);
    await wire.tell(wire.request('tools/call', callTool('hostile')));
    await started.opened;
    const reason = `closed\nthe tab${'!'.repeat(100_000)}`;
    await wire.tell(notification('notifications/cancelled', { requestId: 1, reason }));
    const { reason: why, detail } = await ended.opened;
    expect(why).toBe('cancelled');
    expect(detail).toMatch(/^closed the tab!+$/);
    expect(detail?.length).toBe(256);
    await expectUnharmed(served, wire);
  },
);
