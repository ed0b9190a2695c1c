import type { Implementation } from '@modelcontextprotocol/server';
import type { Exchange, RequestId, TransportKind } from '../context/exchange.js';
import type { Era } from '../context/revisions.js';
import { readTraceContext, type TraceContext } from '../context/trace.context.js';

/**
 * A tool call, as logs and metrics name it.
 *
 * @publicApi
 */
export interface McpCall {
  readonly tool: string;
  readonly requestId: RequestId;
  readonly transport: TransportKind;
  readonly era: Era;
  readonly protocolVersion: string;
  readonly client?: Implementation;
  readonly sessionId?: string;
  readonly trace?: TraceContext;
}

/**
 * How a call ended.
 *
 * @publicApi
 */
export interface CallOutcome {
  /** `input_required`: this round of a 2026-07-28 call ended with questions to the client. */
  readonly status:
    'ok' | 'input_required' | 'tool_error' | 'protocol_error' | 'cancelled' | 'timed_out';
  /** A code of `docs/errors.md`. */
  readonly errorCode?: string;
  /** What the client was given instead of the details of a failure. */
  readonly correlationId?: string;
}

/**
 * Sees each tool call from outside: for a logger that carries the call's data, metrics, traces.
 * Give one to `McpModule` as `observer`.
 *
 * @publicApi
 */
export abstract class McpCallObserver {
  /** Must call `run` once; it never rejects. */
  abstract observe(call: McpCall, run: () => Promise<CallOutcome>): Promise<CallOutcome>;
}

export function describeCall(tool: string, exchange: Exchange): McpCall {
  const { peer, sessionId } = exchange;
  const trace = readTraceContext(exchange.meta);
  return {
    tool,
    requestId: exchange.id,
    transport: exchange.transport,
    era: peer.era,
    protocolVersion: peer.protocolVersion,
    ...(peer.info && { client: peer.info }),
    ...(sessionId !== undefined && { sessionId }),
    ...(trace && { trace }),
  };
}
