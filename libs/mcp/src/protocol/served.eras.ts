import {
  LEGACY_REVISIONS,
  MODERN_REVISIONS,
  namesModernEra,
  type Era,
} from '../context/revisions.js';
import type { McpError } from '../errors/mcp.error.js';
import { unsupportedRevision } from './envelope.js';

/** The eras that a server serves: both, or one of them. */
export class ServedEras {
  /** Newest first. */
  readonly revisions: readonly string[];

  constructor(private readonly eras: readonly Era[] = ['modern', 'legacy']) {
    this.revisions = [
      ...(this.has('modern') ? MODERN_REVISIONS : []),
      ...(this.has('legacy') ? LEGACY_REVISIONS : []),
    ];
  }

  has(era: Era): boolean {
    return this.eras.includes(era);
  }

  /**
   * @param requested the revision that a message names
   * @throws McpError `UNSUPPORTED_REVISION`, also for one "the server has chosen not to support"
   *   (2026-07-28, basic/versioning, Protocol Version Negotiation)
   */
  check(era: Era, requested: string): void {
    if (!this.has(era)) throw this.unsupported(requested);
  }

  /** @throws McpError `UNSUPPORTED_REVISION` if a message names an era that is not served */
  checkNamed(requested: string | undefined): void {
    if (requested !== undefined && namesModernEra(requested)) this.check('modern', requested);
  }

  unsupported(requested: string): McpError {
    return unsupportedRevision(requested, this.revisions);
  }
}
