import type { Peer } from '../../context/peer.js';
import { isModernRevision, namesModernEra } from '../../context/revisions.js';
import { McpError } from '../../errors/mcp.error.js';
import {
  claimedRevision,
  claimsEnvelope,
  firstEnvelopeIssue,
  META,
  metaOf,
  missingEnvelopeKeys,
  peerOf,
  requireEnvelope,
  unsupportedRevision,
} from '../../protocol/envelope.js';
import {
  isObject,
  MAX_BATCH,
  readMessage,
  type RpcMessage,
  type RpcNotification,
  type RpcRequest,
  type RpcResponse,
} from '../../protocol/json-rpc.js';
import { ServedEras } from '../../protocol/served.eras.js';
import { header, type Headed } from '../http/raw.http.js';
import { requireStream } from './acceptance.js';
import { checkStandardHeaders, headerMismatch } from './standard.headers.js';

/** What a POST turned out to be. */
export type Posted =
  | { readonly era: 'modern'; readonly request: RpcRequest; readonly peer: Peer }
  | { readonly era: 'modern'; readonly request: undefined }
  | { readonly era: 'legacy'; readonly messages: readonly RpcMessage[]; readonly batch: boolean };

const BOTH_ERAS = new ServedEras();
const LISTEN = 'subscriptions/listen';
const MODERN_NOTIFICATION: Posted = { era: 'modern', request: undefined };

/**
 * Finds out which era a POST speaks and whether its headers and body agree. The body decides the
 * era; headers are only compared with it (2026-07-28, transports, Standard Headers; SEP-2243).
 *
 * @throws McpError for the first rung that the request fails
 */
export function classifyPost(
  incoming: Headed,
  body: unknown,
  served: ServedEras = BOTH_ERAS,
): Posted {
  const posted = Array.isArray(body)
    ? classifyBatch(incoming, body)
    : classifyMessage(incoming, body, served);
  if (posted.era === 'legacy' && !served.has('legacy')) throw tooOld(incoming, posted, served);
  return posted;
}

function classifyMessage(incoming: Headed, body: unknown, served: ServedEras): Posted {
  const message = readMessage(body);
  if (!message) throw invalid('the body is not a valid JSON-RPC message');
  const params = 'params' in message ? message.params : undefined;
  served.checkNamed(claimedRevision(params) ?? header(incoming, 'mcp-protocol-version'));
  if (message.kind === 'response') return classifyResponse(incoming, message);
  return message.kind === 'request'
    ? classifyRequest(incoming, message)
    : classifyNotification(incoming, message);
}

/** "The client MUST NOT send JSON-RPC responses" (2026-07-28, transports, Sending Messages). */
function classifyResponse(incoming: Headed, response: RpcResponse): Posted {
  const version = header(incoming, 'mcp-protocol-version');
  if (version === undefined || !namesModernEra(version)) return legacy(response);
  if (!isModernRevision(version)) throw unsupportedRevision(version);
  throw invalid(`in ${version} servers ask within results, so that no response is expected`);
}

function classifyRequest(incoming: Headed, request: RpcRequest): Posted {
  const version = header(incoming, 'mcp-protocol-version');
  const modernHeader = version !== undefined && namesModernEra(version);
  if (request.method === 'initialize' && !hasValidEnvelope(request)) {
    if (modernHeader) throw headerMismatch(version, 'the body is an initialize request');
    return legacy(request);
  }
  if (claimsEnvelope(request.params)) return classifyModern(incoming, request);
  if (modernHeader) {
    throw isModernRevision(version)
      ? missingEnvelope(version, request)
      : unsupportedRevision(version);
  }
  return legacy(request);
}

/** Notifications need no envelope, so that the header alone can make one modern. */
function classifyNotification(incoming: Headed, message: RpcNotification): Posted {
  const version = header(incoming, 'mcp-protocol-version');
  const claims = claimsEnvelope(message.params);
  const named = claims ? requireVersion(message.params) : version;
  compareHeader(version, named, 'the body names protocol version');
  if (named === undefined || (!claims && !namesModernEra(named))) return legacy(message);
  compareHeader(header(incoming, 'mcp-method'), message.method, 'the body names method');
  if (!isModernRevision(named)) throw unsupportedRevision(named);
  return MODERN_NOTIFICATION;
}

