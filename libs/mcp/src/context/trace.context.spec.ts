import { describe, expect, it } from 'vitest';
import { readTraceContext } from './trace.context.js';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the trace context of a request', () => {
  it('is what its metadata says, and nothing else of it', () => {
    const meta = { traceparent, tracestate: 'a=1', baggage: 'user=ada', progressToken: 1 };
    expect(readTraceContext(meta)).toEqual({ traceparent, tracestate: 'a=1', baggage: 'user=ada' });
  });

  it('needs no state and no baggage', () => {
    expect(readTraceContext({ traceparent, tracestate: 7, baggage: null })).toEqual({
      traceparent,
    });
  });

  it('may be baggage alone, without a state that belongs to a trace', () => {
    const meta = { tracestate: 'a=1', baggage: 'user=ada' };
    expect(readTraceContext(meta)).toEqual({ baggage: 'user=ada' });
  });

  it.each([{}, { baggage: 7 }, { traceparent: 7 }, { tracestate: 'a=1' }])(
    'is not there in %j',
    (meta) => {
      expect(readTraceContext(meta)).toBeUndefined();
    },
  );
});
