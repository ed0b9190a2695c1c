import { Controller, Get } from '@nestjs/common';
import {
  HealthCheck,
  type HealthCheckResult,
  HealthCheckService,
  type HealthIndicatorFunction,
  MemoryHealthIndicator,
} from '@nestjs/terminus';
import { McpHealthIndicator } from 'nest-mcp';

import { EventLoopIndicator } from './event-loop.indicator.js';
import { HealthLimits } from './health.limits.js';

/** Probes: live asks whether to restart the process, ready whether to send it requests. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly eventLoop: EventLoopIndicator,
    private readonly memory: MemoryHealthIndicator,
    private readonly mcp: McpHealthIndicator,
    private readonly limits: HealthLimits,
  ) {}

  @Get()
  @HealthCheck()
  all(): Promise<HealthCheckResult> {
    return this.health.check([...this.ofLife(), ...this.ofReadiness()]);
  }

  @Get('live')
  @HealthCheck()
  live(): Promise<HealthCheckResult> {
    return this.health.check(this.ofLife());
  }

  @Get('ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check(this.ofReadiness());
  }

  private ofLife(): HealthIndicatorFunction[] {
    return [
      () => this.eventLoop.check('event_loop'),
      () => this.memory.checkHeap('memory_heap', this.limits.heapBytes),
      () => this.memory.checkRSS('memory_rss', this.limits.rssBytes),
    ];
  }

  private ofReadiness(): HealthIndicatorFunction[] {
    return [() => this.mcp.catalogue('catalogue'), () => this.mcp.connections('connections')];
  }
}
