import { z } from 'zod';

import {
  bindAddress,
  browserOrigin,
  choice,
  hostName,
  levelsByContext,
  listOf,
  positiveNumber,
  publicUrl,
  serverName,
  text,
  wholeNumber,
} from './configuration.schemas.js';
import type { OptionDefinition } from './configuration.types.js';
import { LOG_LEVELS } from './log.levels.js';

const TRANSPORTS = ['http', 'sse', 'stdio'] as const;
const ONE_DAY_IN_SECONDS = 86_400;

/**
 * Every setting of the application, once. The key is the name in the configuration file and in
 * `Configuration`; flags, environment variables, help, validation and defaults follow from here.
 */
export const OPTIONS = {
  transport: {
    flag: 'transport',
    placeholder: 'kind',
    env: 'TRANSPORT',
    help: 'http serves every transport that HTTP carries, sse only HTTP+SSE, stdio a local client',
    allowed: `one of ${TRANSPORTS.join(', ')}`,
    schema: choice(TRANSPORTS),
    default: 'http',
  },
  host: {
    flag: 'host',
    placeholder: 'address',
    env: 'HOST',
    help: 'address to listen on',
    allowed: 'an IP address or a host name',
    schema: bindAddress,
    default: '127.0.0.1',
  },
  port: {
    flag: 'port',
    placeholder: 'number',
    env: 'PORT',
    help: 'port to listen on; 0 picks a free one',
    allowed: 'a whole number from 0 to 65535',
    schema: wholeNumber(0, 65_535),
    default: 3020,
  },
  logLevel: {
    flag: 'log-level',
    placeholder: 'level',
    env: 'LOG_LEVEL',
    help: 'least severe level that is logged',
    allowed: `one of ${LOG_LEVELS.join(', ')}`,
    schema: choice(LOG_LEVELS),
    default: 'info',
  },
  logLevels: {
    flag: 'log-levels',
    placeholder: 'list',
    env: 'LOG_LEVELS',
    help: 'levels of single contexts, for example McpModule=debug,OrdersService=warn',
    allowed: `a list of context=level, with level one of ${LOG_LEVELS.join(', ')}`,
    schema: levelsByContext,
    default: {},
  },
  logFile: {
    flag: 'log-file',
    placeholder: 'path',
    env: 'LOG_FILE',
    help: 'also log to numbered files: app.log becomes app.1.log and so on, 10 MB each, 5 kept',
    allowed: 'the path of a file',
    schema: text,
    default: undefined,
  },
  maxConnections: {
    flag: 'max-connections',
    placeholder: 'number',
    env: 'MAX_CONNECTIONS',
    help: 'most clients served at the same time',
    allowed: 'a whole number from 1 to 100000',
    schema: wholeNumber(1, 100_000),
    default: 100,
  },
  timeout: {
    flag: 'timeout',
    placeholder: 'seconds',
    env: 'TIMEOUT',
    help: 'longest time that one call may take',
    allowed: `a number of seconds above 0 and up to ${ONE_DAY_IN_SECONDS}`,
    schema: positiveNumber(ONE_DAY_IN_SECONDS),
    default: 30,
  },
  name: {
    flag: 'name',
    placeholder: 'name',
    env: 'SERVER_NAME',
    help: 'name that the server tells its clients',
    allowed: '1 to 64 letters, digits, dots, dashes or underscores',
    schema: serverName,
    default: 'order-desk',
  },
  allowedOrigins: {
    flag: 'allowed-origins',
    placeholder: 'list',
    env: 'ALLOWED_ORIGINS',
    help: 'browser origins that may call the server',
    allowed: 'a list of origins such as https://app.example.com, without a path',
    schema: listOf(browserOrigin),
    default: [],
  },
  allowedHosts: {
    flag: 'allowed-hosts',
    placeholder: 'list',
    env: 'ALLOWED_HOSTS',
    help: 'host names under which the server may be called',
    allowed: 'a list of host names such as mcp.example.com, without ports',
    schema: listOf(hostName),
    default: [],
  },
  secret: {
    flag: 'secret',
    placeholder: 'text',
    env: 'SECRET',
    help: 'the same for all replicas, for calls that go on elsewhere; flags show in process lists',
    allowed: 'a text of at least 32 characters',
    confidential: true,
    schema: z.string().min(32),
    default: undefined,
  },
  publicUrl: {
    flag: 'public-url',
    placeholder: 'url',
    env: 'PUBLIC_URL',
    help: 'URL of the MCP endpoint as clients see it, where a proxy changes it',
    allowed: 'an absolute http or https URL without a query',
    schema: publicUrl,
    default: undefined,
  },
} as const satisfies Readonly<Record<string, OptionDefinition>>;

/** Where the configuration file is; it can't come from that file, so it isn't in the table. */
export const CONFIG_FILE_OPTION = {
  flag: 'config',
  placeholder: 'file',
  env: 'CONFIG',
  help: 'JSON file with settings, named as the flags in camelCase',
} as const;

export type OptionName = keyof typeof OPTIONS;

type SettingOf<Definition extends OptionDefinition> =
  z.output<Definition['schema']> | Extract<Definition['default'], undefined>;

/** The settings after validation, typed by the table. */
export type Settings = {
  readonly [Name in OptionName]: SettingOf<(typeof OPTIONS)[Name]>;
};

/** The table as a list, for those who treat all settings alike. */
export const OPTION_ENTRIES: readonly (readonly [name: string, definition: OptionDefinition])[] =
  Object.entries(OPTIONS);
