import { describe, expect, it } from 'vitest';
import { heldMemory } from '../../../../test/support/held.memory.js';
import { clip } from './clip.js';

describe('clip', () => {
  it('keeps what is small as it is', () => {
    const value = { name: 'c', version: '1', icons: [{ src: 'https://a.example/i.png' }] };
    expect(clip(value)).toBe(value);
    expect(clip(undefined)).toBeUndefined();
    expect(clip('text')).toBe('text');
  });

  it('cuts long texts', () => {
    expect(clip({ name: 'x'.repeat(10_000), version: '1' })).toEqual({
      name: 'x'.repeat(2048),
      version: '1',
    });
  });

  it('drops members beyond a number', () => {
    const many = { a: {}, list: Array.from({ length: 10_000 }, () => ({})), z: {} };
    const kept = clip(many);
    expect(kept.a).toEqual({});
    expect(kept.list.length).toBeLessThan(256);
    expect(kept).not.toHaveProperty('z');
  });

  it('drops what is nested deeply, and names that are long', () => {
    let deep: object = {};
    for (let level = 0; level < 100; level++) deep = { deep };
    const kept = clip({ deep, ['n'.repeat(3000)]: 1, ok: true });
    expect(JSON.stringify(kept).length).toBeLessThan(100);
    expect(kept).toMatchObject({ ok: true });
  });

  it('keeps nothing of the rest alive', () => {
    const before = heldMemory();
    const kept = Array.from({ length: 10 }, (_, n) => clip({ name: `${n}`.repeat(4_000_000) }));
    expect(heldMemory() - before).toBeLessThan(1_000_000);
    expect(kept).toHaveLength(10);
  });
});
