import {
  Inject,
  Injectable,
  Module,
  Scope,
  UseGuards,
  type CanActivate,
  type Provider,
} from '@nestjs/common';
import { ContextIdFactory, REQUEST, type ContextId, type HostComponentInfo } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchangeOf } from '../../test/exchange.fixture.js';
import { appOf, callTool } from '../../test/server.fixture.js';
import { McpContext } from '../context/mcp.context.js';
import { Tool } from '../decorators/tool.decorator.js';

let made: number;

beforeEach(() => {
  made = 0;
});

@Injectable()
class Store {
  readonly name = 'store';
}

@Injectable({ scope: Scope.REQUEST })
class PerRequest {
  readonly number = ++made;

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(REQUEST) private readonly request: unknown,
  ) {}

  @Tool()
  scoped(args: unknown): unknown {
    const { requestId } = this.request as McpContext;
    return { number: this.number, store: this.store.name, requestId, args };
  }
}

@Injectable({ scope: Scope.TRANSIENT })
class Transient {
  readonly number = ++made;

  constructor(@Inject(Store) private readonly store: Store) {}

  @Tool()
  transient(): unknown {
    return this.store.name;
  }
}

@Injectable()
class Dependent {
  constructor(@Inject(PerRequest) private readonly other: PerRequest) {}

  @Tool()
  dependent(): unknown {
    return this.other.number;
  }
}

@Injectable({ scope: Scope.REQUEST })
class ScopedGuard implements CanActivate {
  constructor(@Inject(REQUEST) private readonly request: McpContext) {}

  canActivate(): boolean {
    return this.request.requestId === 'allowed';
  }
}

@Injectable()
class Guarded {
  readonly number = ++made;

  @Tool()
  @UseGuards(ScopedGuard)
  guarded(): unknown {
    return 'done';
  }
}

const app = (...providers: Provider[]) => appOf({ providers: [Store, ...providers] });

describe('a request-scoped provider', () => {
  it('is made for each call, with what it needs and the context as its request', async () => {
    const running = await app(PerRequest);
    expect(made).toBe(0);
    const ask = (id: string) => callTool(running, 'scoped', { id }, exchangeOf({ id }));
    expect(await ask('a')).toEqual({
      number: 1,
      store: 'store',
      requestId: 'a',
      args: { id: 'a' },
    });
    expect(await ask('b')).toMatchObject({ number: 2, requestId: 'b' });
  });

  it('is not shared by calls that run at the same time', async () => {
    const running = await app(PerRequest);
    const ids = Array.from({ length: 20 }, (_, index) => `r-${index}`);
    const results = await Promise.all(
      ids.map((id) => callTool(running, 'scoped', {}, exchangeOf({ id }))),
    );
    expect(results.map((result) => (result as { requestId: string }).requestId)).toEqual(ids);
    expect(made).toBe(20);
  });

  it('makes those request-scoped that depend on it', async () => {
    const running = await app(PerRequest, Dependent);
    expect(await callTool(running, 'dependent')).toBe(1);
    expect(await callTool(running, 'dependent')).toBe(2);
  });

  it.each([
    ['another token', { provide: 'SCOPED', useClass: PerRequest, scope: Scope.REQUEST }],
    ['a symbol', { provide: Symbol('scoped'), useClass: PerRequest, scope: Scope.REQUEST }],
  ])('may have %s', async (_, provider) => {
    expect(await callTool(await app(provider), 'scoped')).toMatchObject({ number: 1 });
  });

  it('is found in the module that has it', async () => {
    @Module({ providers: [Store, PerRequest] })
    class Feature {}
    const running = await appOf({ imports: [Feature] });
    expect(await callTool(running, 'scoped')).toMatchObject({ store: 'store' });
  });

  it('that cannot be made fails its call only', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Picky {
      constructor(@Inject(REQUEST) { requestId }: McpContext) {
        if (requestId === 'bad') throw new Error('not this one');
      }

      @Tool()
      picky(): string {
        return 'done';
      }
    }
    const running = await app(Picky);
    const bad = callTool(running, 'picky', {}, exchangeOf({ id: 'bad' }));
    await expect(bad).rejects.toThrow('not this one');
    expect(await callTool(running, 'picky')).toBe('done');
  });
});

