/**
 * How a client speaks: `legacy` revisions open with a handshake and may keep a session, `modern`
 * ones put an envelope into each request.
 */
export type Era = 'legacy' | 'modern';

/** Newest first: the first one is offered to a client that asks for a revision we don't know. */
export const LEGACY_REVISIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const;
export const MODERN_REVISIONS = ['2026-07-28'] as const;

/** Assumed for a request without `MCP-Protocol-Version` (2025-06-18, basic/transports). */
export const UNNAMED_REVISION = '2025-03-26';

export function isLegacyRevision(version: string): boolean {
  return (LEGACY_REVISIONS as readonly string[]).includes(version);
}

/** Whether a version names the modern era: a revision of ours, or a later one. Revisions are dates. */
export function namesModernEra(version: string): boolean {
  return version >= MODERN_REVISIONS[0];
}

export function isModernRevision(version: string): boolean {
  return (MODERN_REVISIONS as readonly string[]).includes(version);
}

/** Batches exist in exactly one revision: added in 2025-03-26, removed in 2025-06-18. */
export function hasBatches(version: string): boolean {
  return version === '2025-03-26';
}

/** Since 2025-11-25 a model sees wrong arguments as a tool error (SEP-1303), before as -32602. */
export function reportsArgumentsToModel(version: string): boolean {
  return version >= '2025-11-25';
}
