import type { Exchange } from '../../context/exchange.js';
import { clip } from '../../context/clip.js';
import { isLegacyRevision, LEGACY_REVISIONS } from '../../context/revisions.js';
import { McpError } from '../../errors/mcp.error.js';
import { isImplementation } from '../envelope.js';
import { isObject } from '../json-rpc.js';
import type { Operation } from '../operation.js';
import type { ServerIdentity } from '../server.identity.js';

/** The handshake of the legacy era (2025-11-25, basic/lifecycle, Initialization). */
export class InitializeOperation implements Operation {
  readonly method = 'initialize';
  readonly eras = ['legacy'] as const;

  constructor(private readonly server: ServerIdentity) {}

  run({ params, peer, pushes }: Exchange): unknown {
    // Whatever was agreed on holds "for the session" (2025-11-25, basic/lifecycle, Version Negotiation).
    if (peer.info)
      throw new McpError('INVALID_REQUEST', 'Already initialized: connect anew instead.');
    const { protocolVersion, capabilities, clientInfo } = params;
    if (typeof protocolVersion !== 'string') throw invalid('protocolVersion', 'a string');
    if (!isObject(capabilities)) throw invalid('capabilities', 'an object');
    if (!isImplementation(clientInfo)) throw invalid('clientInfo', 'a name and a version');
    // A version we don't have is answered with the newest that we do.
    const agreed = isLegacyRevision(protocolVersion) ? protocolVersion : LEGACY_REVISIONS[0];
    peer.protocolVersion = agreed;
    peer.capabilities = clip(capabilities);
    peer.info = clip(clientInfo);
    return {
      protocolVersion: agreed,
      capabilities: this.server.capabilities(pushes),
      serverInfo: this.server.info,
      ...(this.server.instructions !== undefined && { instructions: this.server.instructions }),
    };
  }
}

function invalid(name: string, expected: string): McpError {
  return new McpError('INVALID_PARAMS', `Invalid params: ${name} must be ${expected}`);
}
