import type { Icon } from '@modelcontextprotocol/server';
import { VERSION_NEUTRAL, type ControllerOptions } from '@nestjs/common';
import { problemOf } from './catalog/cache.check.js';
import { LONGEST_TIMEOUT } from './catalog/tool.entry.js';
import type { CacheHint, CacheHints } from './context/cache.hint.js';
import type { HttpOrigin, PrincipalOf } from './context/exchange.js';
import type { Era } from './context/revisions.js';
import type { EventStore } from './sessions/event.store.js';
import { MemoryEventStore } from './sessions/memory.event.store.js';
import { requireKnownOptions } from './mcp.option.check.js';
import { requireExtraKinds, requireKinds } from './mcp.option.kinds.js';
import { invalid, milliseconds, number, requireOptions, wholeNumber } from './mcp.option.values.js';
import type { McpCallObserver } from './execution/call.observer.js';
import { DEFAULT_SERVER } from './context/server.token.js';

const MINUTE = 60_000;
const MEBIBYTE = 1024 * 1024;
/** Whoever reads a message goes down with it, and the stack has an end. */
const DEEPEST = 1000;
const ERAS: readonly Era[] = ['modern', 'legacy'];
const EVENT_LIMITS = { events: 200, characters: MEBIBYTE, total: 64 * MEBIBYTE };

/**
 * What a server is and how it behaves. Known when the application starts, so `forRootAsync` may
 * compute it.
 *
 * @publicApi
 */
export interface McpModuleOptions {
  /** Name of the server, for programs. */
  name: string;
  /** Version of the server. */
  version: string;
  /** Name of the server, for people. */
  title?: string;
  description?: string;
  websiteUrl?: string;
  icons?: Icon[];
  /** How to use the server; clients may hand it to the model. */
  instructions?: string;
  /**
   * Milliseconds until a call is given up; 0 never gives up. Time in which the user is asked doesn't
   * count. @default 30000
   */
  timeout?: number;
  /** Entries of one page of a list. Some clients read the first page only. @default all */
  pageSize?: number;
  /** Sessions of 2025-era Streamable HTTP clients; false serves them without. */
  sessions?: false | SessionOptions;
  /**
   * The eras that are served: `modern` is 2026-07-28, `legacy` what was before.
   *
   * @default both
   */
  eras?: Era[];
  limits?: LimitOptions;
  /** Milliseconds between the comments that keep silent streams open; 0 for none. @default 15000 */
  keepAlive?: number;
  /** Host names under which clients reach the server; loopback names are known. @default [] */
  allowedHosts?: string[];
  /** Origins of browsers that may call, such as `https://app.example`. @default [] */
  allowedOrigins?: string[];
  /** URL of the endpoint as clients see it, where a proxy changes it. */
  publicUrl?: string;
  /** Milliseconds that open calls get when the application stops. @default 10000 */
  drain?: number;
  /** Milliseconds that a call waits for the answer to a question, in both eras. @default 600000 */
  answerTimeout?: number;
  /**
   * Seals what travels through clients, such as cursors and the state of 2026-07-28 calls that wait for
   * input; at least 32 characters, the same for all replicas. @default random
   */
  secret?: string;
  /**
   * Who a request comes from, as your guards found out. What is sealed for one caller is worth nothing for
   * another, and a 2025-era session serves who opened it. Without this option sealed state belongs to an
   * `Authorization` header, and a session, whose tokens may be renewed, to who knows its id.
   *
   * @default the Authorization header
   */
  principal?: (origin: HttpOrigin) => string | undefined;
  /** How long 2026-07-28 clients may keep what lists say; a resource has a hint of its own. */
  cache?: CacheHints;
  skills?: SkillsOptions;
  /** Sees each tool call; for logs, metrics and traces. */
  observer?: McpCallObserver;
}

/** @publicApi */
export interface SessionOptions {
  /**
   * Milliseconds for which a session is kept while its client has no request and no stream open; 0 keeps it.
   *
   * @default 1800000
   */
  idleTimeout?: number;
  /** Milliseconds for which a session is kept whose client sends nothing after its handshake. @default 60000 */
  handshakeTimeout?: number;
  /**
   * Keeps what was sent, for clients that lost their connection.
   *
   * @default the last 200 events of each session, up to 1 MiB, and 64 MiB of all, in memory
   */
  events?: EventStore;
}

