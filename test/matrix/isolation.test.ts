import { LOG_LEVEL_META_KEY } from '@modelcontextprotocol/client';
import { expect } from 'vitest';
import { CHANNELS, type Channel } from '../support/channels.js';
import { jsonOf, textOf, type TestClient } from '../support/clients/test.client.js';
import { verifies } from '../support/verifies.js';

const ROUNDS = 2;
const CLIENTS_PER_CHANNEL = 2;
const overHttp = ({ transport }: Channel) => transport === 'streamable-http' || transport === 'sse';

/** One turn of a client; everything that it gets must be its own. */
async function turn(client: TestClient, label: string) {
  const onprogress = () => undefined;
  const [echoed, counted, caller, shouted] = await Promise.all([
    client.call('echo', { text: label }),
    client.call('count', { label, steps: 3 }, { onprogress }),
    client.call('whoami'),
    client.call('shout', {}, { _meta: { [LOG_LEVEL_META_KEY]: 'emergency' } }),
  ]);
  expect([echoed, counted, shouted].map(textOf)).toEqual([
    label,
    `${label} counted to 3`,
    'shouted',
  ]);
  return jsonOf(caller)['header'];
}

async function live(channel: Channel, who: string): Promise<void> {
  const client = await channel.open({ headers: { 'x-who': who } });
  const labels = Array.from({ length: ROUNDS }, (_, round) => `${who}/${round}`);
  for (const label of labels) {
    expect(await turn(client, label)).toBe(overHttp(channel) ? who : undefined);
  }
  const progress = client.inbox.all('notifications/progress').map(({ params }) => params);
  expect(progress.map((params) => params?.['message'])).toEqual(
    labels.flatMap((label) => [1, 2, 3].map((step) => `${label} ${step}`)),
  );
  const perTurn = channel.era === 'modern' ? 1 : 8;
  expect(client.inbox.all('notifications/message')).toHaveLength(perTurn * ROUNDS);
}

verifies('isolation.clients', async () => {
  const lives = CHANNELS.flatMap((channel) =>
    Array.from({ length: CLIENTS_PER_CHANNEL }, (_, index) =>
      live(channel, `${channel.name} #${index}`),
    ),
  );
  await Promise.all(lives);
});
