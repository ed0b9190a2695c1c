import { UseInterceptors, type NestInterceptor } from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants.js';
import { tap } from 'rxjs';
import { MCP_CONTEXT_TYPE } from '../context/mcp-arguments.host.js';
import type { McpContext } from '../context/mcp.context.js';
import { isInputRequired } from '../execution/interaction/open.interaction.js';

/** Remembers what a handler returned in order to ask, before other interceptors make something of it. */
export const inputKeeper: NestInterceptor = {
  intercept(context, next) {
    if (context.getType<string>() !== MCP_CONTEXT_TYPE) return next.handle();
    const [ctx] = context.getArgs<[McpContext]>();
    return next.handle().pipe(
      tap((value: unknown) => {
        if (isInputRequired(value)) ctx.returnedInput = value;
      }),
    );
  },
};

/**
 * Puts the keeper next to a method, behind all other interceptors. Where there are none, nothing comes between
 * the method and us, and the keeper would only cost time.
 *
 * @param others whether there are interceptors for all handlers
 */
export function keepInput(type: object, handler: object, others: boolean): void {
  const own = interceptorsOf(handler);
  if (own.includes(inputKeeper)) return;
  if (!others && own.length === 0 && interceptorsOf(type).length === 0) return;
  UseInterceptors(inputKeeper)(type, '', { value: handler });
}

function interceptorsOf(target: object): unknown[] {
  return (Reflect.getMetadata(INTERCEPTORS_METADATA, target) as unknown[] | undefined) ?? [];
}
