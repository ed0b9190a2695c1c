import { McpError } from '../../errors/mcp.error.js';
import { header, type Headed } from '../http/raw.http.js';

/** The forms of answer that a client takes. */
export interface Acceptance {
  readonly json: boolean;
  readonly stream: boolean;
}

/**
 * Clients MUST list both forms (2025-11-25 and 2026-07-28, Sending Messages), yet some list one or
 * send a wildcard. They are served as long as one form is left.
 *
 * @throws McpError `NOT_ACCEPTABLE`
 */
export function acceptance(incoming: Headed): Acceptance {
  const accepted = readAccept(incoming);
  if (accepted.json || accepted.stream) return accepted;
  throw new McpError(
    'NOT_ACCEPTABLE',
    'Not Acceptable: the client must accept application/json and text/event-stream',
  );
}

/** @throws McpError `NOT_ACCEPTABLE` */
export function requireStream(incoming: Headed): void {
  if (readAccept(incoming).stream) return;
  const message = 'Not Acceptable: the client must accept text/event-stream';
  throw new McpError('NOT_ACCEPTABLE', message);
}

/** What was made of headers that clients sent; they send few different ones. */
const known = new Map<string, Acceptance>();
const MOST_KNOWN = 100;

function readAccept(incoming: Headed): Acceptance {
  const accept = header(incoming, 'accept') ?? '*/*';
  const read = known.get(accept);
  if (read) return read;
  const parsed = parseAccept(accept);
  if (known.size < MOST_KNOWN) known.set(accept, parsed);
  return parsed;
}

/** A range that a client lists. */
interface MediaRange {
  readonly type: string;
  /** Weights above 0 are all the same to us: the form depends on what there is to say. */
  readonly accepted: boolean;
}

function parseAccept(accept: string): Acceptance {
  const ranges = accept.split(',').flatMap((range) => parseRange(range) ?? []);
  return {
    json: accepts(ranges, ['application/json', 'application/*', '*/*']),
    stream: accepts(ranges, ['text/event-stream', 'text/*', '*/*']),
  };
}

/**
 * "The most specific reference has precedence" (RFC 9110, 12.5.1), and weight 0 means "not acceptable"
 * (12.4.2).
 *
 * @param names of the form, most specific first
 */
function accepts(ranges: readonly MediaRange[], names: readonly string[]): boolean {
  for (const name of names) {
    const listed = ranges.filter(({ type }) => type === name);
    if (listed.length > 0) return listed.some(({ accepted }) => accepted);
  }
  return false;
}

/** @returns nothing for a range with parameters, as our forms have none; but UTF-8 is what they are in */
function parseRange(range: string): MediaRange | undefined {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((one) => one.startsWith('q='))?.slice('q='.length);
  const others = parameters.filter((one) => one !== '' && !/^(q=.*|charset="?utf-8"?)$/.test(one));
  if (others.length > 0) return undefined;
  return { type, accepted: weight === undefined || !/^0(\.0*)?$/.test(weight) };
}
