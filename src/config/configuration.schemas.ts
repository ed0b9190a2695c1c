import { isIP } from 'node:net';

import { z } from 'zod';

import { LOG_LEVELS, type LogLevel } from './log.levels.js';

const HOST_NAME = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;
const BRACKETED_IPV6 = /^\[([\da-f:.]+)\]$/i;
const CONTEXT_LEVEL = /^\s*([^=\s]+)\s*=\s*([a-z]+)\s*$/;

export function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values);
}

// z.coerce.number() would read '', null and [] as 0, so text is matched before it is converted.
const numeral = (pattern: RegExp) =>
  z.union([z.number(), z.string().trim().regex(pattern).transform(Number)]);

export function wholeNumber(min: number, max: number) {
  return numeral(/^\d+$/).pipe(z.number().int().min(min).max(max));
}

export function positiveNumber(max: number) {
  return numeral(/^\d+(\.\d+)?$/).pipe(z.number().positive().max(max));
}

/** Comma-separated text or a JSON array; blanks around entries and empty entries don't count. */
export function listOf<Entry extends z.ZodType<string, string>>(entry: Entry) {
  const split = z.string().transform((text) => text.split(','));
  return z
    .union([z.array(z.string()), split])
    .transform((entries) => entries.map((each) => each.trim()).filter((each) => each !== ''))
    .pipe(z.array(entry));
}

export const text = z.string().trim().min(1);

export const serverName = z.string().regex(/^[\w.-]{1,64}$/);

export const bindAddress = z
  .string()
  .trim()
  .refine((value) => isIP(value) !== 0 || HOST_NAME.test(value));

/** A host as the Host header names it, without the port: IPv6 addresses are in brackets. */
export const hostName = z
  .string()
  .toLowerCase()
  .refine((value) => HOST_NAME.test(value) || isIP(BRACKETED_IPV6.exec(value)?.[1] ?? '') === 6);

export const browserOrigin = z
  .string()
  .toLowerCase()
  .refine((value) => isHttpUrl(value) && new URL(value).origin === value);

export const publicUrl = z
  .string()
  .trim()
  .refine((value) => isHttpUrl(value) && !/[?#]/.test(value))
  // Paths are appended to it, so it never ends with a slash.
  .transform((value) => new URL(value).href.replace(/\/+$/, ''));

const levelEntries = z.string().transform((value, context) => {
  const entries = value.split(',').filter((entry) => entry.trim() !== '');
  const pairs = entries.map((entry) => CONTEXT_LEVEL.exec(entry)?.slice(1));
  if (pairs.some((pair) => pair === undefined)) {
    context.addIssue('not a list of context=level');
    return z.NEVER;
  }
  return Object.fromEntries(pairs as [string, string][]);
});

/** `McpModule=debug,OrdersService=warn`, or a JSON object of the same. */
export const levelsByContext: z.ZodType<Readonly<Record<string, LogLevel>>> = z
  .union([levelEntries, z.record(z.string(), z.string())])
  .pipe(z.record(z.string().min(1), z.enum(LOG_LEVELS)));

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
