import { describe, expect, it } from 'vitest';
import { exchangeOf, legacyPeer, modernPeer } from '../../test/exchange.fixture.js';
import { describeCall } from './call.observer.js';

describe('describeCall', () => {
  it('names what logs and metrics need', () => {
    const client = { name: 'inspector', version: '1.0.0' };
    const exchange = exchangeOf({
      id: 'r-1',
      transport: 'streamable-http',
      sessionId: 's-1',
      peer: legacyPeer({ info: client }),
    });
    expect(describeCall('echo', exchange)).toEqual({
      tool: 'echo',
      requestId: 'r-1',
      transport: 'streamable-http',
      era: 'legacy',
      protocolVersion: '2025-11-25',
      client,
      sessionId: 's-1',
    });
  });

  it('leaves out what is not known', () => {
    const call = describeCall('echo', exchangeOf({ peer: modernPeer() }));
    expect(call).not.toHaveProperty('client');
    expect(call).not.toHaveProperty('sessionId');
  });

  it('holds no arguments, no headers and no token', () => {
    const exchange = exchangeOf({
      params: { name: 'echo', arguments: { secret: 'abc' } },
      http: { headers: { authorization: 'Bearer abc' }, request: {} },
    });
    expect(JSON.stringify(describeCall('echo', exchange))).not.toContain('abc');
  });
});
