import type { CallAborted } from '../../context/call.aborted.js';
import { offersOf } from '../../../test/offers.fixture.js';
import { PassThrough } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectionLimits } from '../../../test/limits.fixture.js';
import { modulesDeclaring } from '../../../test/modules.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import type { Exchange } from '../../context/exchange.js';
import { Dispatcher } from '../../protocol/dispatcher.js';
import { ResultEncoder } from '../../protocol/result.encoder.js';
import { ConnectionFactory } from '../connection.factory.js';
import { serveStdio, type StdioOptions } from './stdio.server.js';

const encoder = new ResultEncoder({ name: 'orders', version: '1.0.0' });
const call = (method: string, id = 1) => `${JSON.stringify({ jsonrpc: '2.0', id, method })}\n`;

let aborted: unknown[];
let finish: (() => void) | undefined;
let input: PassThrough;
let sent: string[];

beforeEach(() => {
  aborted = [];
  finish = undefined;
  sent = [];
  input = new PassThrough();
});

afterEach(() => {
  vi.useRealTimers();
});

const get = vi.fn((part: unknown) => {
  if (part === ModulesContainer) return modulesDeclaring('default', 'admin');
  const dispatcher = new Dispatcher(
    [
      { method: 'echo', eras: ['legacy'], run: ({ transport }) => ({ transport }) },
      { method: 'wait', eras: ['legacy'], run: wait },
    ],
    encoder,
    offersOf(),
  );
  return new ConnectionFactory(
    dispatcher,
    new ChangeFeed(),
    connectionLimits({ bodyBytes: 100, depth: 3 }),
  );
});

function serve(options: StdioOptions = {}): Promise<void> {
  const output = async (text: string) => void sent.push(text);
  return serveStdio({ get } as unknown as INestApplicationContext, { input, output, ...options });
}

const answers = () => sent.map((text) => JSON.parse(text) as unknown);

describe('serveStdio', () => {
  it('answers each line with a line', async () => {
    const served = serve();
    input.end(call('echo', 1) + call('echo', 2));
    await served;
    expect(answers()).toMatchObject([
      { id: 1, result: { transport: 'stdio' } },
      { id: 2, result: { transport: 'stdio' } },
    ]);
    for (const text of sent) expect(text).toMatch(/^[^\n]+\n$/);
  });

  it('serves the server of that name', async () => {
    input.end();
    await serve({ server: 'admin' });
    expect(get).toHaveBeenCalledWith('nest-mcp:admin:ConnectionFactory', { strict: false });
  });

  it.each([
    ['no JSON', 'hello', -32700],
    ['no message', '{}', -32600],
    ['too deep', '[[[[]]]]', -32600],
    ['an evil key', '{"__proto__":1}', -32600],
    ['too long', 'x'.repeat(101), -32000],
  ])('refuses a line that is %s, and goes on', async (_, line, code) => {
    const served = serve();
    input.end(`${line}\n${call('echo')}`);
    await served;
    expect(answers()).toMatchObject([
      { id: null, error: { code } },
      { id: 1, result: {} },
    ]);
  });

  it('answers a last line that has no line break', async () => {
    const served = serve();
    input.end(call('echo').trim());
    await served;
    expect(answers()).toMatchObject([{ id: 1 }]);
  });

  it('is over at once if the input is', async () => {
    input.destroy();
    await expect(serve()).resolves.toBeUndefined();
  });
});

describe('the end of input', () => {
  it('leaves open requests time to be answered', async () => {
    const served = serve();
    input.end(call('wait'));
    await vi.waitFor(() => expect(finish).toBeDefined());
    finish?.();
    await served;
    expect(answers()).toMatchObject([{ id: 1, result: { done: true } }]);
  });

  it('ends requests that need longer, without an answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const served = serve({ drain: 1000 });
    input.end(call('wait'));
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    vi.advanceTimersByTime(1000);
    await served;
    expect(aborted).toEqual(['disconnected']);
    expect(sent).toEqual([]);
  });

  it('is an error of the input too', async () => {
    const served = serve();
    input.destroy(new Error('EIO'));
    await expect(served).resolves.toBeUndefined();
  });
});

describe('the end from our side', () => {
  it('comes with the signal: nothing is waited for', async () => {
    const stop = new AbortController();
    const served = serve({ signal: stop.signal });
    input.write(call('wait'));
    await vi.waitFor(() => expect(finish).toBeDefined());
    stop.abort();
    await served;
    expect(aborted).toEqual(['disconnected']);
    expect(input.isPaused()).toBe(true);
  });

  it('comes when nobody reads what we write', async () => {
    const served = serve({ output: () => Promise.reject(new Error('EPIPE')) });
    input.write(call('echo'));
    await expect(served).resolves.toBeUndefined();
  });

  it('comes at once if the signal has been given before', async () => {
    await expect(serve({ signal: AbortSignal.abort() })).resolves.toBeUndefined();
  });
});

function wait({ signal }: Exchange): Promise<unknown> {
  return new Promise((resolve, reject) => {
    finish = () => resolve({ done: true });
    signal.addEventListener('abort', () => {
      aborted.push((signal.reason as CallAborted).reason);
      reject(new Error('stopped'));
    });
  });
}
