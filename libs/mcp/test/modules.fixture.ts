import type { ModulesContainer } from '@nestjs/core';
import { SERVER_NAME } from '../src/discovery/server.assignment.js';

/** The modules of an application in which `forRoot` declares these servers. */
export function modulesDeclaring(...servers: string[]): ModulesContainer {
  const modules = servers.map((instance) => ({
    providers: new Map([[SERVER_NAME, {}]]),
    getProviderByKey: () => ({ instance }),
  }));
  return new Map(modules.entries()) as never;
}
