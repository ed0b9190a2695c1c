import { MODERN_REVISIONS } from '../../context/revisions.js';
import type { Operation } from '../operation.js';
import type { ServerIdentity } from '../server.identity.js';

/** What the handshake told, for the era that has none (2026-07-28, server/discover). */
export class DiscoverOperation implements Operation {
  readonly method = 'server/discover';
  readonly eras = ['modern'] as const;

  constructor(private readonly server: ServerIdentity) {}

  run(): unknown {
    const { instructions } = this.server;
    return {
      supportedVersions: MODERN_REVISIONS,
      capabilities: this.server.capabilities(true),
      ...(instructions !== undefined && { instructions }),
    };
  }
}
