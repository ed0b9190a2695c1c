import { afterEach, describe, expect, it, vi } from 'vitest';

import { HealthLimits } from './health.limits.js';

const GIBIBYTE = 1024 ** 3;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('HealthLimits', () => {
  it('stays below the memory of a container', () => {
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(GIBIBYTE);
    expect(new HealthLimits().rssBytes).toBeCloseTo(0.9 * GIBIBYTE);
  });

  // Node 20 gives the largest 64-bit number without a limit, and zero where it can't tell.
  it.each([0, 2 ** 64])('has a limit of its own where there is none (%i)', (bytes) => {
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(bytes);
    expect(new HealthLimits().rssBytes).toBeCloseTo(3.6 * GIBIBYTE);
  });

  it('stays below the heap of the process', () => {
    expect(new HealthLimits().heapBytes).toBeGreaterThan(process.memoryUsage().heapUsed);
  });
});
