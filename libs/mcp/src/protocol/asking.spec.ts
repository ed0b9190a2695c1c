import { expect, it, vi } from 'vitest';
import { asking } from './asking.js';

it('puts a question on the wire, and takes it back', () => {
  const send = vi.fn<(frame: string) => void>();
  const question = asking('roots/list', { a: 1 }, send);
  void question.send(7);
  question.cancel(7);
  expect(send.mock.calls.map(([frame]) => JSON.parse(frame) as unknown)).toEqual([
    { jsonrpc: '2.0', id: 7, method: 'roots/list', params: { a: 1 } },
    {
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId: 7, reason: 'The answer is not waited for any more' },
    },
  ]);
});
