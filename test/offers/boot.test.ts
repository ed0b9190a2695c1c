import {
  Injectable,
  Module,
  VersioningType,
  type DynamicModule,
  type INestApplication,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Complete,
  McpError,
  McpModule,
  McpRegistry,
  Prompt,
  Resource,
  ResourceTemplate,
  Skill,
  Tool,
  UiResource,
  type McpModuleExtras,
} from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES, ADAPTERS, type Adapter } from '../support/adapters.js';
import { LogSink } from '../support/wire/log.sink.js';

const NAMED = { name: 'boot', version: '1.0.0' };
const { forRoot, forRootAsync } = {
  // As JavaScript calls them, or with options from a variable.
  forRoot: (options: object) => McpModule.forRoot({ ...NAMED, ...options }),
  forRootAsync: (options: object) => McpModule.forRootAsync(options),
};

interface Start {
  readonly adapter?: Adapter;
  readonly configure?: (app: INestApplication) => unknown;
}

/** What the start of an application says: its error, or its log. */
async function start(module: DynamicModule, { adapter = 'express', configure }: Start = {}) {
  const logger = new LogSink();
  const options = { logger, abortOnError: false };
  const app = await NestFactory.create(module, new ADAPTERS[adapter](), options);
  try {
    await configure?.(app);
    await app.init();
    return { text: logger.lines.join('\n') };
  } finally {
    await app.close();
  }
}

async function refusal(module: () => DynamicModule, how?: Start): Promise<McpError> {
  const starting = (async () => start(module(), how))();
  const error: unknown = await starting.catch((reason: unknown) => reason);
  if (error instanceof McpError) return error;
  throw new Error('the application started, or failed in another way', { cause: error });
}

function appOf(...imports: DynamicModule[]): DynamicModule {
  return { module: class AppModule {}, imports };
}

describe.each(ADAPTER_NAMES)('two servers at one path, on %s', (adapter) => {
  const two = (one: McpModuleExtras, other: McpModuleExtras) => () =>
    appOf(forRoot({ server: 'one', ...one }), forRoot({ server: 'two', ...other }));

  it.each<[string, McpModuleExtras, McpModuleExtras]>([
    ['the default one', {}, {}],
    ['slashes', { path: '/mcp/' }, {}],
    ['capitals', { path: 'MCP' }, {}],
    ['HTTP+SSE within', { path: 'mcp/sse' }, { sse: true }],
    ['versions, where none are on', { apiVersion: '1' }, { apiVersion: '2' }],
  ])('stop the start: %s', async (_, one, other) => {
    const error = await refusal(two(one, other), { adapter });
    expect(error).toMatchObject({ code: 'INVALID_OPTIONS' });
    expect(error.message).toMatch(/The servers '(one|two)' and '(one|two)' are both at \/mcp/i);
  });

  it('stop the start with a prefix and one version', async () => {
    const configure = (app: INestApplication) =>
      app.setGlobalPrefix('api').enableVersioning({ type: VersioningType.URI });
    const error = await refusal(two({ apiVersion: '1' }, { apiVersion: ['2', '1'] }), {
      adapter,
      configure,
    });
    expect(error.message).toContain('/api/v1/mcp');
  });

  it('stop the start with a version that includes the other', async () => {
    const configure = (app: INestApplication) =>
      app.enableVersioning({ type: VersioningType.HEADER, header: 'v' });
    const error = await refusal(two({ apiVersion: '1' }, {}), { adapter, configure });
    expect(error.code).toBe('INVALID_OPTIONS');
  });

  it.each<[string, McpModuleExtras, McpModuleExtras, VersioningType | undefined]>([
    ['of other versions in the path', { apiVersion: '1' }, { apiVersion: '2' }, VersioningType.URI],
    [
      'of other versions in a header',
      { apiVersion: '1' },
      { apiVersion: '2' },
      VersioningType.HEADER,
    ],
    ['of other paths', { path: 'a' }, { path: 'a/b' }, undefined],
    ['of which one has no routes', { streamableHttp: false }, {}, undefined],
  ])('start if they are %s', async (_, one, other, type) => {
    const configure = (app: INestApplication) =>
      type === undefined ? undefined : app.enableVersioning({ type, header: 'v' } as never);
    await expect(start(two(one, other)(), { adapter, configure })).resolves.toBeDefined();
  });
});

