import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { HttpAdapterHost } from '@nestjs/core';
import { McpError } from '../../errors/mcp.error.js';
import {
  collectBytes,
  endedEarly,
  readBodyAhead,
  refuseBody,
  tooLarge,
  unreadable,
} from './body.reader.js';
import type { EndpointPaths } from './endpoint.paths.js';
import type { FastifyInstance, FastifyRoute, PreParsing } from './fastify.route.js';
import { keepBody, parseAgain, watchBody } from './watched.body.js';

type Adapter = HttpAdapterHost['httpAdapter'] | null | undefined;

/** Bytes of a body that Fastify may read itself: most calls are smaller, and get no stream of their own. */
const SMALL = 4096;

const INVALID_JSON = 'FST_ERR_CTP_INVALID_JSON_BODY';

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
    const path = pathOf(request.url ?? '');
    const ours = request.method === 'POST' && !request.readableEnded && this.paths.match(path);
    if (ours) await readBodyAhead(request, this.limit);
    next();
  };

  /** Fastify parses before it calls the handler, which then refuses what could not be parsed. */
  private readonly prepareRoute = (route: FastifyRoute): void => {
    if (!this.paths.includes(route.url)) return;
    const { handler, preParsing = [] } = route;
    route.bodyLimit = this.limit;
    // Other hooks may change the body themselves. A copy of the route has ours already.
    route.preParsing = [...[preParsing].flat().filter((hook) => hook !== this.gather), this.gather];
    route.errorHandler = async (error, request, reply) => {
      // Fastify's parser refuses keys that we refuse under the id of their message (JSON-RPC 2.0, 5).
      const body = error.code === INVALID_JSON ? parseAgain(request.raw) : undefined;
      if (body !== undefined) return handler(Object.assign(request, { body }), reply);
      const refusal = error instanceof McpError ? error : this.refusalFor(error);
      if (!refusal) throw error;
      await refuseBody(request.raw, refusal);
      return handler(request, reply);
    };
  };

  /** Fastify keeps an object for each piece in which a body arrives: it gets the body in one. */
  private readonly gather: PreParsing = ({ raw }, _reply, body, done) => {
    if (isSmall(raw)) {
      watchBody(raw, body);
      return done(null, body);
    }
    return collectBytes(body, this.limit).then((collected) => {
      const bytes = collected.take();
      keepBody(raw, bytes);
      return streamOf(bytes);
    });
  };

  private refusalFor({ code }: { readonly code?: string }): McpError | undefined {
    if (code === 'ECONNRESET') return endedEarly();
    if (!code?.startsWith('FST_ERR_CTP_')) return undefined;
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(this.limit);
    return unreadable(code === 'FST_ERR_CTP_EMPTY_JSON_BODY');
  }
}

/** Also of a whole URL, as clients write it for proxies (RFC 9112, 3.2.2). */
function pathOf(target: string): string {
  const whole = !target.startsWith('/') && URL.canParse(target);
  return whole ? new URL(target).pathname : (target.split('?')[0] ?? '');
}

/** Whether a body can't have many pieces. */
function isSmall({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? Infinity) <= SMALL;
}

/** Fastify keeps the stream for as long as the request is open, but not what it gave. */
function streamOf(bytes: Buffer): Readable {
  let rest: Buffer | undefined = bytes;
  const read = function read(this: Readable) {
    this.push(rest);
    this.push(null);
    rest = undefined;
  };
  return new Readable({ read });
}
