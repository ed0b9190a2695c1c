import { deriveKey } from '../../security/derived.key.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer, modernPeer } from '../../../test/exchange.fixture.js';
import type { Handler } from '../../catalog/catalog.js';
import type { ClientRequester, Params } from '../../context/exchange.js';
import { InteractiveRunner } from './interactive.runner.js';
import { StateSealer } from './state.sealer.js';

const capabilities = { elicitation: {} };
const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
const accepted = (name: unknown) => ({ action: 'accept', content: { name } });
const asking: Handler = (_, ctx) => ctx.elicit({ message: 'Who?', schema, key: 'who' });

let runner: InteractiveRunner;

beforeEach(() => {
  runner = new InteractiveRunner(
    new StateSealer(deriveKey(undefined, 'state'), 60_000, () => undefined),
    1000,
  );
});

const modern = (params: Params = {}) => exchangeOf({ peer: modernPeer({ capabilities }), params });
const legacy = (request: ClientRequester) =>
  exchangeOf({ peer: legacyPeer({ capabilities }), request });

describe('a handler that asks', () => {
  it('gets the answer at once in the legacy era', async () => {
    const request = vi.fn<ClientRequester>(async () => accepted('Ada'));
    expect(await runner.run(asking, {}, legacy(request))).toEqual(accepted('Ada'));
    expect(request.mock.calls[0]?.slice(0, 2)).toEqual([
      'elicitation/create',
      { message: 'Who?', requestedSchema: schema },
    ]);
  });

  it('gets the answer in the next round in the modern era', async () => {
    const first = await runner.run(asking, {}, modern());
    expect(first).toMatchObject({ resultType: 'input_required', inputRequests: { who: {} } });
    const { requestState } = first as { requestState: string };
    const second = modern({ requestState, inputResponses: { who: accepted('Ada') } });
    expect(await runner.run(asking, {}, second)).toEqual(accepted('Ada'));
  });

  it('need not get its state back when all answers are there', async () => {
    const exchange = modern({ inputResponses: { who: accepted('Ada') } });
    expect(await runner.run(asking, {}, exchange)).toEqual(accepted('Ada'));
  });

  it.each([null, [], 'text', 7, { who: null }, { who: accepted(7) }, { who: { action: 'maybe' } }])(
    'asks again when the answers are %j',
    async (inputResponses) => {
      expect(await runner.run(asking, {}, modern({ inputResponses }))).toMatchObject({
        resultType: 'input_required',
      });
    },
  );

  it('sees only answers that are results', async () => {
    const seen: unknown[] = [];
    const look: Handler = (_, ctx) => void seen.push(ctx.inputResponses);
    const inputResponses = { a: null, b: 7, c: 'Ada', d: [], e: { roots: [] } };
    await runner.run(look, {}, modern({ inputResponses }));
    expect(seen).toEqual([{ e: { roots: [] } }]);
  });

  it('does not run with state that is not ours', async () => {
    const handler = vi.fn();
    const run = () => runner.run(handler, {}, modern({ requestState: 'made up' }));
    expect(run).toThrow(expect.objectContaining({ code: 'INVALID_STATE' }));
    expect(handler).not.toHaveBeenCalled();
  });

  it('takes no answers from a legacy request, which only a modern one has', async () => {
    const request = vi.fn<ClientRequester>(async () => accepted('asked'));
    const exchange = exchangeOf({
      peer: legacyPeer({ capabilities }),
      params: { inputResponses: { who: accepted('smuggled') }, requestState: 'made up' },
      request,
    });
    expect(await runner.run(asking, {}, exchange)).toEqual(accepted('asked'));
  });
});

describe('a handler that returns input requests', () => {
  const inputRequests = {
    who: { method: 'elicitation/create', params: { message: 'Who?', requestedSchema: schema } },
  };
  const handler: Handler = (_, ctx) =>
    ctx.inputResponses['who']
      ? [ctx.inputResponses['who'], ctx.requestState]
      : { resultType: 'input_required', inputRequests, requestState: 'step 1' };

  it('is run again with the answers in the legacy era', async () => {
    const request = vi.fn<ClientRequester>(async () => accepted('Ada'));
    expect(await runner.run(handler, {}, legacy(request))).toEqual([accepted('Ada'), 'step 1']);
    expect(request).toHaveBeenCalledOnce();
  });

  it('is run again by the client in the modern era', async () => {
    const { requestState } = (await runner.run(handler, {}, modern())) as { requestState: string };
    const again = modern({ requestState, inputResponses: { who: accepted('Ada') } });
    expect(await runner.run(handler, {}, again)).toEqual([accepted('Ada'), 'step 1']);
  });

  it('is stopped when it never has enough', async () => {
    const endless = vi.fn(() => ({ resultType: 'input_required', requestState: 'again' }));
    const run = runner.run(endless, {}, legacy(vi.fn<ClientRequester>()));
    await expect(run).rejects.toMatchObject({ code: 'INVALID_ANSWER' });
    expect(endless).toHaveBeenCalledTimes(9);
  });
});

describe.each([
  ['legacy', () => legacy(vi.fn<ClientRequester>())],
  ['modern', () => modern()],
] as const)('a handler that asks nothing, in the %s era,', (_, exchange) => {
  it('gives what it returns', async () => {
    expect(await runner.run((args) => args, { a: 1 }, exchange())).toEqual({ a: 1 });
    expect(await runner.run(() => undefined, {}, exchange())).toBeUndefined();
  });

  it('throws what it throws', async () => {
    const error = new Error('broken');
    await expect(
      runner.run(
        () => {
          throw error;
        },
        {},
        exchange(),
      ),
    ).rejects.toBe(error);
  });

  it('does once what it wants done once', async () => {
    const work = vi.fn(() => 7);
    const handler: Handler = async (_args, ctx) => [
      await ctx.once('n', work),
      await ctx.once('n', work),
    ];
    expect(await runner.run(handler, {}, exchange())).toEqual([7, 7]);
    expect(work).toHaveBeenCalledOnce();
  });
});
