import type { FactoryProvider, InjectionToken, Provider, Type } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { ChangeFeed } from './catalog/change.feed.js';
import { Catalogs } from './catalog/catalogs.js';
import { serverToken } from './context/server.token.js';
import { HandlerBinder } from './discovery/handler.binder.js';
import { SERVER_NAME } from './discovery/server.assignment.js';
import { RegisteredEntries } from './discovery/registered.entries.js';
import { OfferExplorer } from './discovery/offer.explorer.js';
import { HandlerRunner } from './execution/handler.runner.js';
import { InteractiveRunner } from './execution/interaction/interactive.runner.js';
import { StateSealer } from './execution/interaction/state.sealer.js';
import { ToolExecutor } from './execution/tool.executor.js';
import { McpHealthIndicator } from './health/mcp.health.js';
import { McpLifecycle, ShutdownSignal } from './mcp.lifecycle.js';
import {
  checkSse,
  ResolvedOptions,
  type McpModuleOptions,
  type ResolvedExtras,
} from './mcp.options.js';
import { McpRegistry } from './mcp.registry.js';
import { Dispatcher } from './protocol/dispatcher.js';
import { createOperations } from './protocol/operations/operations.js';
import { ResultEncoder } from './protocol/result.encoder.js';
import { ServedEras } from './protocol/served.eras.js';
import { ServerIdentity } from './protocol/server.identity.js';
import { deriveKey } from './security/derived.key.js';
import { HostPolicy } from './security/host.policy.js';
import { ConnectionLimiter } from './sessions/connection.limiter.js';
import { Owners } from './sessions/owners.js';
import { SessionStore } from './sessions/session.store.js';
import { UnreadLimit } from './sessions/unread.limit.js';
import { SkillLoader } from './skills/skill.loader.js';
import { ConnectionFactory } from './transports/connection.factory.js';
import { BodyPrecedence } from './transports/http/body.precedence.js';
import { EndpointCheck } from './transports/http/endpoint.check.js';
import { EndpointPaths, type EndpointRoutes } from './transports/http/endpoint.paths.js';
import { ExpressShapes } from './transports/http/express.shapes.js';
import { FastifySlashes } from './transports/http/fastify.slashes.js';
import { HostCheck } from './transports/http/host.check.js';
import { HttpAdmission } from './transports/http/http.admission.js';
import { SseEndpoint } from './transports/sse/sse.endpoint.js';
import { DirectRoute } from './transports/streamable-http/direct.route.js';
import { StreamableHttpEndpoint } from './transports/streamable-http/streamable-http.endpoint.js';

type Instances<Parts extends Type[]> = { [Index in keyof Parts]: InstanceType<Parts[Index]> };

/** The parts of one server. Each `forRoot` has its own, so servers share nothing. */
export function providersOf(
  extras: ResolvedExtras,
  options: InjectionToken<McpModuleOptions>,
): Provider[] {
  const { server } = extras;
  return [
    { provide: SERVER_NAME, useValue: server },
    {
      provide: ResolvedOptions,
      inject: [options],
      useFactory: (given: McpModuleOptions) => new ResolvedOptions(given),
    },
    HandlerBinder,
    RegisteredEntries,
    OfferExplorer,
    ShutdownSignal,
    ChangeFeed,
    ...core,
    ...http,
    ...(extras.sse ? [sse] : []),
    lifecycle(server),
    ...publicParts(server),
  ];
}

const core: Provider[] = [
  part(Catalogs, [ChangeFeed], (changes) => new Catalogs(changes)),
  part(
    ServerIdentity,
    [ResolvedOptions, Catalogs],
    ({ given }, catalogs) => new ServerIdentity(given, catalogs),
  ),
  part(
    SkillLoader,
    [Catalogs, ResolvedOptions],
    (catalogs, { skills }) => new SkillLoader(catalogs, skills.directory),
  ),
  part(
    ResultEncoder,
    [ServerIdentity, ResolvedOptions],
    ({ info }, { cache }) => new ResultEncoder(info, cache),
  ),
  part(ConnectionLimiter, [ResolvedOptions], (o) => new ConnectionLimiter(o.limits.connections)),
  part(
    UnreadLimit,
    [ResolvedOptions],
    ({ limits }) => new UnreadLimit(limits.unsentBytes, limits.unsentTimeout),
  ),
  part(Owners, [ResolvedOptions], ({ given }) => new Owners(given.principal)),
  part(
    SessionStore,
    [ConnectionLimiter, Owners, UnreadLimit, ResolvedOptions],
    (limiter, owners, unread, { sessions, limits: { openRequests } }) =>
      new SessionStore(limiter, owners, { ...sessions, unread, openRequests }),
  ),
  part(
    ToolExecutor,
    [ResolvedOptions, InteractiveRunner],
    ({ timeout, limits: { resultBytes }, given }, interactive) =>
      new ToolExecutor({ timeout, resultBytes }, interactive, given.observer),
  ),
  part(InteractiveRunner, [ResolvedOptions], ({ given, answerTimeout, principal }) => {
    const key = deriveKey(given.secret, `request state of ${given.name}`);
    const sealer = new StateSealer(key, answerTimeout, principal);
    return new InteractiveRunner(sealer, answerTimeout);
  }),
  part(
    HandlerRunner,
    [ResolvedOptions, InteractiveRunner],
    ({ timeout, limits: { resultBytes } }, interactive) =>
      new HandlerRunner({ timeout, resultBytes }, interactive),
  ),
  part(
    Dispatcher,
    [
      ServerIdentity,
      Catalogs,
      ChangeFeed,
      ToolExecutor,
      HandlerRunner,
      ResultEncoder,
      ConnectionLimiter,
      ShutdownSignal,
      ResolvedOptions,
    ],
    (
      identity,
      catalogs,
      changes,
      executor,
      runner,
      encoder,
      limiter,
      { signal: shutdown },
      { pageSize, limits, eras, given: { secret, name } },
    ) => {
      const parts = {
        identity,
        catalogs,
        changes,
        executor,
        runner,
        encoder,
        limiter,
        shutdown,
        pageSize,
        cursorKey: deriveKey(secret, `cursors of ${name}`),
      };
      return new Dispatcher(createOperations(parts), encoder, catalogs, {
        resultBytes: limits.resultBytes,
        served: new ServedEras(eras),
      });
    },
  ),
];

