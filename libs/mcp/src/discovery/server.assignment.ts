import { Logger } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import { McpError } from '../errors/mcp.error.js';
import { DEFAULT_SERVER } from '../context/server.token.js';
import { FEATURE_SERVER, McpFeatureModule } from './feature.module.js';
import type { DecoratedMethod } from './site.js';

type Module = NonNullable<ReturnType<ModulesContainer['get']>>;

const logger = new Logger('McpModule');

/** Token of the name of a server, in the module that `forRoot` makes. */
export const SERVER_NAME = Symbol('nest-mcp:server-name');

/** Names of the servers to which the providers of a module belong. */
export function serversOf(module: Module): string[] {
  const named = featuresOf(module);
  return named.length > 0 ? named : [DEFAULT_SERVER];
}

function featuresOf(module: Module): string[] {
  return [...module.imports]
    .filter((imported) => imported.metatype === McpFeatureModule)
    .map((imported) => imported.getProviderByKey<string>(FEATURE_SERVER).instance);
}

/** Names of all servers that `forRoot` calls declare. */
export function declaredServers(modules: ModulesContainer): string[] {
  return [...modules.values()]
    .filter((module) => module.providers.has(SERVER_NAME))
    .map((module) => module.getProviderByKey<string>(SERVER_NAME).instance);
}

/** @throws McpError `UNKNOWN_SERVER` for a name given to a function such as `caller` */
export function requireServer(
  modules: ModulesContainer,
  caller: string,
  server: string = DEFAULT_SERVER,
): void {
  const declared = declaredServers(modules);
  if (declared.includes(server)) return;
  const found = declared.length > 0 ? `Declared: ${declared.join(', ')}.` : 'None is declared.';
  throw new McpError(
    'UNKNOWN_SERVER',
    `${caller} is for the server '${server}', but no McpModule.forRoot() declares it. ${found}`,
  );
}

/**
 * The class alone has no parts of a server, whether or not another module declares one.
 *
 * @throws McpError `INVALID_OPTIONS`
 */
export function forbidBareImport(modules: ModulesContainer, mcpModule: object): void {
  for (const { name, imports } of modules.values()) {
    const isBare = (one: Module) => one.metatype === mcpModule && !one.providers.has(SERVER_NAME);
    if (![...imports].some(isBare)) continue;
    throw new McpError(
      'INVALID_OPTIONS',
      `${name} imports McpModule itself, which is no server: import McpModule.forRoot({ name, version }) into ` +
        `one module, and nothing into those that only have tools.`,
    );
  }
}

/** A module that belongs to a server and has nothing for it: its providers are perhaps those of another module. */
export function warnOfIdleFeatures(
  modules: ModulesContainer,
  decorated: readonly Pick<DecoratedMethod, 'wrapper'>[],
): void {
  const busy = new Set(decorated.map(({ wrapper }) => wrapper.host));
  for (const module of modules.values()) {
    const [server] = featuresOf(module);
    if (server === undefined || busy.has(module)) continue;
    logger.warn(
      `${module.name} imports McpModule.forFeature('${server}'), but has no provider with @Tool() or the like: ` +
        `import it into the module that lists them.`,
    );
  }
}

/** @throws McpError `UNKNOWN_SERVER` or `INVALID_OPTIONS` */
export function checkServers(modules: ModulesContainer): void {
  const declared = declaredServers(modules);
  const twice = declared.find((name, index) => declared.indexOf(name) !== index);
  if (twice !== undefined) {
    const problem = `Two McpModule.forRoot() calls declare the server '${twice}'.`;
    throw new McpError('INVALID_OPTIONS', `${problem} Give one of them another 'server'.`);
  }
  for (const module of modules.values()) {
    const unknown = serversOf(module).find(
      (name) => name !== DEFAULT_SERVER && !declared.includes(name),
    );
    if (unknown === undefined) continue;
    throw new McpError(
      'UNKNOWN_SERVER',
      `${module.name} imports McpModule.forFeature('${unknown}'), but no McpModule.forRoot() declares ` +
        `server: '${unknown}'. Declared: ${declared.join(', ')}.`,
    );
  }
}
