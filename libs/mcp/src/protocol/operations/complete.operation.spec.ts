import { deriveKey } from '../../security/derived.key.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, modernPeer } from '../../../test/exchange.fixture.js';
import { sourceOf } from '../../../test/source.fixture.js';
import type { Handler } from '../../catalog/catalog.js';
import { Catalogs } from '../../catalog/catalogs.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { createPromptEntry } from '../../catalog/prompt.factory.js';
import { createResourceEntry, createTemplateEntry } from '../../catalog/resource.factory.js';
import type { Params } from '../../context/exchange.js';
import { HandlerRunner } from '../../execution/handler.runner.js';
import { InteractiveRunner } from '../../execution/interaction/interactive.runner.js';
import { StateSealer } from '../../execution/interaction/state.sealer.js';
import { CompleteOperation } from './complete.operation.js';

const runner = new HandlerRunner(
  { timeout: 0, resultBytes: 4096 },
  new InteractiveRunner(
    new StateSealer(deriveKey(undefined, 'state'), 60_000, () => undefined),
    1000,
  ),
);
const ORDERS = 'orders://{customer}/{number}';
const PLAN = { type: 'ref/prompt', name: 'plan' };
const ORDER = { type: 'ref/resource', uri: ORDERS };

let catalogs: Catalogs;
let operation: CompleteOperation;

beforeEach(() => {
  catalogs = new Catalogs(new ChangeFeed());
  const { prompts, resources, templates, completers } = catalogs;
  prompts.add(createPromptEntry(sourceOf({ name: 'plan' })));
  templates.add(createTemplateEntry(sourceOf({ uriTemplate: ORDERS })));
  operation = new CompleteOperation(prompts, resources, templates, completers, runner);
});

const completes = (handler: Handler) =>
  catalogs.completers.add(sourceOf({ prompt: 'plan', argument: 'city' }, handler));
const complete = (params: Params) =>
  operation.run(exchangeOf({ method: 'completion/complete', params }));
const city = (value = '', more: Params = {}) =>
  complete({ ref: PLAN, argument: { name: 'city', value }, ...more });

describe('completion/complete', () => {
  it('gives the completer what was typed and what is known already', async () => {
    const handler = vi.fn(() => ['Rome']);
    completes(handler);
    expect(await city('R', { context: { arguments: { country: 'Italy' } } })).toEqual({
      completion: { values: ['Rome'], total: 1, hasMore: false },
    });
    const asked = { value: 'R', given: { country: 'Italy' } };
    expect(handler).toHaveBeenCalledWith(asked, expect.anything());
  });

  it('completes variables of templates', async () => {
    const key = { uriTemplate: ORDERS, variable: 'number' };
    catalogs.completers.add(sourceOf(key, async () => [1, 2]));
    const argument = { name: 'number', value: '' };
    expect(await complete({ ref: ORDER, argument })).toEqual({
      completion: { values: ['1', '2'], total: 2, hasMore: false },
    });
  });

  it.each([99, 100, 101, 5000])('shows 100 of %i values at most', async (count) => {
    completes(() => Array.from({ length: count }, (_, index) => `v${index}`));
    const { completion } = (await city()) as { completion: { values: string[] } };
    expect(completion).toMatchObject({ total: count, hasMore: count > 100 });
    expect(completion.values).toHaveLength(Math.min(count, 100));
    expect(completion.values[0]).toBe('v0');
  });

  it.each([undefined, null, 'Rome', {}])(
    'has no values when the completer gives %o',
    async (value) => {
      completes(() => value);
      expect(await city()).toMatchObject({ completion: { values: [] } });
    },
  );

  it('has no values without a completer', async () => {
    expect(await city()).toEqual({ completion: { values: [] } });
  });

  it.each([undefined, {}, { arguments: undefined }])(
    'knows nothing yet with the context %j',
    async (context) => {
      const handler = vi.fn(() => []);
      completes(handler);
      await city('', { context });
      expect(handler).toHaveBeenCalledWith({ value: '', given: {} }, expect.anything());
    },
  );

  it.each(['x', [], { arguments: [] }, { arguments: { days: 3 } }])(
    'refuses the context %j',
    async (context) => {
      completes(() => []);
      await expect(city('', { context })).rejects.toMatchObject({ code: 'INVALID_PARAMS' });
    },
  );

  it('has no values for a resource without variables', async () => {
    catalogs.resources.add(createResourceEntry(sourceOf({ uri: 'a:b' })));
    const ref = { type: 'ref/resource', uri: 'a:b' };
    expect(await complete({ ref, argument: { name: 'x', value: '' } })).toEqual({
      completion: { values: [] },
    });
  });

  it('does not let a completer ask in the modern era', async () => {
    completes(() => ({ resultType: 'input_required' }));
    const params = { ref: PLAN, argument: { name: 'city', value: '' } };
    await expect(operation.run(exchangeOf({ params, peer: modernPeer() }))).rejects.toMatchObject({
      code: 'CLIENT_UNREACHABLE',
    });
  });

  it('throws what the completer throws', async () => {
    completes(() => {
      throw new Error('internals');
    });
    await expect(city()).rejects.toThrow('internals');
  });

  it.each<[Params, string]>([
    [{ ref: { ...PLAN, name: 'other' } }, 'UNKNOWN_REFERENCE'],
    [{ ref: { ...ORDER, uri: 'orders://1/2' } }, 'UNKNOWN_REFERENCE'],
    [{ ref: { type: 'ref/prompt', name: ORDERS } }, 'UNKNOWN_REFERENCE'],
    [{ ref: { type: 'ref/tool', name: 'plan' } }, 'INVALID_PARAMS'],
    [{ ref: { type: 'ref/prompt' } }, 'INVALID_PARAMS'],
    [{ ref: { type: 'ref/resource', name: 'plan' } }, 'INVALID_PARAMS'],
    [{ ref: null }, 'INVALID_PARAMS'],
    [{ ref: undefined }, 'INVALID_PARAMS'],
    [{ argument: null }, 'INVALID_PARAMS'],
    [{ argument: { name: 'city' } }, 'INVALID_PARAMS'],
    [{ argument: { value: '' } }, 'INVALID_PARAMS'],
    [{ argument: { name: 'city', value: 7 } }, 'INVALID_PARAMS'],
  ])('refuses %j', async (wrong, code) => {
    await expect(city('', wrong)).rejects.toMatchObject({ code });
  });
});