describe('several modules', () => {
  const host = (name: string, ...decorators: MethodDecorator[]) => {
    class Host {
      run(): string {
        return name;
      }
    }
    const { prototype } = Host;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, 'run') ?? {};
    for (const decorate of [...decorators, Tool({ name })]) decorate(prototype, 'run', descriptor);
    return Host;
  };

  it('may have request-scoped providers of one token', async () => {
    const of = (useClass: new () => object) => {
      class Feature {}
      const providers = [{ provide: 'HOST', useClass, scope: Scope.REQUEST }];
      return { module: Feature, providers };
    };
    const imports = [of(host('open')), of(host('guarded', UseGuards(ScopedGuard)))];
    const running = await appOf({ imports });
    expect(await callTool(running, 'open')).toBe('open');
    await expect(callTool(running, 'guarded')).rejects.toThrow('Forbidden');
  });

  it('may have the same provider with a request-scoped guard, which is made all the same', async () => {
    class Feature {}
    const providers = [host('guarded', UseGuards(ScopedGuard))];
    const of = (name: string) => ({
      module: Feature,
      providers: [...providers, { provide: 'NAME', useValue: name }],
    });
    const running = await appOf({ imports: [of('one'), of('two')] });
    const ask = (id: string) => callTool(running, 'guarded', {}, exchangeOf({ id }));
    expect(await ask('allowed')).toBe('guarded');
    await expect(ask('other')).rejects.toThrow('Forbidden');
  });
});

describe('a request-scoped guard', () => {
  it('sees the context of each call', async () => {
    const running = await app(Guarded, ScopedGuard);
    const ask = (id: string) => callTool(running, 'guarded', {}, exchangeOf({ id }));
    expect(await ask('allowed')).toBe('done');
    await expect(ask('other')).rejects.toThrow('Forbidden');
  });
});

describe('a transient provider', () => {
  it('is made for each call, with what it needs', async () => {
    const running = await app(Transient);
    const before = made;
    expect(await callTool(running, 'transient')).toBe('store');
    expect(await callTool(running, 'transient')).toBe('store');
    expect(made - before).toBe(2);
  });
});

describe('a durable provider', () => {
  class ByTenant {
    private readonly trees = new Map<unknown, ContextId>();

    attach(contextId: ContextId, context: object) {
      const tenant = (context as McpContext).headers['x-tenant'];
      const tree = this.trees.get(tenant) ?? { id: this.trees.size };
      this.trees.set(tenant, tree);
      return {
        resolve: ({ isTreeDurable }: HostComponentInfo) => (isTreeDurable ? tree : contextId),
        payload: { tenant },
      };
    }
  }

  @Injectable({ scope: Scope.REQUEST, durable: true })
  class PerTenant {
    readonly number = ++made;

    constructor(@Inject(REQUEST) private readonly payload: { tenant: string }) {}

    @Tool()
    tenant(): unknown {
      return { number: this.number, tenant: this.payload.tenant };
    }
  }

  const { getByRequest } = ContextIdFactory;

  afterEach(() => {
    ContextIdFactory.getByRequest = getByRequest;
    ContextIdFactory.apply(undefined as never);
  });

  it('is made once for each tree of its strategy', async () => {
    ContextIdFactory.apply(new ByTenant());
    const running = await app(PerTenant);
    const ask = (tenant: string) =>
      callTool(
        running,
        'tenant',
        {},
        exchangeOf({ http: { headers: { 'x-tenant': tenant }, request: {} } }),
      );
    expect(await ask('a')).toEqual({ number: 1, tenant: 'a' });
    expect(await ask('b')).toEqual({ number: 2, tenant: 'b' });
    expect(await ask('a')).toEqual({ number: 1, tenant: 'a' });
  });
});
