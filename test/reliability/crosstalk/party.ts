import { expect } from 'vitest';
import type { Json } from '../../support/wire/rpc.messages.js';
import type { Kind } from '../wire/kinds.js';
import type { LabClient } from '../wire/lab.client.js';

const LABEL = /party-\d+/g;
const STEPS = 3;
/** Milliseconds that a call waits which is not cancelled, and one which is. */
const SHORT = 300;
const LONG = 60_000;
const PATIENT = { timeout: 20_000 };

export function labelOf(index: number): string {
  return `party-${100 + index}`;
}

/** The result of a question, which the server puts into the answer of the call that asked. */
export function answerOf(label: string): (question: Json) => Json {
  return () => ({ action: 'accept', content: { name: `${label} in person` } });
}

/** One identity: what it does is the same as what all others do, ids and tokens included. */
export class Party {
  constructor(
    private readonly client: LabClient,
    private readonly kind: Kind,
    private readonly index: number,
  ) {}

  /** @throws AssertionError unless all that comes back is its own */
  async live(rounds: number): Promise<void> {
    const lasting = this.kind !== 'stateless';
    if (lasting) await this.watch();
    for (let round = 1; round <= rounds; round++) {
      await Promise.all([
        this.says(1, 'echo', { text: this.label }, this.label),
        this.talks(round),
        this.offers(),
        ...(lasting ? [this.asks(), this.touches(round)] : []),
      ]);
      await this.cancels(round);
    }
    this.checkFrames();
  }

  get label(): string {
    return labelOf(this.index);
  }

  get uri(): string {
    return `lab://items/${this.label}`;
  }

  private async says(id: unknown, name: string, args: Json, text: string, meta?: Json) {
    const answer = await this.client.call(id, name, args, meta);
    expect(answer).toMatchObject({ id, result: { content: [{ type: 'text', text }] } });
  }

  private async talks(round: number): Promise<void> {
    const { label } = this;
    const who = this.kind.startsWith('lines') ? 'nobody' : `Bearer ${label}`;
    await this.says(2, 'talk', { label, steps: STEPS }, `${label} said by ${who}`, {
      progressToken: 'p',
    });
    const progress = this.client.frames.filter(isProgressOf('p'));
    expect(progress).toHaveLength(STEPS * round);
  }

  private async asks(): Promise<void> {
    const name = `${this.label} in person`;
    await this.says(3, 'ask', { label: this.label }, `${this.label} heard ${name} and ${name}`);
  }

  private async offers(): Promise<void> {
    const { client, label, uri } = this;
    const ref = { type: 'ref/prompt', name: 'greet' };
    const [read, prompt, completed] = await Promise.all([
      client.request(4, 'resources/read', { uri }),
      client.request(5, 'prompts/get', { name: 'greet', arguments: { label } }),
      client.request(6, 'completion/complete', { ref, argument: { name: 'label', value: label } }),
    ]);
    expect(read).toMatchObject({ result: { contents: [{ uri, text: `item ${label}` }] } });
    expect(JSON.stringify(prompt)).toContain(`Greet ${label}`);
    expect(completed).toMatchObject({ result: { completion: { values: [`${label}!`] } } });
  }

  /** Subscribes to what this party alone will change. */
  private async watch(): Promise<void> {
    if (this.client.era === 'legacy') {
      await this.client.request(7, 'resources/subscribe', { uri: this.uri });
      return;
    }
    const notifications = { resourceSubscriptions: [this.uri] };
    void this.client.request(7, 'subscriptions/listen', { notifications });
    await this.client.received(({ method }) => String(method).endsWith('/acknowledged'));
  }

  private async touches(round: number): Promise<void> {
    await this.says(8, 'touch', { uri: this.uri, times: 1 }, 'touched');
    await this.client.received(({ method }) => method === 'notifications/resources/updated', round);
  }

  /** Every second one cancels its call; the others must not notice. */
  private async cancels(round: number): Promise<void> {
    const { client } = this;
    const label = `${this.label} in round ${round}`;
    const stays = (round + this.index) % 2 === 0;
    const ms = stays ? SHORT : LONG;
    const waited = client.call(9, 'wait', { label, ms }, { progressToken: 'w' });
    await client.received(isProgressOf('w'), round);
    if (stays) expect(textOf(await waited)).toBe(`${label} waited`);
    else await client.cancel(9);
    const why = stays ? /not aborted$/ : / (cancelled|disconnected)$/;
    await expect
      .poll(async () => textOf(await client.call(10, 'why_aborted', { label })), PATIENT)
      .toMatch(why);
  }

  /** Nothing may name another party, and what is counted must be complete. */
  private checkFrames(): void {
    for (const frame of this.client.frames) {
      const foreign = JSON.stringify(frame)
        .match(LABEL)
        ?.filter((one) => one !== this.label);
      expect(foreign ?? [], JSON.stringify(frame)).toEqual([]);
    }
  }
}

function isProgressOf(token: string) {
  return ({ method, params }: Json) =>
    method === 'notifications/progress' && (params as Json)['progressToken'] === token;
}

function textOf({ result }: Json): string {
  const { content } = result as { content: { text: string }[] };
  return content[0]?.text ?? '';
}
