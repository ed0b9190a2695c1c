import { describe, expect, it, vi } from 'vitest';
import { responseOf } from '../../../test/http.fixture.js';
import { isGone, whenGone } from './presence.js';

describe('a client', () => {
  it('is there until the response closes', () => {
    const { response } = responseOf();
    const left = vi.fn();
    whenGone(response, left);
    expect(isGone(response)).toBe(false);
    response.destroy();
    response.emit('close');
    response.emit('close');
    expect(isGone(response)).toBe(true);
    expect(left).toHaveBeenCalledOnce();
  });

  it('that left before anybody listened is known to be gone', () => {
    const { response } = responseOf();
    response.destroy();
    const left = vi.fn();
    whenGone(response, left);
    expect(left).toHaveBeenCalledOnce();
  });
});
