import { describe, expect, it } from 'vitest';
import { PLENTY } from '../../test/limits.fixture.js';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { OpenRequests } from './open.requests.js';

describe('open requests', () => {
  it('are found by their ids', () => {
    const open = new OpenRequests(PLENTY);
    const [number, text] = [exchangeOf({ id: 1 }), exchangeOf({ id: '1' })];
    open.add(number);
    open.add(text);
    expect(open.get(1)).toBe(number);
    expect(open.get('1')).toBe(text);
    expect(open.get(2)).toBeUndefined();
    expect([...open]).toEqual([number, text]);
    expect(open.size).toBe(2);
  });

  it('have no id twice, but again when it is free', () => {
    const open = new OpenRequests(PLENTY);
    const first = exchangeOf({ id: 1 });
    open.add(first);
    expect(() => open.add(exchangeOf({ id: 1 }))).toThrow('Request id 1 is in use');
    open.remove(first);
    expect(open.size).toBe(0);
    const second = exchangeOf({ id: 1 });
    open.add(second);
    expect(open.get(1)).toBe(second);
  });

  it('stay when another of their id is removed, which never was open', () => {
    const open = new OpenRequests(PLENTY);
    const first = exchangeOf({ id: 1 });
    open.add(first);
    open.remove(exchangeOf({ id: 1 }));
    open.remove(exchangeOf({ id: 2 }));
    expect([...open]).toEqual([first]);
  });

  it('are not more than may be', () => {
    const open = new OpenRequests(2);
    const [one] = [exchangeOf({ id: 1 }), exchangeOf({ id: 2 })].map((exchange) => {
      open.add(exchange);
      return exchange;
    });
    expect(() => open.add(exchangeOf({ id: 3 }))).toThrow(
      expect.objectContaining({ code: 'TOO_MANY_REQUESTS', retryAfter: 1 }),
    );
    open.remove(one!);
    expect(() => open.add(exchangeOf({ id: 3 }))).not.toThrow();
  });
});
