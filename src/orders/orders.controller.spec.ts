import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { McpModule } from 'nest-mcp';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { OrdersModule } from './orders.module.js';

let app: INestApplication;

beforeEach(async () => {
  const module = await Test.createTestingModule({
    imports: [OrdersModule, McpModule.forRoot({ name: 'orders', version: '1.0.0' })],
  }).compile();
  // As the application does it: only these routes have a parser for JSON.
  app = module.createNestApplication({ bodyParser: false, logger: false });
  await app.init();
});

afterEach(() => app.close());

const http = () => request(app.getHttpServer());

describe('GET /orders', () => {
  it('gives the latest twenty by default', async () => {
    const { body } = await http().get('/orders').expect(200);
    expect(body).toMatchObject({ total: 40, orders: { length: 20, 0: { number: 'A-1040' } } });
  });

  it('filters and limits', async () => {
    const { body } = await http().get('/orders?customer=acme&status=shipped&limit=1').expect(200);
    expect(body).toMatchObject({ total: 2, orders: { length: 1, 0: { number: 'A-1027' } } });
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'limit=', 'status=lost', 'text='])(
    'refuses ?%s and names the field',
    async (query) => {
      const { body } = await http().get(`/orders?${query}`).expect(400);
      const [field = ''] = query.split('=');
      expect(body).toMatchObject({ message: [expect.stringContaining(`${field}: `)] });
    },
  );
});

describe('GET /orders/:number', () => {
  it('gives one order', async () => {
    const { body } = await http().get('/orders/a-1001').expect(200);
    expect(body).toMatchObject({ number: 'A-1001', customerId: 'castello' });
  });

  it('answers 404 for one that does not exist', async () => {
    const { body } = await http().get('/orders/A-9999').expect(404);
    expect(body).toMatchObject({ message: expect.stringContaining('There is no order A-9999') });
  });

  it('answers 400 for what is no number of an order', async () => {
    const { body } = await http().get('/orders/first').expect(400);
    expect(body).toMatchObject({ message: ['must look like A-1001'] });
  });
});

describe('POST /orders', () => {
  const order = { customerId: 'acme', lines: [{ sku: 'kb-75', quantity: 1 }] };

  it('places an order', async () => {
    const { body } = await http().post('/orders').send(order).expect(201);
    expect(body).toMatchObject({ number: 'A-1041', totalCents: 8_900 });
    await http().get('/orders/A-1041').expect(200, body);
  });

  it('answers 409 for what is not in stock', async () => {
    const lines = [{ sku: 'DS-120', quantity: 1 }];
    await http()
      .post('/orders')
      .send({ ...order, lines })
      .expect(409);
  });

  it.each([
    ['no customer', { lines: order.lines }, 'customerId: '],
    ['no lines', { customerId: 'acme', lines: [] }, 'lines: '],
    ['no pieces', { customerId: 'acme', lines: [{ sku: 'KB-75', quantity: 0 }] }, 'lines.0.quant'],
    ['no object', [], ''],
  ])('refuses %s', async (_, body, message) => {
    const response = await http().post('/orders').send(body).expect(400);
    expect(response.body).toMatchObject({ message: [expect.stringContaining(message)] });
  });

  it('refuses a body that is no JSON', async () => {
    await http().post('/orders').type('json').send('{ "customerId": ').expect(400);
  });

  it('refuses a body that is too long', async () => {
    const note = 'x'.repeat(200_000);
    await http()
      .post('/orders')
      .send({ ...order, note })
      .expect(413);
  });

  it.each([
    ['a key of every prototype', '{"__proto__":{"customerId":"acme"},"lines":[]}'],
    [
      'the name of a method as customer',
      '{"customerId":"constructor","lines":[{"sku":"KB-75","quantity":1}]}',
    ],
    [
      'the name of a method as product',
      '{"customerId":"acme","lines":[{"sku":"toString","quantity":1}]}',
    ],
    ['a number beyond all', '{"customerId":"acme","lines":[{"sku":"KB-75","quantity":1e400}]}'],
    ['a number that is none', '{"customerId":"acme","lines":[{"sku":"KB-75","quantity":NaN}]}'],
    ['a fraction', '{"customerId":"acme","lines":[{"sku":"KB-75","quantity":0.5}]}'],
    ['a list as a number', '{"customerId":"acme","lines":[{"sku":"KB-75","quantity":[1]}]}'],
    ['half a character', '{"customerId":"\\ud800","lines":[{"sku":"\\u0000","quantity":1}]}'],
    ['deep lists', `${'['.repeat(45_000)}${']'.repeat(45_000)}`],
    ['deep objects', `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`],
    [
      'a deep value in the right place',
      `{"customerId":${'['.repeat(45_000)}${']'.repeat(45_000)}}`,
    ],
    ['many lines', `{"customerId":"acme","lines":[${'{},'.repeat(30_000)}{}]}`],
    ['null', 'null'],
    ['nothing', ''],
  ])('refuses %s as a fault of the client', async (_, body) => {
    await http().post('/orders').type('json').send(body).expect(400);
    await http().get('/orders/A-1001').expect(200);
  });

  it.each([
    ['Content-Type', 'application/json; charset=x', 415],
    ['Content-Type', 'text/plain', 400],
    ['Content-Encoding', 'gzip', 400],
    ['Content-Encoding', 'x', 415],
  ])('answers %s: %s with %i', async (header, value, status) => {
    await http().post('/orders').type('json').set(header, value).send('{}').expect(status);
  });
});
