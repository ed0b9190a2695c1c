import type {
  ClientCapabilities,
  Implementation,
  LoggingLevel,
} from '@modelcontextprotocol/server';
import type { Change } from './change.js';
import type { Era } from './revisions.js';

/**
 * What is known about the other side. A session or connection keeps one and the handshake fills
 * it; a stateless request brings its own.
 */
export interface Peer {
  era: Era;
  protocolVersion: string;
  capabilities: ClientCapabilities;
  info?: Implementation | undefined;
  /** The least severe log message the client wants; `off` sends none. */
  logLevel: LoggingLevel | 'off';
  /** URIs of resources whose changes the client wants to hear of; only in the legacy era. */
  subscriptions?: Set<string>;
}

/** Whether a 2025-era client is to be told of a change. */
export function wants(peer: Peer, change: Change): boolean {
  return 'list' in change || (peer.subscriptions?.has(change.resource) ?? false);
}

/** A 2025-era client that has not said anything about itself yet. */
export function unknownLegacyPeer(protocolVersion: string): Peer {
  // Without logging/setLevel "the server MAY decide which messages to send" (2025-11-25,
  // server/utilities/logging): all of them, as the SDKs do.
  return { era: 'legacy', protocolVersion, capabilities: {}, logLevel: 'debug' };
}
