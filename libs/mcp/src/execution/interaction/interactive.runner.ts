import type { Handler } from '../../catalog/catalog.js';
import { begin, isThenable, type Awaitable } from '../../context/awaitable.js';
import type { Exchange, Params } from '../../context/exchange.js';
import { McpContext } from '../../context/mcp.context.js';
import { isInputRequired, type OpenInteraction } from './open.interaction.js';
import { PushInteraction } from './push.interaction.js';
import { ReplayInteraction } from './replay.interaction.js';
import type { StateSealer } from './state.sealer.js';

/** Runs handlers that may ask the client something, in the way of the client's era. */
export class InteractiveRunner {
  constructor(
    private readonly sealer: StateSealer,
    /** Milliseconds that a client has for each answer. */
    private readonly answerTimeout: number,
  ) {}

  /**
   * @returns what the handler returned, or what the client must answer first
   * @throws what the handler threw; McpError `INVALID_STATE` or `MISSING_CLIENT_CAPABILITY`
   */
  run(handler: Handler, args: Record<string, unknown>, exchange: Exchange): Awaitable<unknown> {
    const interaction = this.open(exchange);
    const context = new McpContext(exchange, interaction);
    const begun = begin(() => handler(args, context));
    const waits = isThenable(begun) || context.returnedInput !== undefined;
    if (!waits && interaction.isAnswer(begun)) return begun;
    return converse(handler, args, context, interaction, begun);
  }

  private open(exchange: Exchange): PushInteraction | ReplayInteraction {
    if (exchange.peer.era === 'legacy') return new PushInteraction(exchange, this.answerTimeout);
    const { requestState, inputResponses } = exchange.params;
    const state = this.sealer.open(requestState, exchange);
    return new ReplayInteraction(exchange, state, resultsOf(inputResponses), this.sealer);
  }
}

/** Waits for the handler, and runs it again as long as it returns questions that are asked for it. */
async function converse(
  handler: Handler,
  args: Record<string, unknown>,
  context: McpContext,
  interaction: PushInteraction | ReplayInteraction,
  begun: unknown,
): Promise<unknown> {
  for (let run = begun; ; run = begin(() => handler(args, context))) {
    let outcome: unknown;
    try {
      const value = await run;
      outcome = context.returnedInput ?? value;
      const suspension = interaction.suspension(outcome);
      if (suspension) outcome = (await suspension) ?? outcome;
    } catch (error) {
      outcome = await suspensionAfter(error, context, interaction);
    }
    // In the modern era the client brings the answers itself, with its next request.
    if (!(interaction instanceof PushInteraction) || !isInputRequired(outcome)) return outcome;
    await interaction.answer(outcome);
    context.returnedInput = undefined;
  }
}

/** @throws what the handler threw, unless the client is to be asked */
async function suspensionAfter(
  error: unknown,
  { returnedInput }: McpContext,
  interaction: OpenInteraction,
): Promise<unknown> {
  // Whatever a handler, interceptor or filter made of it: the client is to be asked.
  const suspension = (await interaction.suspension(returnedInput ?? error)) ?? returnedInput;
  if (suspension) return suspension;
  throw error;
}

/** Each answer is a result, which is an object (2026-07-28 schema, InputResponses): others are none. */
function resultsOf(responses: unknown): Params {
  if (!isResult(responses)) return {};
  return Object.fromEntries(Object.entries(responses).filter(([, value]) => isResult(value)));
}

function isResult(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
