import { BROWSER_ORIGIN, HOST_NAME } from './mcp.option.hosts.js';
import type {
  McpModuleExtras,
  McpModuleOptions,
  SessionOptions,
  SkillsOptions,
} from './mcp.options.js';
import { invalid } from './mcp.option.values.js';

/** What the values of an option have in common. */
export interface Kind {
  readonly fits: (value: unknown) => boolean;
  readonly give: string;
  /** The kind of each element, where the option is a list. */
  readonly each?: Kind;
}

type Kinds<Options> = Readonly<Partial<Record<keyof Options, Kind>>>;

const TEXT: Kind = { fits: (value) => typeof value === 'string', give: 'a string' };
const BOOLEAN: Kind = { fits: (value) => typeof value === 'boolean', give: 'true or false' };
const FUNCTION: Kind = { fits: isFunction, give: 'a function' };
const OBJECT: Kind = { fits: isObject, give: 'an object' };
const LIST: Kind = { fits: Array.isArray, give: 'an array' };

const OPTIONS: Kinds<McpModuleOptions> = {
  title: TEXT,
  description: TEXT,
  websiteUrl: TEXT,
  instructions: TEXT,
  icons: { ...LIST, each: OBJECT },
  sessions: { fits: (value) => value === false || isObject(value), give: 'false or an object' },
  limits: OBJECT,
  cache: OBJECT,
  skills: OBJECT,
  secret: TEXT,
  allowedHosts: { ...LIST, give: 'an array of host names', each: HOST_NAME },
  allowedOrigins: { ...LIST, give: 'an array of origins', each: BROWSER_ORIGIN },
  principal: FUNCTION,
  observer: { fits: (value) => has(value, 'observe'), give: "an object with a method 'observe'" },
};

const SESSIONS: Kinds<SessionOptions> = {
  events: {
    fits: (value) => has(value, 'append', 'after', 'clear'),
    give: "an EventStore, with the methods 'append', 'after' and 'clear'",
  },
};

const SKILLS: Kinds<SkillsOptions> = { directory: TEXT };

const EXTRAS: Kinds<McpModuleExtras> = {
  server: TEXT,
  path: TEXT,
  streamableHttp: BOOLEAN,
  sse: BOOLEAN,
  controllerDecorators: { ...LIST, give: 'an array of decorators', each: FUNCTION },
};

/**
 * Types are no help to JavaScript, nor to values from the environment: a text where a list belongs would
 * allow nobody, or fail at a request.
 *
 * @throws McpError `INVALID_OPTIONS`
 */
export function requireKinds(given: McpModuleOptions): void {
  check('', given, OPTIONS);
  check('sessions.', given.sessions, SESSIONS);
  check('skills.', given.skills, SKILLS);
}

/** @throws McpError `INVALID_OPTIONS` */
export function requireExtraKinds(given: McpModuleExtras): void {
  check('', given, EXTRAS);
}

function check(prefix: string, given: unknown, kinds: Readonly<Record<string, Kind>>): void {
  if (!isObject(given)) return;
  for (const [key, kind] of Object.entries(kinds)) {
    const value = given[key];
    if (value !== undefined) requireKind(`${prefix}${key}`, value, kind);
  }
}

function requireKind(key: string, value: unknown, { fits, give, each }: Kind): void {
  // A secret is for nobody's log.
  if (!fits(value)) throw invalid(key, key === 'secret' ? '***' : value, give);
  if (!each) return;
  for (const [index, one] of (value as unknown[]).entries())
    requireKind(`${key}[${index}]`, one, each);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function has(value: unknown, ...methods: readonly string[]): boolean {
  return isObject(value) && methods.every((method) => isFunction(value[method]));
}
