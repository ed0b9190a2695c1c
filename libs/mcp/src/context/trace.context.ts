import type { Params } from './exchange.js';

/**
 * The trace that a request is part of, as its client wrote it: W3C Trace Context and Baggage
 * (2026-07-28, basic, `_meta`; SEP-414). Baggage stands alone: its specification needs no trace.
 *
 * @publicApi
 */
export interface TraceContext {
  readonly traceparent?: string;
  /** Only with a `traceparent`, without which it means nothing (Trace Context, §3.3). */
  readonly tracestate?: string;
  readonly baggage?: string;
}

/** @returns undefined where there is neither a trace nor baggage */
export function readTraceContext(meta: Params): TraceContext | undefined {
  const { traceparent, tracestate, baggage } = meta;
  const traced = typeof traceparent === 'string';
  if (!traced && typeof baggage !== 'string') return undefined;
  return {
    ...(traced && { traceparent }),
    ...(traced && typeof tracestate === 'string' && { tracestate }),
    ...(typeof baggage === 'string' && { baggage }),
  };
}
