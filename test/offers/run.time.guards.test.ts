import {
  Catch,
  Inject,
  Injectable,
  Module,
  Scope,
  SetMetadata,
  UseGuards,
  ValidationPipe,
  type CallHandler,
  type CanActivate,
  type DynamicModule,
  type ExceptionFilter,
  type ExecutionContext,
  type INestApplication,
  type NestInterceptor,
  type PipeTransform,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector, REQUEST } from '@nestjs/core';
import {
  McpArgumentsHost,
  McpContext,
  McpModule,
  McpRegistry,
  serverToken,
  ToolError,
} from 'nest-mcp';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { textOf } from '../support/clients/test.client.js';
import { serve } from '../support/serve.js';
import { LEGACY_WAYS, MODERN_WAYS, type Way } from '../support/ways.js';

const MCP = { name: 'run time', version: '1.0.0', sse: true, drain: 0 };
const Roles = (...roles: string[]) => SetMetadata('roles', roles);

/** As applications write it: by the metadata of the handler and its class. */
@Injectable()
class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(host: ExecutionContext): boolean {
    if (!McpArgumentsHost.isMcp(host)) return true;
    const places = [host.getHandler(), host.getClass()];
    const roles = this.reflector.getAllAndOverride<string[] | undefined>('roles', places);
    this.reflector.getAllAndMerge('roles', places);
    this.reflector.get(Reflector.createDecorator<string>(), host.getHandler());
    const { role } = McpArgumentsHost.create(host).getContext().meta;
    return roles ? roles.includes(String(role)) : role !== 'banned';
  }
}

/** Is made for each call, and knows it. */
@Injectable({ scope: Scope.REQUEST })
class CallerGuard implements CanActivate {
  constructor(@Inject(REQUEST) private readonly request: unknown) {}

  canActivate(host: ExecutionContext): boolean {
    if (!McpArgumentsHost.isMcp(host)) return true;
    return this.request instanceof McpContext && this.request.meta['role'] !== 'banned';
  }
}

@Injectable({ scope: Scope.TRANSIENT })
class FreshGuard extends RolesGuard {}

/** Stand-ins for class-transformer and class-validator. */
const plainToInstance = (type: new () => object, value: object) => Object.assign(new type(), value);
const transformer = {
  plainToInstance,
  plainToClass: plainToInstance,
  classToPlain: (value: object) => ({ ...value }),
};
const validation = new ValidationPipe({
  transform: true,
  validatorPackage: { validate: async () => [] },
  transformerPackage: transformer as never,
});

@Module({})
class AppModule {}

const appOf = (...providers: Provider[]): DynamicModule => ({
  module: AppModule,
  imports: [McpModule.forRoot(MCP)],
  providers,
});

function addAll(registry: McpRegistry): void {
  registry.addTool({ name: 'tool' }, () => 'tool');
  registry.addTool({ name: 'admin' }, adminOnly);
  registry.addPrompt(
    { name: 'prompt', input: { type: 'object', properties: { a: {} } } },
    () => 'prompt',
  );
  registry.addResource({ uri: 'app://resource' }, () => 'resource');
  registry.addResourceTemplate(
    { uriTemplate: 'app://{id}/x', name: 'x' },
    ({ id }) => `x of ${String(id)}`,
  );
  registry.addCompleter({ prompt: 'prompt', argument: 'a' }, ({ value }) => [`${value}!`]);
}

function adminOnly(): string {
  return 'admin';
}
Roles('admin')(adminOnly);

const GUARDS: readonly [string, Provider[], ((app: INestApplication) => unknown)?][] = [
  ['APP_GUARD', [{ provide: APP_GUARD, useClass: RolesGuard }]],
  ['a request-scoped APP_GUARD', [{ provide: APP_GUARD, useClass: CallerGuard }]],
  ['a transient APP_GUARD', [{ provide: APP_GUARD, useClass: FreshGuard }]],
  ['useGlobalGuards', [], (app) => app.useGlobalGuards(new RolesGuard(new Reflector()))],
];
const WAYS: readonly Way[] = [MODERN_WAYS[0]!, MODERN_WAYS[1]!, LEGACY_WAYS[0]!, LEGACY_WAYS[1]!];