/** @publicApi */
export interface SkillsOptions {
  /** A folder of skills, each a folder with a `SKILL.md`; relative to the working directory. */
  directory?: string;
}

/** @publicApi */
export interface LimitOptions {
  /** Open sessions, HTTP+SSE connections and listening streams together. @default 1000 */
  connections?: number;
  /** Bytes of one message. @default 4194304 */
  bodyBytes?: number;
  /** Levels of nesting in one message, at most 1000. @default 64 */
  depth?: number;
  /** Requests of one session or connection that are open at once. @default 256 */
  openRequests?: number;
  /**
   * Bytes that may wait for a client behind the message that it is being sent. Where more wait, it is
   * sent no more than it must be, and ended after `unsentTimeout`. @default 1048576
   */
  unsentBytes?: number;
  /** Milliseconds in which a client that left too much unread must take something. @default 60000 */
  unsentTimeout?: number;
  /** Bytes of one result of a handler, as JSON. @default 33554432 */
  resultBytes?: number;
}

/**
 * What Nest must know before it can start: routes and transports.
 *
 * @publicApi
 */
export interface McpModuleExtras {
  /** Tells several servers of one application apart; see `forFeature`. @default the only server */
  server?: string;
  /** Route of the endpoint; the global prefix goes before it. @default 'mcp' */
  path?: string;
  /** API version of the routes, for applications with versioning. @default VERSION_NEUTRAL */
  apiVersion?: ControllerOptions['version'];
  /** Serve Streamable HTTP, both eras. @default true */
  streamableHttp?: boolean;
  /** Serve HTTP+SSE (2024-11-05) at `<path>/sse`; needs @modelcontextprotocol/sdk. @default false */
  sse?: boolean;
  /** Decorators for the controllers, such as `UseGuards(JwtGuard)`. @default [] */
  controllerDecorators?: ClassDecorator[];
}

/** The extras with all defaults filled in. */
export type ResolvedExtras = {
  [Key in keyof McpModuleExtras]-?: NonNullable<McpModuleExtras[Key]>;
};

export const DEFAULT_EXTRAS: ResolvedExtras = {
  server: DEFAULT_SERVER,
  path: 'mcp',
  apiVersion: VERSION_NEUTRAL,
  streamableHttp: true,
  sse: false,
  controllerDecorators: [],
};

/** An extra that is undefined, such as a variable that is not set, has its default. */
export function resolveExtras(given: McpModuleExtras): ResolvedExtras {
  requireExtraKinds(given);
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_EXTRAS, ...Object.fromEntries(set) };
}

/** The options with all defaults filled in: what the rest of the library reads. */
export class ResolvedOptions {
  readonly timeout: number;
  readonly pageSize: number;
  readonly sessions: Required<SessionOptions> & { readonly enabled: boolean };
  readonly eras: readonly Era[];
  readonly limits: Required<LimitOptions>;
  readonly keepAlive: number;
  readonly answerTimeout: number;
  readonly cache: CacheHints;
  readonly principal: PrincipalOf;
  readonly skills: SkillsOptions;
  readonly drain: number;
  readonly hosts: { readonly allowedHosts: string[]; readonly allowedOrigins: string[] };
  readonly publicPath: string | undefined;

