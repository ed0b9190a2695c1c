import {
  createParamDecorator,
  Injectable,
  Logger,
  ParseIntPipe,
  UsePipes,
  ValidationPipe,
  type ArgumentMetadata,
  type ExecutionContext,
  type PipeTransform,
} from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { of } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { appOf, callTool } from '../../test/server.fixture.js';
import { McpArgumentsHost } from '../context/mcp-arguments.host.js';
import { McpContext } from '../context/mcp.context.js';
import { Args, Ctx } from '../decorators/parameter.decorators.js';
import { Tool } from '../decorators/tool.decorator.js';

/** A decorator as applications make them, for every kind of context. */
const Caller = createParamDecorator((field: string | undefined, context: ExecutionContext) => {
  const { requestId } = McpArgumentsHost.create(context).getContext();
  return { type: context.getType(), requestId, field };
});

@Injectable()
class Upper implements PipeTransform<string, string> {
  transform(value: string): string {
    return value.toUpperCase();
  }
}

class Greeting {
  readonly name!: string;
}

@Injectable()
class Tools {
  private readonly greeting = 'hello';

  @Tool()
  plain(args: Record<string, unknown>, ctx: McpContext): unknown {
    return { greeting: this.greeting, args, id: ctx.requestId };
  }

  @Tool()
  nothing(): string {
    return this.greeting;
  }

  @Tool()
  named(@Args('id', ParseIntPipe) id: number, @Args('name', Upper) name: string): unknown {
    return { id, name };
  }

  @Tool()
  turned(@Ctx() ctx: McpContext, @Args() args: unknown): unknown {
    return { id: ctx.requestId, args };
  }

  @Tool()
  gaps(_unfilled: unknown, @Ctx() ctx: McpContext): unknown {
    return { unfilled: _unfilled, id: ctx.requestId };
  }

  @Tool()
  caller(@Caller('name') caller: unknown, @Caller() other: unknown): unknown {
    return { caller, other };
  }

  @Tool()
  observable(): unknown {
    return of('first', 'last');
  }

  @Tool()
  piped(@Args('a') a: string, @Args('b') b: string): string {
    return a + b;
  }

  @Tool()
  typed(greeting: Greeting, ctx: McpContext): unknown {
    return { greeting, isContext: ctx instanceof McpContext };
  }
}

const call = async (name: string, args?: Record<string, unknown>) =>
  callTool(await appOf({ providers: [Tools, Upper] }), name, args, exchangeOf({ id: 'r-1' }));

describe('the parameters of a handler', () => {
  it('are arguments and context by default, on the instance itself', async () => {
    expect(await call('plain', { a: 1 })).toEqual({
      greeting: 'hello',
      args: { a: 1 },
      id: 'r-1',
    });
  });

  it('may be none', async () => {
    expect(await call('nothing')).toBe('hello');
  });

  it('may be single arguments, with pipes', async () => {
    expect(await call('named', { id: '7', name: 'ann' })).toEqual({ id: 7, name: 'ANN' });
  });

  it('are refused by a pipe as on a route', async () => {
    await expect(call('named', { id: 'seven', name: 'ann' })).rejects.toThrow(
      'Validation failed (numeric string is expected)',
    );
  });

  it('are in the places that their decorators give them', async () => {
    expect(await call('turned', { a: 1 })).toEqual({ id: 'r-1', args: { a: 1 } });
    expect(await call('gaps', { a: 1 })).toEqual({ unfilled: undefined, id: 'r-1' });
  });

  it('may come from a decorator of the application', async () => {
    expect(await call('caller')).toEqual({
      caller: { type: 'mcp', requestId: 'r-1', field: 'name' },
      other: { type: 'mcp', requestId: 'r-1', field: undefined },
    });
  });
});

describe('pipes for all parameters', () => {
  const seen: ArgumentMetadata[] = [];
  const spy: PipeTransform = {
    transform(value: unknown, metadata: ArgumentMetadata) {
      seen.push(metadata);
      return typeof value === 'string' ? `<${value}>` : value;
    },
  };

  it('see arguments as the body of a request, and never the type of the context', async () => {
    seen.length = 0;
    const app = await appOf({ providers: [Tools, { provide: APP_PIPE, useValue: spy }] });
    const result = await callTool(app, 'typed', { name: 'ann' });
    expect(result).toEqual({ greeting: { name: 'ann' }, isContext: true });
    expect(seen).toContainEqual({ metatype: Greeting, type: 'body', data: undefined });
    expect(seen.map(({ metatype }) => metatype)).not.toContain(McpContext);
  });

  it('run on each argument', async () => {
    const app = await appOf({ providers: [Tools, { provide: APP_PIPE, useValue: spy }] });
    expect(await callTool(app, 'piped', { a: 'x', b: 'y' })).toBe('<x><y>');
  });

  it('can be put on the method', async () => {
    class Local {
      @Tool()
      @UsePipes(spy)
      local(@Args('a') a: string): string {
        return a;
      }
    }
    expect(await callTool(await appOf({ providers: [Local] }), 'local', { a: 'x' })).toBe('<x>');
  });
});

describe('a ValidationPipe', () => {
  const validator = { validate: async () => [] };
  const pipe = new ValidationPipe({
    validatorPackage: validator,
    transformerPackage: { plainToInstance: (_: unknown, value: object) => value } as never,
  });

  it('that finds no types, as some compilers leave none, is warned of', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    class Untyped {
      bare(...parameters: unknown[]): number {
        return parameters.length;
      }
    }
    const { prototype } = Untyped;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, 'bare') ?? {};
    Args(pipe)(prototype, 'bare', 0);
    Tool()(prototype, 'bare', descriptor);
    await callTool(await appOf({ providers: [Untyped] }), 'bare');
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('Untyped'));
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('bare'));
    warn.mockRestore();
  });
});

describe('what a handler returns', () => {
  it('may be an observable: its last value counts', async () => {
    expect(await call('observable')).toBe('last');
  });
});
