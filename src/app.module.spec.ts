import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';

import { AppModule } from './app.module.js';
import { loadConfiguration } from './config/configuration.loader.js';

let app: INestApplication;

async function start(...flags: string[]): Promise<void> {
  const configuration = loadConfiguration([...flags, '--log-level', 'silent'], {}, '1.2.3');
  const module = await Test.createTestingModule({
    imports: [AppModule.forRoot(configuration)],
  }).compile();
  app = module.createNestApplication({ bodyParser: false, logger: false });
  await app.listen(0, '127.0.0.1');
}

afterEach(() => app.close());

/** Whether a route exists: whatever it answers, Nest itself would have said that it can't. */
async function serves(path: string): Promise<boolean> {
  const { text } = await request(app.getHttpServer()).post(path).send({});
  return !text.includes(`Cannot POST ${path}`);
}

describe('AppModule', () => {
  it.each([
    ['http', { streamable: true, sse: true }],
    ['sse', { streamable: false, sse: true }],
    ['stdio', { streamable: false, sse: false }],
  ])('serves for --transport %s only what it stands for', async (transport, routes) => {
    await start('--transport', transport);
    expect({
      streamable: await serves('/mcp'),
      sse: await serves('/mcp/messages'),
    }).toEqual(routes);
  });

  it('is ready with its tools and the limit of connections that was given', async () => {
    await start('--max-connections', '7');
    const { body } = await request(app.getHttpServer()).get('/health/ready').expect(200);
    expect(body).toMatchObject({
      details: { catalogue: { tools: 6 }, connections: { limit: 7 } },
    });
  });

  it('serves REST beside MCP, with its own reader of bodies', async () => {
    await start();
    const order = { customerId: 'acme', lines: [{ sku: 'KB-75', quantity: 1 }] };
    await request(app.getHttpServer()).post('/orders').send(order).expect(201);
  });
});
