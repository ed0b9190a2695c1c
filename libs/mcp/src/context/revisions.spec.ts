import {
  DEFAULT_NEGOTIATED_PROTOCOL_VERSION,
  LATEST_PROTOCOL_VERSION,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import {
  hasBatches,
  isLegacyRevision,
  isModernRevision,
  LEGACY_REVISIONS,
  MODERN_REVISIONS,
  namesModernEra,
  reportsArgumentsToModel,
  UNNAMED_REVISION,
} from './revisions.js';

describe('the revisions', () => {
  it('of the legacy era are those of the SDK that were released', () => {
    // The SDK also negotiates 2024-10-07, a draft that no released client speaks.
    const released = SUPPORTED_PROTOCOL_VERSIONS.filter((version) => version >= '2024-11-05');
    expect(LEGACY_REVISIONS).toEqual(released);
  });

  it('start with the one that the SDK offers first', () => {
    expect(LEGACY_REVISIONS[0]).toBe(LATEST_PROTOCOL_VERSION);
  });

  it('include the one that the SDK assumes where none is named', () => {
    expect(UNNAMED_REVISION).toBe(DEFAULT_NEGOTIATED_PROTOCOL_VERSION);
    expect(LEGACY_REVISIONS).toContain(UNNAMED_REVISION);
  });

  it('of the two eras are apart', () => {
    for (const version of LEGACY_REVISIONS) expect(namesModernEra(version)).toBe(false);
    for (const version of MODERN_REVISIONS) expect(namesModernEra(version)).toBe(true);
  });
});

describe('a version', () => {
  const all = [...LEGACY_REVISIONS, ...MODERN_REVISIONS];

  it.each(all)('%s belongs to one era', (version) => {
    expect([isLegacyRevision(version), isModernRevision(version)].filter(Boolean)).toHaveLength(1);
  });

  it.each(['2024-10-07', '2026-07-27', '2026-07-29', '2099-01-01', 'DRAFT', '', ' 2025-11-25'])(
    '%o is none of ours',
    (version) => {
      expect(isLegacyRevision(version)).toBe(false);
      expect(isModernRevision(version)).toBe(false);
    },
  );

  it.each([
    ['2026-07-28', true],
    ['2026-07-29', true],
    ['2027-01-01', true],
    ['DRAFT-2027', true],
    ['2026-07-27', false],
    ['2025-11-25', false],
    ['1999', false],
    ['', false],
  ])('%o names the modern era: %s', (version, expected) => {
    expect(namesModernEra(version)).toBe(expected);
  });

  it('has batches in one revision only', () => {
    expect(all.filter(hasBatches)).toEqual(['2025-03-26']);
  });

  it('shows wrong arguments to the model since 2025-11-25', () => {
    expect(all.filter(reportsArgumentsToModel)).toEqual(['2025-11-25', '2026-07-28']);
  });
});
