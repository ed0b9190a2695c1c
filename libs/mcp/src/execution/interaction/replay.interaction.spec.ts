import { IntrinsicException } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { questionOf } from '../../../test/question.fixture.js';
import { answer, Rounds } from '../../../test/rounds.fixture.js';
import { CallSuspended, type ReplayInteraction } from './replay.interaction.js';

let rounds: Rounds;

beforeEach(() => {
  rounds = new Rounds();
});

describe('a question that waits for the next round', () => {
  it('is what the call is answered with', async () => {
    const interaction = rounds.open();
    const asked = interaction.ask(questionOf('name?'));
    await expect(asked).rejects.toBeInstanceOf(CallSuspended);
    expect(await interaction.suspension(undefined)).toEqual({
      resultType: 'input_required',
      inputRequests: {
        'question-1': { method: 'elicitation/create', params: { message: 'name?' } },
      },
      requestState: expect.any(String) as string,
    });
  });

  it('unwinds the handler by an exception that Nest does not log', async () => {
    await expect(rounds.open().ask(questionOf('name?'))).rejects.toBeInstanceOf(IntrinsicException);
  });

  it('gets its answer in the next round', async () => {
    const handler = (ctx: ReplayInteraction) => ctx.ask(questionOf('name?'));
    expect(await rounds.next(handler)).toEqual(['question-1']);
    rounds.responses = { 'question-1': answer('Ada') };
    expect(await rounds.next(handler)).toBe('Ada');
  });

  it('is not put to a client that cannot answer it', async () => {
    const asked = rounds.open().ask(questionOf('write!', { requires: { sampling: {} } }));
    await expect(asked).rejects.toMatchObject({ code: 'MISSING_CLIENT_CAPABILITY' });
  });

  it('is put again while it is not answered', async () => {
    const handler = (ctx: ReplayInteraction) => ctx.ask(questionOf('name?', { key: 'name' }));
    expect(await rounds.next(handler)).toEqual(['name']);
    rounds.responses = { wrong_key: answer('Ada') };
    expect(await rounds.next(handler)).toEqual(['name']);
  });

  it.each([answer(7), 'Ada', {}, true, 0])(
    'is put again after the wrong answer %j',
    async (given) => {
      const handler = (ctx: ReplayInteraction) => ctx.ask(questionOf('name?', { key: 'name' }));
      await rounds.next(handler);
      rounds.responses = { name: given };
      expect(await rounds.next(handler)).toEqual(['name']);
      rounds.responses = { name: answer('Ada') };
      expect(await rounds.next(handler)).toBe('Ada');
    },
  );

  it.each(['constructor', 'toString', 'hasOwnProperty'])('may have the key %s', async (key) => {
    const handler = (ctx: ReplayInteraction) => ctx.ask(questionOf('name?', { key }));
    expect(await rounds.next(handler)).toEqual([key]);
    rounds.responses = { [key]: answer('Ada') };
    expect(await rounds.next(handler)).toBe('Ada');
  });

  it('does not look at answers that were not asked for', async () => {
    rounds.responses = { other: answer('x'), __extra: answer('y') };
    expect(await rounds.next((ctx) => ctx.ask(questionOf('name?', { key: 'name' })))).toEqual([
      'name',
    ]);
  });
});

describe('what a handler makes of the suspension', () => {
  it('may come later than other work', async () => {
    const handler = async (ctx: ReplayInteraction) => {
      const asked = ctx.ask(questionOf('name?'));
      // Longer than Node waits for somebody to look at a rejection.
      await new Promise((resolve) => setImmediate(resolve));
      return asked;
    };
    expect(await rounds.next(handler)).toEqual(['question-1']);
    rounds.responses = { 'question-1': answer('Ada') };
    expect(await rounds.next(handler)).toBe('Ada');
  });

  it('may be a value: the client is asked all the same', async () => {
    const handler = async (ctx: ReplayInteraction) => {
      try {
        return await ctx.ask(questionOf('name?'));
      } catch {
        return 'nobody';
      }
    };
    expect(await rounds.next(handler)).toEqual(['question-1']);
    rounds.responses = { 'question-1': answer('Ada') };
    expect(await rounds.next(handler)).toBe('Ada');
  });

  it('may be another error: the client is asked all the same', async () => {
    const handler = async (ctx: ReplayInteraction) => {
      try {
        return await ctx.ask(questionOf('name?'));
      } catch (error) {
        throw new Error('wrapped', { cause: error });
      }
    };
    expect(await rounds.next(handler)).toEqual(['question-1']);
  });

  it('is nothing to a finally, which runs in each round', async () => {
    const cleaned = vi.fn();
    const handler = async (ctx: ReplayInteraction) => {
      try {
        return await ctx.ask(questionOf('name?'));
      } finally {
        cleaned();
      }
    };
    await rounds.next(handler);
    rounds.responses = { 'question-1': answer('Ada') };
    expect(await rounds.next(handler)).toBe('Ada');
    expect(cleaned).toHaveBeenCalledTimes(2);
  });

  it('leaves an error of the handler alone when nothing is asked', async () => {
    const error = new Error('broken');
    expect(await rounds.next(() => Promise.reject(error))).toBe(error);
  });
});

describe('work that is done once', () => {
  it.each([undefined, { id: 7 }])(
    'is done in the first round only, and gives %j',
    async (value) => {
      const work = vi.fn(() => value);
      const handler = async (ctx: ReplayInteraction) => {
        const done = await ctx.once('book', work);
        return [done, await ctx.ask(questionOf('name?'))];
      };
      await rounds.next(handler);
      rounds.responses = { 'question-1': answer('Ada') };
      expect(await rounds.next(handler)).toEqual([value, 'Ada']);
      expect(work).toHaveBeenCalledOnce();
    },
  );

  it('is kept also when it ends after the call is suspended', async () => {
    let finish!: () => void;
    const work = vi.fn(() => new Promise<string>((resolve) => (finish = () => resolve('booked'))));
    const handler = (ctx: ReplayInteraction) =>
      Promise.all([ctx.once('book', work), ctx.ask(questionOf('name?'))]);
    const first = rounds.next(handler);
    await new Promise((resolve) => setImmediate(resolve));
    finish();
    expect(await first).toEqual(['question-1']);
    rounds.responses = { 'question-1': answer('Ada') };
    expect(await rounds.next(handler)).toEqual(['booked', 'Ada']);
    expect(work).toHaveBeenCalledOnce();
  });

  it('may ask', async () => {
    const handler = (ctx: ReplayInteraction) => ctx.once('ask', () => ctx.ask(questionOf('name?')));
    expect(await rounds.next(handler)).toEqual(['question-1']);
    rounds.responses = { 'question-1': answer('Ada') };
    expect(await rounds.next(handler)).toBe('Ada');
  });
});
