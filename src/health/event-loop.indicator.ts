import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';

import { HealthLimits } from './health.limits.js';

const RESOLUTION_MS = 20;
const NANOSECONDS = 1e6;

/** Whether the event loop still turns in time; one that doesn't leaves every request waiting. */
@Injectable()
export class EventLoopIndicator implements OnModuleInit, OnApplicationShutdown {
  private readonly histogram: IntervalHistogram = monitorEventLoopDelay({
    resolution: RESOLUTION_MS,
  });

  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly limits: HealthLimits,
  ) {}

  onModuleInit(): void {
    this.histogram.enable();
  }

  onApplicationShutdown(): void {
    this.histogram.disable();
  }

  /** The delay since the last check, so that one bad minute doesn't count for ever. */
  check<Key extends string>(key: Key): HealthIndicatorResult<Key> {
    const delayMs = this.measure();
    const limitMs = this.limits.eventLoopDelayMs;
    const details = { delayMs, limitMs };
    const indicator = this.indicators.check(key);
    return delayMs > limitMs ? indicator.down(details) : indicator.up(details);
  }

  private measure(): number {
    const percentile = this.histogram.percentile(99) / NANOSECONDS;
    this.histogram.reset();
    // The histogram counts the whole time between two of its own ticks.
    return Math.max(0, Math.round(percentile - RESOLUTION_MS));
  }
}
