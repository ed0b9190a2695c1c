import { IntrinsicException } from '@nestjs/common';
import { printable } from './printable.js';

/**
 * Why an exchange ended before its answer.
 *
 * @publicApi
 */
export type AbortReason = 'cancelled' | 'disconnected' | 'timed-out' | 'shutdown';

/** Characters of the client's own words that are kept. */
const LONGEST_DETAIL = 256;

/**
 * What `ctx.signal.reason` is, and what `throwIfAborted()` and `fetch` throw once the signal fired.
 *
 * @publicApi
 */
// Nest logs no error of this kind: that nobody waits any more is no fault.
export class CallAborted extends IntrinsicException {
  /** The name that code which takes signals looks for. */
  override readonly name = 'AbortError';
  /** Why the client canceled, in its own words: one line, at most 256 characters. */
  readonly detail?: string;

  /** @param detail what the client sent with its cancellation; text counts, anything else doesn't */
  constructor(
    readonly reason: AbortReason,
    detail?: unknown,
  ) {
    super(`The call was aborted: ${reason}`);
    if (typeof detail === 'string' && detail !== '') {
      this.detail = printable(detail, LONGEST_DETAIL);
    }
  }
}
