import { describe, expect, it, vi } from 'vitest';
import { sourceOf } from '../test/source.fixture.js';
import { Catalogs } from './catalog/catalogs.js';
import { ChangeFeed } from './catalog/change.feed.js';
import { McpLifecycle, ShutdownSignal, type LifecycleParts } from './mcp.lifecycle.js';

const offerOf = (name: string) => ({ kind: 'tool', ...sourceOf({ name }) });

const SKILL = { kind: 'skill', ...sourceOf({ description: 'How to' }) };

/** Parts that note what is done to them. */
function recorded() {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const shutdown = new ShutdownSignal();
  shutdown.signal.addEventListener('abort', note('signal'));
  const parts = {
    server: 'admin',
    explorer: { explore: vi.fn(() => [offerOf('a'), SKILL, offerOf('b')]) },
    catalogs: new Catalogs(new ChangeFeed()),
    skills: { load: vi.fn() },
    shutdown,
    dispatcher: {
      drain: vi.fn(async () => {
        done.push('drain starts');
        await Promise.resolve();
        done.push('drain ends');
      }),
    },
    sessions: { close: note('sessions') },
    sse: { close: note('sse') } as object | undefined,
    drain: 5000,
  };
  return { parts, done, lifecycle: () => new McpLifecycle(parts as unknown as LifecycleParts) };
}

describe('McpLifecycle', () => {
  it('fills the catalogue with the tools of its server, in order', async () => {
    const { parts, lifecycle } = recorded();
    await lifecycle().onModuleInit();
    expect(parts.explorer.explore).toHaveBeenCalledWith('admin');
    expect(parts.catalogs.tools.keys()).toEqual(['a', 'b']);
    expect(parts.skills.load).toHaveBeenCalledWith([SKILL]);
  });

  it('ends streams first, waits for open calls, then closes connections', async () => {
    const { parts, done, lifecycle } = recorded();
    await lifecycle().beforeApplicationShutdown();
    expect(done).toEqual(['signal', 'drain starts', 'drain ends', 'sessions', 'sse']);
    expect(parts.dispatcher.drain).toHaveBeenCalledWith(5000);
  });

  it('stops without HTTP+SSE too', async () => {
    const { parts, done, lifecycle } = recorded();
    parts.sse = undefined;
    await lifecycle().beforeApplicationShutdown();
    expect(done.at(-1)).toBe('sessions');
  });
});
