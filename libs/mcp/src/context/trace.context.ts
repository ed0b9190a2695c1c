import type { Params } from './exchange.js';

/**
 * The trace that a request is part of, as its client wrote it: W3C Trace Context and Baggage
 * (2026-07-28, basic, `_meta`; SEP-414).
 *
 * @publicApi
 */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
  readonly baggage?: string;
}

/** @returns undefined where there is no trace */
export function readTraceContext(meta: Params): TraceContext | undefined {
  const { traceparent, tracestate, baggage } = meta;
  if (typeof traceparent !== 'string') return undefined;
  return {
    traceparent,
    ...(typeof tracestate === 'string' && { tracestate }),
    ...(typeof baggage === 'string' && { baggage }),
  };
}
