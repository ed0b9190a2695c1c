import { describe, expect, it } from 'vitest';
import { callTool, notification, type Json } from '../support/wire/rpc.messages.js';
import { serve } from '../support/wire/served.app.js';
import {
  RAW_SURFACE_NAMES,
  RAW_SURFACES,
  SURFACE_NAMES,
  SURFACES,
  type Wire,
} from '../support/wire/surfaces.js';
import { expectNoInternals, expectUnharmed } from '../support/wire/well.behaved.js';

type Write = Wire['request'];

const withJson = (write: Write, args: string): string =>
  JSON.stringify(write('tools/call', callTool('echo', { text: 'x', extra: '@' }))).replace(
    '"@"',
    args,
  );
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Messages that are wrong in themselves, and the code that answers them. */
const WRONG: Record<string, { build: (write: Write) => Json; code: number }> = {
  'a wrong jsonrpc': { build: (write) => ({ ...write('ping'), jsonrpc: '1.0' }), code: -32600 },
  'no jsonrpc': {
    build: (write) => ({ ...write('ping'), jsonrpc: undefined }),
    code: -32600,
  },
  'no method': { build: (write) => ({ ...write('ping'), method: undefined }), code: -32600 },
  'a method that is an object': {
    build: (write) => ({ ...write('ping'), method: { name: 'ping' } }),
    code: -32600,
  },
  'an id that is an object': {
    build: (write) => ({ ...write('ping'), id: { a: 1 } }),
    code: -32600,
  },
  'params that are a string': {
    build: (write) => ({ ...write('ping'), params: 'none' }),
    code: -32600,
  },
  'a progress token that is an object': {
    build: (write) => write('tools/call', callTool('echo', {}, { progressToken: {} })),
    code: -32600,
  },
  'an unknown method': { build: (write) => write('tools/destroy'), code: -32601 },
  'a method named like a member of objects': {
    build: (write) => write('__proto__'),
    code: -32601,
  },
  'an unknown tool': { build: (write) => write('tools/call', callTool('none')), code: -32602 },
  'a tool named like a member of objects': {
    build: (write) => write('tools/call', callTool('constructor')),
    code: -32602,
  },
  'a tool without a name': { build: (write) => write('tools/call', {}), code: -32602 },
  'a tool name that is a number': {
    build: (write) => write('tools/call', { name: 7 }),
    code: -32602,
  },
  'arguments that are an array': {
    build: (write) => write('tools/call', { name: 'echo', arguments: ['x'] }),
    code: -32602,
  },
  'arguments that are false': {
    build: (write) => write('tools/call', { name: 'echo', arguments: false }),
    code: -32602,
  },
  'a cursor of nobody': { build: (write) => write('tools/list', { cursor: 'e30' }), code: -32602 },
  'a cursor that is an object': {
    build: (write) => write('tools/list', { cursor: {} }),
    code: -32602,
  },
};

