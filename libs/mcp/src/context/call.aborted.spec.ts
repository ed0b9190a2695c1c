import { describe, expect, it } from 'vitest';
import { CallAborted } from './call.aborted.js';

describe('the words of a client that cancels', () => {
  it('are kept, apart from the message', () => {
    const { detail, message, reason } = new CallAborted('cancelled', 'The user closed the tab');
    expect({ detail, message, reason }).toEqual({
      detail: 'The user closed the tab',
      message: 'The call was aborted: cancelled',
      reason: 'cancelled',
    });
  });

  it('are one short line', () => {
    const { detail } = new CallAborted('cancelled', `a\r\n\u001b[31mb\u2028${'c'.repeat(1000)}`);
    expect(detail).toMatch(/^a \[31mb c+$/);
    expect(detail?.length).toBeLessThanOrEqual(256);
  });

  it.each([undefined, null, 7, '', {}, ['a']])('are text: %o is none', (detail) => {
    expect(new CallAborted('cancelled', detail).detail).toBeUndefined();
  });
});
