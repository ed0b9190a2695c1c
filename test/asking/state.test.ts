import { expect, describe, it } from 'vitest';
import { SURFACES, type Wire } from '../support/wire/surfaces.js';
import type { Json } from '../support/wire/rpc.messages.js';
import { serve, type Served } from '../support/wire/served.app.js';

const ADA = { name: { action: 'accept', content: { name: 'Ada' } } };
const NAME = {
  type: 'object',
  properties: { name: { type: 'string' } },
  required: ['name'],
} as const;
const CAN_ASK = { 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } };

const MODERN_SURFACES = Object.entries(SURFACES).filter(([name]) => name.endsWith('modern'));

async function start(secret?: string): Promise<Served> {
  return serve('express', {
    mcp: { drain: 0, ...(secret !== undefined && { secret }) },
    tools: {
      ask: async (_, ctx) => {
        const answer = await ctx.elicit({ message: 'Name?', schema: NAME, key: 'name' });
        const more = await ctx.elicit({ message: 'More?', schema: NAME, key: 'more' });
        return JSON.stringify([answer, more]);
      },
      other: (_, ctx) => ctx.elicit({ message: 'Name?', schema: NAME, key: 'name' }),
    },
  });
}

function asking(wire: Wire) {
  return (params: Json = {}) =>
    wire.ask(wire.request('tools/call', { name: 'ask', arguments: {}, ...params, _meta: CAN_ASK }));
}

const stateOf = (answer: Json) => (answer['result'] as { requestState: string }).requestState;
const INVALID = { error: { code: -32602, message: 'Invalid or expired requestState' } };

/** Changes one character, without changing which characters there may be. */
const flip = (text: string, at: number) =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

const TAMPERED: readonly (readonly [string, (state: string) => unknown])[] = [
  ['its first character changed', (state) => flip(state, 0)],
  ['its tag changed', (state) => flip(state, 20)],
  ['its content changed', (state) => flip(state, 45)],
  ['its end cut off', (state) => state.slice(0, -8)],
  ['something added', (state) => `${state}AAAA`],
  ['something added that Base64 skips', (state) => `${state}!`],
  ['another encoding', (state) => Buffer.from(state, 'base64url').toString('hex')],
  ['nothing in it', () => ''],
  ['a number for it', () => 7],
  ['an object for it', () => ({})],
  ['null for it', () => null],
];

/** 2026-07-28, multi round-trip requests, Server Requirements. */
describe.each(MODERN_SURFACES)('state that comes back over %s', (_, connect) => {
  const open = async (secret?: string) => {
    const served = await start(secret);
    const wire = await connect(served);
    return { served, wire, ask: asking(wire) };
  };

  it('carries answers from one round to the next', async () => {
    const { ask } = await open();
    const first = await ask();
    const second = await ask({ inputResponses: ADA, requestState: stateOf(first) });
    expect(second).toHaveProperty('result.inputRequests.more');
    const last = await ask({
      inputResponses: { more: { action: 'decline' } },
      requestState: stateOf(second),
    });
    expect(last).toMatchObject({
      result: { content: [{ text: JSON.stringify([ADA.name, { action: 'decline' }]) }] },
    });
  });

  it.each(TAMPERED)('is refused with %s', async (_what, tamper) => {
    const { ask } = await open();
    const first = await ask();
    const requestState = tamper(stateOf(first));
    expect(await ask({ inputResponses: ADA, requestState })).toMatchObject(INVALID);
    expect(await ask({ inputResponses: ADA, requestState: stateOf(first) })).toHaveProperty(
      'result.inputRequests.more',
    );
  });

  it('is refused for another tool, or other arguments', async () => {
    const { ask } = await open();
    const requestState = stateOf(await ask());
    const again = { inputResponses: ADA, requestState };
    expect(await ask({ ...again, name: 'other' })).toMatchObject(INVALID);
    expect(await ask({ ...again, arguments: { a: 1 } })).toMatchObject(INVALID);
  });

  it('is refused by a server with another secret, and taken by one with the same', async () => {
    const [one, same, other] = ['1', '1', '2'].map((digit) => open(digit.repeat(32)));
    const again = { inputResponses: ADA, requestState: stateOf(await (await one!).ask()) };
    expect(await (await same!).ask(again)).toHaveProperty('result.inputRequests.more');
    expect(await (await other!).ask(again)).toMatchObject(INVALID);
  });
});
