import { Controller, Injectable, Logger, Module, type ModuleMetadata } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { McpContext } from '../context/mcp.context.js';
import { Complete, Prompt } from '../decorators/prompt.decorator.js';
import { Resource, ResourceTemplate } from '../decorators/resource.decorator.js';
import { Tool } from '../decorators/tool.decorator.js';
import { PushInteraction } from '../execution/interaction/push.interaction.js';
import { McpFeatureModule } from './feature.module.js';
import { HandlerBinder } from './handler.binder.js';
import type { Offer } from './offer.js';
import { OfferExplorer } from './offer.explorer.js';
import { SERVER_NAME } from './server.assignment.js';

const warned = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  warned.mockClear();
});

@Injectable()
class Offers {
  private readonly greeting = 'hello';

  @Tool()
  tool(): string {
    return this.greeting;
  }

  @Resource({ uri: 'a:b' })
  resource(): string {
    return this.greeting;
  }

  @ResourceTemplate({ uriTemplate: 'a:{b}' })
  template(args: object): object {
    return args;
  }

  @Prompt()
  @Tool({ name: 'as_tool' })
  both(): string {
    return this.greeting;
  }

  @Complete({ prompt: 'both', argument: 'a' })
  complete(): string[] {
    return [this.greeting];
  }
}

async function explore(parts: ModuleMetadata, server = 'default'): Promise<Offer[]> {
  const app = await Test.createTestingModule({
    ...parts,
    imports: [DiscoveryModule, ...(parts.imports ?? [])],
    providers: [
      HandlerBinder,
      OfferExplorer,
      { provide: SERVER_NAME, useValue: server },
      ...(parts.providers ?? []),
    ],
  }).compile();
  await app.init();
  return app.get(OfferExplorer).explore(server);
}

const shown = (offers: Offer[]) => offers.map(({ kind, origin }) => `${kind} ${origin}`);
const ALL = [
  'tool Offers#tool',
  'resource Offers#resource',
  'template Offers#template',
  'tool Offers#both',
  'prompt Offers#both',
  'completer Offers#complete',
];

describe('the explorer', () => {
  it('finds each kind of offer, in the order of the class', async () => {
    expect(shown(await explore({ providers: [Offers] }))).toEqual(ALL);
  });

  it('binds handlers to their provider', async () => {
    const offers = await explore({ providers: [Offers] });
    const exchange = exchangeOf();
    const context = new McpContext(exchange, new PushInteraction(exchange, 1000));
    const results = offers.map(({ handler }) => handler({ b: '1' }, context));
    expect(await Promise.all(results)).toEqual([
      'hello',
      'hello',
      { b: '1' },
      'hello',
      'hello',
      ['hello'],
    ]);
  });

  it('finds a class once that several modules provide', async () => {
    @Module({ providers: [Offers] })
    class Other {}
    expect(shown(await explore({ imports: [Other], providers: [Offers] }))).toEqual(ALL);
  });

  it('finds what a class inherits, and what it overrides only if that is decorated', async () => {
    class Heir extends Offers {
      override tool(): string {
        return 'not offered';
      }
      @Resource({ uri: 'c:d' })
      override resource(): string {
        return 'overridden';
      }
    }
    const found = shown(await explore({ providers: [Heir] }));
    expect(found).toContain('resource Heir#resource');
    expect(found).not.toContain('tool Heir#tool');
    expect(found).toContain('prompt Heir#both');
  });

  it('leaves the offers of another server alone', async () => {
    @Module({ imports: [McpFeatureModule.bind('admin')], providers: [Offers] })
    class Admin {}
    expect(await explore({ imports: [Admin], providers: [] }, 'admin')).toHaveLength(6);
  });

  it.each(['resource', 'prompt'] as const)('warns of a %s on a controller', async (kind) => {
    @Controller()
    class Wrong {
      @(kind === 'prompt' ? Prompt() : Resource({ uri: 'a:b' }))
      run(): void {}
    }
    expect(await explore({ controllers: [Wrong] })).toEqual([]);
    expect(warned).toHaveBeenCalledWith(
      'Wrong#run is not served: MCP decorators work on providers, not on controllers.',
    );
  });
});
