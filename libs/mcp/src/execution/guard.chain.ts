import { ForbiddenException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { FORBIDDEN_MESSAGE } from '@nestjs/core/guards/constants.js';
import { andThen, type Awaitable } from '../context/awaitable.js';
import type { McpContext } from '../context/mcp.context.js';
import { lastValue } from './last.value.js';

/**
 * Asks one guard after the other, as Nest does.
 *
 * @throws ForbiddenException if one of them says no
 */
export function admit(
  guards: readonly CanActivate[],
  context: ExecutionContext,
  index = 0,
): Awaitable<void> {
  if (index === guards.length) return;
  const guard = guards[index] as CanActivate;
  const ctx = context.getArgByIndex<McpContext>(0);
  return andThen(lastValue(guard.canActivate(context), ctx), (allowed) => {
    if (!allowed) throw new ForbiddenException(FORBIDDEN_MESSAGE);
    return admit(guards, context, index + 1);
  });
}
