import {
  type ArgumentMetadata,
  type CanActivate,
  Catch,
  Controller,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  Inject,
  Injectable,
  Module,
  type NestInterceptor,
  type PipeTransform,
  Scope,
  ValidationPipe,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, REQUEST } from '@nestjs/core';
import { McpArgumentsHost, McpContext, McpModule, Tool, ToolError } from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import { describe, expect, onTestFinished } from 'vitest';
import { STREAMABLE_HTTP } from '../support/clients/over.http.js';
import { jsonOf, textOf } from '../support/clients/test.client.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve } from '../support/serve.js';
import { verifies } from '../support/verifies.js';

class Order {
  readonly number!: number;
}

/** Stand-ins for class-transformer and class-validator that take part in every transformation. */
const transformer = {
  plainToInstance: (type: new () => object, value: object) => Object.assign(new type(), value),
  plainToClass: (type: new () => object, value: object) => Object.assign(new type(), value),
  classToPlain: (value: object) => ({ ...value }),
};
const validator = { validate: async () => [] };
const validationPipe = (validateCustomDecorators: boolean) =>
  new ValidationPipe({
    transform: true,
    validateCustomDecorators,
    validatorPackage: validator,
    transformerPackage: transformer as never,
  });

@Injectable()
class OrderTools {
  @Tool({ input: { type: 'object', properties: { number: { type: 'number' } } } })
  order(order: Order, ctx: McpContext) {
    return {
      isOrder: order instanceof Order,
      isContext: ctx instanceof McpContext,
      requestId: ctx.requestId,
      seen: ctx.meta['example.com/seen'],
    };
  }

  @Tool() broken(): never {
    throw new RangeError('secret');
  }
}

@Injectable()
class TypeGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (!McpArgumentsHost.isMcp(context)) return true;
    const { meta } = McpArgumentsHost.create(context).getContext();
    if (meta['example.com/banned']) throw new ToolError(`banned from ${context.getType()}`);
    return true;
  }
}

const trail: string[] = [];

@Injectable()
class TrailInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: { handle(): never }): never {
    trail.push(`${context.getType()} ${context.getHandler().name}`);
    return next.handle();
  }
}

@Injectable()
class TrailPipe implements PipeTransform {
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    if (!(value instanceof McpContext)) trail.push(`pipe for ${type}`);
    return value;
  }
}

@Catch(RangeError)
class RangeFilter implements ExceptionFilter {
  catch(): string {
    return 'out of range, says the global filter';
  }
}

@Controller('plain')
class PlainController {
  @Get() get(): string {
    return 'plain route';
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'global', version: '1.0.0' })],
  controllers: [PlainController],
  providers: [
    OrderTools,
    { provide: APP_GUARD, useClass: TypeGuard },
    { provide: APP_INTERCEPTOR, useClass: TrailInterceptor },
    { provide: APP_PIPE, useClass: TrailPipe },
    { provide: APP_FILTER, useClass: RangeFilter },
  ],
})
class GlobalModule {}

/** Lets in whom its request says, over HTTP and in the tool call. */
@Injectable({ scope: Scope.REQUEST })
class CallerGuard implements CanActivate {
  constructor(@Inject(REQUEST) private readonly request: { headers?: object }) {}

  canActivate(context: ExecutionContext): boolean {
    if (!McpArgumentsHost.isMcp(context)) return this.request.headers !== undefined;
    return this.request instanceof McpContext && this.request.meta['example.com/caller'] === 'ann';
  }
}

@Module({
  imports: [McpModule.forRoot({ name: 'scoped', version: '1.0.0' })],
  providers: [OrderTools, { provide: APP_GUARD, useClass: CallerGuard }],
})
class ScopedModule {}

describe.each(ADAPTER_NAMES)('on %s', (adapter) => {
  verifies('nest.scoped-global-enhancers', async () => {
    const { at, app } = await serve(ScopedModule).on(adapter);
    for (const client of [
      await STREAMABLE_HTTP['v2 modern'](at('/mcp')),
      await STREAMABLE_HTTP['v2 legacy'](at('/mcp')),
    ]) {
      onTestFinished(() => client.close());
      const as = (caller: string) =>
        client.call('order', {}, { _meta: { 'example.com/caller': caller } });
      expect(jsonOf(await as('ann'))).toMatchObject({ isContext: true });
      expect(textOf(await as('bob'))).toBe('Forbidden resource');
    }
    const inMemory = await connectClient(app, { era: 'legacy' });
    onTestFinished(() => inMemory.close());
    expect(textOf(await inMemory.callTool({ name: 'order' }))).toBe('Forbidden resource');
  });

  const start = async (validateCustomDecorators = false) => {
    const served = await serve(GlobalModule)
      .with((app) => app.useGlobalPipes(validationPipe(validateCustomDecorators)))
      .on(adapter);
    const client = await STREAMABLE_HTTP['v2 modern'](served.at('/mcp'));
    onTestFinished(() => client.close());
    return { ...served, client };
  };

  verifies('nest.global-enhancers', async () => {
    const { client } = await start();
    trail.length = 0;
    const banned = await client.call('order', {}, { _meta: { 'example.com/banned': true } });
    expect(textOf(banned)).toBe('banned from mcp');
    expect(textOf(await client.call('broken'))).toBe('out of range, says the global filter');
    // Once for the tool; whatever Nest runs for our own controller is no business of this test.
    expect(trail.filter((step) => step.startsWith('mcp'))).toEqual(['mcp broken']);
    expect(trail).toContain('pipe for body');
  });

  verifies('nest.validation-pipe', async () => {
    for (const validateCustomDecorators of [false, true]) {
      const { client, app } = await start(validateCustomDecorators);
      const inMemory = await connectClient(app, { era: 'legacy' });
      onTestFinished(() => inMemory.close());
      const _meta = { 'example.com/seen': 'yes' };
      const results = [
        await client.call('order', { number: 5 }, { _meta }),
        await inMemory.callTool({ name: 'order', arguments: { number: 5 }, _meta }),
      ];
      for (const result of results) {
        expect(jsonOf(result)).toMatchObject({ isOrder: true, isContext: true, seen: 'yes' });
      }
    }
  });

  verifies('nest.controllers', async () => {
    const { at } = await start();
    const response = await fetch(at('/plain'));
    expect(await response.text()).toBe('plain route');
    expect((await fetch(at('/nowhere'))).status).toBe(404);
  });
});
