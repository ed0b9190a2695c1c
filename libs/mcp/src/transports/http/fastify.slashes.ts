import type { HttpAdapterHost } from '@nestjs/core';
import type { EndpointPaths } from './endpoint.paths.js';
import type { FastifyInstance } from './fastify.route.js';

/**
 * Gives each route of ours a second one on Fastify, with a slash at its end: Express doesn't tell the two
 * apart, and Fastify does unless it was made with `ignoreTrailingSlash`.
 */
export class FastifySlashes {
  constructor(
    host: HttpAdapterHost,
    private readonly paths: EndpointPaths,
  ) {
    host.init$.subscribe(() => this.install(host.httpAdapter));
  }

  /** An application without HTTP has no adapter, or one that does nothing. */
  private install(adapter: HttpAdapterHost['httpAdapter'] | null | undefined): void {
    if (adapter?.getType() !== 'fastify') return;
    const fastify = adapter.getInstance<FastifyInstance>();
    const { ignoreTrailingSlash, routerOptions } = fastify.initialConfig;
    if (ignoreTrailingSlash || routerOptions?.ignoreTrailingSlash) return;
    fastify.addHook('onRoute', (route) => {
      if (route.url.endsWith('/') || !this.paths.includes(route.url)) return;
      // HEAD has a route of its own, as it has without the slash.
      const second = { ...route, url: `${route.url}/`, exposeHeadRoute: false };
      // Of servers that differ in their version alone each finds the routes of all.
      if (!fastify.hasRoute(second)) fastify.route(second);
    });
  }
}
