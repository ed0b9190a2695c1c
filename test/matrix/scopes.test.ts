import { expect } from 'vitest';
import { CHANNELS } from '../support/channels.js';
import { jsonOf, type TestClient } from '../support/clients/test.client.js';
import { verifies } from '../support/verifies.js';

verifies('nest.request-scope', CHANNELS, async (client) => {
  const ofTenant = { _meta: { 'example.com/tenant': 'green' } };
  const calls = [{}, {}, ofTenant, ofTenant].map((options) => client.call('scoped', {}, options));
  const seen = (await Promise.all(calls)).map(jsonOf);
  expect(new Set(seen.map(({ serial }) => serial)).size).toBe(4);
  for (const one of seen) expect(one).toMatchObject({ isContext: true, own: true });
});

verifies('nest.durable', CHANNELS, async (client, { name }) => {
  const as = async (caller: TestClient, tenant: string) =>
    jsonOf(await caller.call('durable', {}, { _meta: { 'example.com/tenant': tenant } }));
  const [red, blue] = [`red, ${name}`, `blue, ${name}`];
  expect(await as(client, red)).toEqual({ tenant: red, calls: 1 });
  expect(await as(client, red)).toEqual({ tenant: red, calls: 2 });
  expect(await as(client, blue)).toEqual({ tenant: blue, calls: 1 });
  expect(await as(client, red)).toEqual({ tenant: red, calls: 3 });
});
