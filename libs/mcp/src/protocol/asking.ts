import type { Params } from '../context/exchange.js';
import type { Asking } from '../sessions/conversation.js';
import { notificationFrame, requestFrame } from './json-rpc.js';

/** Puts a question on the wire: the request, or its cancellation. */
export function asking(
  method: string,
  params: Params,
  send: (frame: string) => Promise<void> | void,
): Asking {
  return {
    send: (id) => send(requestFrame(id, method, params)),
    cancel: (requestId) => {
      const reason = 'The answer is not waited for any more';
      void send(notificationFrame('notifications/cancelled', { requestId, reason }));
    },
  };
}
