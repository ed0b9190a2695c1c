import { deriveKey } from '../../security/derived.key.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../../test/exchange.fixture.js';
import type { HttpOrigin, Params } from '../../context/exchange.js';
import { StateSealer, type CallState } from './state.sealer.js';

const SECRET = 'a secret that all replicas share';
const LIFETIME = 60_000;
const STATE: CallState = { answers: { name: { action: 'accept' } }, once: { id: { value: 7 } } };
const CALL = { name: 'book', arguments: { seats: 2, when: { day: 'Mon', hour: 9 } } };

const request = (params: Params = CALL, method = 'tools/call') => exchangeOf({ method, params });
const refused = expect.objectContaining({
  code: 'INVALID_STATE',
  message: 'Invalid or expired requestState',
}) as Error;

let sealer: StateSealer;

beforeEach(() => {
  vi.useFakeTimers();
  sealer = new StateSealer(deriveKey(SECRET, 'state'), LIFETIME, () => undefined);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('sealed state', () => {
  it('opens for the request that it was sealed for', () => {
    expect(sealer.open(sealer.seal(STATE, request()), request())).toEqual(STATE);
  });

  it('carries what a handler keeps for itself', () => {
    const state = { ...STATE, custom: '{"step":1}' };
    expect(sealer.open(sealer.seal(state, request()), request())).toEqual(state);
  });

  it('is empty where a request brings none', () => {
    expect(sealer.open(undefined, request())).toEqual({ answers: {}, once: {} });
  });

  it('is never shared between requests that bring none', () => {
    expect(sealer.open(undefined, request())).not.toBe(sealer.open(undefined, request()));
  });

  it('shows nothing of what is in it, and is another each time', () => {
    const [one, two] = [sealer.seal(STATE, request()), sealer.seal(STATE, request())];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^[\w-]+$/);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('accept');
  });

  it('opens on a replica with the same secret, and on no other', () => {
    const sealed = sealer.seal(STATE, request());
    expect(
      new StateSealer(deriveKey(SECRET, 'state'), LIFETIME, () => undefined).open(
        sealed,
        request(),
      ),
    ).toEqual(STATE);
    const other = new StateSealer(deriveKey(`${SECRET}!`, 'state'), LIFETIME, () => undefined);
    expect(() => other.open(sealed, request())).toThrow(refused);
  });

  it('opens for the caller that it was sealed for, and for no other', () => {
    const principalOf = ({ headers }: HttpOrigin) => headers.authorization;
    const bound = new StateSealer(deriveKey(SECRET, 'state'), LIFETIME, principalOf);
    const of = (authorization?: string) =>
      exchangeOf({
        method: 'tools/call',
        params: CALL,
        http: { headers: authorization === undefined ? {} : { authorization }, request: {} },
      });
    const [adas, nobodys] = [bound.seal(STATE, of('Bearer ada')), bound.seal(STATE, of())];
    expect(bound.open(adas, of('Bearer ada'))).toEqual(STATE);
    expect(bound.open(nobodys, of())).toEqual(STATE);
    for (const [sealed, caller] of [
      [adas, of('Bearer bob')],
      [adas, of()],
      [adas, request()],
      [nobodys, of('Bearer ada')],
    ] as const) {
      expect(() => bound.open(sealed, caller)).toThrow(refused);
    }
  });

  it('opens nowhere else without a secret', () => {
    const [one, two] = [
      new StateSealer(deriveKey(undefined, 'state'), LIFETIME, () => undefined),
      new StateSealer(deriveKey(undefined, 'state'), LIFETIME, () => undefined),
    ];
    const sealed = one.seal(STATE, request());
    expect(one.open(sealed, request())).toEqual(STATE);
    expect(() => two.open(sealed, request())).toThrow(refused);
  });
});

describe('state that is not what was sealed', () => {
  const NONCE = 12;
  const TAG = 16;

  it.each([
    ['the first byte of the nonce', 0],
    ['the last byte of the nonce', NONCE - 1],
    ['the first byte of the tag', NONCE],
    ['the last byte of the tag', NONCE + TAG - 1],
    ['the first byte of the content', NONCE + TAG],
    ['the last byte of the content', -1],
  ])('is refused with %s changed', (_, at) => {
    const bytes = Buffer.from(sealer.seal(STATE, request()), 'base64url');
    const index = at < 0 ? bytes.length + at : at;
    for (const flip of [0x01, 0x80]) {
      const changed = Buffer.from(bytes);
      changed[index]! ^= flip;
      expect(() => sealer.open(changed.toString('base64url'), request())).toThrow(refused);
    }
  });

  it('is refused with any character taken away', () => {
    const sealed = sealer.seal(STATE, request());
    for (let length = 0; length < sealed.length; length++) {
      expect(() => sealer.open(sealed.slice(0, length), request())).toThrow(refused);
    }
  });

  it.each(['A', '=', ' ', '\n', '.', '+'])('is refused with %j behind it', (more) => {
    expect(() => sealer.open(sealer.seal(STATE, request()) + more, request())).toThrow(refused);
  });

  it('is refused in plain Base64, which is another text', () => {
    const bytes = Buffer.alloc(64, 0xff);
    expect(() => sealer.open(bytes.toString('base64'), request())).toThrow(refused);
  });

  it.each([null, '', 7, true, [], {}, [1, 2, 3], { length: 40 }, 'state', '{"answers":{}}'])(
    'is refused as %j',
    (made) => {
      expect(() => sealer.open(made, request())).toThrow(refused);
    },
  );

  it('does not let a client know why', () => {
    const texts = ['', 'AAAA', sealer.seal(STATE, request({ name: 'other' }))].map((sealed) => {
      try {
        sealer.open(sealed, request());
        return 'opened';
      } catch (error) {
        return JSON.stringify([(error as Error).message, (error as { data?: unknown }).data]);
      }
    });
    expect(new Set(texts).size).toBe(1);
  });
});

describe('state of another request', () => {
  it.each<[string, Params, string?]>([
    ['another tool', { ...CALL, name: 'cancel' }],
    ['other arguments', { ...CALL, arguments: { ...CALL.arguments, seats: 3 } }],
    ['another type of argument', { ...CALL, arguments: { ...CALL.arguments, seats: '2' } }],
    ['an argument more', { ...CALL, arguments: { ...CALL.arguments, vip: true } }],
    ['an argument less', { ...CALL, arguments: { seats: 2 } }],
    [
      'another nested argument',
      { ...CALL, arguments: { seats: 2, when: { day: 'Mon', hour: 8 } } },
    ],
    ['no arguments', { name: 'book' }],
    ['another method', CALL, 'prompts/get'],
  ])('is refused: %s', (_, params, method) => {
    const sealed = sealer.seal(STATE, request());
    expect(() => sealer.open(sealed, request(params, method))).toThrow(refused);
  });

  it('is refused for another resource', () => {
    const read = (uri: string) => request({ uri }, 'resources/read');
    const sealed = sealer.seal(STATE, read('orders://1'));
    expect(sealer.open(sealed, read('orders://1'))).toEqual(STATE);
    expect(() => sealer.open(sealed, read('orders://2'))).toThrow(refused);
  });

  it('is refused for a list in another order', () => {
    const sealed = sealer.seal(STATE, request({ name: 'book', arguments: { seats: [1, 2] } }));
    const other = request({ name: 'book', arguments: { seats: [2, 1] } });
    expect(() => sealer.open(sealed, other)).toThrow(refused);
  });

  it.each<[string, Params]>([
    [
      'members in another order',
      { arguments: { when: { hour: 9, day: 'Mon' }, seats: 2 }, name: 'book' },
    ],
    ['another progress token', { ...CALL, _meta: { progressToken: 9 } }],
    ['the answers', { ...CALL, inputResponses: { name: {} }, requestState: 'x' }],
  ])('is not what a request is with %s', (_, params) => {
    expect(sealer.open(sealer.seal(STATE, request()), request(params))).toEqual(STATE);
  });

  it('is not what a request is that leaves out empty arguments', () => {
    const sealed = sealer.seal(STATE, request({ name: 'book' }));
    expect(sealer.open(sealed, request({ name: 'book', arguments: {} }))).toEqual(STATE);
  });
});

describe('the lifetime of state', () => {
  it('ends', () => {
    const sealed = sealer.seal(STATE, request());
    vi.advanceTimersByTime(LIFETIME);
    expect(sealer.open(sealed, request())).toEqual(STATE);
    vi.advanceTimersByTime(1);
    expect(() => sealer.open(sealed, request())).toThrow(refused);
  });

  it('begins anew with each round', () => {
    const first = sealer.seal(STATE, request());
    vi.advanceTimersByTime(LIFETIME);
    const second = sealer.seal(sealer.open(first, request()), request());
    vi.advanceTimersByTime(LIFETIME);
    expect(sealer.open(second, request())).toEqual(STATE);
  });

  it('leaves no trace in the state', () => {
    const opened = sealer.open(sealer.seal(STATE, request()), request());
    expect(Object.keys(opened)).toEqual(['answers', 'once']);
  });
});
