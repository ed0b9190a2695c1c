import { describe, expect, it, vi } from 'vitest';
import { ChangeFeed } from '../catalog/change.feed.js';
import { relayChanges } from './change.relay.js';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the changes for one client', () => {
  it('are told in the words of the protocol', async () => {
    const [feed, send] = [new ChangeFeed(), vi.fn()];
    relayChanges(feed, { wants: () => true, send });
    feed.publish({ list: 'tools' });
    feed.publish({ resource: 'a:b' });
    await turn();
    expect(send.mock.calls).toEqual([
      ['notifications/tools/list_changed'],
      ['notifications/resources/updated', { uri: 'a:b' }],
    ]);
  });

  it('are only those that it wants', async () => {
    const [feed, send] = [new ChangeFeed(), vi.fn()];
    relayChanges(feed, { wants: (change) => 'list' in change, send });
    feed.publish({ resource: 'a:b' });
    await turn();
    expect(send).not.toHaveBeenCalled();
  });

  it('wait as a set while it does not read: what changed often is told once', async () => {
    const taken: (() => void)[] = [];
    const feed = new ChangeFeed();
    const send = vi.fn(() => new Promise<void>((resolve) => taken.push(resolve)));
    relayChanges(feed, { wants: () => true, send });
    for (let count = 0; count < 100; count++) {
      feed.publish({ resource: 'a:b' });
      feed.publish({ list: 'prompts' });
      await turn();
    }
    expect(send).toHaveBeenCalledOnce();
    for (const _ of [1, 2, 3]) {
      taken.shift()?.();
      await turn();
    }
    expect(send.mock.calls.map(([method]: string[]) => method)).toEqual([
      'notifications/resources/updated',
      'notifications/prompts/list_changed',
      'notifications/resources/updated',
    ]);
  });

  it('are not told once it is gone, not even those that wait', async () => {
    let take!: () => void;
    const feed = new ChangeFeed();
    const send = vi.fn(() => new Promise<void>((resolve) => (take = resolve)));
    const stop = relayChanges(feed, { wants: () => true, send });
    feed.publish({ list: 'tools' });
    feed.publish({ list: 'prompts' });
    await turn();
    stop();
    take();
    feed.publish({ list: 'resources' });
    await turn();
    expect(send).toHaveBeenCalledOnce();
  });
});