  /** @throws McpError `INVALID_OPTIONS` */
  constructor(readonly given: McpModuleOptions) {
    requireOptions(given, 'let the factory return an object with { name, version }');
    requireKnownOptions(given);
    requireKinds(given);
    checkIdentity(given);
    this.timeout = milliseconds('timeout', given.timeout, 30_000);
    this.pageSize = wholeNumber('pageSize', given.pageSize, Number.MAX_SAFE_INTEGER, 1);
    this.sessions = resolveSessions(given.sessions);
    this.eras = resolveEras(given.eras);
    this.limits = resolveLimits(given.limits);
    this.keepAlive = milliseconds('keepAlive', given.keepAlive, 15_000);
    this.answerTimeout = resolveAnswerTimeout(given.answerTimeout);
    checkSecret(given.secret);
    this.cache = checkCache(given.cache);
    this.principal = given.principal ?? (({ headers }) => headers.authorization);
    this.skills = resolveSkills(given.skills);
    this.drain = milliseconds('drain', given.drain, 10_000);
    const { allowedHosts = [], allowedOrigins = [] } = given;
    this.hosts = { allowedHosts, allowedOrigins };
    this.publicPath = given.publicUrl === undefined ? undefined : pathOf(given.publicUrl);
  }
}

function resolveSessions(given: McpModuleOptions['sessions']): ResolvedOptions['sessions'] {
  const { idleTimeout, handshakeTimeout, events } = given === false ? {} : (given ?? {});
  return {
    enabled: given !== false,
    idleTimeout: milliseconds('sessions.idleTimeout', idleTimeout, 30 * MINUTE),
    handshakeTimeout: number(
      'sessions.handshakeTimeout',
      handshakeTimeout,
      MINUTE,
      1,
      LONGEST_TIMEOUT,
    ),
    events: events ?? new MemoryEventStore(EVENT_LIMITS),
  };
}

function resolveEras(given: readonly Era[] = ERAS): readonly Era[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  if (list.length > 0 && list.every((era) => ERAS.includes(era as Era))) return given;
  throw invalid('eras', given, "one or both of 'modern' and 'legacy'");
}

/** @throws McpError `INVALID_OPTIONS` where HTTP+SSE would serve nobody */
export function checkSse(eras: readonly Era[]): void {
  if (eras.includes('legacy')) return;
  throw invalid('eras', eras, "'legacy' as well, or leave 'sse' off: HTTP+SSE is of that era");
}

function resolveAnswerTimeout(given: number | undefined): number {
  return number('answerTimeout', given, 10 * MINUTE, 1, LONGEST_TIMEOUT);
}

function checkSecret(secret: string | undefined): void {
  if (secret === undefined || secret.length >= 32) return;
  throw invalid('secret', '***', 'at least 32 characters');
}

function checkCache(given: CacheHints = {}): CacheHints {
  for (const [list, hint] of Object.entries<CacheHint | undefined>({ ...given })) {
    const problem = problemOf(hint ?? {});
    if (!problem) continue;
    const { member, allowed } = problem;
    throw invalid(`cache.${list}.${member}`, hint?.[member], allowed);
  }
  return given;
}

function resolveSkills({ directory }: SkillsOptions = {}): SkillsOptions {
  // It would be the working directory, with all that is in it.
  if (directory === '') throw invalid('skills.directory', directory, 'the path of a folder');
  return directory === undefined ? {} : { directory };
}

function resolveLimits(given: LimitOptions = {}): Required<LimitOptions> {
  return {
    connections: wholeNumber('limits.connections', given.connections, 1000, 1),
    bodyBytes: wholeNumber('limits.bodyBytes', given.bodyBytes, 4 * MEBIBYTE, 1),
    depth: wholeNumber('limits.depth', given.depth, 64, 4, DEEPEST),
    openRequests: wholeNumber('limits.openRequests', given.openRequests, 256, 1),
    unsentBytes: wholeNumber('limits.unsentBytes', given.unsentBytes, MEBIBYTE, 1),
    unsentTimeout: number('limits.unsentTimeout', given.unsentTimeout, MINUTE, 1, LONGEST_TIMEOUT),
    resultBytes: wholeNumber('limits.resultBytes', given.resultBytes, 32 * MEBIBYTE, 1024),
  };
}

function checkIdentity({ name, version }: McpModuleOptions): void {
  for (const [key, value] of Object.entries({ name, version })) {
    if (typeof value !== 'string' || value === '') throw invalid(key, value, 'a non-empty string');
  }
}

function pathOf(url: string): string {
  if (URL.canParse(url)) return new URL(url).pathname;
  throw invalid('publicUrl', url, 'an absolute URL, such as https://example.com/mcp');
}