it('two servers at one path start where there is no HTTP', async () => {
  const module = appOf(forRoot({ server: 'one' }), forRoot({ server: 'two' }));
  const app = await NestFactory.createApplicationContext(module, {
    logger: false,
    abortOnError: false,
  });
  await app.close();
});

describe('an option that there is none of', () => {
  it.each<[string, object, string]>([
    [
      'at the top',
      { alowedHosts: ['example.com'] },
      "McpModule has no option 'alowedHosts'; did you mean 'allowedHosts'?",
    ],
    ['among routes', { pth: 'x' }, "'pth'; did you mean 'path'?"],
    [
      'of sessions',
      { sessions: { idleTimeOut: 1 } },
      "'sessions.idleTimeOut'; did you mean 'sessions.idleTimeout'?",
    ],
    [
      'of limits',
      { limits: { bodyByte: 1 } },
      "'limits.bodyByte'; did you mean 'limits.bodyBytes'?",
    ],
    [
      'of limits, like none',
      { limits: { calls: 1 } },
      "'limits.calls'; 'limits' has connections, ",
    ],
    ['of skills', { skills: { folder: 'x' } }, "'skills.folder'; 'skills' has directory."],
    ['of cache', { cache: { tool: {} } }, "'cache.tool'; did you mean 'cache.tools'?"],
    ['of a hint', { cache: { tools: { ttl: 1 } } }, "'cache.tools.ttl'; "],
    ['like nothing', { middleware: [] }, "no option 'middleware'."],
  ])('stops the start, and names the nearest: %s', async (_, options, problem) => {
    for (const module of [
      () => appOf(forRoot(options)),
      ...('pth' in options
        ? []
        : [() => appOf(forRootAsync({ useFactory: () => ({ ...NAMED, ...options }) }))]),
    ]) {
      const { code, message } = await refusal(module);
      expect(code).toBe('INVALID_OPTIONS');
      expect(message).toContain(problem);
    }
  });

  it.each<[string, object, string]>([
    [
      'misspelt beside the factory',
      { pth: 'x', useFactory: () => NAMED },
      "'pth'; did you mean 'path'?",
    ],
    [
      'that the factory should give',
      { timeout: 5, useFactory: () => NAMED },
      'let the factory return it',
    ],
    [
      'of the factory',
      { useFactory: () => ({ ...NAMED, path: 'x' }) },
      "A factory cannot set 'path': put it beside the factory",
    ],
  ])('stops the start: %s', async (_, options, problem) => {
    const { code, message } = await refusal(() => appOf(forRootAsync(options)));
    expect(code).toBe('INVALID_OPTIONS');
    expect(message).toContain(problem);
  });

  it.each<[string, MethodDecorator, string]>([
    ['@Tool', Tool('pay' as never), "write @Tool({ name: 'pay' })."],
    ['@Prompt', Prompt('pay' as never), "write @Prompt({ name: 'pay' })."],
    ['@Resource', Resource('a:b' as never), "write @Resource({ uri: 'a:b' })."],
    [
      '@ResourceTemplate',
      ResourceTemplate('a:{b}' as never),
      "write @ResourceTemplate({ uriTemplate: 'a:{b}' }).",
    ],
    ['@UiResource', UiResource('ui://a/b' as never), "write @UiResource({ uri: 'ui://a/b' })."],
    ['@Complete', Complete('pay' as never), "write @Complete({ prompt: 'pay', argument: "],
    ['@Skill', Skill('pay' as never), "write @Skill({ name: 'pay', description: '…' })."],
    [
      '@Tool, as another library has it',
      Tool({ parameters: {} } as object),
      "Offers#run has an unknown option 'parameters'; did you mean 'input'?",
    ],
  ])('stops the start, and says what to write: %s', async (_, decorate, problem) => {
    @Injectable()
    class Offers {
      @decorate run(): string {
        return '';
      }
    }
    const { message } = await refusal(() => ({ ...appOf(forRoot({})), providers: [Offers] }));
    expect(message).toContain(problem);
  });

  it.each<[string, MethodDecorator, string]>([
    ['@Tool', Tool({ inputSchema: {} } as object), 'INVALID_TOOL'],
    ['@Tool, within ui', Tool({ ui: { uri: 'ui://a/b' } as object }), 'INVALID_TOOL'],
    ['@Prompt', Prompt({ arguments: [] } as object), 'INVALID_PROMPT'],
    ['@Resource', Resource({ uri: 'a:b', mimetype: 'x' } as never), 'INVALID_RESOURCE'],
    [
      '@Resource, within cache',
      Resource({ uri: 'a:b', cache: { ttl: 1 } as object }),
      'INVALID_RESOURCE',
    ],
    [
      '@ResourceTemplate',
      ResourceTemplate({ uriTemplate: 'a:{b}', size: 1 } as never),
      'INVALID_RESOURCE',
    ],
    ['@UiResource', UiResource({ uri: 'ui://a/b', cps: {} } as never), 'INVALID_RESOURCE'],
    [
      '@UiResource, within csp',
      UiResource({ uri: 'ui://a/b', csp: { connect: [] } as object }),
      'INVALID_RESOURCE',
    ],
    ['@Complete', Complete({ prompt: 'a', arg: 'b' } as never), 'INVALID_PROMPT'],
    ['@Skill', Skill({ description: 'How to', file: 'x' } as never), 'INVALID_SKILL'],
  ])('stops the start, and names the method: %s', async (_, decorate, code) => {
    @Injectable()
    class Offers {
      @decorate run(): string {
        return '';
      }
    }
    const module = { ...appOf(forRoot({})), providers: [Offers] };
    const error = await refusal(() => module);
    expect(error.code).toBe(code);
    expect(error.message).toContain('Offers#run has an unknown option');
  });
});

