import type { HttpOrigin } from '../../context/exchange.js';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A request and its response below the HTTP adapter, where streams are plain Node streams. */
export interface RawHttp {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** The adapter's request object, for guards' findings and handlers. */
  readonly request: unknown;
  /** Path and query as they arrived, before a router took a prefix off. */
  readonly url: string;
  /** The body, if middleware has parsed it already. */
  readonly parsedBody: unknown;
}

interface FastifyRequest {
  readonly originalUrl: string;
  readonly raw: IncomingMessage;
  readonly body: unknown;
}

interface FastifyReply {
  readonly raw: ServerResponse;
  hijack(): void;
  getHeaders(): OutgoingHttpHeaders;
}

/** Takes a response out of the hands of Express or Fastify, so that we write it ourselves. */
export function takeOver(request: unknown, response: unknown): RawHttp {
  if (isFastify(response)) {
    const { raw, body, originalUrl } = request as FastifyRequest;
    response.hijack();
    // Headers that plugins set (CORS) live in the reply until Fastify sends it.
    for (const [name, value] of Object.entries(response.getHeaders())) {
      if (value !== undefined) response.raw.setHeader(name, value);
    }
    const url = originalUrl;
    return { incoming: raw, response: response.raw, request, url, parsedBody: body };
  }
  const incoming = request as IncomingMessage & { originalUrl: string; body?: unknown };
  const { originalUrl: url, body: parsedBody } = incoming;
  return { incoming, response: response as ServerResponse, request, url, parsedBody };
}

function isFastify(response: unknown): response is FastifyReply {
  return typeof (response as Partial<FastifyReply>).hijack === 'function';
}

/** What handlers and the application know of the request. */
export function originOf({ incoming, request }: RawHttp): HttpOrigin {
  return { headers: incoming.headers, request };
}

/** A header that must not be repeated. */
export function header(incoming: IncomingMessage, name: string): string | undefined {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
