import { afterEach, describe, expect, it } from 'vitest';
import { ADAPTER_NAMES } from '../../support/adapters.js';
import { LabProcess } from '../lab/lab.process.js';
import { report } from '../report/figures.js';
import { amount } from '../settings.js';
import { KIND_NAMES, KINDS } from '../wire/kinds.js';
import type { LabClient } from '../wire/lab.client.js';
import { answerOf, labelOf, Party } from './party.js';

const PARTIES = 100;
const ROUNDS = amount(3, 100);

let lab: LabProcess;
let clients: LabClient[] = [];

afterEach(async () => {
  for (const client of clients) client.drop();
  clients = [];
  await lab.stop();
});

async function join(index: number): Promise<Party> {
  const kind = KIND_NAMES[index % KIND_NAMES.length]!;
  const label = labelOf(index);
  const client: LabClient = await KINDS[kind](lab, { label, answer: answerOf(label) });
  clients.push(client);
  return new Party(client, kind, index);
}

describe.each(ADAPTER_NAMES)('%s', (adapter) => {
  it(`tells ${PARTIES} identities with the same ids nothing of each other`, async (context) => {
    const start = performance.now();
    lab = await LabProcess.start({ adapter });
    const parties = await Promise.all(Array.from({ length: PARTIES }, (_, index) => join(index)));
    await Promise.all(parties.map((party) => party.live(ROUNDS)));
    const frames = clients.reduce((sum, client) => sum + client.frames.length, 0);
    report(context, {
      suite: `crosstalk, ${adapter}`,
      done: `${PARTIES} identities, ${frames} frames`,
      seconds: (performance.now() - start) / 1000,
    });
    expect((await lab.reading()).trouble).toEqual([]);
  });
});
