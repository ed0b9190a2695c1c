import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { serveStdio } from 'nest-mcp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { heldMemory } from '../support/held.memory.js';
import { TIMEOUT } from '../support/timeout.js';
import { EventReader } from '../support/wire/event.reader.js';
import { expectServed } from '../support/wire/http.client.js';
import { Queue } from '../support/wire/queue.js';
import { callTool, initialize, request, type Json } from '../support/wire/rpc.messages.js';
import { serve, type Served } from '../support/wire/served.app.js';

const PIECES = 512 * 1024;
const BATCH = 16 * 1024;
/** An object for each piece would take a hundred bytes at least; what is on its way takes a few. */
const HELD = 32 * PIECES;

const JSON_TEXT = JSON.stringify(initialize()).padEnd(PIECES, ' ');

async function write(socket: NodeJS.WritableStream, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain');
}

/**
 * Sends each byte of a text as a chunk of its own (RFC 9112, 7.1).
 *
 * @returns the answer, and how much was held when all but the end had arrived
 */
async function trickle({ app, port }: Served, path: string) {
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Accept: application/json, text/event-stream',
    'Content-Type: application/json',
    'Connection: close',
    'Transfer-Encoding: chunked',
  ];
  const before = heldMemory();
  const arrival = once(app.getHttpServer() as Server, 'connection') as Promise<[Socket]>;
  const socket = connect(port, '127.0.0.1');
  const answer = text(socket);
  const [arrived] = await arrival;
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  for (let start = 0; start < PIECES; start += BATCH) {
    const bytes = JSON_TEXT.slice(start, start + BATCH).split('');
    await write(socket, Buffer.from(bytes.map((byte) => `1\r\n${byte}\r\n`).join('')));
  }
  await expect.poll(() => arrived.bytesRead, { timeout: TIMEOUT }).toBe(socket.bytesWritten);
  const held = heldMemory() - before;
  socket.write('0\r\n\r\n');
  return { answer: await answer, held };
}

describe.each(ADAPTER_NAMES)('a body in pieces of one byte on %s', (adapter) => {
  it('is answered, and costs its bytes', async () => {
    const served = await serve(adapter);
    const { answer, held } = await trickle(served, '/mcp');
    expect(held).toBeLessThan(HELD);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK[^]*"protocolVersion":"2025-11-25"/);
    await expectServed(served);
  });

  it('is answered over HTTP+SSE, and costs its bytes', async () => {
    const served = await serve(adapter, { mcp: { sse: true } });
    const stream = await EventReader.open(`${served.origin}/mcp/sse`);
    const { data = '' } = (await stream.next()) ?? {};
    const { answer, held } = await trickle(served, data);
    expect(held).toBeLessThan(HELD);
    expect(answer).toContain('202 Accepted');
    expect(await stream.message()).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
  });
});

describe('a line in pieces of one byte', () => {
  it('is answered over stdio, and costs its bytes', async () => {
    const { app } = await serve('express');
    const input = new PassThrough();
    const frames = new Queue<string>();
    const ended = serveStdio(app, { input, output: async (frame) => frames.put(frame) });
    onTestFinished(async () => {
      input.end();
      await ended;
    });
    const call = request(1, 'tools/call', callTool('echo', { text: 'x' }));
    const line = Buffer.from(JSON.stringify(call).padEnd(PIECES, ' '));
    const before = heldMemory();
    for (const byte of line) await write(input, Buffer.of(byte));
    expect(heldMemory() - before).toBeLessThan(HELD);
    input.write('\n');
    const answer = JSON.parse(await frames.take()) as Json;
    expect(answer).toMatchObject({ id: 1, result: { content: [{ text: 'x' }] } });
  });
});
