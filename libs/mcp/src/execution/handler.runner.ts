import type { Handler } from '../catalog/catalog.js';
import { andThen, type Awaitable } from '../context/awaitable.js';
import { CallAborted } from '../context/call.aborted.js';
import type { Exchange } from '../context/exchange.js';
import { McpError } from '../errors/mcp.error.js';
import { withDeadline } from './deadline.js';
import type { InteractiveRunner } from './interaction/interactive.runner.js';
import type { RunLimits } from './run.limits.js';
import { classifyFailure } from './tool.failure.js';

/** Runs the handlers of resources, prompts and completers, whose failures are JSON-RPC errors. */
export class HandlerRunner {
  constructor(
    private readonly limits: RunLimits,
    private readonly interactive: InteractiveRunner,
  ) {}

  /**
   * @param shape makes a result of what the handler returned, of no more than so many bytes
   * @throws McpError what the client may know of a failure; anything else is to be masked
   */
  async run<T>(
    handler: Handler,
    args: Record<string, unknown>,
    exchange: Exchange,
    shape: (value: unknown, limit: number) => Awaitable<T>,
  ): Promise<T> {
    const { timeout, resultBytes } = this.limits;
    try {
      return await withDeadline(exchange, timeout, () =>
        andThen(this.interactive.run(handler, args, exchange), (value) =>
          shape(value, resultBytes),
        ),
      );
    } catch (error) {
      throw this.refusal(error);
    }
  }

  private refusal(error: unknown): unknown {
    if (error instanceof CallAborted) {
      if (error.reason !== 'timed-out') return error;
      return new McpError(
        'TIMED_OUT',
        `The server did not answer within ${this.limits.timeout} ms.`,
      );
    }
    const failure = classifyFailure(error);
    return failure.kind === 'shown'
      ? new McpError('HANDLER_REFUSED', failure.message, { cause: error })
      : error;
  }
}
