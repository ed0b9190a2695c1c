import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { type McpContext, Tool } from 'nest-mcp';

// #region tool
@Injectable()
export class ReportTools {
  @Tool({ name: 'yearly_report', timeout: 120_000 })
  async report(_args: unknown, ctx: McpContext): Promise<string> {
    let rows = 0;
    for (let month = 1; month <= 12; month++) {
      ctx.signal.throwIfAborted();
      rows += await this.count(month, ctx.signal);
      await ctx.progress(month, 12, `month ${month}`);
    }
    await ctx.log.info({ rows }, 'reports');
    return `${rows} rows`;
  }

  private async count(month: number, signal: AbortSignal): Promise<number> {
    // Hand the signal on, as to fetch(url, { signal }).
    signal.throwIfAborted();
    return month;
  }
}
// #endregion
