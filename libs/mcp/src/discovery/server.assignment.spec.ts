import { Logger, Module, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { discoveryOf, explore } from '../../test/server.fixture.js';
import { Tool } from '../decorators/tool.decorator.js';
import { McpFeatureModule } from './feature.module.js';

const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  warned.mockClear();
});

class PublicTools {
  @Tool()
  search(): void {}
}

class AdminTools {
  @Tool()
  purge(): void {}
}

/** A module with these tools, for the servers of these names. */
function featureOf(tools: Type, ...servers: string[]): Type {
  @Module({ imports: servers.map((server) => McpFeatureModule.bind(server)), providers: [tools] })
  class Feature {}
  return Feature;
}

async function appWith(servers: string[], ...features: Type[]): Promise<TestingModule> {
  const imports = [...servers.map((server) => discoveryOf(server)), ...features];
  return (await Test.createTestingModule({ imports }).compile()).init();
}

const names = (app: TestingModule, server?: string) => explore(app, server).map(({ key }) => key);

describe('the servers of a module', () => {
  it('are the default one if it names none', async () => {
    const app = await appWith(['default'], featureOf(PublicTools), featureOf(AdminTools));
    expect(names(app)).toEqual(['search', 'purge']);
  });

  it('are those that it names, and then not the default one', async () => {
    const app = await appWith(
      ['default', 'admin'],
      featureOf(PublicTools),
      featureOf(AdminTools, 'admin'),
    );
    expect(names(app, 'default')).toEqual(['search']);
    expect(names(app, 'admin')).toEqual(['purge']);
  });

  it('may be several', async () => {
    const app = await appWith(['default', 'admin'], featureOf(PublicTools, 'default', 'admin'));
    expect(names(app, 'default')).toEqual(['search']);
    expect(names(app, 'admin')).toEqual(['search']);
  });

  it('do not pass to the modules that it imports', async () => {
    const inner = featureOf(PublicTools);
    @Module({ imports: [inner, McpFeatureModule.bind('admin')], providers: [AdminTools] })
    class Outer {}
    const app = await appWith(['default', 'admin'], Outer);
    expect(names(app, 'default')).toEqual(['search']);
    expect(names(app, 'admin')).toEqual(['purge']);
  });

  it('differ for a class that two modules provide', async () => {
    const app = await appWith(
      ['default', 'admin'],
      featureOf(PublicTools),
      featureOf(PublicTools, 'admin'),
    );
    expect(names(app, 'default')).toEqual(['search']);
    expect(names(app, 'admin')).toEqual(['search']);
  });
});

describe('a mistake in the servers', () => {
  it('is a name that no server has, and stops the start', async () => {
    const app = await appWith(['default', 'admin'], featureOf(AdminTools, 'amdin'));
    expect(() => explore(app)).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_SERVER',
        message: expect.stringMatching(
          /^Feature imports McpModule\.forFeature\('amdin'\).*Declared: default, admin\.$/,
        ),
      }),
    );
  });

  it('is a name that two servers have, and stops the start', async () => {
    const app = await appWith(['admin', 'admin']);
    expect(() => explore(app)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTIONS',
        message: expect.stringContaining("declare the server 'admin'"),
      }),
    );
  });

  it('is a tool for a default server that is not there, and is warned of once', async () => {
    const app = await appWith(['admin', 'public'], featureOf(PublicTools));
    expect(names(app, 'admin')).toEqual([]);
    expect(names(app, 'public')).toEqual([]);
    expect(warned.mock.calls).toEqual([
      [
        "PublicTools#search is not served: there is no 'default' server. Import " +
          "McpModule.forFeature('<server>') into Feature.",
      ],
    ]);
  });
});
