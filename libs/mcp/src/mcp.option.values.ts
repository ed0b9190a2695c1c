import { inspect } from 'node:util';
import { LONGEST_TIMEOUT } from './catalog/tool.entry.js';
import { McpError } from './errors/mcp.error.js';

/** @throws McpError `INVALID_OPTIONS` */
export function number(
  key: string,
  given: number | undefined,
  otherwise: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const value = given ?? otherwise;
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw invalid(key, value, `a number ${range(least, most)}`);
}

/** For what is counted. @throws McpError `INVALID_OPTIONS` */
export function wholeNumber(
  key: string,
  given: number | undefined,
  otherwise: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const value = given ?? otherwise;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalid(key, value, `a whole number ${range(least, most)}`);
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
