import { ForbiddenException, type CanActivate } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { of } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { admit } from './guard.chain.js';

const context = new ExecutionContextHost([]);
const yes = { canActivate: () => true };
const later = (verdict: boolean): CanActivate => ({ canActivate: async () => verdict });

describe('a call is admitted', () => {
  it('at once if no guard takes its time', () => {
    expect(admit([], context)).toBeUndefined();
    expect(admit([yes, { canActivate: () => of(false, true) }, yes], context)).toBeUndefined();
  });

  it('when the last guard has said yes', async () => {
    const last = { canActivate: vi.fn(() => true) };
    const admission = admit([later(true), last], context);
    expect(last.canActivate).not.toHaveBeenCalled();
    expect(await admission).toBeUndefined();
    expect(last.canActivate).toHaveBeenCalledExactlyOnceWith(context);
  });
});

describe('a call is refused', () => {
  it.each<[string, CanActivate]>([
    ['says no', { canActivate: () => false }],
    ['says no later', later(false)],
    ['ends with no', { canActivate: () => of(true, false) }],
    ['says nothing', { canActivate: () => undefined as never }],
  ])('if a guard %s, and no other is asked', async (_, guard) => {
    const next = { canActivate: vi.fn(() => true) };
    const admission = async () => admit([yes, guard, next], context);
    await expect(admission()).rejects.toThrow(new ForbiddenException('Forbidden resource'));
    expect(next.canActivate).not.toHaveBeenCalled();
  });
});
