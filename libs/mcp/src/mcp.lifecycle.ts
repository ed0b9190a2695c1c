import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { Catalogs } from './catalog/catalogs.js';
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
export class McpLifecycle implements OnModuleInit, BeforeApplicationShutdown {
  constructor(private readonly parts: LifecycleParts) {}

  async onModuleInit(): Promise<void> {
    const { explorer, catalogs, skills, server } = this.parts;
    const offers = explorer.explore(server);
    fill(catalogs, offers);
    await skills.load(offers.filter((offer) => offer.kind === 'skill'));
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
