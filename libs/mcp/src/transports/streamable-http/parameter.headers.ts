import type { HeaderParameter } from '../../catalog/header.parameters.js';
import type { McpError } from '../../errors/mcp.error.js';
import { isObject } from '../../protocol/json-rpc.js';
import { header, type Headed } from '../http/raw.http.js';
import { decodeHeaderValue, headerMismatch } from './standard.headers.js';

/** An integer as JSON and headers may write it: `42` and `42.0` are equal (Server Validation). */
const INTEGER = /^-?\d+(\.0+)?$/;

type Repeatable = string | number | boolean;

/**
 * Compares the arguments of a call with the headers that repeat them (2026-07-28, transports, Custom
 * Headers from Tool Parameters; SEP-2243).
 *
 * @throws McpError `HEADER_MISMATCH`
 */
export function checkParameterHeaders(
  incoming: Headed,
  parameters: readonly HeaderParameter[],
  args: unknown,
): void {
  for (const parameter of parameters) {
    const sent = header(incoming, parameter.header.toLowerCase());
    const value = valueAt(args, parameter.path);
    if (isRepeatable(value)) checkValue(parameter, sent, value);
    else if (sent !== undefined) throw unmatched(parameter);
  }
}

function checkValue(parameter: HeaderParameter, sent: string | undefined, value: Repeatable): void {
  const { header: name, path, numeric } = parameter;
  const argument = `the body carries ${path.join('.')}=${JSON.stringify(value)}`;
  // "Integer values MUST be within the safe range" (Schema Extension): others lose digits on their way.
  if (numeric && typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw headerMismatch(name, `${argument}, which is no integer from -(2^53-1) to 2^53-1`);
  }
  if (sent === undefined) throw headerMismatch(name, `${argument}, but ${name} is absent`);
  const decoded = decodeHeaderValue(sent);
  if (decoded === undefined) {
    throw headerMismatch(name, `${name} has invalid characters or is not valid Base64`);
  }
  const equal =
    numeric && typeof value === 'number' && INTEGER.test(decoded)
      ? Number(decoded) === value
      : decoded === String(value);
  if (!equal) throw headerMismatch(name, `${name} says otherwise: ${argument}`);
}

/**
 * A header without its argument: "Client MUST omit the header" then, and values in headers that don't match
 * the body MUST be rejected (Server Validation), because a proxy may have acted on them.
 */
function unmatched({ header: name, path }: HeaderParameter): McpError {
  return headerMismatch(name, `the body carries no ${path.join('.')} that ${name} could repeat`);
}

function valueAt(args: unknown, path: readonly string[]): unknown {
  let value = args;
  for (const name of path) {
    value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** What a header can repeat; anything else is left to the tool's schema. */
function isRepeatable(value: unknown): value is Repeatable {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
}
