import { Controller, Injectable, Logger, Module } from '@nestjs/common';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { appOf, callTool, explore } from '../../test/server.fixture.js';
import { Tool } from '../decorators/tool.decorator.js';

const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  warned.mockClear();
});

@Injectable()
class Tools {
  private readonly greeting = 'hello';

  @Tool({ name: 'find_order', title: 'Find' })
  findOrder(): string {
    return this.greeting;
  }

  @Tool()
  bare(): string {
    return this.greeting;
  }

  @Tool({ name: 'private' })
  private secret(): string {
    return this.greeting;
  }

  undecorated(): string {
    return this.secret();
  }
}

const namesOf = async (parts: Parameters<typeof appOf>[0]) =>
  explore(await appOf(parts)).map(({ key }) => key);

describe('the explorer', () => {
  it('finds decorated methods in the order of the class', async () => {
    const entries = explore(await appOf({ providers: [Tools] }));
    expect(entries.map(({ key, origin }) => [key, origin])).toEqual([
      ['find_order', 'Tools#findOrder'],
      ['bare', 'Tools#bare'],
      ['private', 'Tools#secret'],
    ]);
    expect(entries[0]?.definition.modern.title).toBe('Find');
  });

  it('finds nothing in an application without tools', async () => {
    expect(await namesOf({ providers: [{ provide: 'X', useValue: { a: 1 } }] })).toEqual([]);
  });

  it.each([
    ['a class', Tools],
    ['another token', { provide: 'TOOLS', useClass: Tools }],
    ['a factory', { provide: 'TOOLS', useFactory: () => new Tools() }],
    ['an asynchronous factory', { provide: 'TOOLS', useFactory: async () => new Tools() }],
    ['a value', { provide: 'TOOLS', useValue: new Tools() }],
    ['a symbol', { provide: Symbol('tools'), useClass: Tools }],
  ])('serves a provider that is given by %s', async (_, provider) => {
    const app = await appOf({ providers: [provider] });
    expect(await callTool(app, 'bare')).toBe('hello');
  });

  it('serves a provider once, however many names it has', async () => {
    const names = await namesOf({
      providers: [Tools, { provide: 'ALIAS', useExisting: Tools }],
    });
    expect(names).toEqual(['find_order', 'bare', 'private']);
  });

  it('serves a class once that several modules provide', async () => {
    @Module({ providers: [Tools] })
    class One {}
    @Module({ providers: [Tools] })
    class Two {}
    expect(await namesOf({ imports: [One, Two] })).toEqual(['find_order', 'bare', 'private']);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'tools'],
    ['a function', () => new Tools()],
    ['a class that is only a value', Tools],
    ['an object without a prototype', Object.create(null)],
    ['a list', [new Tools()]],
  ])('passes over a value that has no tools: %s', async (_, value) => {
    expect(await namesOf({ providers: [{ provide: 'X', useValue: value }] })).toEqual([]);
  });

  it('passes over getters without running them', async () => {
    const read = vi.fn();
    class Lazy {
      get expensive(): unknown {
        return read();
      }
    }
    expect(await namesOf({ providers: [Lazy] })).toEqual([]);
    expect(read).not.toHaveBeenCalled();
  });
});

describe('inheritance', () => {
  class Base {
    protected readonly who: string = 'base';

    @Tool()
    inherited(): string {
      return this.who;
    }

    @Tool()
    replaced(): string {
      return 'base';
    }

    @Tool()
    redone(): string {
      return 'base';
    }
  }

  @Injectable()
  class Child extends Base {
    protected override readonly who = 'child';

    override replaced(): string {
      return 'child';
    }

    @Tool({ name: 'redone_by_child' })
    override redone(): string {
      return 'child';
    }
  }

  it('serves inherited methods on the child, and overridden ones only if they are decorated', async () => {
    const app = await appOf({ providers: [Child] });
    const origins = explore(app).map(({ key, origin }) => `${key} ${origin}`);
    expect(origins.toSorted()).toEqual([
      'inherited Child#inherited',
      'redone_by_child Child#redone',
    ]);
    expect(await callTool(app, 'inherited')).toBe('child');
  });

  it('gives each child the tools of its parent, so that their names meet', async () => {
    class Other extends Base {}
    const app = await appOf({ providers: [Child, Other] });
    expect(() => explore(app)).toThrow(/'inherited': Child#inherited and Other#inherited/);
  });
});

describe('what cannot be served', () => {
  it('is warned of: a controller', async () => {
    @Controller('orders')
    class Orders {
      @Tool()
      list(): void {}
    }
    expect(await namesOf({ controllers: [Orders] })).toEqual([]);
    expect(warned).toHaveBeenCalledWith(
      'Orders#list is not served: MCP decorators work on providers, not on controllers.',
    );
  });

  it.each([
    ['an empty name', { name: '' }, 'INVALID_TOOL', 'Broken#run'],
    ['a schema that cannot be used', { input: { type: 'odd' } }, 'INVALID_SCHEMA', 'Broken#run'],
    ['a time that cannot be waited', { timeout: -1 }, 'INVALID_TOOL', 'Broken#run'],
  ])('stops the start: %s', async (_, options, code, origin) => {
    class Broken {
      @Tool(options)
      run(): void {}
    }
    const app = await appOf({ providers: [Broken] });
    expect(() => explore(app)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(origin) }),
    );
  });

  it('is not warned of if it is served', async () => {
    await namesOf({ providers: [Tools] });
    expect(warned).not.toHaveBeenCalled();
  });
});
