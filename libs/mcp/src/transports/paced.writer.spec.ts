import { Logger } from '@nestjs/common';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unreadLimit } from '../../test/limits.fixture.js';
import { weightOf } from '../sessions/unread.limit.js';
import { PacedWriter } from './paced.writer.js';

const PATIENCE = 10_000;

/** A client that takes one write at a time, when it's told to. */
class Reader {
  readonly got: string[] = [];
  private takeOne: (() => void) | undefined;
  readonly stream = new Writable({
    decodeStrings: false,
    highWaterMark: 1,
    write: (text: string | Buffer, _encoding, done) => {
      this.got.push(text.toString());
      this.takeOne = done;
    },
  });

  async take(times = 1): Promise<void> {
    for (let count = 0; count < times; count++) {
      const taken = this.takeOne;
      this.takeOne = undefined;
      taken?.();
      await vi.advanceTimersByTimeAsync(0);
    }
  }
}

let reader: Reader;
let writer: PacedWriter;
/** Two texts of ten characters may wait. */
const limit = unreadLimit(2 * weightOf('x'.repeat(10)), PATIENCE);
vi.spyOn(Logger.prototype, 'warn').mockReturnValue();

beforeEach(() => {
  vi.useFakeTimers();
  reader = new Reader();
  writer = new PacedWriter(reader.stream, limit);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a paced writer', () => {
  it('writes at once while the client reads, and waits for nothing then', async () => {
    const quick = new Writable({ write: (_text, _encoding, done) => done() });
    expect(new PacedWriter(quick, limit).send('a')).toBeUndefined();
  });

  it('keeps the order of what waits', async () => {
    for (const text of ['a', 'b', 'c']) void writer.send(text);
    expect(reader.got).toEqual(['a']);
    await reader.take(3);
    expect(reader.got).toEqual(['a', 'b', 'c']);
  });

  it('resolves for all that wait when the client has taken everything', async () => {
    const taken = vi.fn();
    const waiting = ['a', 'b', 'c'].map((text) => writer.send(text));
    for (const one of waiting) void Promise.resolve(one).then(taken);
    await reader.take(2);
    expect(taken).not.toHaveBeenCalled();
    await reader.take();
    expect(taken).toHaveBeenCalledTimes(3);
  });

  it('listens once, however many senders wait', () => {
    for (let count = 0; count < 1000; count++) void writer.send('x');
    expect(reader.stream.listenerCount('drain')).toBe(1);
    expect(reader.stream.listenerCount('close')).toBeLessThan(3);
  });

  it('ends after what was sent, and takes nothing more', async () => {
    const ended = vi.fn();
    reader.stream.once('finish', ended);
    void writer.send('a');
    writer.end('b');
    void writer.send('late');
    writer.end();
    expect(writer.closed).toBe(true);
    await reader.take(3);
    expect(reader.got).toEqual(['a', 'b']);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('writes a long text in parts, so that it sees whether the client reads', async () => {
    const long = 'ü'.repeat(100_000);
    void writer.send(long);
    void writer.send('next');
    await reader.take(10);
    expect(reader.got.length).toBeGreaterThan(3);
    expect(reader.got.at(-1)).toBe('next');
  });

  it('writes a text whole where it must not be divided', async () => {
    const whole = new PacedWriter(reader.stream, limit, false);
    void whole.send('x'.repeat(200_000));
    expect(reader.got[0]).toHaveLength(200_000);
  });
});

describe('a client that does not read', () => {
  it('is full once more waits behind than may', () => {
    void writer.send('x'.repeat(100));
    expect(writer.full).toBe(false);
    for (const text of ['x'.repeat(10), 'y'.repeat(10)]) void writer.send(text);
    expect(writer.full).toBe(false);
    void writer.send('x');
    expect(writer.full).toBe(true);
  });

  it('loses its connection when it takes nothing for a while, and all that waits is given back', async () => {
    const before = limit.stalled;
    const taken = vi.fn();
    for (let count = 0; count < 5; count++) {
      void Promise.resolve(writer.send('x'.repeat(10))).then(taken);
    }
    await vi.advanceTimersByTimeAsync(PATIENCE - 1);
    expect(writer.closed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(writer.closed).toBe(true);
    expect(reader.stream.destroyed).toBe(true);
    expect(taken).toHaveBeenCalledTimes(5);
    expect(writer.full).toBe(false);
    expect(limit.stalled).toBe(before + 1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps it as long as it takes something now and then', async () => {
    for (let count = 0; count < 6; count++) void writer.send('x'.repeat(10));
    for (let count = 0; count < 3; count++) {
      await vi.advanceTimersByTimeAsync(PATIENCE - 1);
      await reader.take();
    }
    await vi.advanceTimersByTimeAsync(PATIENCE - 1);
    expect(writer.closed).toBe(false);
  });

  it('keeps it where no more waits than may', async () => {
    void writer.send('x'.repeat(100_000));
    void writer.send('x');
    await vi.advanceTimersByTimeAsync(10 * PATIENCE);
    expect(writer.closed).toBe(false);
  });

  it('does not keep a stream that is to end', async () => {
    void writer.send('x');
    writer.end();
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(reader.stream.destroyed).toBe(true);
  });

  it('that leaves lets go of all who wait, at once', async () => {
    const taken = vi.fn();
    for (let count = 0; count < 20_000; count++) {
      void Promise.resolve(writer.send('x')).then(taken);
    }
    reader.stream.destroy();
    await vi.advanceTimersByTimeAsync(0);
    expect(taken).toHaveBeenCalledTimes(20_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not blamed for what waits behind the answers to other requests', async () => {
    Object.assign(reader.stream, { socket: null });
    for (let count = 0; count < 5; count++) void writer.send('x'.repeat(10));
    await vi.advanceTimersByTimeAsync(5 * PATIENCE);
    expect(writer.closed).toBe(false);
    Object.assign(reader.stream, { socket: {} });
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(writer.closed).toBe(true);
  });

  it('that is known to be gone is sent nothing, and nobody waits', async () => {
    const taken = vi.fn();
    for (let count = 0; count < 5; count++) {
      void Promise.resolve(writer.send('x'.repeat(10))).then(taken);
    }
    writer.abandon();
    await vi.advanceTimersByTimeAsync(0);
    expect(taken).toHaveBeenCalledTimes(5);
    expect(writer.closed).toBe(true);
    expect(writer.send('late')).toBeUndefined();
  });
});
