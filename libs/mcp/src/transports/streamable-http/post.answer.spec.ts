import { describe, expect, it, vi } from 'vitest';
import { streamOptions } from '../../../test/limits.fixture.js';
import { parseAnswer, responseOf } from '../../../test/http.fixture.js';
import type { Reply } from '../../protocol/dispatcher.js';
import { PostAnswer, type PostAnswerOptions } from './post.answer.js';

const reply = (n: number, status = 200): Reply => ({ frame: `{"id":${n}}`, status });
const CANCELLED: Reply = { frame: undefined, status: 202 };

function answerOf(options: Partial<PostAnswerOptions> = {}) {
  const { response, sent } = responseOf();
  const answer = new PostAnswer(response, {
    accepted: { json: true, stream: true },
    streams: streamOptions(),
    statusFromReply: true,
    batch: false,
    ...options,
  });
  return { answer, response, read: async () => parseAnswer(await sent()) };
}

describe('an answer without anything before it', () => {
  it('is one JSON text', async () => {
    const { answer, read, response } = answerOf();
    answer.finish([reply(1)]);
    expect(await read()).toEqual({
      status: 200,
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'content-length': '8',
      }),
      body: '{"id":1}',
    });
    expect(response.writableEnded).toBe(true);
  });

  it.each([
    [true, 404],
    [false, 200],
  ])(
    'has the status of its reply if the revision wants it: %s',
    async (statusFromReply, status) => {
      const { answer, read } = answerOf({ statusFromReply });
      answer.finish([reply(1, 404)]);
      expect(await read()).toMatchObject({ status });
    },
  );

  it('of a batch is an array, of one reply too', async () => {
    const one = answerOf({ batch: true });
    one.answer.finish([reply(1)]);
    expect((await one.read()).body).toBe('[{"id":1}]');
    const two = answerOf({ batch: true });
    two.answer.finish([reply(1), CANCELLED, reply(2)]);
    expect((await two.read()).body).toBe('[{"id":1},{"id":2}]');
  });

  it('of cancelled requests is an empty stream', async () => {
    const { answer, read, response } = answerOf();
    answer.finish([CANCELLED]);
    expect(await read()).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: '',
    });
    expect(response.writableEnded).toBe(true);
  });
});

describe('an answer with notifications before it', () => {
  it('is a stream, in the order in which things were sent', async () => {
    const { answer, read, response } = answerOf();
    await answer.notify('notifications/message', { n: 1 });
    await answer.notify('notifications/message', { n: 2 });
    answer.finish([reply(1)]);
    const { headers, body } = await read();
    expect(headers['content-type']).toBe('text/event-stream');
    expect(events(body)).toEqual([
      { jsonrpc: '2.0', method: 'notifications/message', params: { n: 1 } },
      { jsonrpc: '2.0', method: 'notifications/message', params: { n: 2 } },
      { id: 1 },
    ]);
    expect(response.writableEnded).toBe(true);
  });

  it('is a stream at once if the client takes nothing else', async () => {
    const { answer, read } = answerOf({ accepted: { json: false, stream: true } });
    answer.finish([reply(1), reply(2)]);
    const { headers, body } = await read();
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream',
      'content-length': String(Buffer.byteLength(body)),
      'x-accel-buffering': 'no',
    });
    expect(events(body)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('drops notifications if the client takes no stream', async () => {
    const { answer, read } = answerOf({ accepted: { json: true, stream: false } });
    await answer.notify('notifications/message', { n: 1 });
    answer.finish([reply(1)]);
    expect(await read()).toMatchObject({
      headers: { 'content-type': 'application/json' },
      body: '{"id":1}',
    });
  });

  it('keeps the stream open with comments until it ends', async () => {
    vi.useFakeTimers();
    const { answer } = answerOf({ streams: streamOptions(1000) });
    await answer.notify('notifications/message', {});
    expect(vi.getTimerCount()).toBe(1);
    answer.finish([reply(1)]);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('is not sent to a client that has gone', async () => {
    const { answer, response } = answerOf();
    response.destroy();
    expect(() => answer.finish([reply(1)])).not.toThrow();
    expect(response.headersSent).toBe(false);
  });
});

function events(body: string): unknown[] {
  return body
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as unknown);
}