describe.each(WAYS)('entries of the registry, $name', (way) => {
  it.each(GUARDS)('are guarded by %s', async (_, providers, configure = () => undefined) => {
    const served = await serve(appOf(...providers))
      .with(configure)
      .on('express');
    addAll(served.app.get(McpRegistry));
    const client = await way.connect(served);
    const calls = (role: string): (() => Promise<unknown>)[] => {
      const _meta = { role };
      const complete = {
        ref: { type: 'ref/prompt', name: 'prompt' },
        argument: { name: 'a', value: 'b' },
        _meta,
      };
      return [
        () => client.getPrompt({ name: 'prompt', _meta }),
        () => client.readResource({ uri: 'app://resource', _meta }),
        () => client.readResource({ uri: 'app://7/x', _meta }),
        () => client.complete(complete as never),
      ];
    };
    for (const call of calls('user')) await expect(call()).resolves.toBeDefined();
    for (const call of calls('banned')) await expect(call()).rejects.toThrow('Forbidden resource');
    const tool = async (role: string) =>
      textOf(await client.callTool({ name: 'tool', _meta: { role } }));
    expect(await tool('user')).toBe('tool');
    expect(await tool('banned')).toBe('Forbidden resource');
  });

  it('have metadata that guards read: that of their function', async () => {
    const served = await serve(appOf({ provide: APP_GUARD, useClass: RolesGuard })).on('express');
    addAll(served.app.get(McpRegistry));
    const client = await way.connect(served);
    const call = async (role: string) =>
      textOf(await client.callTool({ name: 'admin', _meta: { role } }));
    expect(await call('admin')).toBe('admin');
    expect(await call('user')).toBe('Forbidden resource');
  });

  it('pass interceptors, pipes and filters of the application', async () => {
    const served = await serve(
      appOf(
        { provide: APP_INTERCEPTOR, useClass: Shouting },
        { provide: APP_PIPE, useClass: Marking },
        { provide: APP_FILTER, useClass: Ranges },
      ),
    )
      .with((app) => app.useGlobalPipes(validation))
      .on('express');
    const registry = served.app.get(McpRegistry);
    registry.addTool(
      { name: 'seen' },
      (args, ctx) => `${Object.keys(args as object).join()} ${ctx instanceof McpContext}`,
    );
    registry.addTool({ name: 'wrong' }, () => {
      throw new RangeError('7');
    });
    const client = await way.connect(served);
    const call = async (name: string) =>
      textOf(await client.callTool({ name, arguments: { a: 1 } }));
    expect(await call('seen')).toBe('A,MARKED TRUE');
    expect(await call('wrong')).toBe('Out of range: 7');
  });
});

@Injectable()
class Shouting implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler) {
    return next
      .handle()
      .pipe(map((value) => (typeof value === 'string' ? value.toUpperCase() : value)));
  }
}

@Injectable()
class Marking implements PipeTransform {
  transform(value: unknown): unknown {
    return value instanceof McpContext || typeof value !== 'object'
      ? value
      : { ...value, marked: true };
  }
}

@Catch(RangeError)
class Ranges implements ExceptionFilter<RangeError> {
  catch(error: RangeError): never {
    throw new ToolError(`Out of range: ${error.message}`);
  }
}

/** Adds tools at each moment at which an application may. */
@Injectable()
class Plugin {
  constructor(private readonly registry: McpRegistry) {
    this.add('in_constructor');
  }

  onModuleInit(): void {
    this.add('on_init');
  }

  onApplicationBootstrap(): void {
    this.add('on_bootstrap');
    this.registry.addTool({ name: 'by_call' }, () => this.add('in_call'));
  }

  private add(name: string): void {
    this.registry.addTool({ name }, () => name);
  }
}

describe('global guards', () => {
  it('hold whenever an entry was added', async () => {
    const guard = { provide: APP_GUARD, useClass: RolesGuard };
    const served = await serve(appOf(guard, Plugin)).on('express');
    const client = await MODERN_WAYS[1]!.connect(served);
    await client.callTool({ name: 'by_call', _meta: { role: 'user' } });
    for (const name of ['in_constructor', 'on_init', 'on_bootstrap', 'in_call']) {
      expect(textOf(await client.callTool({ name, _meta: { role: 'user' } }))).toBe(name);
      expect(textOf(await client.callTool({ name, _meta: { role: 'banned' } }))).toBe(
        'Forbidden resource',
      );
    }
  });

  it('hold on each of several servers', async () => {
    const admin = McpModule.forRoot({ ...MCP, server: 'admin', path: 'admin' });
    const guard = { provide: APP_GUARD, useClass: CallerGuard };
    const { module, imports = [], providers } = appOf(guard);
    const served = await serve({ module, imports: [...imports, admin], providers }).on('express');
    served.app
      .get<McpRegistry>(serverToken(McpRegistry, 'admin'))
      .addTool({ name: 'purge' }, () => 'purged');
    const at = (path: string) => served.at(path.replace('/mcp', '/admin'));
    const client = await MODERN_WAYS[1]!.connect({ ...served, at });
    const call = async (role: string) =>
      textOf(await client.callTool({ name: 'purge', _meta: { role } }));
    expect([await call('user'), await call('banned')]).toEqual(['purged', 'Forbidden resource']);
  });

  it('that a function has of its own hold as instances, and are refused at once as classes that Nest has not made', async () => {
    class Closed implements CanActivate {
      canActivate(): boolean {
        return false;
      }
    }
    const [byInstance, byClass] = [() => 'in', () => 'in'];
    UseGuards(new Closed())(byInstance);
    UseGuards(Closed)(byClass);
    const served = await serve(appOf()).on('express');
    const registry = served.app.get(McpRegistry);
    registry.addTool({ name: 'by_instance' }, byInstance);
    expect(() => registry.addTool({ name: 'by_class' }, byClass)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ENHANCER',
        message:
          "McpRegistry.addTool('by_class'): Nest has made no Closed for its provider, and would leave it out. " +
          'Use an instance of Closed, or make it hold for the whole application.',
      }),
    );
    expect(registry.toolNames).toEqual(['by_instance']);
    const client = await MODERN_WAYS[1]!.connect(served);
    expect(textOf(await client.callTool({ name: 'by_instance' }))).toBe('Forbidden resource');
  });
});
