import { Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { McpModule, mcpHostCheck } from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import { describe, expect, it } from 'vitest';

const NAMED = { name: 'imports', version: '1.0.0' };
const appOf = (...imports: DynamicModule[]) => ({ module: class AppModule {}, imports });
const options = { logger: false, abortOnError: false } as const;

type Root = Parameters<typeof NestFactory.create>[0];

/** With HTTP and without. */
const STARTS: [string, (module: Root) => Promise<unknown>][] = [
  [
    'an application',
    async (module) => {
      const app = await NestFactory.create(module, options);
      try {
        await app.init();
      } finally {
        await app.close();
      }
    },
  ],
  [
    'a context',
    async (module) => (await NestFactory.createApplicationContext(module, options)).close(),
  ],
];

const refused = (message: string, code = 'INVALID_OPTIONS') =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

describe('options that are missing', () => {
  it('stop forRoot and forRootAsync', () => {
    expect(() => McpModule.forRoot(undefined as never)).toThrow(
      refused('The options of McpModule are undefined: give McpModule.forRoot() an object'),
    );
    expect(() => McpModule.forRoot(null as never)).toThrow(refused('McpModule are null'));
    expect(() => McpModule.forRootAsync(undefined as never)).toThrow(
      refused('give McpModule.forRootAsync() an object with { useFactory }'),
    );
  });

  it.each(STARTS)('of a factory stop %s', async (_, start) => {
    for (const returned of [undefined, null]) {
      for (const useFactory of [() => returned, async () => returned] as never[]) {
        await expect(start(appOf(McpModule.forRootAsync({ useFactory })))).rejects.toThrow(
          refused(`The options of McpModule are ${returned}: let the factory return an object`),
        );
      }
    }
  });
});

@Module({ imports: [McpModule] })
class Bare {}

describe.each(STARTS)('McpModule itself among the imports of %s', (_, start) => {
  it('stops the start, and names the module', async () => {
    const modules: Root[] = [Bare, appOf(McpModule.forRoot(NAMED), { module: Bare })];
    for (const module of modules)
      await expect(start(module)).rejects.toThrow(refused('Bare imports McpModule itself'));
  });
});

describe.each(STARTS)('two servers without names in %s', (_, start) => {
  it.each([['mcp'], ['other']])('stop the start, with the second at %s', async (path) => {
    const module = appOf(
      McpModule.forRoot(NAMED),
      McpModule.forRoot({ ...NAMED, name: 'b', path }),
    );
    await expect(start(module)).rejects.toThrow(
      refused("Two McpModule.forRoot() calls declare the server 'default'."),
    );
  });
});

describe('mcpHostCheck of a server that nobody declares', () => {
  async function checking(module: Root, server?: string): Promise<unknown> {
    const app: INestApplication = await NestFactory.create(module, options);
    try {
      return mcpHostCheck(app, server);
    } finally {
      await app.close();
    }
  }

  it('names the servers there are', async () => {
    await expect(checking(appOf(McpModule.forRoot(NAMED)), 'nope')).rejects.toThrow(
      refused(
        "mcpHostCheck() is for the server 'nope', but no McpModule.forRoot() declares it. Declared: default.",
        'UNKNOWN_SERVER',
      ),
    );
    const admin = McpModule.forRoot({ ...NAMED, server: 'admin' });
    await expect(checking(appOf(admin))).rejects.toThrow(
      refused("is for the server 'default', but", 'UNKNOWN_SERVER'),
    );
  });

  it('tells where there are none', async () => {
    await expect(checking(appOf())).rejects.toThrow(refused('None is declared.', 'UNKNOWN_SERVER'));
  });
});

it('a connection to a server that nobody declares names the servers there are', async () => {
  const app = await NestFactory.createApplicationContext(appOf(McpModule.forRoot(NAMED)), options);
  try {
    await expect((async () => connectClient(app, { server: 'nope' }))()).rejects.toThrow(
      refused("A connection is for the server 'nope', but", 'UNKNOWN_SERVER'),
    );
  } finally {
    await app.close();
  }
});
