import { Injectable, Module, type DynamicModule, VersioningType } from '@nestjs/common';
import {
  McpModule,
  McpRegistry,
  type McpModuleExtras,
  type McpModuleOptions,
  serverToken,
  Tool,
} from 'nest-mcp';
import { connectClient } from 'nest-mcp/testing';
import { describe, expect, onTestFinished } from 'vitest';
import { HTTP_SSE, STREAMABLE_HTTP } from '../support/clients/over.http.js';
import { textOf, toolNames, type TestClient } from '../support/clients/test.client.js';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { serve } from '../support/serve.js';
import { verifies } from '../support/verifies.js';

@Injectable()
class PublicTools {
  @Tool() hello(): string {
    return 'hello from the public server';
  }
}

@Injectable()
class AdminTools {
  @Tool() wipe(): string {
    return 'wiped by the admin server';
  }

  @Tool() hello(): string {
    return 'hello from the admin server';
  }
}

@Module({ imports: [McpModule.forFeature('admin')], providers: [AdminTools] })
class AdminModule {}

@Module({
  imports: [
    McpModule.forRoot({ name: 'public', version: '1.0.0' }),
    McpModule.forRoot({ name: 'admin', version: '2.0.0', server: 'admin', path: 'admin' }),
    AdminModule,
  ],
  providers: [PublicTools],
})
class TwoServers {}

const OPTIONS: McpModuleOptions = { name: 'async', version: '3.0.0', instructions: 'from afar' };

@Injectable()
class OptionsFactory {
  create(): McpModuleOptions {
    return OPTIONS;
  }
}

@Module({ providers: [OptionsFactory], exports: [OptionsFactory] })
class OptionsModule {}

const ASYNC_WAYS = {
  useFactory: { useFactory: async () => OPTIONS },
  useClass: { useClass: OptionsFactory },
  useExisting: { imports: [OptionsModule], useExisting: OptionsFactory },
};

function moduleWith(mcp: DynamicModule): DynamicModule {
  return { module: class AppModule {}, imports: [mcp], providers: [PublicTools] };
}

function versioned(extras: McpModuleExtras = {}): DynamicModule {
  return moduleWith(McpModule.forRoot({ name: 'v', version: '1.0.0', sse: true, ...extras }));
}

async function connected(client: Promise<TestClient>): Promise<TestClient> {
  const one = await client;
  onTestFinished(() => one.close());
  return one;
}

const modern = (url: URL) => connected(STREAMABLE_HTTP['v2 modern'](url));
const legacy = (url: URL) => connected(STREAMABLE_HTTP.v1(url));
const sse = (url: URL) => connected(HTTP_SSE['v1.10'](url));

describe.each(ADAPTER_NAMES)('on %s', (adapter) => {
  verifies('nest.for-feature', async () => {
    const { app, at } = await serve(TwoServers).on(adapter);
    for (const connect of [modern, legacy]) {
      const [open, admin] = [await connect(at('/mcp')), await connect(at('/admin'))];
      expect(open.serverInfo).toMatchObject({ name: 'public', version: '1.0.0' });
      expect(admin.serverInfo).toMatchObject({ name: 'admin', version: '2.0.0' });
      expect(await toolNames(open)).toEqual(['hello']);
      expect(await toolNames(admin)).toEqual(['wipe', 'hello']);
      expect(textOf(await open.call('hello'))).toBe('hello from the public server');
      expect(textOf(await admin.call('hello'))).toBe('hello from the admin server');
      await expect(open.call('wipe')).rejects.toMatchObject({ code: -32602 });
    }
    const registry = app.get<McpRegistry>(serverToken(McpRegistry, 'admin'), { strict: false });
    registry.removeTool('hello');
    expect(app.get(McpRegistry).toolNames).toEqual(['hello']);
    const inMemory = await connectClient(app, { server: 'admin' });
    onTestFinished(() => inMemory.close());
    expect((await inMemory.listTools()).tools.map(({ name }) => name)).toEqual(['wipe']);
  });

  verifies('nest.for-root-async', async () => {
    for (const [way, options] of Object.entries(ASYNC_WAYS)) {
      const mcp = McpModule.forRootAsync({ ...options, path: 'late' });
      const { at } = await serve(moduleWith(mcp)).on(adapter);
      const client = await modern(at('/late'));
      expect(client.serverInfo, way).toMatchObject({ name: 'async', version: '3.0.0' });
      expect(client.instructions, way).toBe('from afar');
      expect(await toolNames(client), way).toEqual(['hello']);
    }
  });

  verifies('nest.global-prefix', async () => {
    const { at } = await serve(versioned())
      .with((app) => app.setGlobalPrefix('api/inner'))
      .on(adapter);
    for (const connect of [modern, legacy]) {
      expect(await toolNames(await connect(at('/api/inner/mcp')))).toEqual(['hello']);
    }
    expect(await toolNames(await sse(at('/api/inner/mcp/sse')))).toEqual(['hello']);
    await expect(modern(at('/mcp'))).rejects.toThrow();
  });

  verifies('nest.versioning', async () => {
    const neutral = await serve(versioned())
      .with((app) => app.enableVersioning({ type: VersioningType.URI }))
      .on(adapter);
    expect(await toolNames(await modern(neutral.at('/mcp')))).toEqual(['hello']);
    expect(await toolNames(await sse(neutral.at('/mcp/sse')))).toEqual(['hello']);

    const second = await serve(versioned({ apiVersion: '2' }))
      .with((app) => app.enableVersioning({ type: VersioningType.URI }))
      .on(adapter);
    expect(await toolNames(await legacy(second.at('/v2/mcp')))).toEqual(['hello']);
    expect(await toolNames(await sse(second.at('/v2/mcp/sse')))).toEqual(['hello']);
    await expect(modern(second.at('/mcp'))).rejects.toThrow();
  });
});
