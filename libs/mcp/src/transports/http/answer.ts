import { Logger } from '@nestjs/common';
import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { RequestId } from '../../context/exchange.js';
import { McpError } from '../../errors/mcp.error.js';
import { toRpcError } from '../../errors/protocol.error.js';
import { errorFrame } from '../../protocol/json-rpc.js';
import type { PacedWriter } from '../paced.writer.js';
import { isGone } from './presence.js';

const logger = new Logger('McpModule');

/** @param writer for what is too long to be handed over at once */
export function sendJson(
  response: ServerResponse,
  status: number,
  json: string,
  headers?: OutgoingHttpHeaders,
  bytes = Buffer.byteLength(json),
  writer?: PacedWriter,
): void {
  if (response.headersSent || response.destroyed) return;
  // A list of names and values is the form that Node writes fastest.
  const all: OutgoingHttpHeader[] = ['Content-Type', 'application/json', 'Content-Length', bytes];
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) all.push(name, value);
  }
  response.writeHead(status, all);
  if (writer) writer.end(json);
  // Text of ASCII alone is written without being encoded.
  else response.end(json, bytes === json.length ? 'latin1' : 'utf8');
}

export function sendEmpty(response: ServerResponse, status: number): void {
  if (!response.headersSent && !response.destroyed) response.writeHead(status).end();
}

/**
 * Answers an HTTP method that an address does not serve.
 *
 * @param allowed the methods that it serves (RFC 9110, 15.5.6)
 */
export function sendNotAllowed(
  response: ServerResponse,
  allowed: string,
  { message = 'Method not allowed.', id = null }: { message?: string; id?: null | undefined } = {},
): void {
  sendError(response, new McpError('METHOD_NOT_ALLOWED', message), id, { Allow: allowed });
}

/**
 * Answers a request that failed before it could be dispatched.
 *
 * @param id null when it is not known; undefined leaves it out
 */
export function sendError(
  response: ServerResponse,
  error: unknown,
  id: RequestId | null | undefined,
  headers?: OutgoingHttpHeaders,
): void {
  // Nobody reads the answer, and what the client did is no failure of the server.
  if (isGone(response) && !response.req.complete) {
    logger.debug('A client left during its upload');
    return;
  }
  if (error instanceof McpError && error.definition.kind === 'protocol') {
    const status = error.definition.status === 200 ? 400 : (error.definition.status ?? 400);
    const { retryAfter } = error;
    const known = retryAfter === undefined ? headers : { ...headers, 'Retry-After': retryAfter };
    return sendJson(response, status, errorFrame(id, toRpcError(error)), known);
  }
  logger.error(error);
  const internal = { code: -32603, message: 'Internal error' };
  return sendJson(response, 500, errorFrame(id, internal), headers);
}
