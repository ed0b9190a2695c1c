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

function parseAccept(accept: string): Acceptance {
  const ranges = accept
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim().toLowerCase()))
    // Weight 0 means "not acceptable" (RFC 9110, 12.4.2).
    .filter(([, ...parameters]) => !parameters.some((one) => /^q=0(\.0*)?$/.test(one)))
    .map(([range]) => range);
  const accepts = (type: string, group: string) =>
    ranges.some((range) => range === type || range === group || range === '*/*');
  return {
    json: accepts('application/json', 'application/*'),
    stream: accepts('text/event-stream', 'text/*'),
  };
}
