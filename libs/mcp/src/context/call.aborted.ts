import { IntrinsicException } from '@nestjs/common';

/**
 * Why an exchange ended before its answer.
 *
 * @publicApi
 */
export type AbortReason = 'cancelled' | 'disconnected' | 'timed-out' | 'shutdown';

/**
 * What `ctx.signal.reason` is, and what `throwIfAborted()` and `fetch` throw once the signal fired.
 *
 * @publicApi
 */
// Nest logs no error of this kind: that nobody waits any more is no fault.
export class CallAborted extends IntrinsicException {
  /** The name that code which takes signals looks for. */
  override readonly name = 'AbortError';

  constructor(readonly reason: AbortReason) {
    super(`The call was aborted: ${reason}`);
  }
}
