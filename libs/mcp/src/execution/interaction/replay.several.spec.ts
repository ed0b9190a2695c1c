import { beforeEach, describe, expect, it, vi } from 'vitest';
import { questionOf } from '../../../test/question.fixture.js';
import { answer, Rounds } from '../../../test/rounds.fixture.js';
import type { ReplayInteraction } from './replay.interaction.js';

let rounds: Rounds;

beforeEach(() => {
  rounds = new Rounds();
});

describe('several questions', () => {
  it('are put one after the other, and each answer is kept', async () => {
    const handler = async (ctx: ReplayInteraction) => [
      await ctx.ask(questionOf('a')),
      await ctx.ask(questionOf('b')),
      await ctx.ask(questionOf('c')),
    ];
    for (const key of ['question-1', 'question-2', 'question-3']) {
      expect(await rounds.next(handler)).toEqual([key]);
      rounds.responses = { [key]: answer(key) };
    }
    expect(await rounds.next(handler)).toEqual(['question-1', 'question-2', 'question-3']);
  });

  const parallel = (ctx: ReplayInteraction) =>
    Promise.all(['a', 'b', 'c'].map((key) => ctx.ask(questionOf(key, { key }))));

  it('are put at once when the handler asks at once', async () => {
    expect(await rounds.next(parallel)).toEqual(['a', 'b', 'c']);
    rounds.responses = { a: answer('1'), b: answer('2'), c: answer('3') };
    expect(await rounds.next(parallel)).toEqual(['1', '2', '3']);
  });

  it('are put again only where the answer is missing or wrong', async () => {
    await rounds.next(parallel);
    rounds.responses = { a: answer('1'), b: answer(2) };
    expect(await rounds.next(parallel)).toEqual(expect.arrayContaining(['b', 'c']));
    rounds.responses = { b: answer('2'), c: answer('3') };
    expect(await rounds.next(parallel)).toEqual(['1', '2', '3']);
  });

  it('are kept also when reading an answer takes longer than asking the next', async () => {
    const slow = questionOf('a', {
      key: 'a',
      read: async (given) => {
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
        return questionOf('a').read(given);
      },
    });
    const handler = (ctx: ReplayInteraction) =>
      Promise.all([ctx.ask(slow), ctx.ask(questionOf('b', { key: 'b' }))]);
    await rounds.next(handler);
    rounds.responses = { a: answer('1') };
    expect(await rounds.next(handler)).toEqual(['b']);
    rounds.responses = { b: answer('2') };
    expect(await rounds.next(handler)).toEqual(['1', '2']);
  });

  it('do not have work done again that began beside them', async () => {
    const done: string[] = [];
    const work = (key: string) => () => {
      done.push(key);
      return key;
    };
    const handler = (ctx: ReplayInteraction) =>
      Promise.all([
        ctx.ask(questionOf('q', { key: 'q' })),
        (async () => {
          const first = await ctx.once('a', work('a'));
          await Promise.resolve();
          return [first, await ctx.once('b', work('b'))];
        })(),
      ]);
    expect(await rounds.next(handler)).toEqual(['q']);
    await new Promise((resolve) => setImmediate(resolve));
    rounds.responses = { q: answer('1') };
    expect(await rounds.next(handler)).toEqual(['1', ['a', 'b']]);
    expect(done).toEqual(['a', 'b']);
  });

  it('may come from a loop', async () => {
    const handler = async (ctx: ReplayInteraction) => {
      const said: string[] = [];
      while (said.at(-1) !== 'enough') said.push(await ctx.ask(questionOf('more?')));
      return said;
    };
    for (const [index, word] of ['a', 'b', 'enough'].entries()) {
      const key = `question-${index + 1}`;
      expect(await rounds.next(handler)).toEqual([key]);
      rounds.responses = { [key]: answer(word) };
    }
    expect(await rounds.next(handler)).toEqual(['a', 'b', 'enough']);
  });

  it('in a loop need keys of their own: else the loop would never end', async () => {
    const handler = async (ctx: ReplayInteraction) => {
      while ((await ctx.ask(questionOf('more?', { key: 'same' }))) !== 'enough');
    };
    await rounds.next(handler);
    rounds.responses = { same: answer('more') };
    expect(await rounds.next(handler)).toMatchObject({
      message: "Two questions of one call have the key 'same': give each its own.",
    });
  });
});

describe('input requests that a handler returned', () => {
  const inputRequests = { name: { method: 'elicitation/create', params: { message: 'name?' } } };

  it('go to the client as they are, with sealed state', async () => {
    const result = { resultType: 'input_required', inputRequests, requestState: 'mine', x: 1 };
    const suspension = await rounds.open().suspension(result);
    expect(suspension).toEqual({ ...result, requestState: expect.any(String) as string });
    expect(suspension?.requestState).not.toBe('mine');
    rounds.sealed = suspension?.requestState;
    expect(rounds.open().state).toBe('mine');
  });

  it('find their answers as the client sent them', () => {
    rounds.responses = { name: { any: 'thing' } };
    expect(rounds.open().responses).toEqual({ name: { any: 'thing' } });
    expect(rounds.open().state).toBeUndefined();
  });

  it('may be none', async () => {
    const suspension = await rounds.open().suspension({ resultType: 'input_required' });
    expect(Object.keys(suspension!)).toEqual(['resultType', 'requestState']);
  });

  it('are not put to a client that cannot answer them', async () => {
    const asked = { resultType: 'input_required', inputRequests: { r: { method: 'roots/list' } } };
    await expect(rounds.open().suspension(asked)).rejects.toMatchObject({
      code: 'MISSING_CLIENT_CAPABILITY',
    });
  });

  it('keep what was asked and done before', async () => {
    const work = vi.fn();
    const handler = async (ctx: ReplayInteraction) => {
      await ctx.once('book', work);
      const name = await ctx.ask(questionOf('name?'));
      if (!ctx.responses['name']) return { resultType: 'input_required', inputRequests };
      return name;
    };
    await rounds.next(handler);
    rounds.responses = { 'question-1': answer('Ada') };
    expect(await rounds.next(handler)).toEqual(['name']);
    rounds.responses = { name: {} };
    expect(await rounds.next(handler)).toBe('Ada');
    expect(work).toHaveBeenCalledOnce();
  });
});
