import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';

import { EventLoopIndicator } from './event-loop.indicator.js';
import { HealthController } from './health.controller.js';
import { HealthLimits } from './health.limits.js';

/** Answers probes under /health. */
@Module({
  imports: [TerminusModule],
  controllers: [HealthController],
  providers: [EventLoopIndicator, HealthLimits],
})
export class HealthModule {}