const http: Provider[] = [
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

const sse: Provider = part(
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
  const { path, apiVersion: version, streamableHttp, sse: hasSse } = extras;
  const methodPaths = [...(streamableHttp ? [''] : []), ...(hasSse ? ['messages'] : [])];
  return part(
    BodyPrecedence,
    [HttpAdapterHost, ApplicationConfig, ModulesContainer, ResolvedOptions],
    (host, config, modules, { limits }) => {
      const paths = new EndpointPaths(config, modules, { path, version, methodPaths, module });
      return new BodyPrecedence(host, paths, limits.bodyBytes);
    },
  );
}

/** @param module the one that has the controllers */
export function endpointCheck(extras: ResolvedExtras, module: object): Provider {
  const { server, path, apiVersion: version, streamableHttp, sse: hasSse } = extras;
  const methodPaths = [...(streamableHttp ? [''] : []), ...(hasSse ? ['sse', 'messages'] : [])];
  return part(EndpointCheck, [ApplicationConfig, ModulesContainer], (config, modules) => {
    const paths = new EndpointPaths(config, modules, { path, version, methodPaths, module });
    return new EndpointCheck({ server, version, paths }, config, modules);
  });
}

/** @param module the one that has the controllers */
export function fastifySlashes(extras: ResolvedExtras, module: object): Provider {
  const { path, apiVersion: version, streamableHttp, sse: hasSse } = extras;
  const methodPaths = [...(streamableHttp ? [''] : []), ...(hasSse ? ['sse', 'messages'] : [])];
  const routes: EndpointRoutes = { path, version, methodPaths, module };
  return part(
    FastifySlashes,
    [HttpAdapterHost, ApplicationConfig, ModulesContainer],
    (host, ...parts) => new FastifySlashes(host, new EndpointPaths(...parts, routes)),
  );
}

/** @param module the one that has the controllers */
export function directRoute(extras: ResolvedExtras, module: object): Provider[] {
  const { path, apiVersion: version, streamableHttp, controllerDecorators } = extras;
  // The application's decorators may put guards and more on the controller.
  if (!streamableHttp || controllerDecorators.length > 0) return [];
  const routes: EndpointRoutes = { path, version, methodPaths: [''], module };
  const route = part(
    DirectRoute,
    [HttpAdapterHost, ApplicationConfig, ModulesContainer, StreamableHttpEndpoint],
    (host, config, modules, endpoint) =>
      new DirectRoute(host, new EndpointPaths(config, modules, routes), config, endpoint),
  );
  return [route];
}

/** HTTP+SSE is there only if it's on. */
function lifecycle(server: string): Provider {
  const always = part(
    McpLifecycle,
    [
      OfferExplorer,
      Catalogs,
      SkillLoader,
      ShutdownSignal,
      Dispatcher,
      SessionStore,
      ResolvedOptions,
    ],
    (
      explorer,
      catalogs,
      skills,
      shutdown,
      dispatcher,
      sessions,
      { drain },
      ...[endpoint]: SseEndpoint[]
    ) =>
      new McpLifecycle({
        server,
        explorer,
        catalogs,
        skills,
        shutdown,
        dispatcher,
        sessions,
        drain,
        sse: endpoint,
      }),
  );
  return { ...always, inject: [...(always.inject ?? []), { token: SseEndpoint, optional: true }] };
}

/** What applications inject, under tokens that tell servers apart. */
function publicParts(server: string): Provider[] {
  return [
    part(
      McpRegistry,
      [Catalogs, ChangeFeed, HandlerBinder],
      (catalogs, changes, binder) => new McpRegistry(catalogs, changes, binder),
      server,
    ),
    part(
      McpHealthIndicator,
      [Catalogs, ConnectionLimiter, UnreadLimit],
      (catalogs, limiter, unread) => new McpHealthIndicator(catalogs, limiter, unread),
      server,
    ),
    part(HostCheck, [HttpAdmission], (admission) => new HostCheck(admission), server),
    part(
      ConnectionFactory,
      [Dispatcher, ChangeFeed, UnreadLimit, ResolvedOptions],
      (dispatcher, changes, unread, { limits }) =>
        new ConnectionFactory(dispatcher, changes, { ...limits, unread }),
      server,
    ),
  ];
}

/** A factory provider whose factory's parameters are typed by what is injected. */
function part<T, const Parts extends Type[]>(
  provide: Type<T> | (abstract new (...args: never[]) => T),
  inject: Parts,
  create: (...parts: Instances<Parts>) => T,
  server?: string,
): FactoryProvider<T> {
  return {
    provide: serverToken(provide as Type<T>, server),
    inject,
    useFactory: create as (...parts: unknown[]) => T,
  };
}
