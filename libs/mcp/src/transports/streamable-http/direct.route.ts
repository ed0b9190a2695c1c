import type { ApplicationConfig, HttpAdapterHost } from '@nestjs/core';
import { hasGlobalEnhancers } from '../../discovery/global.enhancers.js';
import type { EndpointPaths } from '../http/endpoint.paths.js';
import type { FastifyInstance, FastifyRoute } from '../http/fastify.route.js';
import { takeOver } from '../http/raw.http.js';
import type { StreamableHttpEndpoint } from './streamable-http.endpoint.js';

/**
 * Has Fastify call the endpoint itself, where the application has nothing between a POST and the
 * controller's method. Nest's own way there makes half a dozen promises for each request.
 */
export class DirectRoute {
  constructor(
    host: HttpAdapterHost,
    private readonly paths: EndpointPaths,
    private readonly config: ApplicationConfig,
    private readonly endpoint: Pick<StreamableHttpEndpoint, 'post'>,
  ) {
    host.init$.subscribe(() => this.install(host.httpAdapter));
  }

  /** An application without HTTP has no adapter, or one that does nothing. */
  private install(adapter: HttpAdapterHost['httpAdapter'] | null | undefined): void {
    if (adapter?.getType() !== 'fastify') return;
    adapter.getInstance<FastifyInstance>().addHook('onRoute', this.shorten);
  }

  /** Routes are registered when global enhancers are complete. */
  private readonly shorten = (route: FastifyRoute): void => {
    if (route.method !== 'POST' || !this.paths.includes(route.url)) return;
    if (hasGlobalEnhancers(this.config)) return;
    route.handler = (request, reply) => this.endpoint.post(takeOver(request, reply));
  };
}
