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
  throw invalid(key, value, `a number from ${least} to ${most}`);
}

/** @throws McpError `INVALID_OPTIONS` */
export function milliseconds(key: string, given: number | undefined, otherwise: number): number {
  return number(key, given, otherwise, 0, LONGEST_TIMEOUT);
}

export function invalid(key: string, value: unknown, allowed: string): McpError {
  const given = JSON.stringify(value) ?? String(value);
  return new McpError('INVALID_OPTIONS', `McpModule option '${key}' is ${given}; give ${allowed}.`);
}
