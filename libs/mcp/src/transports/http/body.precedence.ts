import type { IncomingMessage } from 'node:http';
import type { HttpAdapterHost } from '@nestjs/core';
import { readBodyAhead, refuseBody, tooLarge, unreadable } from './body.reader.js';
import type { EndpointPaths } from './endpoint.paths.js';
import type { FastifyInstance, FastifyRoute } from './fastify.route.js';

type Adapter = HttpAdapterHost['httpAdapter'] | null | undefined;

/**
 * Lets our routes go before the application's body parsers, which have limits of their own and
 * answer errors in a form that is not JSON-RPC.
 */
export class BodyPrecedence {
  constructor(
    host: HttpAdapterHost,
    private readonly paths: EndpointPaths,
    private readonly limit: number,
  ) {
    // Nest registers its parsers in `app.init()`, which is later than this.
    host.init$.subscribe(() => this.install(host.httpAdapter));
  }

  /** An application without HTTP has no adapter, or one that does nothing. */
  private install(adapter: Adapter): void {
    const type = adapter?.getType();
    if (type === 'express') adapter?.use(this.readAhead);
    if (type === 'fastify') {
      adapter?.getInstance<FastifyInstance>().addHook('onRoute', this.prepareRoute);
    }
  }

  private readonly readAhead = async (
    request: IncomingMessage,
    _response: unknown,
    next: () => void,
  ): Promise<void> => {
    const path = request.url?.split('?')[0] ?? '';
    const ours = request.method === 'POST' && !request.readableEnded && this.paths.match(path);
    if (ours) await readBodyAhead(request, this.limit);
    next();
  };

  /** Fastify parses before it calls the handler, which then refuses what could not be parsed. */
  private readonly prepareRoute = (route: FastifyRoute): void => {
    if (!this.paths.includes(route.url)) return;
    const { handler } = route;
    route.bodyLimit = this.limit;
    route.errorHandler = async (error, request, reply) => {
      const { code } = error;
      if (!code?.startsWith('FST_ERR_CTP_')) throw error;
      const large = code === 'FST_ERR_CTP_BODY_TOO_LARGE';
      const empty = code === 'FST_ERR_CTP_EMPTY_JSON_BODY';
      await refuseBody(request.raw, large ? tooLarge(this.limit) : unreadable(empty));
      return handler(request, reply);
    };
  };
}
