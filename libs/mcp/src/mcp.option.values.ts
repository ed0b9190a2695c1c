import { inspect } from 'node:util';
import { LONGEST_TIMEOUT } from './catalog/tool.entry.js';
import { McpError } from './errors/mcp.error.js';

/** Reads an option that must lie within bounds. @throws McpError `INVALID_OPTIONS` */
type Bounded = (
  key: string,
  given: number | undefined,
  otherwise: number,
  least: number,
  most?: number,
) => number;

export const number = bounded('a number', Number.isFinite);
/** For what is counted. */
export const wholeNumber = bounded('a whole number', Number.isInteger);

function bounded(noun: string, fits: (value: unknown) => boolean): Bounded {
  return (key, given, otherwise, least, most = Number.MAX_SAFE_INTEGER) => {
    const value = given ?? otherwise;
    if (fits(value) && value >= least && value <= most) return value;
    throw invalid(key, value, `${noun} ${range(least, most)}`);
  };
}

function range(least: number, most: number): string {
  return most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
}

/** @throws McpError `INVALID_OPTIONS` */
export function milliseconds(key: string, given: number | undefined, otherwise: number): number {
  return number(key, given, otherwise, 0, LONGEST_TIMEOUT);
}

/** @throws McpError `INVALID_OPTIONS` */
export function requireOptions(given: unknown, remedy: string): void {
  if (typeof given === 'object' && given !== null) return;
  throw new McpError(
    'INVALID_OPTIONS',
    `The options of McpModule are ${textOf(given)}: ${remedy}.`,
  );
}

export function invalid(key: string, value: unknown, allowed: string): McpError {
  return new McpError(
    'INVALID_OPTIONS',
    `McpModule option '${key}' is ${textOf(value)}; give ${allowed}.`,
  );
}

/** JSON would show NaN and Infinity as null, and functions as nothing. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 10 });
}
