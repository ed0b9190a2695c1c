import { beforeEach, describe, expect, it } from 'vitest';
import { exchangeOf, legacyPeer } from '../../../test/exchange.fixture.js';
import type { Peer } from '../../context/peer.js';
import { SubscribeOperation, UnsubscribeOperation } from './subscribe.operation.js';

const subscribe = new SubscribeOperation();
const unsubscribe = new UnsubscribeOperation();

let peer: Peer;

beforeEach(() => {
  peer = legacyPeer();
});

const about = (uri: unknown) => exchangeOf({ params: { uri }, peer });

describe('subscriptions of a 2025-era client', () => {
  it('are remembered until they are ended', () => {
    expect(subscribe.run(about('a:1'))).toEqual({});
    subscribe.run(about('a:2'));
    subscribe.run(about('a:1'));
    expect([...peer.subscriptions!]).toEqual(['a:1', 'a:2']);
    expect(unsubscribe.run(about('a:1'))).toEqual({});
    expect([...peer.subscriptions!]).toEqual(['a:2']);
  });

  it('are unknown where no change could be told', () => {
    const exchange = exchangeOf({ params: { uri: 'a:1' }, peer, pushes: false });
    for (const operation of [subscribe, unsubscribe]) {
      expect(() => operation.run(exchange)).toThrow(
        expect.objectContaining({ code: 'METHOD_NOT_FOUND' }),
      );
    }
    expect(peer.subscriptions).toBeUndefined();
  });

  it('are of URIs that somebody may have written', () => {
    expect(subscribe.run(about(`a:${'x'.repeat(2046)}`))).toEqual({});
    expect(() => subscribe.run(about(`a:${'x'.repeat(2047)}`))).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMS' }),
    );
  });

  it('may be ended without having begun', () => {
    expect(unsubscribe.run(about('a:1'))).toEqual({});
    expect(peer.subscriptions).toBeUndefined();
  });

  it('are limited in number, and a known one may be asked for again', () => {
    for (let index = 0; index < 1000; index++) subscribe.run(about(`a:${index}`));
    expect(() => subscribe.run(about('a:more'))).toThrow(
      expect.objectContaining({ code: 'TOO_MANY_SUBSCRIPTIONS' }),
    );
    expect(subscribe.run(about('a:0'))).toEqual({});
    unsubscribe.run(about('a:0'));
    expect(subscribe.run(about('a:more'))).toEqual({});
  });

  it.each([undefined, null, 7, {}])('need a URI: not %o', (uri) => {
    const wrong = expect.objectContaining({ code: 'INVALID_PARAMS' }) as Error;
    expect(() => subscribe.run(about(uri))).toThrow(wrong);
    expect(() => unsubscribe.run(about(uri))).toThrow(wrong);
  });

  it('are a matter of the legacy era only', () => {
    expect([subscribe.eras, unsubscribe.eras]).toEqual([['legacy'], ['legacy']]);
  });
});
