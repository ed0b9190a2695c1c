import type { HeaderParameter } from '../../catalog/header.parameters.js';
import { isObject } from '../../protocol/json-rpc.js';
import { header, type Headed } from '../http/raw.http.js';
import { decodeHeaderValue, headerMismatch } from './standard.headers.js';

const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * Compares the arguments of a call with the headers that repeat them (SEP-2243, Custom Headers).
 *
 * @throws McpError `HEADER_MISMATCH`
 */
export function checkParameterHeaders(
  incoming: Headed,
  parameters: readonly HeaderParameter[],
  args: unknown,
): void {
  for (const parameter of parameters) {
    const value = valueAt(args, parameter.path);
    if (value !== undefined) checkParameter(incoming, parameter, value);
  }
}

function checkParameter(
  incoming: Headed,
  { header: name, path, numeric }: HeaderParameter,
  value: string | number | boolean,
): void {
  const argument = `the body carries ${path.join('.')}=${JSON.stringify(value)}`;
  const sent = header(incoming, name.toLowerCase());
  if (sent === undefined) throw headerMismatch(name, `${argument}, but ${name} is absent`);
  const decoded = decodeHeaderValue(sent);
  if (decoded === undefined) throw headerMismatch(name, `${name} is not valid Base64`);
  const equal =
    numeric && typeof value === 'number' && DECIMAL.test(decoded)
      ? Number(decoded) === value
      : decoded === String(value);
  if (!equal) throw headerMismatch(name, `${name} says otherwise: ${argument}`);
}

/** What a header can repeat; anything else is left to the tool's schema. */
function valueAt(args: unknown, path: readonly string[]): string | number | boolean | undefined {
  let value = args;
  for (const name of path) value = isObject(value) ? value[name] : undefined;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return isPrintable(value) ? value : undefined;
}

/** Clients leave out what would lose digits on its way through a header. */
function isPrintable(value: unknown): value is number {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
