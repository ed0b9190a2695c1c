import { describe, expect, it } from 'vitest';
import { initialize } from '../support/wire/rpc.messages.js';
import { line, ping, pong, start } from '../support/wire/stdio.client.js';

describe('batches', () => {
  it('are answered in 2025-03-26 only', async () => {
    const { input, next } = await start();
    input.write(line(initialize('2025-03-26')));
    await next();
    input.write(line([ping(1), [ping(7)], ping(2)]));
    const invalid = { code: -32600, message: 'Not a valid JSON-RPC message.' };
    const wrong = { jsonrpc: '2.0', id: null, error: invalid };
    expect(await next()).toEqual([pong(1), wrong, pong(2)]);
    const pings = Array.from({ length: 101 }, (_, id) => ping(id));
    input.write(line(pings));
    const many = { code: -32600, message: 'More than 100 messages in a batch.' };
    expect(await next()).toEqual({ jsonrpc: '2.0', id: null, error: many });
    input.write(line(pings.slice(1)));
    expect(await next()).toHaveLength(100);
  });

  it('are refused in other revisions', async () => {
    const { input, next } = await start();
    input.write(line(initialize('2025-11-25')));
    await next();
    input.write(line([ping(1)]));
    expect(await next()).toMatchObject({ id: null, error: { code: -32600 } });
  });

  it('that are unsafe are refused under each id', async () => {
    const { input, next } = await start();
    input.write(line(initialize('2025-03-26')));
    await next();
    const unsafe = line([ping(1), ping('b'), { jsonrpc: '2.0', method: 'x' }]);
    input.write(unsafe.replace('"x"', '"x","params":{"__proto__":{}}'));
    const error = { code: -32600, message: "The key '__proto__' is not allowed." };
    expect(await next()).toEqual([
      { jsonrpc: '2.0', id: 1, error },
      { jsonrpc: '2.0', id: 'b', error },
    ]);
    input.write(line(ping(2)));
    expect(await next()).toEqual(pong(2));
  });
});
