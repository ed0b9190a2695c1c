import type { Client } from '@modelcontextprotocol/client';
import { describe, expect, it, vi } from 'vitest';
import { answers, callUntil } from '../support/client.handlers.js';
import { jsonOf, textOf } from '../support/clients/test.client.js';
import { Inbox } from '../support/inbox.js';
import { serve } from '../support/serve.js';
import { gate } from '../support/wire/gate.js';
import { LEGACY_WAYS, WAYS, type Way } from '../support/ways.js';
import { Bookings, DeskModule } from './desk.js';

const ALL = { elicitation: { form: {}, url: {} }, sampling: {}, roots: {} };
const ADA = { action: 'accept', content: { name: 'Ada' } };
const WRITTEN = { role: 'assistant', model: 'm', content: { type: 'text', text: 'Hello!' } };
const ROOTS = [{ uri: 'file:///home', name: 'home' }];

async function open(way: Way, capabilities: object = ALL) {
  const served = await serve(DeskModule).on('express');
  const client = await way.connect(served, capabilities);
  const call = (name: string) => client.callTool({ name });
  return { client, call, bookings: served.app.get(Bookings) };
}

/** Answers each form by its message. */
function answersForms(client: Client, byMessage: Record<string, unknown>) {
  const answer = vi.fn(({ message }: Record<string, unknown>) => byMessage[String(message)]);
  answers(client, 'elicitation/create', answer);
  return answer;
}

describe.each(WAYS)('asking, $name', (way) => {
  it('gets an answer for each question, and does once what is done once', async () => {
    const { client, call, bookings } = await open(way);
    const seat = { action: 'accept', content: { seat: 7 } };
    const answer = answersForms(client, { 'Name?': ADA, 'Seat?': seat });
    expect(jsonOf(await call('book'))).toEqual({ number: 1, name: ADA, seat });
    expect(answer).toHaveBeenCalledTimes(2);
    expect(bookings.count).toBe(1);
    expect(bookings.runs).toBe(way.era === 'modern' ? 3 : 1);
  });

  it('shows the client a form in the words of the protocol', async () => {
    const { client, call } = await open(way);
    const answer = answersForms(client, { 'Name?': ADA });
    await call('careful');
    expect(answer.mock.calls[0]?.[0]).toMatchObject({
      message: 'Name?',
      requestedSchema: {
        type: 'object',
        properties: { name: { type: 'string', minLength: 2 } },
        required: ['name'],
      },
    });
  });

  it('tells clients of 2025-11-25 when a page is complete, and others nothing', async () => {
    const { client, call } = await open(way);
    const inbox = new Inbox(client);
    answers(client, 'elicitation/create', () => ({ action: 'accept' }));
    expect(jsonOf(await call('payToTheEnd'))).toEqual({ action: 'accept' });
    const told = inbox.all('notifications/elicitation/complete').map(({ params }) => params);
    expect(told).toEqual(way.era === 'modern' ? [] : [{ elicitationId: 'p2' }]);
  });

  it.each(['decline', 'cancel'])('hears it when the user says %s', async (action) => {
    const { client, call } = await open(way);
    answersForms(client, { 'Name?': { action } });
    expect(jsonOf(await call('careful'))).toEqual({ action });
  });

  it('may ask for several things at once', async () => {
    const { client, call } = await open(way);
    answersForms(client, { 'Name?': ADA });
    answers(client, 'sampling/createMessage', () => WRITTEN);
    answers(client, 'roots/list', () => ({ roots: ROOTS }));
    const [name, written, roots] = JSON.parse(textOf(await call('at_once'))) as object[];
    expect(name).toEqual(ADA);
    expect(written).toMatchObject(WRITTEN);
    expect(roots).toEqual(ROOTS);
  });

  it('may ask until the user has enough', async () => {
    const { client, call } = await open(way);
    const names = ['Ada', 'Bob', 'Cy'];
    const forms = names.map((name, index) => [
      `Name ${index + 1}?`,
      { action: 'accept', content: { name } },
    ]);
    const enough = { 'Name 4?': { action: 'decline' } };
    answersForms(client, { ...Object.fromEntries(forms), ...enough } as Record<string, unknown>);
    expect(JSON.parse(textOf(await call('several')))).toEqual(names);
  });

  it('may send the user to a page', async () => {
    const { client, call } = await open(way);
    const visit = vi.fn(() => ({ action: 'accept' }));
    answers(client, 'elicitation/create', visit);
    expect(jsonOf(await call('pay'))).toEqual({ action: 'accept' });
    expect(visit).toHaveBeenCalledWith(
      expect.objectContaining({ mode: 'url', url: 'https://pay.example/1', message: 'Pay' }),
    );
  });

  it('does not trouble a client that cannot answer', async () => {
    const { call, bookings } = await open(way, { roots: {} });
    await expect(call('book')).rejects.toMatchObject({
      code: -32021,
      data: { requiredCapabilities: { elicitation: { form: {} } } },
    });
    expect(textOf(await call('careful'))).toBe('nobody answered');
    expect(await bookings.firstEnding()).toBe('The client lacks the capability: elicitation');
  });

  it('works in resources and prompts as well', async () => {
    const { client } = await open(way);
    answersForms(client, { 'Name?': ADA });
    const { contents } = await client.readResource({ uri: 'desk://asking' });
    const text = JSON.stringify(ADA);
    expect(contents).toMatchObject([{ uri: 'desk://asking', text }]);
    const { messages } = await client.getPrompt({ name: 'asking' });
    expect(messages).toEqual([{ role: 'user', content: { type: 'text', text } }]);
  });
});

describe.each(WAYS)('input requests that a handler returns, $name', (way) => {
  const answered = { name: ADA, state: 'asked for a name' };

  it('are answered like questions', async () => {
    const { client, call } = await open(way);
    const answer = answersForms(client, { 'Name?': ADA });
    expect(jsonOf(await call('manual'))).toEqual(answered);
    const { contents } = await client.readResource({ uri: 'desk://manual' });
    expect(contents).toMatchObject([{ text: JSON.stringify(answered) }]);
    const { messages } = await client.getPrompt({ name: 'manual_prompt' });
    expect(messages).toMatchObject([{ content: { text: JSON.stringify(answered) } }]);
    expect(answer).toHaveBeenCalledTimes(3);
  });

  it('are not put to a client that cannot answer', async () => {
    const { call } = await open(way, {});
    await expect(call('manual')).rejects.toMatchObject({
      code: -32021,
      data: { requiredCapabilities: { elicitation: { form: {} } } },
    });
  });
});

describe.each(LEGACY_WAYS)('a question that is never answered, $name', (way) => {
  it('fails when the client refuses it', async () => {
    const { client, call, bookings } = await open(way);
    answers(client, 'elicitation/create', () => {
      throw new Error('no screen');
    });
    await expect(call('book')).rejects.toMatchObject({
      code: -32603,
      message: expect.stringContaining('The client refused: ') as string,
    });
    expect(textOf(await call('careful'))).toBe('nobody answered');
    expect(await bookings.firstEnding()).toContain('no screen');
  });

  it('ends with the call that asked it', async () => {
    const { client, bookings } = await open(way);
    const seen = gate();
    answers(client, 'elicitation/create', () => {
      seen.open();
      return new Promise(() => undefined);
    });
    const stop = new AbortController();
    const refused = expect(callUntil(stop.signal, client, 'careful')).rejects.toBeDefined();
    await seen.opened;
    stop.abort();
    await refused;
    expect(await bookings.firstEnding()).toBe('The call ended before the client answered.');
  });
});
