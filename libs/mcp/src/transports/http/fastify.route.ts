import type { IncomingMessage } from 'node:http';

export interface FastifyRequest {
  readonly raw: IncomingMessage;
}

export type FastifyHandler = (request: FastifyRequest, reply: unknown) => unknown;

/** A route as Fastify's `onRoute` hooks find it, and may change it. */
export interface FastifyRoute {
  readonly method: string | readonly string[];
  readonly url: string;
  handler: FastifyHandler;
  bodyLimit?: number;
  errorHandler?: (error: Error & { code?: string }, ...call: Parameters<FastifyHandler>) => unknown;
}

export interface FastifyInstance {
  addHook(name: 'onRoute', hook: (route: FastifyRoute) => void): void;
}
