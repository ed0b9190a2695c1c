import { Controller, Get, Post, type INestApplication } from '@nestjs/common';
import { McpModule, mcpHostCheck } from 'nest-mcp';
import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../support/adapters.js';
import { expectServed, post } from '../support/wire/http.client.js';
import { initialize } from '../support/wire/rpc.messages.js';
import { serve, type Setup } from '../support/wire/served.app.js';

@Controller('orders')
class OrdersController {
  @Get()
  list(): string[] {
    return ['order 7'];
  }

  @Post()
  create(): string {
    return 'created';
  }
}

const setup = (more: Setup = {}): Setup => ({
  imports: [{ module: OrdersController, controllers: [OrdersController] }],
  configure: (app: INestApplication) => app.use(mcpHostCheck(app)),
  ...more,
});

const forbidden = (message: string) => ({ statusCode: 403, message, error: 'Forbidden' });

describe.each(ADAPTER_NAMES)('mcpHostCheck on %s', (adapter) => {
  it('keeps other names away from all routes of a server on loopback', async () => {
    const served = await serve(adapter, setup());
    const agent = supertest(served.origin);
    for (const path of ['/orders', '/nowhere', '/mcp']) {
      const answer = await agent.get(path).set('host', 'evil.example').expect(403);
      expect(answer.body).toEqual(forbidden("The host 'evil.example' is not allowed here."));
    }
    await agent.post('/orders').set('host', 'evil.example:80').expect(403);
    await post(served, initialize(), { host: 'evil.example' }).expect(403);
  });

  it('keeps foreign pages away', async () => {
    const served = await serve(adapter, setup());
    const agent = supertest(served.origin);
    const answer = await agent.post('/orders').set('origin', 'https://evil.example').expect(403);
    expect(answer.body).toEqual(
      forbidden("The origin 'https://evil.example' is not allowed here."),
    );
    await agent.post('/orders').set('origin', 'null').expect(403);
  });

  it('tells the operator what it refuses: once a minute, in one line of bounded length', async () => {
    const served = await serve(adapter, setup());
    const sender = supertest(served.origin);
    for (let count = 0; count < 20; count++) {
      const forged = `${'x'.repeat(4000)}\u0085forged\u009b2J`;
      await sender
        .get('/orders')
        .set('host', count === 0 ? `evil\u0085${forged}` : forged)
        .expect(403);
    }
    const told = served.logs.lines.filter((line) => line.includes('mcpHostCheck'));
    expect(told).toEqual([
      expect.stringMatching(
        /^mcpHostCheck refused a request \(1 so far\): .*'evil x+ It goes by allowedHosts and/,
      ),
    ]);
    expect(told[0]?.length).toBeLessThan(600);
  });

  it('changes nothing for others', async () => {
    const served = await serve(adapter, setup());
    const agent = supertest(served.origin);
    expect((await agent.get('/orders').expect(200)).body).toEqual(['order 7']);
    await agent.post('/orders').set('origin', 'http://localhost:5173').expect(201);
    await agent.get('/nowhere').expect(404);
    await expectServed(served);
  });

  it('goes by the lists of the server, and lets its own pages and health checks in', async () => {
    const mcp = { allowedHosts: ['shop.example'], allowedOrigins: ['https://app.example'] };
    const served = await serve(adapter, setup({ mcp, host: '0.0.0.0' }));
    const agent = supertest(served.origin);
    const create = (headers: Record<string, string>) => agent.post('/orders').set(headers);
    await create({ host: 'shop.example', origin: 'https://app.example' }).expect(201);
    await create({ host: 'shop.example', origin: 'https://shop.example' }).expect(201);
    await create({ host: 'shop.example:8443', origin: 'https://shop.example:8443' }).expect(201);
    await create({ host: 'shop.example', origin: 'https://shop.example:1' }).expect(403);
    await create({ host: 'evil.example', origin: 'https://evil.example' }).expect(403);
    await create({ host: `127.0.0.1:${served.port}` }).expect(201);
  });

  it('is that of the server that is named', async () => {
    const admin = McpModule.forRoot({
      name: 'admin',
      version: '1.0.0',
      server: 'admin',
      path: 'admin',
      allowedHosts: ['admin.example'],
    });
    const imports = [...(setup().imports ?? []), admin];
    const configure = (app: INestApplication) => app.use(mcpHostCheck(app, 'admin'));
    const served = await serve(adapter, setup({ imports, configure }));
    const agent = supertest(served.origin);
    await agent.get('/orders').set('host', 'admin.example').expect(200);
    await agent.get('/orders').set('host', 'evil.example').expect(403);
  });
});
