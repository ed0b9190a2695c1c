import type { HttpAdapterHost } from '@nestjs/core';
import { Subject } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import type { EndpointPaths } from './endpoint.paths.js';
import { FastifySlashes } from './fastify.slashes.js';

interface Route {
  readonly url: string;
  readonly method: string;
}

const paths = {
  includes: (path: string) => ['/mcp', '/mcp/'].includes(path),
} as unknown as EndpointPaths;

/** What is added when these routes are, in an application with this adapter. */
function added(type: string | undefined, initialConfig: object, ...urls: string[]): Route[] {
  const init$ = new Subject<void>();
  const all: Route[] = [];
  let onRoute: ((route: Route) => void) | undefined;
  const route = vi.fn((one: Route) => {
    all.push(one);
    onRoute?.(one);
  });
  const addHook = (_: string, hook: typeof onRoute) => (onRoute = hook);
  const hasRoute = ({ url }: Route) => all.some((one) => one.url === url);
  const getInstance = () => ({ initialConfig, addHook, route, hasRoute });
  const httpAdapter = type && { getType: () => type, getInstance };
  expect(
    new FastifySlashes({ init$, httpAdapter } as unknown as HttpAdapterHost, paths),
  ).toBeDefined();
  init$.next();
  for (const url of urls) onRoute?.({ url, method: 'POST' });
  return all;
}

describe('FastifySlashes', () => {
  it('adds a route with a slash for each of ours, and for no other', () => {
    expect(added('fastify', {}, '/mcp', '/orders')).toEqual([
      { url: '/mcp/', method: 'POST', exposeHeadRoute: false },
    ]);
  });

  it('adds one route for servers that differ in their version alone', () => {
    expect(added('fastify', {}, '/mcp', '/mcp')).toHaveLength(1);
  });

  it.each([
    ['ignores slashes', 'fastify', { ignoreTrailingSlash: true }],
    ['has a router that does', 'fastify', { routerOptions: { ignoreTrailingSlash: true } }],
    ['is Express', 'express', {}],
    ['is none', undefined, {}],
  ])('adds nothing where the adapter %s', (_, type, config) => {
    expect(added(type, config, '/mcp')).toEqual([]);
  });
});
