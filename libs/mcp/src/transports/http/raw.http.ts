import type { HttpOrigin } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import { dropBody } from './watched.body.js';
import type {
  IncomingHttpHeaders,
  IncomingMessage,
  OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';

/** What has headers. They are read off a request once, as each look at one of Express is slow. */
export interface Headed {
  readonly headers: IncomingHttpHeaders;
}

/** A request and its response below the HTTP adapter, where streams are plain Node streams. */
export interface RawHttp extends Headed {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** The adapter's request object, for guards' findings and handlers. */
  readonly request: unknown;
  /** Path and query as they arrived, before a router took a prefix off. */
  readonly url: string;
  /** The body, if middleware has parsed it already. */
  readonly parsedBody: unknown;
}

const ANY_ORIGIN = 'http://localhost';

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
    dropBody(raw);
    // Headers that plugins set (CORS) live in the reply until Fastify sends it.
    for (const [name, value] of Object.entries(response.getHeaders())) {
      if (value !== undefined) response.raw.setHeader(name, value);
    }
    const url = originalUrl;
    const { headers } = raw;
    return { incoming: raw, headers, response: response.raw, request, url, parsedBody: body };
  }
  const incoming = request as IncomingMessage & { originalUrl: string; body?: unknown };
  const { headers, originalUrl: url, body: parsedBody } = incoming;
  return { incoming, headers, response: response as ServerResponse, request, url, parsedBody };
}

function isFastify(response: unknown): response is FastifyReply {
  return typeof (response as Partial<FastifyReply>).hijack === 'function';
}

/** What handlers and the application know of the request. */
export function originOf({ headers, request }: RawHttp): HttpOrigin {
  return { headers, request };
}

/**
 * The address that a request asks for: a path with a query, or all of a URL, as clients write it for
 * proxies (RFC 9112, 3.2).
 *
 * @throws McpError `INVALID_REQUEST`
 */
export function targetUrl(target: string): URL {
  if (URL.canParse(target, ANY_ORIGIN)) return new URL(target, ANY_ORIGIN);
  throw new McpError('INVALID_REQUEST', 'Bad Request: the address of the request is not a URL');
}

/** A header that must not be repeated. */
export function header({ headers }: Headed, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