function classifyModern(incoming: Headed, request: RpcRequest): Posted {
  const envelope = requireEnvelope(request.params);
  const version = header(incoming, 'mcp-protocol-version');
  compareHeader(version, envelope[META.protocolVersion], 'the body names protocol version');
  compareHeader(header(incoming, 'mcp-method'), request.method, 'the body names method');
  const peer = peerOf(envelope);
  checkStandardHeaders(incoming, request);
  // Its answer is a stream, and a client that takes none would never hear anything.
  if (request.method === LISTEN) requireStream(incoming);
  return { era: 'modern', request, peer };
}

function classifyBatch(incoming: Headed, values: readonly unknown[]): Posted {
  const version = header(incoming, 'mcp-protocol-version');
  if (version !== undefined && namesModernEra(version)) {
    throw invalid(`JSON-RPC batches are not part of ${version}`);
  }
  if (values.length === 0) throw invalid('empty JSON-RPC batch');
  if (values.length > MAX_BATCH) throw invalid(`more than ${MAX_BATCH} messages in a batch`);
  const messages = values.map((value) => {
    if (isObject(value) && claimsEnvelope(value['params'])) {
      throw invalid('JSON-RPC batches may not contain requests of protocol revision 2026-07-28');
    }
    const message = readMessage(value);
    if (!message) throw invalid('the JSON-RPC batch contains an invalid message');
    return message;
  });
  return { era: 'legacy', messages, batch: true };
}

function legacy(message: RpcMessage): Posted {
  return { era: 'legacy', messages: [message], batch: false };
}

/** `initialize` is the legacy handshake, unless it plainly says that it belongs to the modern era. */
function hasValidEnvelope({ params }: RpcRequest): boolean {
  const meta = metaOf(params);
  const version = claimedRevision(params);
  return (
    meta !== undefined &&
    version !== undefined &&
    namesModernEra(version) &&
    firstEnvelopeIssue(meta) === undefined
  );
}

function requireVersion(params: unknown): string {
  const version = claimedRevision(params);
  if (version !== undefined) return version;
  const issue = { key: META.protocolVersion, problem: 'expected a string' };
  throw new McpError('INVALID_ENVELOPE', `Invalid _meta envelope: ${issue.key}: ${issue.problem}`, {
    data: { envelope: issue },
  });
}

function compareHeader(value: string | undefined, body: string | undefined, claim: string): void {
  if (value !== undefined && value !== body) throw headerMismatch(value, `${claim} ${body}`);
}

function missingEnvelope(version: string, { params }: RpcRequest): McpError {
  const meta = metaOf(params);
  const keys = meta ? missingEnvelopeKeys(meta) : ['_meta'];
  return new McpError(
    'INVALID_ENVELOPE',
    `Invalid params: MCP-Protocol-Version names ${version}, but the request envelope lacks ` +
      keys.join(', '),
    { data: { envelope: { missing: keys } } },
  );
}

/**
 * What a client of the legacy era is told by a server without that era. It has no other way to learn of it:
 * each error to a handshake "SHOULD name the protocol versions" (2026-07-28, basic/versioning).
 */
function tooOld(
  incoming: Headed,
  { messages }: Extract<Posted, { era: 'legacy' }>,
  served: ServedEras,
): McpError {
  const [first] = messages;
  const asked = first && 'params' in first ? first.params['protocolVersion'] : undefined;
  const requested = header(incoming, 'mcp-protocol-version') ?? asked;
  if (typeof requested === 'string') return served.unsupported(requested);
  // "MUST reject a request without the header" (transports, Protocol Version Header).
  const supported = served.revisions.join(', ');
  const problem = `the required header mcp-protocol-version is absent (supported: ${supported})`;
  return headerMismatch('(missing)', problem);
}

function invalid(problem: string): McpError {
  return new McpError('INVALID_REQUEST', `Bad Request: ${problem}`);
}
