import pino from 'pino';
import { describe, expect, it } from 'vitest';

import { hostileValues } from '../../test/support/hostile.values.js';
import { toError } from '../errors/thrown.value.js';
import { serializeError } from './error.serializer.js';

function logged(error: unknown): Record<string, unknown> {
  let line = '';
  pino({ serializers: { err: serializeError } }, { write: (text) => (line = text) }).error(error);
  return JSON.parse(line) as Record<string, unknown>;
}

describe('serializeError', () => {
  it('has type, message, code, and the stack with its causes', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new TypeError('failed', { cause }), { code: 'E_FAILED' });
    expect(logged(error)['err']).toEqual({
      type: 'TypeError',
      message: 'failed: refused',
      stack: expect.stringMatching(
        /TypeError: failed\n\s+at [^]*caused by: Error: refused/,
      ) as string,
      code: 'E_FAILED',
    });
  });

  it('has the errors of several', () => {
    const error = new AggregateError([new Error('one'), new Error('two')], 'both');
    expect(logged(error)['err']).toMatchObject({
      aggregateErrors: [{ message: 'one' }, { message: 'two' }],
    });
  });

  it('leaves out what libraries add, such as the request with its tokens', () => {
    const error = Object.assign(new Error('failed'), {
      config: { headers: { authorization: 'hush' } },
      body: 'hush',
    });
    expect(JSON.stringify(logged(error))).not.toContain('hush');
  });

  it.each(hostileValues())('copes with %s', (_, value) => {
    expect(logged(toError(value))).toHaveProperty('level', 50);
  });
});
