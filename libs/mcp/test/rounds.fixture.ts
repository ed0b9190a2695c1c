import { deriveKey } from '../src/security/derived.key.js';
import type { Params } from '../src/context/exchange.js';
import { ReplayInteraction } from '../src/execution/interaction/replay.interaction.js';
import { StateSealer } from '../src/execution/interaction/state.sealer.js';
import { exchangeOf, modernPeer } from './exchange.fixture.js';

const exchange = exchangeOf({ peer: modernPeer({ capabilities: { elicitation: {} } }) });
const sealer = new StateSealer(deriveKey(undefined, 'state'), 60_000, () => undefined);

/** The answer that questions of `questionOf` take. */
export const answer = (value: unknown) => ({ value });

/** The rounds of one call of a 2026-07-28 client, which can answer forms only. */
export class Rounds {
  /** What the client answers in the next round. */
  responses: Params = {};
  sealed: unknown;

  open(): ReplayInteraction {
    const state = sealer.open(this.sealed, exchange);
    return new ReplayInteraction(exchange, state, this.responses, sealer);
  }

  /** One round: the keys of what the client is asked, or what the handler gave. */
  async next(handler: (interaction: ReplayInteraction) => unknown): Promise<unknown> {
    const interaction = this.open();
    const outcome: unknown = await Promise.resolve(interaction)
      .then(handler)
      .catch((error: unknown) => error);
    const suspension = await interaction.suspension(outcome);
    if (!suspension) return outcome;
    this.sealed = suspension.requestState;
    this.responses = {};
    return Object.keys(suspension.inputRequests ?? {});
  }
}
