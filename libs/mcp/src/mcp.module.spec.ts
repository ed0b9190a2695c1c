import {
  Injectable,
  Module,
  SetMetadata,
  VERSION_NEUTRAL,
  type DynamicModule,
  type Type,
} from '@nestjs/common';
import { PATH_METADATA, VERSION_METADATA } from '@nestjs/common/constants.js';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { serverToken } from './context/server.token.js';
import { Tool } from './decorators/tool.decorator.js';
import { McpHealthIndicator } from './health/mcp.health.js';
import { McpModule } from './mcp.module.js';
import { McpRegistry } from './mcp.registry.js';
import { ConnectionFactory } from './transports/connection.factory.js';
import { HostCheck } from './transports/http/host.check.js';

const identity = { name: 'orders', version: '1.0.0' };

const controllersOf = ({ controllers = [] }: DynamicModule) => controllers;
const metadataOf = (key: string, controllers: Type[]) =>
  controllers.map((controller) => Reflect.getMetadata(key, controller) as unknown);

@Injectable()
class Tools {
  @Tool()
  find(): string {
    return 'found';
  }
}

describe('McpModule.forRoot', () => {
  it('serves Streamable HTTP at mcp, under every version', () => {
    const controllers = controllersOf(McpModule.forRoot(identity));
    expect(controllers.map(({ name }) => name)).toEqual(['McpStreamableHttpController']);
    expect(metadataOf(PATH_METADATA, controllers).flat()).toEqual(['mcp']);
    expect(metadataOf(VERSION_METADATA, controllers)).toEqual([VERSION_NEUTRAL]);
  });

  it.each([
    [{ sse: true }, ['McpStreamableHttpController', 'McpSseController']],
    [{ sse: true, streamableHttp: false }, ['McpSseController']],
    [{ streamableHttp: false }, []],
    [{ streamableHttp: undefined }, ['McpStreamableHttpController']],
  ])('serves the transports of %j', (extras, expected) => {
    const controllers = controllersOf(McpModule.forRoot({ ...identity, ...extras }));
    expect(controllers.map(({ name }) => name)).toEqual(expected);
  });

  it('puts path, version and decorators on its controllers, each server on its own', () => {
    const extras = {
      sse: true,
      path: 'ai',
      apiVersion: '2',
      controllerDecorators: [SetMetadata('role', 'x')],
    };
    const controllers = controllersOf(McpModule.forRoot({ ...identity, ...extras }));
    expect(metadataOf(PATH_METADATA, controllers).flat()).toEqual(['ai', 'ai']);
    expect(metadataOf(VERSION_METADATA, controllers)).toEqual(['2', '2']);
    expect(metadataOf('role', controllers)).toEqual(['x', 'x']);
    const others = controllersOf(McpModule.forRoot(identity));
    expect(metadataOf('role', others)).toEqual([undefined]);
  });

  it.each([undefined, 'admin'])('exports what applications inject, for the server %s', (server) => {
    const { exports, global } = McpModule.forRoot({ ...identity, ...(server && { server }) });
    expect(global).toBe(true);
    expect(exports).toEqual([
      serverToken(McpRegistry, server),
      serverToken(McpHealthIndicator as Type, server),
      serverToken(HostCheck as Type, server),
      serverToken(ConnectionFactory as Type, server),
    ]);
  });
});

describe('an application', () => {
  it('has the tools of its providers once it starts', async () => {
    const app = await Test.createTestingModule({
      imports: [McpModule.forRoot(identity)],
      providers: [Tools],
    }).compile();
    expect(app.get(McpRegistry).toolNames).toEqual([]);
    await app.init();
    expect(app.get(McpRegistry).toolNames).toEqual(['find']);
    expect(app.get(McpHealthIndicator).catalogue('mcp')).toEqual({
      mcp: { status: 'up', entries: 1, tools: 1 },
    });
    await app.close();
  });

  it('may compute its options, with what it injects', async () => {
    @Module({ providers: [{ provide: 'NAME', useValue: '' }], exports: ['NAME'] })
    class Config {}
    const mcp = McpModule.forRootAsync({
      imports: [Config],
      inject: ['NAME'],
      useFactory: (name: string) => ({ name, version: '1.0.0' }),
    });
    await expect(Test.createTestingModule({ imports: [mcp] }).compile()).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      message: expect.stringContaining("'name'"),
    });
  });

  it('may have several servers that share nothing', async () => {
    const servers = ['default', 'admin'].map((server) =>
      McpModule.forRoot({ ...identity, server, path: server }),
    );
    @Module({ imports: [McpModule.forFeature('admin')], providers: [Tools] })
    class Admin {}
    const app = await Test.createTestingModule({ imports: [...servers, Admin] }).compile();
    await app.init();
    const [registry, admin] = ['default', 'admin'].map((server) =>
      app.get<McpRegistry>(serverToken(McpRegistry, server)),
    );
    expect(registry?.toolNames).toEqual([]);
    expect(admin?.toolNames).toEqual(['find']);
    admin?.addTool({ name: 'more' }, () => 'x');
    expect(registry?.toolNames).toEqual([]);
    await app.close();
  });

  it('does not start with two tools of the same name', async () => {
    class Other {
      @Tool({ name: 'find' })
      search(): void {}
    }
    const app = await Test.createTestingModule({
      imports: [McpModule.forRoot(identity)],
      providers: [Tools, Other],
    }).compile();
    await expect(app.init()).rejects.toMatchObject({
      code: 'DUPLICATE_NAME',
      message: expect.stringContaining('Tools#find and Other#search'),
    });
  });
});
