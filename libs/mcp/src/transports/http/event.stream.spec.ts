import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { streamOptions } from '../../../test/limits.fixture.js';
import { responseOf } from '../../../test/http.fixture.js';
import { EventStream, STREAM_HEADERS } from './event.stream.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('EventStream', () => {
  it('opens with headers that keep proxies from buffering', async () => {
    const { response, sent } = responseOf();
    EventStream.open(response, streamOptions(0), { 'Mcp-Session-Id': 'abc' });
    const head = await sent();
    expect(head).toContain('HTTP/1.1 200 OK');
    for (const [name, value] of Object.entries(STREAM_HEADERS)) {
      expect(head).toContain(`${name}: ${value}`);
    }
    expect(head).toContain('Mcp-Session-Id: abc');
  });

  it('sends a frame as a message event', async () => {
    const { response, sent } = responseOf();
    const stream = EventStream.open(response, streamOptions(0));
    await sent();
    await stream.send('{"a":1}');
    expect(await sent()).toContain('event: message\ndata: {"a":1}\n\n');
  });

  it('is closed once it has ended, and drops later frames', async () => {
    const { response, sent } = responseOf();
    const stream = EventStream.open(response, streamOptions(0));
    expect(stream.closed).toBe(false);
    stream.end();
    expect(stream.closed).toBe(true);
    await sent();
    await stream.send('late');
    stream.end();
    expect(await sent()).not.toContain('late');
  });

  it('drops frames when the client is gone', async () => {
    const { response } = responseOf();
    const stream = EventStream.open(response, streamOptions(0));
    const write = vi.spyOn(response, 'write');
    response.destroy();
    expect(stream.closed).toBe(true);
    await stream.send('late');
    expect(write).not.toHaveBeenCalled();
  });
});

describe('keep-alive comments', () => {
  it('writes a comment in each interval', async () => {
    const { response, sent } = responseOf();
    EventStream.open(response, streamOptions(1000));
    await sent();
    vi.advanceTimersByTime(999);
    expect(await sent()).toBe('');
    vi.advanceTimersByTime(1);
    expect(await sent()).toContain(': keep-alive\n\n');
    vi.advanceTimersByTime(2000);
    expect((await sent()).match(/keep-alive/g)).toHaveLength(2);
  });

  it('does nothing for an interval of 0', () => {
    EventStream.open(responseOf().response, streamOptions(0));
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['the stream ends', (stream: EventStream) => stream.end()],
    ['the response closes', (_: EventStream, close: () => void) => close()],
  ])('stops when %s', (_, stop) => {
    const { response } = responseOf();
    const stream = EventStream.open(response, streamOptions(1000));
    expect(vi.getTimerCount()).toBe(1);
    stop(stream, () => response.emit('close'));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is silent between the end of a response and its close', async () => {
    const { response, sent } = responseOf();
    const failed = vi.fn();
    response.on('error', failed);
    EventStream.open(response, streamOptions(1000));
    response.end();
    vi.advanceTimersByTime(1000);
    await sent();
    expect(failed).not.toHaveBeenCalled();
  });
});
