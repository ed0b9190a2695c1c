import type { LabProcess } from '../lab/lab.process.js';
import { KIND_NAMES, KINDS } from '../wire/kinds.js';
import type { LabClient } from '../wire/lab.client.js';
import { within } from './within.js';

const LONGEST = 5000;

/** Clients that do nothing wrong, on every transport, from the first conversation to the last. */
export class Witnesses {
  /** How much trouble earlier conversations made. */
  private known = 0;

  private constructor(
    private readonly lab: LabProcess,
    private readonly clients: readonly LabClient[],
  ) {}

  static async of(lab: LabProcess): Promise<Witnesses> {
    const identity = { label: 'witness', answer: () => undefined };
    const clients = KIND_NAMES.map((kind): Promise<LabClient> => KINDS[kind](lab, identity));
    return new Witnesses(lab, await Promise.all(clients));
  }

  /** What they see of a conversation that somebody else had. */
  async report(): Promise<string[]> {
    const served = await Promise.all(
      this.clients.map((client, index) => this.isServed(client, index)),
    );
    const { trouble } = await this.lab.reading();
    const known = this.known;
    this.known = trouble.length;
    return [...served.flat(), ...trouble.slice(known)];
  }

  close(): void {
    for (const client of this.clients) client.drop();
  }

  private async isServed(client: LabClient, index: number): Promise<string[]> {
    let text = '';
    const call = client.call('witness', 'echo', { text: 'still here' });
    await within(
      call.then((answer) => (text = JSON.stringify(answer))),
      LONGEST,
    );
    const more = client.frames.length > 0 ? client.frames.splice(0).slice(0, -1) : [];
    const foreign = more.filter(({ id }) => id !== 0 && id !== 'witness');
    return [
      ...(text.includes('still here')
        ? []
        : [`${KIND_NAMES[index]} was told ${text || 'nothing'}`]),
      ...foreign.map((frame) => `${KIND_NAMES[index]} got ${JSON.stringify(frame)}`),
    ];
  }
}
