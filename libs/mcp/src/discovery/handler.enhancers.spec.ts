import {
  Catch,
  ForbiddenException,
  Injectable,
  Logger,
  SetMetadata,
  UseFilters,
  UseGuards,
  UseInterceptors,
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, Reflector } from '@nestjs/core';
import { map, tap } from 'rxjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { appOf, callTool } from '../../test/server.fixture.js';
import { McpArgumentsHost } from '../context/mcp-arguments.host.js';
import { McpContext } from '../context/mcp.context.js';
import { Tool } from '../decorators/tool.decorator.js';
import { ToolError } from '../errors/tool.error.js';

// Nest logs what no filter catches.
vi.spyOn(Logger, 'error').mockImplementation(() => undefined);
vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

let order: string[];

beforeEach(() => {
  order = [];
});

const guard = (name: string, allow = true): CanActivate => ({
  canActivate: () => {
    order.push(name);
    return allow;
  },
});

const interceptor = (name: string): NestInterceptor => ({
  intercept: (_: ExecutionContext, next: CallHandler) => {
    order.push(`${name} before`);
    return next.handle().pipe(tap(() => order.push(`${name} after`)));
  },
});

@Catch(RangeError)
class RangeFilter implements ExceptionFilter {
  catch(error: RangeError, host: ArgumentsHost): never {
    throw new ToolError(`${host.getType()}: ${error.message}`);
  }
}

const handled = vi.fn();

@Injectable()
@UseGuards(guard('class guard'))
class Tools {
  @Tool()
  @UseGuards(guard('method guard'))
  @UseInterceptors(interceptor('method'))
  guarded(): string {
    order.push('handler');
    return 'done';
  }

  @Tool()
  @UseGuards(guard('refusal', false))
  refused(): void {
    handled();
  }

  @Tool()
  @UseFilters(RangeFilter)
  filtered(): never {
    throw new RangeError('too far');
  }

  @Tool()
  unfiltered(): never {
    throw new RangeError('too far');
  }

  @Tool()
  @UseInterceptors({
    intercept: (_: ExecutionContext, next: CallHandler) => next.handle().pipe(map((v) => [v])),
  })
  wrapped(): string {
    return 'done';
  }
}

const call = async (
  name: string,
  ...providers: NonNullable<Parameters<typeof appOf>[0]['providers']>
) => callTool(await appOf({ providers: [Tools, ...providers] }), name);

describe('guards, interceptors and filters', () => {
  it('run in the order that Nest has', async () => {
    const result = await call(
      'guarded',
      { provide: APP_GUARD, useValue: guard('global guard') },
      { provide: APP_INTERCEPTOR, useValue: interceptor('global') },
    );
    expect(result).toBe('done');
    expect(order).toEqual([
      'global guard',
      'class guard',
      'method guard',
      'global before',
      'method before',
      'handler',
      'method after',
      'global after',
    ]);
  });

  it('keep the handler from running if a guard says no', async () => {
    await expect(call('refused')).rejects.toThrow(ForbiddenException);
    expect(handled).not.toHaveBeenCalled();
  });

  it('may turn one error into another', async () => {
    await expect(call('filtered')).rejects.toThrow(new ToolError('mcp: too far'));
  });

  it('leave an error alone that no filter catches', async () => {
    await expect(call('unfiltered')).rejects.toThrow(RangeError);
  });

  it('may be a filter for the whole application', async () => {
    const filter = { provide: APP_FILTER, useClass: RangeFilter };
    await expect(call('unfiltered', filter)).rejects.toThrow('mcp: too far');
  });

  it('may change the result', async () => {
    expect(await call('wrapped')).toEqual(['done']);
  });
});

describe('what a guard sees', () => {
  let context: ExecutionContext;
  const spy: CanActivate = {
    canActivate: (each) => {
      context = each;
      return true;
    },
  };

  @Injectable()
  class Orders {
    @Tool()
    @SetMetadata('roles', ['admin'])
    purge(): string {
      return 'done';
    }
  }

  const args = { user: { admin: true }, headers: { authorization: 'Bearer forged' }, body: 'x' };
  const request = { user: { id: 7 } };
  const http = { headers: { authorization: 'Bearer real' }, request };

  beforeEach(async () => {
    const app = await appOf({ providers: [Orders, { provide: APP_GUARD, useValue: spy }] });
    await callTool(app, 'purge', args, exchangeOf({ http }));
  });

  it('is the class and the method, with their metadata', () => {
    expect(context.getClass()).toBe(Orders);
    expect(context.getHandler()).toBe(Orders.prototype.purge);
    expect(new Reflector().get('roles', context.getHandler())).toEqual(['admin']);
  });

  it('is the type, the context and the arguments of the call', () => {
    expect(McpArgumentsHost.isMcp(context)).toBe(true);
    const host = McpArgumentsHost.create(context);
    expect(host.getContext()).toBeInstanceOf(McpContext);
    expect(host.getContext().request).toBe(request);
    expect(host.getArguments()).toBe(args);
    expect(context.getArgs()).toEqual([host.getContext(), args]);
  });

  it('is nothing of what the client sent, if it was written for HTTP', () => {
    const seen = context.switchToHttp().getRequest<Record<string, unknown>>();
    expect(seen).toBeInstanceOf(McpContext);
    expect(seen['user']).toBeUndefined();
    expect(seen['body']).toBeUndefined();
    expect(seen['headers']).toEqual({ authorization: 'Bearer real' });
  });

  it('is nothing of what the client sent, if it was written for WebSockets or RPC', () => {
    expect(context.switchToWs().getClient()).toBeInstanceOf(McpContext);
    expect(context.switchToRpc().getData()).toBeInstanceOf(McpContext);
  });
});
