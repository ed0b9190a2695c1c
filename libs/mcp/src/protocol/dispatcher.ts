import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Offered } from '../catalog/catalogs.js';
import type { Awaitable } from '../context/awaitable.js';
import type { Exchange, Params } from '../context/exchange.js';
import type { Peer } from '../context/peer.js';
import { requestName } from '../context/request.name.js';
import { Slots } from '../context/slots.js';
import { stackOf, toText } from '../errors/error.message.js';
import { McpError } from '../errors/mcp.error.js';
import type { Era } from '../context/revisions.js';
import {
  httpStatusOf,
  isProtocolError,
  toRpcError,
  type ProtocolErrorLike,
  type RpcError,
} from '../errors/protocol.error.js';
import { excessOf, resultTooLarge } from '../execution/result.size.js';
import { toolError } from '../execution/tool.failure.js';
import { errorFrame, resultFrame } from './json-rpc.js';
import { SerializedResult, type Operation } from './operation.js';
import type { ResultEncoder } from './result.encoder.js';
import { ServedEras } from './served.eras.js';

/** The answer to one request. */
export interface Reply {
  /** JSON-RPC text; undefined when the client gave up and must get no answer. */
  readonly frame: string | undefined;
  /** Length of the frame as UTF-8, where it is known without counting. */
  readonly bytes?: number;
  /** HTTP status of the answer where the revision ties it to the outcome (2026-07-28). */
  readonly status: number;
  /** Seconds after which it's worth trying again. */
  readonly retryAfter?: number | undefined;
}

/** A missing client capability is answered with HTTP 400, whoever found it missing (2026-07-28). */
const MISSING_CLIENT_CAPABILITY = -32021;

const LEGACY_RESOURCE_NOT_FOUND = -32002;

/** Seconds in which another process should have taken over. */
const RESTART = 5;

/** Milliseconds between looks at what is still open. */
const DRAIN_STEP = 20;

export interface DispatcherOptions {
  /** Bytes of a result. @default unlimited */
  readonly resultBytes?: number;
  /** @default both */
  readonly served?: ServedEras;
}

/** Maps a request to its operation, and whatever comes of it to the frame of the answer. */
export class Dispatcher {
  private readonly logger = new Logger('McpModule');
  private readonly operations = new Map<string, Operation>();
  private readonly open = new Slots<Exchange>();
  private readonly resultBytes: number;
  readonly served: ServedEras;

  constructor(
    operations: readonly Operation[],
    private readonly encoder: ResultEncoder,
    private readonly offers: { readonly offered: Offered },
    { resultBytes = Number.POSITIVE_INFINITY, served = new ServedEras() }: DispatcherOptions = {},
  ) {
    this.resultBytes = resultBytes;
    this.served = served;
    for (const operation of operations) this.operations.set(operation.method, operation);
  }

  /** Never fails: an error is an answer, too. */
  dispatch(exchange: Exchange): Awaitable<Reply> {
    try {
      const operation = this.find(exchange);
      if (operation.params) exchange.keepOnly(operation.params);
      const result = operation.run(exchange);
      if (result instanceof Promise) return this.settle(exchange, result);
      return this.succeed(exchange, result);
    } catch (error) {
      return this.fail(exchange, error);
    }
  }

  private async settle(exchange: Exchange, result: Promise<unknown>): Promise<Reply> {
    const slot = this.open.add(exchange);
    try {
      return this.succeed(exchange, await result);
    } catch (error) {
      return this.fail(exchange, error);
    } finally {
      this.open.remove(slot);
    }
  }

  /** Lets open requests end for some time, then ends them. */
  async drain(milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    while (this.open.size > 0 && performance.now() < deadline) await setTimeout(DRAIN_STEP);
    for (const exchange of this.open) exchange.abort('shutdown');
    // Until their answers are written: the transports close next.
    await setImmediate();
  }

  private find({ method, peer, params }: Exchange): Operation {
    if (!this.served.has(peer.era)) throw this.served.unsupported(revisionOf(peer, params));
    const operation = this.operations.get(method);
    const { capability } = operation ?? {};
    const offered = capability === undefined || this.offers.offered[capability];
    if (offered && operation?.eras.includes(peer.era)) return operation;
    throw new McpError('METHOD_NOT_FOUND', 'Method not found');
  }

  private succeed(exchange: Exchange, result: unknown): Reply {
    exchange.close();
    const { id } = exchange;
    if (result instanceof SerializedResult) {
      const bytes = Buffer.byteLength(resultFrame(id, '')) + result.bytes;
      return { frame: resultFrame(id, result.json), bytes, status: 200 };
    }
    return { frame: resultFrame(id, this.write(exchange, result)), status: 200 };
  }

  /** @throws McpError `RESULT_TOO_LARGE`, unless a model can read it */
  private write(exchange: Exchange, result: unknown): string {
    const { method, peer } = exchange;
    const json = this.encoder.stringify(peer.era, method, result as Record<string, unknown>);
    const excess = excessOf(json, this.resultBytes);
    if (excess === undefined) return json;
    const error = resultTooLarge(exchange, excess, this.resultBytes);
    if (method !== 'tools/call') throw error;
    return this.encoder.stringify(peer.era, method, toolError(error.message));
  }

  private fail(exchange: Exchange, error: unknown): Reply {
    exchange.close();
    const { abortReason } = exchange;
    // A cancelled request should get no response (2025-11-25, utilities/cancellation).
    if (abortReason === 'cancelled' || abortReason === 'disconnected') {
      return { frame: undefined, status: 202 };
    }
    if (abortReason === 'shutdown') return refusal(exchange, shuttingDown());
    try {
      return refusal(exchange, isProtocolError(error) ? error : this.mask(exchange, error));
    } catch (cause) {
      // It has data that JSON can't carry, or members that can't be read.
      return refusal(exchange, this.mask(exchange, error, cause));
    }
  }

  /** @param cause why an error can't be sent that is for clients */
  private mask(exchange: Exchange, error: unknown, cause?: unknown): McpError {
    const correlationId = randomUUID();
    const unsent = cause === undefined ? '' : `, which could not be sent: ${toText(cause)}`;
    this.logger.error(
      `${requestName(exchange)} failed, correlation id ${correlationId}: ${toText(error)}${unsent}`,
      stackOf(error),
    );
    return new McpError('INTERNAL_ERROR', `Internal error. Correlation id: ${correlationId}`);
  }
}

function refusal({ id, peer }: Exchange, error: McpError | ProtocolErrorLike): Reply {
  const rpcError = eraError(peer.era, toRpcError(error));
  return {
    frame: errorFrame(id, rpcError),
    status: rpcError.code === MISSING_CLIENT_CAPABILITY ? 400 : httpStatusOf(error),
    ...('retryAfter' in error && { retryAfter: error.retryAfter }),
  };
}

/** What a handshake asks for, or what was agreed on. */
function revisionOf({ protocolVersion }: Peer, params: Params): string {
  const asked = params['protocolVersion'];
  return typeof asked === 'string' ? asked : protocolVersion;
}

/** 2026-07-28 has no code of its own for a resource that isn't there (SEP-2164). */
function eraError(era: Era, error: RpcError): RpcError {
  const missing = era === 'modern' && error.code === LEGACY_RESOURCE_NOT_FOUND;
  return missing ? { ...error, code: -32602 } : error;
}

function shuttingDown(): McpError {
  return new McpError('SHUTTING_DOWN', 'The server is shutting down; try again.', {
    retryAfter: RESTART,
  });
}
