import { Logger } from '@nestjs/common';
import type { CallToolResult } from '@modelcontextprotocol/server';
import type { ToolEntry } from '../catalog/tool.entry.js';
import { andThen, type Awaitable } from '../context/awaitable.js';
import { CallAborted } from '../context/call.aborted.js';
import type { Exchange } from '../context/exchange.js';
import { reportsArgumentsToModel } from '../context/revisions.js';
import { toText } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import { checkArguments } from './argument.check.js';
import {
  describeCall,
  type CallOutcome,
  type McpCall,
  type McpCallObserver,
} from './call.observer.js';
import { withDeadline } from './deadline.js';
import type { InteractiveRunner } from './interaction/interactive.runner.js';
import { isInputRequired } from './interaction/open.interaction.js';
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
    /** Milliseconds; 0 for none. */
    private readonly defaultTimeout: number,
    private readonly interactive: InteractiveRunner,
    private readonly observer?: McpCallObserver,
  ) {}

  execute(
    entry: ToolEntry,
    args: Record<string, unknown>,
    exchange: Exchange,
  ): Awaitable<CallToolResult> {
    const { observer } = this;
    if (!observer) return andThen(this.settle(entry, args, exchange), unwrap);
    const call = describeCall(entry.key, exchange);
    return this.observed(observer, call, () => this.settle(entry, args, exchange)).then(unwrap);
  }

  private observed(
    observer: McpCallObserver,
    call: McpCall,
    settle: () => Awaitable<Settled>,
  ): Promise<Settled> {
    let settled: Awaitable<Settled> | undefined;
    return new Promise((resolve) => {
      const run = () => {
        settled ??= settle();
        // The client doesn't wait for what an observer does afterwards.
        resolve(settled);
        return settled;
      };
      const observe = async () => {
        await observer.observe(call, async () => (await run()).outcome);
      };
      observe()
        .catch((error: unknown) => this.logger.error(`The call observer failed: ${toText(error)}`))
        // An observer that fails must not take the call with it.
        .finally(() => void run());
    });
  }

  private settle(
    entry: ToolEntry,
    args: Record<string, unknown>,
    exchange: Exchange,
  ): Awaitable<Settled> {
    const timeout = entry.timeout ?? this.defaultTimeout;
    const fail = (error: unknown) =>
      error instanceof CallAborted
        ? aborted(entry, error, timeout)
        : this.failed(entry, exchange, error);
    try {
      const result = withDeadline(exchange, timeout, () => this.call(entry, args, exchange));
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
        shapeResult(value, entry, exchange),
      ),
    );
  }

  private failed(entry: ToolEntry, exchange: Exchange, error: unknown): Settled {
    if (error instanceof McpError && error.code === 'INVALID_ARGUMENTS') {
      return invalidArguments(exchange, error);
    }
    const failure = classifyFailure(error);
    if (failure.kind === 'protocol') {
      const errorCode = error instanceof McpError ? { errorCode: error.code } : {};
      return { outcome: { status: 'protocol_error', ...errorCode }, error };
    }
    if (failure.kind === 'shown') {
      return { outcome: { status: 'tool_error' }, result: toolError(failure.message) };
    }
    const { correlationId, code } = failure;
    this.logger.error(
      `Tool '${entry.key}' (${entry.origin}) failed, correlation id ${correlationId}: ${toText(error)}`,
      error instanceof Error ? error.stack : undefined,
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
  if (reportsArgumentsToModel(peer.protocolVersion)) {
    const outcome = { status: 'tool_error', errorCode: error.code } as const;
    return { outcome, result: toolError(error.message) };
  }
  return { outcome: { status: 'protocol_error', errorCode: error.code }, error };
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
