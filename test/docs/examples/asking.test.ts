import type { Client } from '@modelcontextprotocol/client';
import type { Type } from '@nestjs/common';
import type { Era } from 'nest-mcp';
import { describe, expect, it } from 'vitest';
import {
  BookingTools,
  CancelTools,
  ClientTools,
  PaymentTools,
  RefundTools,
} from '../../../docs/examples/asking.js';
import { compile, connect, moduleWith, text } from './client.support.js';

const ALL = { elicitation: { form: {}, url: {} }, sampling: {}, roots: {} };
const accepts = (client: Client, content: Record<string, string | number | boolean>) =>
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content }));

describe.each<Era>(['modern', 'legacy'])('asking.ts, %s era', (era) => {
  const open = async (tools: Type, capabilities: object = ALL) =>
    connect(await compile(moduleWith(tools)), { era, client: { capabilities } });

  it('asks before it cancels', async () => {
    const { client, call } = await open(CancelTools);
    accepts(client, { sure: true, reason: 'too late' });
    expect(await call('cancel_order', { number: 'A-1' })).toMatchObject({
      content: text('Order A-1 is cancelled: too late'),
    });
    accepts(client, { sure: false });
    expect(await call('cancel_order', { number: 'A-1' })).toMatchObject({
      content: text('Nothing was cancelled.'),
    });
  });

  it('does not ask a client that cannot answer', async () => {
    const { call } = await open(CancelTools, {});
    await expect(call('cancel_order', { number: 'A-1' })).rejects.toMatchObject({ code: -32021 });
  });

  it('reserves a seat once', async () => {
    const { client, call } = await open(BookingTools);
    accepts(client, { name: 'Ada' });
    expect(await call('book_seat')).toMatchObject({ content: text('Seat 1: Ada') });
    expect(await call('book_seat')).toMatchObject({ content: text('Seat 2: Ada') });
  });

  it('sends the user to a page', async () => {
    const { client, call } = await open(PaymentTools);
    client.setRequestHandler('elicitation/create', () => ({ action: 'accept' }));
    expect(await call('pay')).toMatchObject({ content: text('The page was opened.') });
  });

  it('uses what the client has', async () => {
    const { client, call } = await open(ClientTools);
    const content = { type: 'text' as const, text: 'Shipped.' };
    client.setRequestHandler('sampling/createMessage', () => ({
      role: 'assistant',
      model: 'm',
      content,
    }));
    client.setRequestHandler('roots/list', () => ({ roots: [{ uri: 'file:///home' }] }));
    expect(await call('summarise')).toMatchObject({ content: [content] });
    expect(await call('list_roots')).toMatchObject({ content: text('[{"uri":"file:///home"}]') });
    const poor = await open(ClientTools, {});
    expect(await poor.call('summarise')).toMatchObject({
      content: text('This client has no model to lend.'),
    });
  });

  it('returns its requests by hand', async () => {
    const { client, call } = await open(RefundTools);
    accepts(client, { amount: 5 });
    const answer = { action: 'accept', content: { amount: 5 } };
    expect(await call('refund')).toMatchObject({
      content: text(JSON.stringify({ answer, step: 'asked for the amount' })),
    });
  });
});
