import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf, legacyPeer } from '../../../test/exchange.fixture.js';
import { questionOf } from '../../../test/question.fixture.js';
import type { ClientRequester } from '../../context/exchange.js';
import { PushInteraction } from './push.interaction.js';

let request: ReturnType<typeof vi.fn<ClientRequester>>;
let interaction: PushInteraction;

beforeEach(() => {
  request = vi.fn<ClientRequester>(async (_, { message }) => ({ value: `to ${String(message)}` }));
  const peer = legacyPeer({ capabilities: { elicitation: {} } });
  interaction = new PushInteraction(exchangeOf({ request, peer }), 1000);
});

describe('a question that is pushed', () => {
  it('is sent, and its answer read', async () => {
    expect(await interaction.ask(questionOf('name?'))).toBe('to name?');
    expect(request).toHaveBeenCalledWith(
      'elicitation/create',
      { message: 'name?' },
      { signal: expect.any(AbortSignal), timeout: 1000 },
    );
  });

  it('is not sent to a client that cannot answer it', async () => {
    const question = questionOf('write!', { requires: { sampling: {} } });
    await expect(interaction.ask(question)).rejects.toMatchObject({
      code: 'MISSING_CLIENT_CAPABILITY',
      data: { requiredCapabilities: { sampling: {} } },
    });
    expect(request).not.toHaveBeenCalled();
  });

  it('fails with an answer of the wrong shape', async () => {
    request.mockResolvedValueOnce({ value: 7 });
    await expect(interaction.ask(questionOf('name?'))).rejects.toMatchObject({
      code: 'INVALID_ANSWER',
      message: "The client's answer to elicitation/create has the wrong shape.",
    });
  });

  it('passes on what went wrong with the request', async () => {
    request.mockRejectedValueOnce(new Error('refused'));
    await expect(interaction.ask(questionOf('name?'))).rejects.toThrow('refused');
  });

  it('may fail before the handler looks at it', async () => {
    request.mockRejectedValueOnce(new Error('refused'));
    const asked = interaction.ask(questionOf('name?'));
    await new Promise((resolve) => setImmediate(resolve));
    await expect(asked).rejects.toThrow('refused');
  });

  it('needs a way to the client', async () => {
    const alone = new PushInteraction(exchangeOf(), 1000);
    await expect(alone.ask(questionOf('name?'))).rejects.toMatchObject({
      code: 'CLIENT_UNREACHABLE',
    });
  });

  it('may be one of several at a time', async () => {
    const answers = ['a', 'b'].map((text) => interaction.ask(questionOf(text)));
    expect(request).toHaveBeenCalledTimes(2);
    expect(await Promise.all(answers)).toEqual(['to a', 'to b']);
  });

  it('has a key of its own', async () => {
    await interaction.ask(questionOf('a', { key: 'same' }));
    const second = interaction.ask(questionOf('b', { key: 'same' }));
    await expect(second).rejects.toThrow("have the key 'same'");
  });

  it('suspends nothing', () => {
    expect(interaction.suspension()).toBeUndefined();
  });
});

describe('input requests that a handler returned', () => {
  const ask = (message: string) => ({ method: 'elicitation/create', params: { message } });
  const resultType = 'input_required' as const;

  it('are all sent, and their answers kept by key', async () => {
    const inputRequests = { name: ask('name?'), seat: ask('seat?') };
    await interaction.answer({ resultType, inputRequests, requestState: 's1' });
    expect(interaction.responses).toEqual({
      name: { value: 'to name?' },
      seat: { value: 'to seat?' },
    });
    expect(interaction.state).toBe('s1');
  });

  it('are those of one round, as in the modern era', async () => {
    await interaction.answer({ resultType, inputRequests: { a: ask('a') }, requestState: 's1' });
    await interaction.answer({ resultType, inputRequests: { b: ask('b') } });
    expect(interaction.responses).toEqual({ b: { value: 'to b' } });
    expect(interaction.state).toBeUndefined();
  });

  it('may be none: then the handler is just run again', async () => {
    await interaction.answer({ resultType, requestState: 'later' });
    expect(request).not.toHaveBeenCalled();
  });

  it('need no parameters', async () => {
    const peer = legacyPeer({ capabilities: { roots: {} } });
    interaction = new PushInteraction(exchangeOf({ request, peer }), 1000);
    await interaction.answer({ resultType, inputRequests: { r: { method: 'roots/list' } } });
    expect(request).toHaveBeenCalledWith(
      'roots/list',
      {},
      { signal: expect.any(AbortSignal), timeout: 1000 },
    );
  });

  it.each([
    [{}, expect.stringMatching(/^[\da-f-]{36}$/) as string],
    [{ elicitationId: 'own' }, 'own'],
  ])('give a page an id, %j', async (given, elicitationId) => {
    const peer = legacyPeer({ capabilities: { elicitation: { url: {} } } });
    interaction = new PushInteraction(exchangeOf({ request, peer }), 1000);
    const params = { mode: 'url', message: 'Pay', url: 'https://pay.example', ...given };
    await interaction.answer({
      resultType,
      inputRequests: { page: { method: 'elicitation/create', params } },
    });
    expect(request.mock.calls[0]?.[1]).toEqual({ ...params, elicitationId });
  });

  it('are not sent to a client that cannot answer them', async () => {
    const inputRequests = { text: { method: 'sampling/createMessage' } };
    await expect(interaction.answer({ resultType, inputRequests })).rejects.toMatchObject({
      code: 'MISSING_CLIENT_CAPABILITY',
    });
  });

  it('do not go on for ever', async () => {
    for (let round = 1; round <= 8; round++) await interaction.answer({ resultType });
    await expect(interaction.answer({ resultType })).rejects.toMatchObject({
      code: 'INVALID_ANSWER',
      message: 'The handler asked more than 8 times.',
    });
  });

  it('do not make the handler ask again what it knows, nor do again what is done', async () => {
    const work = vi.fn();
    const run = async () => {
      await interaction.once('book', work);
      return interaction.ask(questionOf('name?'));
    };
    await run();
    await interaction.answer({ resultType });
    expect(await run()).toBe('to name?');
    expect(request).toHaveBeenCalledOnce();
    expect(work).toHaveBeenCalledOnce();
  });
});
