import { Logger } from '@nestjs/common';
import { describe, expect, it, vi } from 'vitest';
import { ChangeFeed, type ChangeListener } from './change.feed.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function feedWith(...listeners: ChangeListener[]): ChangeFeed {
  const feed = new ChangeFeed();
  for (const listener of listeners) feed.subscribe(listener);
  return feed;
}

describe('ChangeFeed', () => {
  it('tells every listener which list changed, but not before the caller is done', async () => {
    const [one, two] = [vi.fn(), vi.fn()];
    feedWith(one, two).publish({ list: 'tools' });
    expect(one).not.toHaveBeenCalled();
    await turn();
    expect(one.mock.calls).toEqual([[{ list: 'tools' }]]);
    expect(two.mock.calls).toEqual([[{ list: 'tools' }]]);
  });

  it('makes one notification of many changes', async () => {
    const listener = vi.fn();
    const feed = feedWith(listener);
    for (let count = 0; count < 1000; count++) feed.publish({ list: 'tools' });
    await turn();
    expect(listener).toHaveBeenCalledOnce();
  });

  it('tells of changes in a later turn again', async () => {
    const listener = vi.fn();
    const feed = feedWith(listener);
    feed.publish({ list: 'tools' });
    await turn();
    feed.publish({ list: 'tools' });
    await turn();
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('tells of a change that a listener makes', async () => {
    const feed = new ChangeFeed();
    const listener = vi.fn<ChangeListener>(() => {
      if (listener.mock.calls.length === 1) feed.publish({ list: 'tools' });
    });
    feed.subscribe(listener);
    feed.publish({ list: 'tools' });
    await turn();
    await turn();
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('tells nobody of what changed before they came', async () => {
    const [early, late] = [vi.fn(), vi.fn()];
    const feed = feedWith(early);
    feed.publish({ list: 'tools' });
    feed.subscribe(late);
    feed.publish({ list: 'prompts' });
    await turn();
    expect(early).toHaveBeenCalledTimes(2);
    expect(late.mock.calls).toEqual([[{ list: 'prompts' }]]);
  });

  it('makes one notification of changes with microtasks between them', async () => {
    const listener = vi.fn();
    const feed = feedWith(listener);
    for (let count = 0; count < 3; count++) {
      feed.publish({ list: 'tools' });
      await Promise.resolve();
    }
    await turn();
    expect(listener).toHaveBeenCalledOnce();
  });

  it('tells nobody who left, even if the change came before', async () => {
    const listener = vi.fn();
    const feed = new ChangeFeed();
    const leave = feed.subscribe(listener);
    feed.publish({ list: 'tools' });
    leave();
    leave();
    await turn();
    expect(listener).not.toHaveBeenCalled();
  });

  it('lets a listener leave while it is told', async () => {
    const other = vi.fn();
    const feed = new ChangeFeed();
    const leave = feed.subscribe(() => leave());
    feed.subscribe(other);
    feed.publish({ list: 'tools' });
    await turn();
    expect(other).toHaveBeenCalledOnce();
  });

  it('tells the others when one fails, and logs it', async () => {
    const log = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const other = vi.fn();
    const fail = () => {
      throw new Error('broken pipe');
    };
    feedWith(fail, other).publish({ list: 'tools' });
    await turn();
    expect(other).toHaveBeenCalledOnce();
    expect(log.mock.calls).toEqual([
      ['A client could not be told of a change: Error: broken pipe'],
    ]);
    log.mockRestore();
  });

  it('counts a listener that subscribes twice once, as a set does', async () => {
    const listener = vi.fn();
    feedWith(listener, listener).publish({ list: 'tools' });
    await turn();
    expect(listener).toHaveBeenCalledOnce();
  });
});
