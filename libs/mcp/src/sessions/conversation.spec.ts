import { beforeEach, describe, expect, it } from 'vitest';
import { PLENTY } from '../../test/limits.fixture.js';
import { exchangeOf, legacyPeer } from '../../test/exchange.fixture.js';
import { Conversation } from './conversation.js';

let conversation: Conversation;

beforeEach(() => {
  conversation = new Conversation(legacyPeer(), PLENTY);
});

describe('Conversation', () => {
  it.each([
    [7, '7'],
    ['a', '"a"'],
  ])('refuses a second request with the id %j while the first is open', (id, shown) => {
    conversation.begin(exchangeOf({ id }));
    expect(() => conversation.begin(exchangeOf({ id }))).toThrow(
      expect.objectContaining({
        code: 'DUPLICATE_REQUEST_ID',
        message: `Request id ${shown} is in use by an open request.`,
      }),
    );
  });

  it('takes an id again once its request is answered', () => {
    const first = exchangeOf({ id: 7 });
    conversation.begin(first);
    conversation.end(first);
    expect(() => conversation.begin(exchangeOf({ id: 7 }))).not.toThrow();
  });

  it('tells the number 1 and the text "1" apart', () => {
    conversation.begin(exchangeOf({ id: 1 }));
    expect(() => conversation.begin(exchangeOf({ id: '1' }))).not.toThrow();
  });

  it('keeps a request open when a refused one of the same id ends', () => {
    const open = exchangeOf({ id: 7 });
    conversation.begin(open);
    conversation.end(exchangeOf({ id: 7 }));
    conversation.receive('notifications/cancelled', { requestId: 7 });
    expect(open.abortReason).toBe('cancelled');
  });
});

describe('notifications/cancelled', () => {
  it('ends the request that it names, and no other', () => {
    const [one, two] = [exchangeOf({ id: 1 }), exchangeOf({ id: '1' })];
    conversation.begin(one);
    conversation.begin(two);
    conversation.receive('notifications/cancelled', { requestId: '1', reason: 'enough' });
    expect(one.signal.aborted).toBe(false);
    expect(two.abortReason).toBe('cancelled');
    expect(two.signal.reason).toMatchObject({ reason: 'cancelled', detail: 'enough' });
  });

  it.each([{ requestId: 9 }, { requestId: null }, { requestId: {} }, {}])(
    'is ignored if it names nothing that is open: %j',
    (params) => {
      const exchange = exchangeOf({ id: 1 });
      conversation.begin(exchange);
      conversation.receive('notifications/cancelled', params);
      expect(exchange.signal.aborted).toBe(false);
    },
  );

  it.each(['notifications/initialized', 'notifications/progress', 'notifications/unknown'])(
    'is the only one that ends requests: %s does not',
    (method) => {
      const exchange = exchangeOf({ id: 1 });
      conversation.begin(exchange);
      conversation.receive(method, { requestId: 1 });
      expect(exchange.signal.aborted).toBe(false);
    },
  );
});

describe('abortAll', () => {
  it('ends all that is open for the same reason', () => {
    const exchanges = [exchangeOf({ id: 1 }), exchangeOf({ id: 2 })];
    for (const exchange of exchanges) conversation.begin(exchange);
    conversation.abortAll('disconnected');
    expect(exchanges.map((exchange) => exchange.abortReason)).toEqual([
      'disconnected',
      'disconnected',
    ]);
  });

  it('ends only requests of one method, if it is given', () => {
    const listening = exchangeOf({ id: 1, method: 'subscriptions/listen' });
    const calling = exchangeOf({ id: 2, method: 'tools/call' });
    for (const exchange of [listening, calling]) conversation.begin(exchange);
    conversation.abortAll('disconnected', 'subscriptions/listen');
    expect(listening.abortReason).toBe('disconnected');
    expect(calling.signal.aborted).toBe(false);
  });

  it('leaves alone what has ended', () => {
    const exchange = exchangeOf();
    conversation.begin(exchange);
    conversation.end(exchange);
    conversation.abortAll('shutdown');
    expect(exchange.signal.aborted).toBe(false);
  });
});
