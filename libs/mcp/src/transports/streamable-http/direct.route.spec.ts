import { ApplicationConfig, type HttpAdapterHost } from '@nestjs/core';
import { Subject } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import type { EndpointPaths } from '../http/endpoint.paths.js';
import type { FastifyRoute } from '../http/fastify.route.js';
import { DirectRoute } from './direct.route.js';

const paths = { includes: (path: string) => path === '/mcp' } as unknown as EndpointPaths;
const nests = vi.fn();
/** Whatever kind is asked for. */
const enhancer = {
  canActivate: vi.fn(),
  transform: vi.fn(),
  intercept: vi.fn(),
  catch: vi.fn(),
};

/** A route that an application registers after it has begun. */
function registered({ url = '/mcp', method = 'POST', config = new ApplicationConfig() } = {}) {
  const post = vi.fn();
  const addHook = vi.fn<(name: string, hook: (route: FastifyRoute) => void) => void>();
  const httpAdapter = { getType: () => 'fastify', getInstance: () => ({ addHook }) };
  const init$ = new Subject<void>();
  const host = { init$, httpAdapter } as unknown as HttpAdapterHost;
  expect(new DirectRoute(host, paths, config, { post })).toBeDefined();
  init$.next();
  const route: FastifyRoute = { url, method, handler: nests };
  addHook.mock.calls[0]?.[1](route);
  return { route, post };
}

describe('DirectRoute', () => {
  it('has Fastify call the endpoint for a POST', () => {
    const { route, post } = registered();
    const raw = { headers: { host: 'localhost' } };
    const reply = { raw: {}, hijack: vi.fn(), getHeaders: () => ({}) };
    route.handler({ raw } as never, reply);
    expect(reply.hijack).toHaveBeenCalledOnce();
    expect(post).toHaveBeenCalledWith(
      expect.objectContaining({ incoming: raw, response: reply.raw, headers: raw.headers }),
    );
    expect(nests).not.toHaveBeenCalled();
  });

  it.each([
    ['another path', { url: '/orders' }],
    ['another method', { method: 'GET' }],
  ])('leaves %s to Nest', (_, init) => {
    expect(registered(init).route.handler).toBe(nests);
  });

  it.each(['Guards', 'Pipes', 'Interceptors', 'Filters'] as const)(
    'leaves a POST to Nest where there are global %s',
    (kind) => {
      const config = new ApplicationConfig();
      config[`useGlobal${kind}`](enhancer);
      expect(registered({ config }).route.handler).toBe(nests);
    },
  );

  it.each([null, { getType: () => 'express' }])('does nothing on other adapters: %o', (adapter) => {
    const host = { init$: { subscribe: (start: () => void) => start() }, httpAdapter: adapter };
    const config = new ApplicationConfig();
    expect(() => new DirectRoute(host as never, paths, config, { post: vi.fn() })).not.toThrow();
  });
});
