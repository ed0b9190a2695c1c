import type { InjectionToken, Provider } from '@nestjs/common';
import { ChangeFeed } from './catalog/change.feed.js';
import { Catalogs } from './catalog/catalogs.js';
import { HandlerBinder } from './discovery/handler.binder.js';
import { SERVER_NAME } from './discovery/server.assignment.js';
import { RegisteredEntries } from './discovery/registered.entries.js';
import { OfferExplorer } from './discovery/offer.explorer.js';
import { HandlerRunner } from './execution/handler.runner.js';
import { InteractiveRunner } from './execution/interaction/interactive.runner.js';
import { StateSealer } from './execution/interaction/state.sealer.js';
import { ToolExecutor } from './execution/tool.executor.js';
import { McpHealthIndicator } from './health/mcp.health.js';
import { http, sse } from './mcp.http.providers.js';
import { McpLifecycle, ShutdownSignal } from './mcp.lifecycle.js';
import { ResolvedOptions, type McpModuleOptions, type ResolvedExtras } from './mcp.options.js';
import { part } from './mcp.part.js';
import { McpRegistry } from './mcp.registry.js';
import { Dispatcher } from './protocol/dispatcher.js';
import { createOperations } from './protocol/operations/operations.js';
import { ResultEncoder } from './protocol/result.encoder.js';
import { ServedEras } from './protocol/served.eras.js';
import { ServerIdentity } from './protocol/server.identity.js';
import { deriveKey } from './security/derived.key.js';
import { ConnectionLimiter } from './sessions/connection.limiter.js';
import { Owners } from './sessions/owners.js';
import { SessionStore } from './sessions/session.store.js';
import { UnreadLimit } from './sessions/unread.limit.js';
import { SkillLoader } from './skills/skill.loader.js';
import { ConnectionFactory } from './transports/connection.factory.js';
import { HostCheck } from './transports/http/host.check.js';
import { HttpAdmission } from './transports/http/http.admission.js';
import { SseEndpoint } from './transports/sse/sse.endpoint.js';

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
