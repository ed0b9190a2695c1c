import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

export interface FastifyRequest {
  body?: unknown;
  readonly raw: IncomingMessage;
}

export type FastifyHandler = (request: FastifyRequest, reply: unknown) => unknown;

/** May give another body to the parser than the one that arrives: at once, or by a promise. */
export type PreParsing = (
  request: FastifyRequest,
  reply: unknown,
  body: Readable,
  done: (error: null, body: Readable) => void,
) => void | Promise<Readable>;

/** A route as Fastify's `onRoute` hooks find it, and may change it. */
export interface FastifyRoute {
  readonly method: string | readonly string[];
  readonly url: string;
  handler: FastifyHandler;
  bodyLimit?: number;
  exposeHeadRoute?: boolean;
  preParsing?: PreParsing | readonly PreParsing[] | undefined;
  errorHandler?: (error: Error & { code?: string }, ...call: Parameters<FastifyHandler>) => unknown;
}

interface SlashOptions {
  readonly ignoreTrailingSlash?: boolean;
}

export interface FastifyInstance {
  readonly initialConfig: SlashOptions & { readonly routerOptions?: SlashOptions };
  addHook(name: 'onRoute', hook: (route: FastifyRoute) => void): void;
  route(route: FastifyRoute): void;
  hasRoute(route: FastifyRoute): boolean;
}
