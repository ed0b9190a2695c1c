import { describe, expect, it } from 'vitest';
import { Slots } from './slots.js';

const [a, b, c] = [{ a: 1 }, { b: 1 }, { c: 1 }];

describe('slots', () => {
  it('hold what was added, each at its place', () => {
    const slots = new Slots<object>();
    const places = [slots.add(a), slots.add(b)];
    expect(places.map((place) => slots.get(place))).toEqual([a, b]);
    expect([...slots]).toEqual([a, b]);
    expect(slots.size).toBe(2);
  });

  it('let go of what was removed, and use its place again', () => {
    const slots = new Slots<object>();
    const first = slots.add(a);
    slots.add(b);
    slots.remove(first);
    expect(slots.get(first)).toBeUndefined();
    expect([...slots]).toEqual([b]);
    expect(slots.size).toBe(1);
    expect(slots.add(c)).toBe(first);
    expect([...slots]).toEqual([c, b]);
  });

  it('take what is added while they are looked through', () => {
    const slots = new Slots<object>();
    slots.add(a);
    const seen: object[] = [];
    for (const value of slots) {
      if (value === a) slots.add(b);
      seen.push(value);
    }
    expect(seen).toEqual([a, b]);
  });

  it('do not grow while no more is held', () => {
    const slots = new Slots<object>();
    const places = new Set<number>();
    for (let call = 0; call < 1000; call++) {
      const place = slots.add(a);
      places.add(place);
      slots.remove(place);
    }
    expect([...places]).toEqual([0]);
    expect(slots.size).toBe(0);
  });
});
