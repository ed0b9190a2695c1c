import type { CallAborted } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { heldMemory } from '../support/held.memory.js';
import { gate } from '../support/wire/gate.js';
import { callTool, initialize, modernRequest, request } from '../support/wire/rpc.messages.js';
import type { Handler } from '../support/wire/served.app.js';
import { line, ping, pong, start } from '../support/wire/stdio.client.js';

const echo = (id: unknown, text: string) => request(id, 'tools/call', callTool('echo', { text }));
const echoed = (id: unknown, text: string) => ({
  jsonrpc: '2.0',
  id,
  result: { content: [{ type: 'text', text }] },
});

describe('frames', () => {
  it('are one line each, ended by a line feed', async () => {
    const { input, frames } = await start();
    input.write(line(echo(1, 'two\nlines\r\n')));
    expect(await frames.take()).toBe(`${JSON.stringify(echoed(1, 'two\nlines\r\n'))}\n`);
  });

  it('may come several in one piece', async () => {
    const { input, next } = await start();
    input.write(line(ping(1)) + line(ping(2)) + line(ping(3)));
    expect([await next(), await next(), await next()]).toEqual([pong(1), pong(2), pong(3)]);
  });

  it('may come byte by byte, split inside of characters', async () => {
    const { input, next } = await start();
    for (const byte of Buffer.from(line(echo(1, 'ü€😀')))) input.write(Buffer.from([byte]));
    expect(await next()).toEqual(echoed(1, 'ü€😀'));
  });

  it('may end with CRLF, and empty lines are nothing', async () => {
    const { input, next, frames } = await start();
    input.write(`\r\n\n  \n${JSON.stringify(ping(1))}\r\n\r\n`);
    expect(await next()).toEqual(pong(1));
    input.write(line(ping(2)));
    expect(await next()).toEqual(pong(2));
    expect(frames.size).toBe(0);
  });

  it('may lack the line break at the end of input', async () => {
    const { input, next, ended } = await start();
    input.end(JSON.stringify(ping(1)));
    await ended;
    expect(await next()).toEqual(pong(1));
  });

  it('may begin with a byte order mark', async () => {
    const { input, next } = await start();
    input.write(`\u{FEFF}${line(ping(1))}\u{FEFF}${line(ping(2))}`);
    expect([await next(), await next()]).toEqual([pong(1), pong(2)]);
  });

  it.each(['{"jsonrpc":', 'hello', '\u0000', '{}{}', '\u{FEFF}\u{FEFF}{}'])(
    'must be JSON, which %j is not',
    async (text) => {
      const { input, next } = await start();
      input.write(`${text}\n${line(ping(1))}`);
      const error = { code: -32700, message: 'Parse error: not valid JSON' };
      expect(await next()).toEqual({ jsonrpc: '2.0', id: null, error });
      expect(await next()).toEqual(pong(1));
    },
  );

  it('must not be too long', async () => {
    const { input, next } = await start({ bodyBytes: 100 });
    const error = { code: -32000, message: 'The message is longer than 100 bytes.' };
    const fits = JSON.stringify(ping(1)).padEnd(100, ' ');
    input.write(`${fits}\n${'x'.repeat(101)}\n${line(ping(2))}`);
    const answers = [await next(), await next(), await next()];
    expect(answers).toContainEqual(pong(1));
    expect(answers).toContainEqual({ jsonrpc: '2.0', id: null, error });
    expect(answers).toContainEqual(pong(2));
  });

  it('are not held while they are too long', async () => {
    const { input, next } = await start({ bodyBytes: 100 });
    const before = heldMemory();
    for (let sent = 0; sent < 100; sent++) {
      const piece = Buffer.alloc(1024 * 1024, 'x');
      if (!input.write(piece)) await new Promise((resolve) => input.once('drain', resolve));
    }
    expect(heldMemory() - before).toBeLessThan(40 * 1024 * 1024);
    input.write(`\n${line(ping(1))}`);
    expect(await next()).toMatchObject({ error: { code: -32000 } });
    expect(await next()).toEqual(pong(1));
  });
});

