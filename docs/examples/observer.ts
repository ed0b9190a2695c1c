import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { GreetingTools } from './first-tool.js';
// #region observer
import { Injectable } from '@nestjs/common';
import { type CallOutcome, type McpCall, McpCallObserver, McpModule } from 'nest-mcp';

@Injectable()
export class CallCounter extends McpCallObserver {
  readonly counts = new Map<string, number>();

  async observe(call: McpCall, run: () => Promise<CallOutcome>): Promise<CallOutcome> {
    const outcome = await run();
    const key = `${call.tool} ${outcome.status}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    return outcome;
  }
}

@Module({ providers: [CallCounter], exports: [CallCounter] })
export class MetricsModule {}

export const mcp = McpModule.forRootAsync({
  imports: [MetricsModule],
  inject: [CallCounter],
  useFactory: (observer: CallCounter) => ({ name: 'greeter', version: '1.0.0', observer }),
});
// #endregion

@Module({ imports: [MetricsModule, mcp], providers: [GreetingTools] })
export class AppModule {}
