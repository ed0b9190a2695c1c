import type { Provider } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { ChangeFeed } from './catalog/change.feed.js';
import { Catalogs } from './catalog/catalogs.js';
import { checkSse, ResolvedOptions, type ResolvedExtras } from './mcp.options.js';
import { part } from './mcp.part.js';
import { Dispatcher } from './protocol/dispatcher.js';
import { HostPolicy } from './security/host.policy.js';
import { ConnectionLimiter } from './sessions/connection.limiter.js';
import { Owners } from './sessions/owners.js';
import { SessionStore } from './sessions/session.store.js';
import { UnreadLimit } from './sessions/unread.limit.js';
import { BodyPrecedence } from './transports/http/body.precedence.js';
import { EndpointCheck } from './transports/http/endpoint.check.js';
import { EndpointPaths, type EndpointRoutes } from './transports/http/endpoint.paths.js';
import { ExpressShapes } from './transports/http/express.shapes.js';
import { FastifySlashes } from './transports/http/fastify.slashes.js';
import { HttpAdmission } from './transports/http/http.admission.js';
import { SseEndpoint } from './transports/sse/sse.endpoint.js';
import { DirectRoute } from './transports/streamable-http/direct.route.js';
import { StreamableHttpEndpoint } from './transports/streamable-http/streamable-http.endpoint.js';

/** What serves HTTP. */
export const http: Provider[] = [
  part(HostPolicy, [ResolvedOptions], ({ hosts }) => new HostPolicy(hosts)),
  part(ExpressShapes, [HttpAdapterHost], (host) => new ExpressShapes(host)),
  part(
    HttpAdmission,
    [HostPolicy, HttpAdapterHost],
    (policy, host) => new HttpAdmission(policy, host),
  ),
  part(
    StreamableHttpEndpoint,
    [Dispatcher, ChangeFeed, SessionStore, Catalogs, HttpAdmission, UnreadLimit, ResolvedOptions],
    (dispatcher, changes, store, { tools }, { admit }, unread, resolved) => {
      const { sessions, limits, keepAlive } = resolved;
      const { openRequests } = limits;
      // Only the legacy era has sessions.
      const kept = sessions.enabled && dispatcher.served.has('legacy');
      const headersOf = (tool: string) => tools.find(tool)?.headers ?? [];
      const options = { limits, streams: { keepAlive, unread }, openRequests, headersOf, admit };
      return new StreamableHttpEndpoint(dispatcher, changes, kept ? store : undefined, options);
    },
  ),
];

/** Only if it's on. */
export const sse: Provider = part(
  SseEndpoint,
  [Dispatcher, ChangeFeed, ConnectionLimiter, Owners, HttpAdmission, UnreadLimit, ResolvedOptions],
  (
    dispatcher,
    changes,
    limiter,
    owners,
    { admit },
    unread,
    { eras, limits, keepAlive, publicPath },
  ) => {
    checkSse(eras);
    return new SseEndpoint(dispatcher, changes, limiter, owners, {
      limits,
      streams: { keepAlive, unread },
      openRequests: limits.openRequests,
      publicPath,
      admit,
    });
  },
);

/** @param module the one that has the controllers */
export function bodyPrecedence(extras: ResolvedExtras, module: object): Provider {
  const routes = routesOf(extras, module, ['messages']);
  return part(
    BodyPrecedence,
    [HttpAdapterHost, ApplicationConfig, ModulesContainer, ResolvedOptions],
    (host, config, modules, { limits }) =>
      new BodyPrecedence(host, new EndpointPaths(config, modules, routes), limits.bodyBytes),
  );
}

/** @param module the one that has the controllers */
export function endpointCheck(extras: ResolvedExtras, module: object): Provider {
  const { server, apiVersion: version } = extras;
  const routes = routesOf(extras, module, ['sse', 'messages']);
  return part(EndpointCheck, [ApplicationConfig, ModulesContainer], (config, modules) => {
    const paths = new EndpointPaths(config, modules, routes);
    return new EndpointCheck({ server, version, paths }, config, modules);
  });
}

/** @param module the one that has the controllers */
export function fastifySlashes(extras: ResolvedExtras, module: object): Provider {
  const routes = routesOf(extras, module, ['sse', 'messages']);
  return part(
    FastifySlashes,
    [HttpAdapterHost, ApplicationConfig, ModulesContainer],
    (host, ...parts) => new FastifySlashes(host, new EndpointPaths(...parts, routes)),
  );
}

/** @param module the one that has the controllers */
export function directRoute(extras: ResolvedExtras, module: object): Provider[] {
  const { streamableHttp, controllerDecorators } = extras;
  // The application's decorators may put guards and more on the controller.
  if (!streamableHttp || controllerDecorators.length > 0) return [];
  const routes = routesOf(extras, module, []);
  const route = part(
    DirectRoute,
    [HttpAdapterHost, ApplicationConfig, ModulesContainer, StreamableHttpEndpoint],
    (host, config, modules, endpoint) =>
      new DirectRoute(host, new EndpointPaths(config, modules, routes), config, endpoint),
  );
  return [route];
}

/** @param ofSse the routes of HTTP+SSE that matter */
function routesOf(
  { path, apiVersion: version, streamableHttp, sse: hasSse }: ResolvedExtras,
  module: object,
  ofSse: readonly string[],
): EndpointRoutes {
  const methodPaths = [...(streamableHttp ? [''] : []), ...(hasSse ? ofSse : [])];
  return { path, version, methodPaths, module };
}
