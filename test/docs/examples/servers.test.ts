import { Module } from '@nestjs/common';
import { McpModule } from 'nest-mcp';
import { describe, expect, it, vi } from 'vitest';
import { AppModule as ObservedModule, CallCounter } from '../../../docs/examples/observer.js';
import { Plugins } from '../../../docs/examples/registry.js';
import { Tenant, TenantTools } from '../../../docs/examples/request-scope.js';
import { AppModule as ShopModule, PublicTools } from '../../../docs/examples/several-servers.js';
import { closeLater, compile, connect, moduleWith, text } from './client.support.js';
import { callOverHttp } from './http.support.js';

describe('request-scope.ts', () => {
  it('makes the provider anew for each call, with its own headers', async () => {
    const module = await compile(moduleWith(Tenant, TenantTools));
    const app = closeLater(module.createNestApplication({ logger: false }));
    await app.listen(0, '127.0.0.1');
    const url = `${await app.getUrl()}/mcp`;
    const tenants = ['a', 'b', undefined];
    const answers = await Promise.all(
      tenants.map((tenant) =>
        callOverHttp(url, 'which_tenant', {}, tenant === undefined ? {} : { 'X-Tenant': tenant }),
      ),
    );
    expect(answers.map(({ result }) => result?.content)).toEqual([
      text('a'),
      text('b'),
      text('none'),
    ]);
  });
});

describe('registry.ts', () => {
  it('adds, hides and removes a tool', async () => {
    const app = await compile(moduleWith(Plugins));
    const { client, call } = await connect(app);
    const plugins = app.get(Plugins);
    const names = async () => (await client.listTools()).tools.map(({ name }) => name);
    plugins.install();
    expect(await call('add', { a: 1, b: 2 })).toMatchObject({ content: text('3') });
    plugins.upgrade();
    expect(await call('add', { numbers: [1, 2, 3] })).toMatchObject({ content: text('6') });
    expect(plugins.pause()).toBe(true);
    expect(await names()).toEqual([]);
    await expect(call('add', { a: 1, b: 2 })).rejects.toMatchObject({ code: -32602 });
    expect(plugins.remove()).toBe(true);
    expect(plugins.remove()).toBe(false);
  });

  it('tells clients that the list changed', async () => {
    const app = await compile(moduleWith(Plugins));
    const { client } = await connect(app, { era: 'legacy' });
    const changed = vi.fn<() => void>();
    client.setNotificationHandler('notifications/tools/list_changed', changed);
    app.get(Plugins).install();
    await expect.poll(() => changed.mock.calls.length).toBe(1);
  });
});

describe('several-servers.ts', () => {
  it('gives each server its own tools', async () => {
    const app = await compile(ShopModule);
    const shop = await connect(app);
    const admin = await connect(app, { server: 'admin' });
    expect(await shop.call('status')).toMatchObject({ content: text('open') });
    await expect(admin.call('status')).rejects.toMatchObject({ code: -32602 });
    expect(await admin.call('list_admin_tools')).toMatchObject({
      content: text('["list_admin_tools"]'),
    });
  });

  it('serves them at their own paths', async () => {
    const app = closeLater((await compile(ShopModule)).createNestApplication({ logger: false }));
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const shop = await callOverHttp(`${url}/mcp`, 'status');
    const admin = await callOverHttp(`${url}/admin/mcp`, 'list_admin_tools');
    expect([shop, admin].map(({ result }) => result?.content)).toEqual([
      text('open'),
      text('["list_admin_tools"]'),
    ]);
  });
});

describe('docs/tools.md', () => {
  it('is right that a module may belong to several servers', async () => {
    @Module({
      imports: [McpModule.forFeature('default'), McpModule.forFeature('admin')],
      providers: [PublicTools],
    })
    class SharedModule {}
    @Module({ imports: [ShopModule, SharedModule] })
    class AppModule {}
    const app = await compile(AppModule);
    for (const server of ['default', 'admin']) {
      const { call } = await connect(app, { server });
      expect(await call('status')).toMatchObject({ content: text('open') });
    }
  });
});

describe('observer.ts', () => {
  it('sees how each call ended', async () => {
    const app = await compile(ObservedModule);
    const { call } = await connect(app);
    await call('greet', { name: 'Ada' });
    await call('greet', {});
    expect(Object.fromEntries(app.get(CallCounter).counts)).toEqual({
      'greet ok': 1,
      'greet tool_error': 1,
    });
  });
});
