import { describe, expect, it } from 'vitest';
import { guardDepth } from './depth.guard.js';

const TOO_DEEP = { ok: false, issues: [{ path: '', message: 'is nested too deeply' }] };

function exhaustStack(): never {
  return exhaustStack();
}

describe('guardDepth', () => {
  it('returns what a synchronous validator returns, without a promise', () => {
    const outcome = { ok: true, value: 1 } as const;
    expect(guardDepth(() => outcome)).toBe(outcome);
  });

  it('resolves to what an asynchronous validator resolves to', async () => {
    const outcome = { ok: true, value: 1 } as const;
    await expect(guardDepth(async () => outcome)).resolves.toBe(outcome);
  });

  it('makes an exhausted stack an issue of the value', () => {
    expect(guardDepth(exhaustStack)).toEqual(TOO_DEEP);
  });

  it('does so for asynchronous validators as well', async () => {
    await expect(guardDepth(async () => exhaustStack())).resolves.toEqual(TOO_DEEP);
  });

  it.each([new RangeError('Invalid array length'), new Error('boom')])(
    'passes other errors on: %s',
    async (error) => {
      const fail = (): never => {
        throw error;
      };
      expect(() => guardDepth(fail)).toThrow(error);
      await expect(guardDepth(async () => fail())).rejects.toBe(error);
    },
  );
});