describe('both eras', () => {
  it('are served on one connection', async () => {
    const { input, next } = await start();
    input.write(line(initialize()));
    expect(await next()).toMatchObject({ id: 0, result: { protocolVersion: '2025-11-25' } });
    input.write(line(modernRequest(1, 'tools/list')));
    expect(await next()).toMatchObject({ id: 1, result: { resultType: 'complete' } });
    input.write(line(request(2, 'tools/list')));
    expect((await next())['result']).not.toHaveProperty('resultType');
  });

  it('refuse a handshake or an envelope that is wrong, and take the next', async () => {
    const { input, next } = await start();
    input.write(line(request(1, 'initialize')));
    expect(await next()).toMatchObject({ id: 1, error: { code: -32602 } });
    const prefix = 'io.modelcontextprotocol';
    const future = { _meta: { [`${prefix}/protocolVersion`]: '2099-01-01' } };
    input.write(line(modernRequest(2, 'tools/list', future)));
    const data = { supported: ['2026-07-28'], requested: '2099-01-01' };
    expect(await next()).toMatchObject({ id: 2, error: { code: -32022, data } });
    const wrong = { _meta: { [`${prefix}/clientCapabilities`]: [] } };
    input.write(line(modernRequest(3, 'tools/list', wrong)));
    expect(await next()).toMatchObject({ id: 3, error: { code: -32602 } });
    input.write(line(initialize('1999-01-01')));
    expect(await next()).toMatchObject({ id: 0, result: { protocolVersion: '2025-11-25' } });
    input.write(line(modernRequest(4, 'tools/list')));
    expect(await next()).toMatchObject({ id: 4, result: { resultType: 'complete' } });
  });

  it('can cancel a call, and only that one', async () => {
    const [entered, release] = [gate(), gate()];
    const hold: Handler = async (_, { signal }) => {
      entered.open();
      await Promise.race([
        release.opened,
        new Promise((resolve) => signal.addEventListener('abort', resolve)),
      ]);
      return (signal.reason as CallAborted).reason;
    };
    const { input, next, frames } = await start({ tools: { hold } });
    input.write(line(request('held', 'tools/call', callTool('hold'))));
    await entered.opened;
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled' };
    input.write(line({ ...cancel, params: { requestId: 'other' } }));
    input.write(line({ ...cancel, params: { requestId: 'held' } }));
    input.write(line(ping('held-too')));
    expect(await next()).toEqual(pong('held-too'));
    input.write(line(ping('held')));
    expect(await next()).toEqual(pong('held'));
    expect(frames.size).toBe(0);
  });

  it('refuse an id that is in use, and answer the first', async () => {
    const release = gate();
    const hold: Handler = async () => {
      await release.opened;
      return 'held';
    };
    const { input, next } = await start({ tools: { hold } });
    input.write(line(request(1, 'tools/call', callTool('hold'))) + line(ping(1)));
    expect(await next()).toMatchObject({ id: 1, error: { code: -32600 } });
    release.open();
    expect(await next()).toEqual(echoed(1, 'held'));
  });
});

describe('the end', () => {
  const holding = () => {
    const [entered, release] = [gate(), gate()];
    const reasons: unknown[] = [];
    const hold: Handler = async (_, { signal }) => {
      signal.addEventListener('abort', () => reasons.push((signal.reason as CallAborted).reason));
      entered.open();
      await release.opened;
      return 'held';
    };
    return { tools: { hold }, entered, release, reasons };
  };
  const call = line(request(1, 'tools/call', callTool('hold')));

  it('of input lets pending calls answer', async () => {
    const { tools, entered, release } = holding();
    const { input, next, ended } = await start({ tools });
    input.end(call);
    await entered.opened;
    release.open();
    await ended;
    expect(await next()).toEqual(echoed(1, 'held'));
  });

  it('of input waits for them only so long', async () => {
    const { tools, reasons } = holding();
    const { input, ended, frames } = await start({ tools, drain: 1 });
    input.end(call);
    await ended;
    expect(reasons).toEqual(['disconnected']);
    expect(frames.size).toBe(0);
  });

  it('comes at once by the signal', async () => {
    const { tools, entered, reasons } = holding();
    const stop = new AbortController();
    const { input, ended } = await start({ tools, signal: stop.signal });
    input.write(call);
    await entered.opened;
    stop.abort();
    await ended;
    expect(reasons).toEqual(['disconnected']);
  });

  it('comes by a signal that has fired before', async () => {
    const { ended } = await start({ signal: AbortSignal.abort() });
    await expect(ended).resolves.toBeUndefined();
  });

  it('comes when the output breaks', async () => {
    const { tools, entered, reasons } = holding();
    const output = () => Promise.reject(new Error('EPIPE'));
    const { input, ended } = await start({ tools, output });
    input.write(call);
    await entered.opened;
    input.write(line(ping(2)));
    await ended;
    expect(reasons).toEqual(['disconnected']);
  });

  it('comes when the input breaks', async () => {
    const { input, ended } = await start();
    input.destroy(new Error('EIO'));
    await expect(ended).resolves.toBeUndefined();
  });
});