@Injectable()
class Tools {
  @Tool() find(): void {}
}

@Module({ imports: [McpModule.forFeature('admin')] })
class Idle {}

@Injectable()
class Registering {
  constructor(private readonly registry: McpRegistry) {}

  onModuleInit(): void {
    this.registry.addTool({ name: 'late' }, () => '');
  }
}

describe('the log of the start', () => {
  it('warns of servers that offer nothing, and says what to do', async () => {
    const module = appOf(forRoot({}), forRoot({ server: 'admin', path: 'admin' }));
    const { text } = await start(module);
    expect(text).toContain("The server 'default' offers nothing yet");
    expect(text).toMatch(
      /The server 'admin' offers nothing yet.* Import McpModule\.forFeature\('admin'\)/,
    );
  });

  it('warns of a module that belongs to a server, and has nothing for it', async () => {
    const admin = forRoot({ server: 'admin' });
    const { text } = await start({ ...appOf(admin, { module: Idle }), providers: [Tools] });
    expect(text).toContain("Idle imports McpModule.forFeature('admin'), but has no provider");
  });

  it('is silent where all is served, also what is added while the application starts', async () => {
    const declared = await start({ ...appOf(forRoot({})), providers: [Tools] });
    const added = await start({ ...appOf(forRoot({})), providers: [Registering] });
    for (const { text } of [declared, added]) expect(text).not.toMatch(/not served|offers nothing/);
  });

  it('names what two values of one class would both offer', async () => {
    const providers = ['A', 'B'].map((provide) => ({ provide, useFactory: () => new Tools() }));
    const { text } = await start({ ...appOf(forRoot({})), providers });
    expect(text).toContain('Tools#find of the provider B is not served: that of A is');
  });
});
