import { describe, expect, it } from 'vitest';
import { ByteCollector } from './byte.collector.js';

function collected(...pieces: string[]): ByteCollector {
  const collector = new ByteCollector();
  for (const piece of pieces) collector.add(Buffer.from(piece));
  return collector;
}

describe('ByteCollector', () => {
  it.each([
    ['nothing', []],
    ['an empty piece', ['']],
    ['empty pieces around others', ['', 'a', '', 'bc', '']],
    ['many pieces', Array.from({ length: 5000 }, (_, index) => String(index))],
    ['pieces of different sizes', ['a', 'b'.repeat(5000), 'c', 'd'.repeat(50)]],
  ])('puts together %s', (_, pieces) => {
    const collector = collected(...pieces);
    expect(collector.size).toBe(pieces.join('').length);
    expect(collector.take().toString()).toBe(pieces.join(''));
  });

  it('hands over a single piece without a copy', () => {
    const piece = Buffer.from('abc');
    const collector = new ByteCollector();
    collector.add(piece);
    expect(collector.take().buffer).toBe(piece.buffer);
  });

  it('leaves what it was given untouched', () => {
    const slab = Buffer.from('abcdef');
    const collector = new ByteCollector();
    collector.add(slab.subarray(0, 1));
    collector.add(Buffer.from('X'));
    expect(collector.take().toString()).toBe('aX');
    expect(slab.toString()).toBe('abcdef');
  });

  it('begins anew once its bytes are taken or cleared', () => {
    const collector = collected('abc');
    const taken = collector.take();
    collector.add(Buffer.from('d'));
    collector.clear();
    collector.add(Buffer.from('e'));
    expect([taken.toString(), collector.take().toString(), collector.size]).toEqual([
      'abc',
      'e',
      0,
    ]);
  });

  it('costs bytes, not pieces', () => {
    const collector = new ByteCollector();
    const before = process.memoryUsage();
    for (let count = 0; count < 1_000_000; count++) collector.add(Buffer.from('x'));
    const { arrayBuffers } = process.memoryUsage();
    expect(collector.size).toBe(1_000_000);
    expect(arrayBuffers - before.arrayBuffers).toBeLessThan(16 * 1024 * 1024);
  });
});
