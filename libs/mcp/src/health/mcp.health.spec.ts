import { beforeEach, describe, expect, it } from 'vitest';
import { entryOf } from '../../test/entry.fixture.js';
import { ChangeFeed } from '../catalog/change.feed.js';
import { ToolCatalog } from '../catalog/tool.catalog.js';
import { ConnectionLimiter } from '../sessions/connection.limiter.js';
import { McpHealthIndicator } from './mcp.health.js';

let catalog: ToolCatalog;
let limiter: ConnectionLimiter;
let health: McpHealthIndicator;

beforeEach(() => {
  catalog = new ToolCatalog(new ChangeFeed());
  limiter = new ConnectionLimiter(1);
  health = new McpHealthIndicator(catalog, limiter);
});

describe('the catalogue', () => {
  it('is down while there are no tools', () => {
    expect(health.catalogue('mcp')).toEqual({ mcp: { status: 'down', tools: 0 } });
  });

  it('is up with tools, and says how many', () => {
    catalog.add(entryOf({ name: 'a' }));
    catalog.add(entryOf({ name: 'b' }));
    expect(health.catalogue('mcp')).toEqual({ mcp: { status: 'up', tools: 2 } });
  });
});

describe('the connections', () => {
  it('are up while there is room', () => {
    expect(health.connections('open')).toEqual({ open: { status: 'up', open: 0, limit: 1 } });
  });

  it('are down at the limit, and up again below it', () => {
    const leave = limiter.enter();
    expect(health.connections('open')).toEqual({ open: { status: 'down', open: 1, limit: 1 } });
    leave();
    expect(health.connections('open')).toMatchObject({ open: { status: 'up' } });
  });
});