describe.each(SURFACE_NAMES)('%s', (name) => {
  it.each(Object.keys(WRONG))('answers %s with an error', async (kind) => {
    const served = await serve('express', { mcp: { sse: true } });
    const wire = await SURFACES[name](served);
    const { build, code } = WRONG[kind]!;
    const answer = await wire.ask(build(wire.request));
    expect(answer).toMatchObject({ jsonrpc: '2.0', error: { code } });
    expectNoInternals(answer);
    await expectUnharmed(served, wire);
  });

  it.each([
    ['a wrong type', { text: 7 }],
    ['an array', { text: ['x'] }],
    ['nothing', {}],
  ])('tells the model of arguments with %s', async (_, args) => {
    const served = await serve('express', { mcp: { sse: true } });
    const wire = await SURFACES[name](served);
    const answer = await wire.ask(wire.request('tools/call', callTool('echo', args)));
    expect(answer).toMatchObject({ id: 1, result: { isError: true } });
    expect(JSON.stringify(answer)).toContain("Invalid arguments for tool 'echo'");
    expectNoInternals(answer);
    await expectUnharmed(served, wire);
  });

  it('takes null for what is left out', async () => {
    const served = await serve('express', { mcp: { sse: true }, tools: { free: () => 'ran' } });
    const wire = await SURFACES[name](served);
    const ran = { id: 1, result: { content: [{ type: 'text', text: 'ran' }] } };
    const call = { name: 'free', arguments: null, _meta: { progressToken: null } };
    expect(await wire.ask(wire.request('tools/call', call))).toMatchObject(ran);
    const list = wire.request('tools/list', { cursor: null });
    expect(await wire.ask(list)).toMatchObject({ result: { tools: expect.any(Array) } });
    if (wire.era === 'legacy') {
      const bare = { ...wire.request('tools/call', { ...call, _meta: null }) };
      expect(await wire.ask(bare)).toMatchObject(ran);
      const ping = { ...wire.request('ping'), params: null };
      expect(await wire.ask(ping)).toMatchObject({ id: 1, result: {} });
      const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: null };
      await wire.tell(cancelled);
    }
    await expectUnharmed(served, wire);
  });

  it('ignores notifications that make no sense', async () => {
    const served = await serve('express', { mcp: { sse: true } });
    const wire = await SURFACES[name](served);
    const cancelled = 'notifications/cancelled';
    await wire.tell(notification(cancelled, { requestId: 'unknown' }));
    await wire.tell(notification(cancelled, { requestId: { a: 1 } }));
    await wire.tell(notification(cancelled));
    await wire.tell(notification('notifications/unheard-of', { a: 1 }));
    await wire.tell(notification('tools/call', callTool('echo', { text: 'x' })));
    await expectUnharmed(served, wire);
  });
});

describe.each(RAW_SURFACE_NAMES)('%s', (name) => {
  it.each([
    ['half a message', '{"jsonrpc":"2.0",'],
    ['text', 'hello'],
    ['a lone surrogate and a NUL', '"\u0000"\uD800'],
    ['two messages in one', '{"jsonrpc":"2.0"}{"jsonrpc":"2.0"}'],
    ['an unclosed array of 100000 levels', '['.repeat(100_000)],
  ])('answers %s with a parse error', async (_, text) => {
    const served = await serve('express', { mcp: { sse: true } });
    const wire = await RAW_SURFACES[name](served);
    const answer = await wire.ask(text);
    expect(answer).toMatchObject({ jsonrpc: '2.0', error: { code: -32700 } });
    expectNoInternals(answer);
    await expectUnharmed(served, wire);
  });

  it.each<[string, (write: Write) => string, string]>([
    [
      'arguments of 100 levels',
      (write) => withJson(write, nested(100)),
      'The message is nested deeper than 64 levels.',
    ],
    [
      'arguments of 100000 levels',
      (write) => withJson(write, nested(100_000)),
      'The message is nested deeper than 64 levels.',
    ],
    [
      'arrays of 100000 levels',
      () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      'The message is nested deeper than 64 levels.',
    ],
    [
      'a __proto__ among the arguments',
      (write) => withJson(write, '{"__proto__":{"admin":true}}'),
      "The key '__proto__' is not allowed.",
    ],
    [
      'a __proto__ at the top',
      (write) => JSON.stringify(write('ping')).replace('{', '{"__proto__":{"admin":true},'),
      "The key '__proto__' is not allowed.",
    ],
    [
      'an escaped __proto__',
      (write) => withJson(write, String.raw`{"\u005f_proto__":{"admin":true}}`),
      "The key '__proto__' is not allowed.",
    ],
    [
      'a constructor.prototype',
      (write) => withJson(write, '{"constructor":{"prototype":{"admin":true}}}'),
      "The key 'constructor.prototype' is not allowed.",
    ],
  ])('refuses %s, under the id if there is one', async (kind, build, message) => {
    const served = await serve('express', { mcp: { sse: true } });
    const wire = await RAW_SURFACES[name](served);
    const answer = await wire.ask(build(wire.request));
    expect(answer).toMatchObject({ jsonrpc: '2.0', error: { code: -32600, message } });
    // Without it the caller would wait for an answer that never comes (JSON-RPC 2.0, 5).
    expect(answer['id'] ?? null).toBe(kind === 'arrays of 100000 levels' ? null : 1);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    await expectUnharmed(served, wire);
  });
});
