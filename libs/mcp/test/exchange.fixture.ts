import { Exchange, type ExchangeInit } from '../src/context/exchange.js';
import { unknownLegacyPeer, type Peer } from '../src/context/peer.js';

/** A client of the 2025 era that has finished the handshake. */
export function legacyPeer(changes: Partial<Peer> = {}): Peer {
  return { ...unknownLegacyPeer('2025-11-25'), ...changes };
}

/** A client that puts an envelope into each request. */
export function modernPeer(changes: Partial<Peer> = {}): Peer {
  return {
    era: 'modern',
    protocolVersion: '2026-07-28',
    capabilities: {},
    logLevel: 'off',
    ...changes,
  };
}

/** One request of a 2025-era client on a transport without HTTP; `init` says what is different. */
export function exchangeOf(init: Partial<ExchangeInit> = {}): Exchange {
  return new Exchange({
    id: 1,
    method: 'tools/call',
    params: {},
    transport: 'in-memory',
    peer: legacyPeer(),
    notify: () => undefined,
    ...init,
  });
}
