import type { ConfigurableModuleAsyncOptions } from '@nestjs/common';
import type { CacheHint, CacheHints } from './context/cache.hint.js';
import { McpError } from './errors/mcp.error.js';
import { unknownKeyOf, type NamesOf } from './errors/unknown.key.js';
import type {
  LimitOptions,
  McpModuleExtras,
  McpModuleOptions,
  SessionOptions,
  SkillsOptions,
} from './mcp.options.js';

const OPTIONS: NamesOf<McpModuleOptions> = {
  name: true,
  version: true,
  title: true,
  description: true,
  websiteUrl: true,
  icons: true,
  instructions: true,
  timeout: true,
  pageSize: true,
  sessions: true,
  eras: true,
  limits: true,
  keepAlive: true,
  allowedHosts: true,
  allowedOrigins: true,
  publicUrl: true,
  drain: true,
  answerTimeout: true,
  secret: true,
  principal: true,
  cache: true,
  skills: true,
  observer: true,
};

const EXTRAS: NamesOf<McpModuleExtras> = {
  server: true,
  path: true,
  apiVersion: true,
  streamableHttp: true,
  sse: true,
  controllerDecorators: true,
};

const ASYNC: NamesOf<ConfigurableModuleAsyncOptions<unknown>> = {
  imports: true,
  inject: true,
  useFactory: true,
  useClass: true,
  useExisting: true,
  provideInjectionTokensFrom: true,
};

const SESSIONS: NamesOf<SessionOptions> = {
  idleTimeout: true,
  handshakeTimeout: true,
  events: true,
};
const LIMITS: NamesOf<LimitOptions> = {
  connections: true,
  bodyBytes: true,
  depth: true,
  openRequests: true,
  unsentBytes: true,
  unsentTimeout: true,
  resultBytes: true,
};
const SKILLS: NamesOf<SkillsOptions> = { directory: true };
const HINT: NamesOf<CacheHint> = { ttlMs: true, cacheScope: true };
const CACHE: NamesOf<CacheHints> = {
  discover: true,
  tools: true,
  resources: true,
  resourceTemplates: true,
  prompts: true,
  skills: true,
};

/**
 * An option that nobody reads would be lost without a word: a misspelt `allowedHosts` allows no host.
 *
 * @throws McpError `INVALID_OPTIONS`
 */
export function requireKnownOptions(given: McpModuleOptions): void {
  const extra = Object.keys(given).find((key) => Object.hasOwn(EXTRAS, key));
  if (extra !== undefined) {
    throw invalid(
      `A factory cannot set '${extra}': put it beside the factory, into McpModule.forRootAsync().`,
    );
  }
  // An instance of a class may have members of its own.
  if (Object.getPrototypeOf(given) === Object.prototype)
    requireKnown('', given, { ...OPTIONS, ...EXTRAS });
  const { sessions, limits, skills, cache } = given;
  requireKnown('sessions.', sessions, SESSIONS);
  requireKnown('limits.', limits, LIMITS);
  requireKnown('skills.', skills, SKILLS);
  requireKnown('cache.', cache, CACHE);
  for (const [list, hint] of Object.entries<unknown>({ ...cache }))
    requireKnown(`cache.${list}.`, hint, HINT);
}

/** @throws McpError `INVALID_OPTIONS` */
export function requireKnownAsyncOptions(given: object): void {
  const option = Object.keys(given).find((key) => Object.hasOwn(OPTIONS, key));
  if (option !== undefined) {
    throw invalid(
      `McpModule.forRootAsync() cannot set '${option}' beside a factory: let the factory return it.`,
    );
  }
  requireKnown('', given, { ...ASYNC, ...EXTRAS });
}

function requireKnown(prefix: string, given: unknown, known: object): void {
  if (typeof given !== 'object' || given === null) return;
  const unknown = unknownKeyOf(given, known);
  if (!unknown) return;
  const { key, nearest } = unknown;
  const hint =
    nearest === undefined ? namesOf(prefix, known) : `; did you mean '${prefix}${nearest}'?`;
  throw invalid(`McpModule has no option '${prefix}${key}'${hint}`);
}

/** All there are within an option: they are few, unlike those of the module. */
function namesOf(prefix: string, known: object): string {
  if (prefix === '') return '.';
  return `; '${prefix.slice(0, -1)}' has ${Object.keys(known).join(', ')}.`;
}

function invalid(message: string): McpError {
  return new McpError('INVALID_OPTIONS', message);
}
