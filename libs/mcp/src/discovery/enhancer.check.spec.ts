import {
  Injectable,
  Scope,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
  type CanActivate,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { appOf, callTool, discoveryOf, explore } from '../../test/server.fixture.js';
import { Args } from '../decorators/parameter.decorators.js';
import { Skill } from '../decorators/skill.decorator.js';
import { Tool } from '../decorators/tool.decorator.js';
import { McpError } from '../errors/mcp.error.js';
import { OfferExplorer } from './offer.explorer.js';

@Injectable()
class Nothing implements CanActivate {
  canActivate(): boolean {
    return false;
  }
  transform(): string {
    return 'piped';
  }
  intercept() {
    return of('intercepted');
  }
  catch(): string {
    return 'caught';
  }
}

class ByGuard {
  @Tool() @UseGuards(Nothing) run(): void {}
}
class ByPipe {
  @Tool() @UsePipes(Nothing) run(): void {}
}
class ByParameterPipe {
  @Tool() run(@Args('a', Nothing) _a: unknown): void {}
}
class ByInterceptor {
  @Tool() @UseInterceptors(Nothing) run(): void {}
}
class ByFilter {
  @Tool() @UseFilters(Nothing) run(): void {}
}
@UseGuards(Nothing)
class ByGuardOfClass {
  @Tool() run(): void {}
}
class Plain {
  @Tool() run(): string {
    return 'ran';
  }
}
class Below extends ByGuard {}

type Host = new () => object;
const all: [string, Host][] = [
  ['a guard', ByGuard],
  ['a guard of the class', ByGuardOfClass],
  ['a pipe', ByPipe],
  ['a pipe of a parameter', ByParameterPipe],
  ['an interceptor', ByInterceptor],
  ['a filter', ByFilter],
  ['an inherited guard', Below],
];

const ways: [string, (type: Host) => Provider][] = [
  ['a factory', (type) => ({ provide: 'HOST', useFactory: () => new type() })],
  ['a value', (type) => ({ provide: 'HOST', useValue: new type() })],
  ['a factory for the class', (type) => ({ provide: type, useFactory: () => new type() })],
];

const found = async (...providers: Provider[]) => explore(await appOf({ providers }));

describe.each(ways)('what comes from %s', (_, provide) => {
  it.each(all)('cannot have the class of %s, and says so at boot', async (_name, type) => {
    const refusal = found(provide(type));
    await expect(refusal).rejects.toBeInstanceOf(McpError);
    await expect(refusal).rejects.toThrow(
      `${type.name}#run: Nest has made no Nothing for its provider`,
    );
  });

  it('may have instances', async () => {
    class ByInstance {
      @Tool() @UseGuards(new Nothing()) run(): void {}
    }
    const app = await appOf({ providers: [provide(ByInstance)] });
    await expect(async () => callTool(app, 'run')).rejects.toThrow('Forbidden');
  });

  it('may be without any', async () => {
    expect(await callTool(await appOf({ providers: [provide(Plain)] }), 'run')).toBe('ran');
  });

  it('may have skills: their methods have no caller', async () => {
    class ByGuardedSkill {
      @Skill({ description: 'x' }) @UseGuards(Nothing) run(): string {
        return 'text';
      }
    }
    await expect(appOf({ providers: [provide(ByGuardedSkill)] })).resolves.toBeDefined();
  });
});

it('a factory may bring another class, whose guard is none of its module', async () => {
  const useFactory = () => new Below();
  class Base {
    @Tool() run(): void {}
  }
  for (const scope of [Scope.REQUEST, Scope.TRANSIENT]) {
    const app = await appOf({ providers: [{ provide: Base, useFactory, scope }] });
    await expect(async () => callTool(app, 'run')).rejects.toThrow('Base#run: Nest has made no');
  }
});

it('a guard that another provider of the module has may be on what a factory brings', async () => {
  class Other {
    @Tool() @UseGuards(Nothing) other(): void {}
  }
  const host = { provide: 'HOST', useFactory: () => new ByGuard() };
  const app = await appOf({ providers: [Other, host] });
  await expect(async () => callTool(app, 'run')).rejects.toThrow('Forbidden');
});

it('a constructor may bind a guarded method', async () => {
  class Bound {
    constructor() {
      this.run = this.run.bind(this);
    }

    @Tool() @UseGuards(Nothing) run(): void {}
  }
  const app = await appOf({ providers: [Bound] });
  await expect(async () => callTool(app, 'run')).rejects.toThrow('Forbidden');
});

describe('something for all handlers that is made for each request', () => {
  const scope = Scope.REQUEST;
  const kinds = [APP_GUARD, APP_PIPE, APP_INTERCEPTOR, APP_FILTER];

  it.each(kinds)('cannot be left out: %s', async (provide) => {
    const host = { provide: 'HOST', useFactory: () => new Plain() };
    await expect(found(host, { provide, useClass: Nothing, scope })).rejects.toThrow(
      'Plain#run: Nest has made no Nothing',
    );
  });

  it.each(kinds)('is made for classes: %s', async (provide) => {
    const enhancer = { provide, useClass: Nothing, scope };
    expect(await found(Plain, enhancer)).toHaveLength(1);
    expect(await found({ provide: 'HOST', useClass: ByGuard }, enhancer)).toHaveLength(1);
  });

  it('cannot be made for a value', async () => {
    const enhancer = { provide: APP_GUARD, useClass: Nothing, scope };
    const refusal = found({ provide: Plain, useValue: new Plain() }, enhancer);
    await expect(refusal).rejects.toThrow('Plain#run: its provider is a value');
  });

  it('does not concern skills, which no request asks for', async () => {
    class Skilled {
      @Skill({ description: 'x' }) run(): string {
        return 'text';
      }
    }
    const enhancer = { provide: APP_GUARD, useClass: Nothing, scope };
    const app = await appOf({ providers: [Skilled, enhancer] });
    expect(app.get(OfferExplorer, { strict: false }).explore('default')).toHaveLength(1);
  });

  it('makes what a factory for a class brings anew, with the guard', async () => {
    const host = { provide: Plain, useFactory: () => new Plain() };
    const app = await appOf({
      providers: [host, { provide: APP_GUARD, useClass: Nothing, scope }],
    });
    await expect(async () => callTool(app, 'run')).rejects.toThrow('Forbidden');
  });
});

it('a factory may bring nothing', async () => {
  expect(await found({ provide: ByGuard, useFactory: () => null })).toEqual([]);
  expect(await found({ provide: ByGuard, useValue: undefined })).toEqual([]);
});

it.each(all)('a class may have %s', async (_, type) => {
  expect(await found(type)).toHaveLength(1);
  expect(await found({ provide: 'HOST', useClass: type })).toHaveLength(1);
});

it('a test may put another guard in the place of one', async () => {
  const module = Test.createTestingModule({ imports: [discoveryOf()], providers: [ByGuard] });
  const app = await module
    .overrideGuard(Nothing)
    .useValue({ canActivate: () => true })
    .compile();
  expect(await callTool(await app.init(), 'run')).toBeUndefined();
});
