import {
  Catch,
  Inject,
  Injectable,
  Scope,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
  type NestInterceptor,
  type PipeTransform,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, INQUIRER, REQUEST } from '@nestjs/core';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { appOf, callTool } from '../../test/server.fixture.js';
import { McpContext } from '../context/mcp.context.js';
import { Tool } from '../decorators/tool.decorator.js';

@Injectable()
class Tools {
  @Tool() echo(args: unknown): unknown {
    return { args };
  }

  @Tool() broken(): never {
    throw new RangeError('too far');
  }
}

/** Enhancers that need what only their constructor has: one that wasn't run must not pass for one. */
class Scoped {
  constructor(@Inject(REQUEST) readonly request: McpContext | undefined) {}
}

@Injectable()
class Guard extends Scoped implements CanActivate {
  canActivate(): boolean {
    return this.request?.requestId === 'allowed';
  }
}

@Injectable()
class Interceptor extends Scoped implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler) {
    return next.handle().pipe(map((value: object) => ({ ...value, by: this.request?.requestId })));
  }
}

@Injectable()
class Pipe extends Scoped implements PipeTransform {
  transform(value: unknown): unknown {
    return value instanceof McpContext ? value : { by: this.request?.requestId };
  }
}

@Catch(RangeError)
class Filter extends Scoped implements ExceptionFilter {
  catch(): unknown {
    return { by: this.request?.requestId };
  }
}

const asked = async (provider: Provider, tool = 'echo', id = 'allowed', host: Provider = Tools) =>
  callTool(await appOf({ providers: [host, provider] }), tool, { a: 1 }, exchangeOf({ id }));

describe('something for the whole application that is made for each request', () => {
  const scope = Scope.REQUEST;

  it('may be a guard', async () => {
    const guard = { provide: APP_GUARD, useClass: Guard, scope };
    expect(await asked(guard)).toEqual({ args: { a: 1 } });
    await expect(asked(guard, 'echo', 'other')).rejects.toThrow('Forbidden');
  });

  it('may be an interceptor', async () => {
    const interceptor = { provide: APP_INTERCEPTOR, useClass: Interceptor, scope };
    expect(await asked(interceptor, 'echo', 'x')).toEqual({ args: { a: 1 }, by: 'x' });
  });

  it('may be a pipe', async () => {
    const pipe = { provide: APP_PIPE, useClass: Pipe, scope };
    expect(await asked(pipe, 'echo', 'x')).toEqual({ args: { by: 'x' } });
  });

  it('may be a filter', async () => {
    const filter = { provide: APP_FILTER, useClass: Filter, scope };
    expect(await asked(filter, 'broken', 'x')).toEqual({ by: 'x' });
  });
});

describe('a transient enhancer', () => {
  @Injectable({ scope: Scope.TRANSIENT })
  class OfTools implements CanActivate, NestInterceptor {
    constructor(@Inject(INQUIRER) private readonly host: object) {}

    canActivate(): boolean {
      return this.host instanceof Tools;
    }

    intercept(_: ExecutionContext, next: CallHandler) {
      return next.handle().pipe(map(() => this.host.constructor.name));
    }
  }

  class Other extends Tools {
    @Tool() @UseGuards(OfTools) guarded(): string {
      return 'guarded';
    }

    @Tool() @UseInterceptors(OfTools) intercepted(): string {
      return 'intercepted';
    }
  }

  it('may be a guard of the whole application', async () => {
    expect(await asked({ provide: APP_GUARD, useClass: OfTools })).toEqual({ args: { a: 1 } });
  });

  it('is made for the provider whose method it is there for', async () => {
    expect(await asked(OfTools, 'guarded', 'x', Other)).toBe('guarded');
    expect(await asked(OfTools, 'intercepted', 'x', Other)).toBe('Other');
  });
});
