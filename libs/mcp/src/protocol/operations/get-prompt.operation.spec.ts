import { deriveKey } from '../../security/derived.key.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { exchangeOf, modernPeer } from '../../../test/exchange.fixture.js';
import { sourceOf } from '../../../test/source.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { PromptCatalog } from '../../catalog/prompt.catalog.js';
import { createPromptEntry } from '../../catalog/prompt.factory.js';
import type { Params } from '../../context/exchange.js';
import { HandlerRunner } from '../../execution/handler.runner.js';
import { InteractiveRunner } from '../../execution/interaction/interactive.runner.js';
import { StateSealer } from '../../execution/interaction/state.sealer.js';
import { GetPromptOperation } from './get-prompt.operation.js';

const runner = new HandlerRunner(
  { timeout: 0, resultBytes: 4096 },
  new InteractiveRunner(
    new StateSealer(deriveKey(undefined, 'state'), 60_000, () => undefined),
    1000,
  ),
);
const input = z.object({ city: z.string().min(2), days: z.coerce.number().default(3) });
const plan = vi.fn((args: object) => JSON.stringify(args));

let prompts: PromptCatalog;
let operation: GetPromptOperation;

beforeEach(() => {
  plan.mockClear();
  prompts = new PromptCatalog(new ChangeFeed());
  const options = { name: 'plan', description: 'Plans', input };
  prompts.add(createPromptEntry(sourceOf(options, plan)));
  prompts.add(createPromptEntry(sourceOf({ name: 'free' }, plan)));
  operation = new GetPromptOperation(prompts, runner);
});

const get = (params: Params) =>
  operation.run(exchangeOf({ method: 'prompts/get', params, peer: modernPeer() }));

describe('prompts/get', () => {
  it('gives the handler what its schema makes of the arguments', async () => {
    expect(await get({ name: 'plan', arguments: { city: 'Rome', days: '5' } })).toEqual({
      description: 'Plans',
      messages: [{ role: 'user', content: { type: 'text', text: '{"city":"Rome","days":5}' } }],
    });
  });

  it('needs no arguments where none are declared, and leaves others unchecked', async () => {
    await get({ name: 'free' });
    expect(plan).toHaveBeenLastCalledWith({}, expect.anything());
    await get({ name: 'free', arguments: { any: 'thing' } });
    expect(plan).toHaveBeenLastCalledWith({ any: 'thing' }, expect.anything());
  });

  it('names each argument that is wrong', async () => {
    await expect(get({ name: 'plan', arguments: { city: 'R', days: 'x' } })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENTS',
      message: expect.stringMatching(
        /^Invalid arguments for prompt 'plan':\n- city: .+\n- days: /,
      ) as string,
    });
    expect(plan).not.toHaveBeenCalled();
  });

  it('does not know a prompt that is disabled', async () => {
    prompts.setEnabled('plan', false);
    await expect(get({ name: 'plan' })).rejects.toMatchObject({
      code: 'UNKNOWN_PROMPT',
      message: 'Unknown prompt: plan',
    });
  });

  it.each<[Params, string]>([
    [{}, 'INVALID_PARAMS'],
    [{ name: 7 }, 'INVALID_PARAMS'],
    [{ name: 'free', arguments: 'x' }, 'INVALID_PARAMS'],
    [{ name: 'free', arguments: [] }, 'INVALID_PARAMS'],
    [{ name: 'free', arguments: [] }, 'INVALID_PARAMS'],
    [{ name: 'free', arguments: { days: 3 } }, 'INVALID_PARAMS'],
    [{ name: 'constructor' }, 'UNKNOWN_PROMPT'],
    [{ name: 'Plan' }, 'UNKNOWN_PROMPT'],
  ])('refuses %j', async (params, code) => {
    await expect(get(params)).rejects.toMatchObject({ code });
  });
});
