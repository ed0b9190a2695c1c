import { HealthIndicatorService } from '@nestjs/terminus';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { EventLoopIndicator } from './event-loop.indicator.js';
import { HealthLimits } from './health.limits.js';

const histogram = vi.hoisted(() => ({
  percentile: vi.fn(),
  reset: vi.fn(),
  enable: vi.fn(),
  disable: vi.fn(),
}));

vi.mock('node:perf_hooks', () => ({ monitorEventLoopDelay: () => histogram }));

let indicator: EventLoopIndicator;

beforeEach(() => {
  vi.clearAllMocks();
  indicator = new EventLoopIndicator(new HealthIndicatorService(), new HealthLimits());
});

function measured(milliseconds: number): void {
  histogram.percentile.mockReturnValue(milliseconds * 1e6);
}

describe('EventLoopIndicator', () => {
  it('is up while the delay is within the limit', () => {
    measured(1_020);
    expect(indicator.check('loop')).toEqual({
      loop: { status: 'up', delayMs: 1_000, limitMs: 1_000 },
    });
  });

  it('is down beyond it', () => {
    measured(1_021);
    expect(indicator.check('loop')).toEqual({
      loop: { status: 'down', delayMs: 1_001, limitMs: 1_000 },
    });
  });

  it('knows no negative delay, for instance before the first measurement', () => {
    measured(0);
    expect(indicator.check('loop')).toMatchObject({ loop: { status: 'up', delayMs: 0 } });
  });

  it('forgets what it measured before the last check', () => {
    measured(0);
    indicator.check('loop');
    expect(histogram.reset).toHaveBeenCalledOnce();
  });

  it('measures as long as the application runs', () => {
    indicator.onModuleInit();
    expect(histogram.enable).toHaveBeenCalledOnce();
    expect(histogram.disable).not.toHaveBeenCalled();
    indicator.onApplicationShutdown();
    expect(histogram.disable).toHaveBeenCalledOnce();
  });
});
