import pino, { type LoggerOptions } from 'pino';

import type { LogLevel } from '../config/log.levels.js';

type LogMethodHook = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

/** The field in which Nest's and nestjs-pino's loggers put the name of the context. */
const CONTEXT_KEY = 'context';

/** How a logger lets some contexts say more or less than others. */
export interface LevelSettings {
  /** The most talkative level in use: pino drops whatever is below before the hook sees it. */
  readonly level: LogLevel;
  readonly hooks: { readonly logMethod?: LogMethodHook };
}

export function levelsFor(
  general: LogLevel,
  byContext: Readonly<Record<string, LogLevel>>,
): LevelSettings {
  const contexts = new Map(Object.entries(byContext).map(([name, own]) => [name, severity(own)]));
  if (contexts.size === 0) return { level: general, hooks: {} };
  const levels = [general, ...Object.values(byContext)];
  const level = levels.reduce((one, other) => (severity(other) < severity(one) ? other : one));
  const otherwise = severity(general);
  return {
    level,
    hooks: {
      logMethod(args, method, number) {
        const threshold = contexts.get(contextOf(args[0])) ?? otherwise;
        if (number >= threshold) method.apply(this, args);
      },
    },
  };
}

function contextOf(record: unknown): string {
  if (typeof record !== 'object' || record === null || !(CONTEXT_KEY in record)) return '';
  const context = record[CONTEXT_KEY];
  return typeof context === 'string' ? context : '';
}

function severity(level: LogLevel): number {
  return pino.levels.values[level] ?? Infinity;
}
