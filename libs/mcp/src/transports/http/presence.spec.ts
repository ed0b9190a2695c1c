import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
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

  it('that leaves while its response waits behind others is known to be gone, for all of them', () => {
    const socket = new Socket();
    const request = new IncomingMessage(socket);
    const queued = [1, 2, 3].map(() => new ServerResponse(request));
    const left = queued.map((response) => {
      const act = vi.fn();
      whenGone(response, act);
      return act;
    });
    expect(socket.listenerCount('close')).toBeLessThan(4);
    queued[0]!.emit('close');
    expect(left[0]).toHaveBeenCalledOnce();
    socket.destroy();
    socket.emit('close');
    for (const act of left) expect(act).toHaveBeenCalledOnce();
    expect(isGone(queued[2]!)).toBe(true);
  });
});
