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
      // The hooks that change our routes find the second one as they find the first.
      if (!route.url.endsWith('/') && this.paths.includes(route.url)) {
        fastify.route({ ...route, url: `${route.url}/` });
      }
    });
  }
}
