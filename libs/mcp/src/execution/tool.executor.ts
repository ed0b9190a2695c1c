import { Logger } from '@nestjs/common';
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { ToolEntry } from '../catalog/tool.entry.js';
import { andThen, type Awaitable } from '../context/awaitable.js';
import { CallAborted } from '../context/call.aborted.js';
import type { Exchange } from '../context/exchange.js';
import { reportsArgumentsToModel } from '../context/revisions.js';
import { stackOf, toText } from '../errors/error.message.js';
import { isMcpError, McpError } from '../errors/mcp.error.js';
import { checkArguments } from './argument.check.js';
import { describeCall, type CallOutcome, type McpCallObserver } from './call.observer.js';
import { withDeadline } from './deadline.js';
import { DeferredWork } from './deferred.work.js';
import type { InteractiveRunner } from './interaction/interactive.runner.js';
import { isInputRequired } from './interaction/open.interaction.js';
import type { RunLimits } from './run.limits.js';
import { classifyFailure, maskedMessage, toolError } from './tool.failure.js';
import { shapeResult } from './tool.result.js';

/** How a call ended, and what its dispatcher does about it. */
type Settled = { readonly outcome: CallOutcome } & (
  { readonly result: CallToolResult } | { readonly error: unknown }
);

/** Runs tool calls: check the arguments, call the handler in its time, shape what it returns. */
export class ToolExecutor {
  private readonly logger = new Logger('McpModule');

  constructor(
    /** Its time-out holds for tools that have none of their own. */
    private readonly limits: RunLimits,
    private readonly interactive: InteractiveRunner,
    private readonly observer?: McpCallObserver,
  ) {}

  execute(
    entry: ToolEntry,
    args: Record<string, unknown>,
    exchange: Exchange,
  ): Awaitable<CallToolResult> {
    const { observer } = this;
    const work = () => this.call(entry, args, exchange);
    if (!observer) return andThen(this.settle(entry, exchange, work), unwrap);
    return this.observed(observer, entry, exchange, new DeferredWork(work)).then(unwrap);
  }

  /** The time of the call includes that of the observer until it runs the call. */
  private async observed(
    observer: McpCallObserver,
    entry: ToolEntry,
    exchange: Exchange,
    work: DeferredWork<CallToolResult>,
  ): Promise<Settled> {
    const settling = this.settle(entry, exchange, () => work.result);
    const start = () => {
      // Nobody waits for a call that an observer runs too late.
      if (!exchange.aborted) work.start();
    };
    const run = async () => {
      start();
      return (await settling).outcome;
    };
    const observe = async () => {
      await observer.observe(describeCall(entry.key, exchange), run);
    };
    observe()
      .catch((error: unknown) => this.logger.error(`The call observer failed: ${toText(error)}`))
      // An observer that fails, or forgets it, must not take the call with it.
      .finally(start);
    const settled = await settling;
    if (settled.outcome.status === 'timed_out' && !work.started) this.reportNotRun(entry);
    return settled;
  }

  private reportNotRun({ key, origin }: ToolEntry): void {
    this.logger.error(
      `The call observer did not run a call of tool '${key}' (${origin}) in its time: ` +
        `call \`run\` at once, and do what takes long afterwards.`,
    );
  }

  private settle(
    entry: ToolEntry,
    exchange: Exchange,
    work: () => Awaitable<CallToolResult>,
  ): Awaitable<Settled> {
    const timeout = entry.timeout ?? this.limits.timeout;
    const fail = (error: unknown) =>
      error instanceof CallAborted
        ? aborted(entry, error, timeout)
        : this.failed(entry, exchange, error);
    try {
      const result = withDeadline(exchange, timeout, work);
      return result instanceof Promise ? result.then(succeeded, fail) : succeeded(result);
    } catch (error) {
      return fail(error);
    }
  }

  private call(
    entry: ToolEntry,
    args: Record<string, unknown>,
    exchange: Exchange,
  ): Awaitable<CallToolResult> {
    const checking = checkArguments(entry.input, args, `tool '${entry.key}'`);
    return andThen(checking, (checked) =>
      andThen(this.interactive.run(entry.handler, checked, exchange), (value) =>
        shapeResult(value, entry, exchange, this.limits.resultBytes),
      ),
    );
  }

  private failed(entry: ToolEntry, exchange: Exchange, error: unknown): Settled {
    if (error instanceof McpError && error.code === 'INVALID_ARGUMENTS') {
      return invalidArguments(exchange, error);
    }
    if (error instanceof McpError && error.code === 'RESULT_TOO_LARGE') return toldToModel(error);
    const failure = classifyFailure(error);
    if (failure.kind === 'protocol') {
      const errorCode = isMcpError(error) ? { errorCode: error.code } : {};
      return { outcome: { status: 'protocol_error', ...errorCode }, error };
    }
    if (failure.kind === 'shown') {
      return { outcome: { status: 'tool_error' }, result: toolError(failure.message) };
    }
    const { correlationId, code } = failure;
    this.logger.error(
      `Tool '${entry.key}' (${entry.origin}) failed, correlation id ${correlationId}: ${toText(error)}`,
      stackOf(error),
    );
    return {
      outcome: { status: 'tool_error', errorCode: code, correlationId },
      result: toolError(maskedMessage(entry.key, correlationId)),
    };
  }
}

function unwrap(settled: Settled): CallToolResult {
  if ('error' in settled) throw settled.error;
  return settled.result;
}

function succeeded(result: CallToolResult): Settled {
  return { outcome: { status: statusOf(result) }, result };
}

function statusOf(result: CallToolResult): CallOutcome['status'] {
  if (isInputRequired(result)) return 'input_required';
  return result.isError ? 'tool_error' : 'ok';
}

function invalidArguments({ peer }: Exchange, error: McpError): Settled {
  if (reportsArgumentsToModel(peer.protocolVersion)) return toldToModel(error);
  return { outcome: { status: 'protocol_error', errorCode: error.code }, error };
}

function toldToModel({ code, message }: McpError): Settled {
  return { outcome: { status: 'tool_error', errorCode: code }, result: toolError(message) };
}

function aborted(entry: ToolEntry, error: CallAborted, timeout: number): Settled {
  if (error.reason !== 'timed-out') return { outcome: { status: 'cancelled' }, error };
  return {
    outcome: { status: 'timed_out', errorCode: 'TOOL_TIMED_OUT' },
    result: toolError(
      `The tool '${entry.key}' did not answer within ${timeout} ms and was stopped.`,
    ),
  };
}
