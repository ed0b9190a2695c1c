import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PLENTY } from '../../test/limits.fixture.js';
import { legacyPeer } from '../../test/exchange.fixture.js';
import { Conversation } from './conversation.js';

let conversation: Conversation;
let ended: AbortController;
let sent: number[];

beforeEach(() => {
  conversation = new Conversation(legacyPeer(), PLENTY);
  ended = new AbortController();
  sent = [];
  cancel.mockClear();
});

const send = (id: number): void => void sent.push(id);
const cancel = vi.fn<(id: number) => void>();
const ask = (how: (id: number) => Promise<void> | void = send) =>
  conversation.ask({ send: how, cancel }, { signal: ended.signal, timeout: 1000 });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a question to the client', () => {
  it('is answered by its id', async () => {
    const [first, second] = [ask(), ask()];
    expect(sent).toEqual([1, 2]);
    conversation.settle({ id: 2, result: { value: 'b' } });
    conversation.settle({ id: 1, result: { value: 'a' } });
    expect(await Promise.all([first, second])).toEqual([{ value: 'a' }, { value: 'b' }]);
  });

  it('may be answered before it is known to be sent', async () => {
    const answer = ask((id) => {
      conversation.settle({ id, result: {} });
      return new Promise(() => undefined);
    });
    expect(await answer).toEqual({});
  });

  it.each([
    [{ code: -1, message: 'User rejected' }, 'The client refused: User rejected'],
    [{ code: -32601 }, 'The client refused: error -32601'],
    [
      { code: -32602, message: 'Invalid request: [\n  {\n "code": "invalid_union" } ]' },
      'The client refused: error -32602',
    ],
    [{ code: -1, message: 'x'.repeat(5000) }, 'The client refused: error -1'],
  ])('may be refused: %j', async (error, message) => {
    const answer = ask();
    conversation.settle({ id: 1, error });
    await expect(answer).rejects.toMatchObject({ code: 'INVALID_ANSWER', message });
  });

  it.each([0, 2, '1', 'constructor'])('is not answered by the id %j', async (id) => {
    const answer = ask();
    conversation.settle({ id, result: { wrong: true } });
    conversation.settle({ id: 1, result: { right: true } });
    expect(await answer).toEqual({ right: true });
  });

  it('takes one answer', async () => {
    const answer = ask();
    conversation.settle({ id: 1, result: { first: true } });
    conversation.settle({ id: 1, error: { message: 'too late' } });
    expect(await answer).toEqual({ first: true });
    expect(() => conversation.settle({ id: 1, result: {} })).not.toThrow();
  });

  it.each<[string, (id: number) => Promise<void>]>([
    ['rejects', () => Promise.reject(new Error('broken pipe'))],
    [
      'throws',
      () => {
        throw new Error('broken pipe');
      },
    ],
  ])('fails when sending it %s', async (_, how) => {
    await expect(ask(how)).rejects.toThrow('broken pipe');
  });
});

describe('the end of the call', () => {
  const gone = { code: 'INVALID_ANSWER', message: 'The call ended before the client answered.' };

  it('ends the question', async () => {
    const answer = ask();
    ended.abort('disconnected');
    await expect(answer).rejects.toMatchObject(gone);
    expect(() => conversation.settle({ id: 1, result: {} })).not.toThrow();
    expect(cancel.mock.calls).toEqual([[1]]);
  });

  it('comes also when the client takes too long', async () => {
    vi.useFakeTimers();
    const refusal = expect(ask()).rejects.toMatchObject({
      code: 'INVALID_ANSWER',
      message: 'No answer came within 1000 ms.',
    });
    await vi.advanceTimersByTimeAsync(1000);
    await refusal;
    vi.useRealTimers();
    expect(cancel.mock.calls).toEqual([[1]]);
  });

  it('ends the question while it is still being sent, and nothing is left unhandled', async () => {
    const answer = ask(() => new Promise(() => undefined));
    ended.abort('disconnected');
    await expect(answer).rejects.toMatchObject(gone);
    await turn();
  });

  it('comes before the question: then nothing is sent', async () => {
    ended.abort('cancelled');
    await expect(ask()).rejects.toMatchObject(gone);
    expect(sent).toEqual([]);
    expect(cancel).not.toHaveBeenCalled();
  });

  it('is not listened to any longer than the question is open', async () => {
    const remove = vi.spyOn(ended.signal, 'removeEventListener');
    const answer = ask();
    conversation.settle({ id: 1, result: {} });
    await answer;
    expect(remove).toHaveBeenCalledWith('abort', expect.any(Function));
  });
});
