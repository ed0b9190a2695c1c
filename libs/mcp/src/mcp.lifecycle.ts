import {
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Catalogs } from './catalog/catalogs.js';
import { DEFAULT_SERVER } from './context/server.token.js';
import { fill } from './discovery/catalog.filler.js';
import type { OfferExplorer } from './discovery/offer.explorer.js';
import type { Dispatcher } from './protocol/dispatcher.js';
import type { SessionStore } from './sessions/session.store.js';
import type { SkillLoader } from './skills/skill.loader.js';
import type { SseEndpoint } from './transports/sse/sse.endpoint.js';

/** Fires when the application begins to stop. */
export class ShutdownSignal {
  private readonly controller = new AbortController();
  readonly signal: AbortSignal = this.controller.signal;

  fire(): void {
    this.controller.abort();
  }
}

export interface LifecycleParts {
  readonly server: string;
  readonly explorer: OfferExplorer;
  readonly catalogs: Catalogs;
  readonly skills: SkillLoader;
  readonly shutdown: ShutdownSignal;
  readonly dispatcher: Dispatcher;
  readonly sessions: SessionStore;
  readonly sse: SseEndpoint | undefined;
  /** Milliseconds that open calls get when the application stops. */
  readonly drain: number;
}

/** Fills the catalogue when the application starts, and ends what is open when it stops. */
export class McpLifecycle
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly logger = new Logger('McpModule');

  constructor(private readonly parts: LifecycleParts) {}

  async onModuleInit(): Promise<void> {
    const { explorer, catalogs, skills, server } = this.parts;
    const offers = explorer.explore(server);
    fill(catalogs, offers);
    await skills.load(offers.filter((offer) => offer.kind === 'skill'));
  }

  /** Modules may have added entries when they were initialised. */
  onApplicationBootstrap(): void {
    const { catalogs, server } = this.parts;
    if (catalogs.size > 0) return;
    const fix =
      server === DEFAULT_SERVER
        ? 'List a class that has such methods as a provider of a module'
        : `Import McpModule.forFeature('${server}') into the module of a provider that has such methods`;
    this.logger.warn(`The server '${server}' offers nothing yet, no @Tool() nor the like. ${fix}.`);
  }

  /** Streams must end before Nest waits for the HTTP server to close. */
  async beforeApplicationShutdown(): Promise<void> {
    const { shutdown, dispatcher, sessions, sse, drain } = this.parts;
    shutdown.fire();
    await dispatcher.drain(drain);
    sessions.close();
    sse?.close();
  }
}
