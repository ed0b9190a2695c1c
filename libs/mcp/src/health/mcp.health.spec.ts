import { beforeEach, describe, expect, it } from 'vitest';
import { unreadLimit } from '../../test/limits.fixture.js';
import { entryOf } from '../../test/entry.fixture.js';
import { ChangeFeed } from '../catalog/change.feed.js';
import { Catalogs } from '../catalog/catalogs.js';
import { ConnectionLimiter } from '../sessions/connection.limiter.js';
import { McpHealthIndicator } from './mcp.health.js';

let catalogs: Catalogs;
let limiter: ConnectionLimiter;
let health: McpHealthIndicator;

beforeEach(() => {
  catalogs = new Catalogs(new ChangeFeed());
  limiter = new ConnectionLimiter(1);
  health = new McpHealthIndicator(catalogs, limiter, unreadLimit());
});

describe('the catalogue', () => {
  it('is down while there are no tools', () => {
    expect(health.catalogue('mcp')).toEqual({ mcp: { status: 'down', entries: 0, tools: 0 } });
  });

  it('is up with tools, and says how many', () => {
    catalogs.tools.add(entryOf({ name: 'a' }));
    catalogs.tools.add(entryOf({ name: 'b' }));
    expect(health.catalogue('mcp')).toEqual({ mcp: { status: 'up', entries: 2, tools: 2 } });
  });
});

describe('the connections', () => {
  it('are counted', () => {
    expect(health.connections('open')).toEqual({
      open: { status: 'up', open: 0, limit: 1, stalled: 0 },
    });
  });

  it('are up at the limit, too: calls that need none are still served', () => {
    limiter.enter();
    expect(health.connections('open')).toMatchObject({ open: { status: 'up', open: 1 } });
  });
});
