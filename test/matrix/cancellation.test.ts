import { expect } from 'vitest';
import { CHANNELS, PROCESSES, type Channel } from '../support/channels.js';
import { textOf, type TestClient } from '../support/clients/test.client.js';
import { verifies } from '../support/verifies.js';

let calls = 0;

/** Calls the waiting tool and resolves when its handler runs. */
async function startWaiting(client: TestClient) {
  const key = `wait-${++calls}`;
  const abort = new AbortController();
  let result!: Promise<unknown>;
  await new Promise<void>((resolve) => {
    result = client.call('wait', { key }, { signal: abort.signal, onprogress: () => resolve() });
    result.catch(() => undefined);
  });
  return { key, abort, result };
}

const reason = async (client: TestClient, key: string) =>
  textOf(await client.call('why_ended', { key }));

/** A stateless legacy client has no way to name a request that another POST carries. */
const cancellable = ({ era, lasting }: Channel) => era === 'modern' || lasting;
const closesStream = ({ era, transport }: Channel) =>
  era === 'modern' && transport === 'streamable-http';

verifies(
  'cancellation.signal',
  [...CHANNELS, ...PROCESSES].filter(cancellable),
  async (client, channel) => {
    const { key, abort, result } = await startWaiting(client);
    abort.abort('changed my mind');
    await expect(result).rejects.toThrow(/changed my mind/);
    expect(await reason(client, key)).toBe(closesStream(channel) ? 'disconnected' : 'cancelled');
  },
);

verifies('cancellation.only-one', CHANNELS.filter(cancellable), async (client) => {
  const first = await startWaiting(client);
  const second = await startWaiting(client);
  first.abort.abort();
  await reason(client, first.key);
  expect(textOf(await client.call('still_waits', { key: second.key }))).toBe('true');
  second.abort.abort();
  expect(await reason(client, second.key)).toMatch(/cancelled|disconnected/);
});

/** In a session a lost stream is no cancellation: 2025-11-25, Sending Messages. */
const endsWithClient = ({ transport, era }: Channel) =>
  transport !== 'streamable-http' || era === 'modern';

verifies('cancellation.disconnect', CHANNELS.filter(endsWithClient), async (client, channel) => {
  const observer = await channel.open();
  const { key } = await startWaiting(client);
  await client.close();
  expect(await reason(observer, key)).toBe('disconnected');
});
