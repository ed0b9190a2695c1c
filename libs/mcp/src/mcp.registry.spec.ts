import { beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { z } from 'zod';
import { ChangeFeed } from './catalog/change.feed.js';
import { Catalogs } from './catalog/catalogs.js';
import type { ToolCatalog } from './catalog/tool.catalog.js';
import { McpContext } from './context/mcp.context.js';
import { McpRegistry } from './mcp.registry.js';

let catalog: ToolCatalog;
let registry: McpRegistry;

beforeEach(() => {
  const changes = new ChangeFeed();
  const catalogs = new Catalogs(changes);
  catalog = catalogs.tools;
  registry = new McpRegistry(catalogs, changes, { bindFunction: (_, handler) => handler });
});

describe('McpRegistry', () => {
  it('adds a tool with all that a decorated one can have', () => {
    const handler = vi.fn();
    const input = z.object({ id: z.number() });
    registry.addTool({ name: 'find', title: 'Find', input, timeout: 5 }, handler);
    expect(catalog.find('find')).toMatchObject({
      origin: "McpRegistry.addTool('find')",
      timeout: 5,
      handler,
      definition: { modern: { title: 'Find', inputSchema: { required: ['id'] } } },
    });
  });

  it('types the arguments of a handler by the schema', () => {
    const input = z.object({ id: z.coerce.number() });
    registry.addTool({ name: 'typed', input }, (args, ctx) => {
      expectTypeOf(args).toEqualTypeOf<{ id: number }>();
      expectTypeOf(ctx).toEqualTypeOf<McpContext>();
    });
    expect(registry.toolNames).toEqual(['typed']);
  });

  it.each([
    ['a name that is taken', { name: 'find' }, 'DUPLICATE_NAME'],
    ['an empty name', { name: '' }, 'INVALID_TOOL'],
    ['a schema that cannot be used', { name: 'x', input: z.string() }, 'INVALID_SCHEMA'],
  ])('refuses %s, and keeps what it has', (_, options, code) => {
    registry.addTool({ name: 'find' }, vi.fn());
    expect(() => registry.addTool(options, vi.fn())).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('McpRegistry.addTool(') }),
    );
    expect(registry.toolNames).toEqual(['find']);
  });

  it('removes a tool', () => {
    registry.addTool({ name: 'find' }, vi.fn());
    expect(registry.removeTool('find')).toBe(true);
    expect(registry.removeTool('find')).toBe(false);
    expect(registry.toolNames).toEqual([]);
  });

  it('hides a tool and shows it again', () => {
    registry.addTool({ name: 'find' }, vi.fn());
    expect(registry.disableTool('find')).toBe(true);
    expect(catalog.find('find')).toBeUndefined();
    expect(registry.toolNames).toEqual(['find']);
    expect(registry.enableTool('find')).toBe(true);
    expect(catalog.find('find')).toBeDefined();
  });

  it('says if there is nothing to hide or show', () => {
    expect(registry.disableTool('x')).toBe(false);
    expect(registry.enableTool('x')).toBe(false);
  });
});
