import type { ChangeFeed } from '../catalog/change.feed.js';
import type { Awaitable } from '../context/awaitable.js';
import type { Backlog } from '../context/backlog.js';
import type { AbortReason } from '../context/call.aborted.js';
import {
  Exchange,
  type HttpOrigin,
  type Params,
  type RequestId,
  type TransportKind,
} from '../context/exchange.js';
import { unknownLegacyPeer, wants, type Peer } from '../context/peer.js';
import { hasBatches, LEGACY_REVISIONS } from '../context/revisions.js';
import { Slots } from '../context/slots.js';
import { McpError } from '../errors/mcp.error.js';
import { asProtocolError, toRpcError, type ProtocolErrorLike } from '../errors/protocol.error.js';
import { Conversation } from '../sessions/conversation.js';
import { asking } from './asking.js';
import { relayChanges } from './change.relay.js';
import type { Dispatcher } from './dispatcher.js';
import { claimedRevision, claimsEnvelope, peerOf, requireEnvelope } from './envelope.js';
import {
  errorFrame,
  MAX_BATCH,
  notificationFrame,
  readMessage,
  salvageId,
  type RpcMessage,
  type RpcNotification,
  type RpcRequest,
} from './json-rpc.js';

/** What a transport with a lasting connection knows of it. */
export interface ConnectionInit {
  readonly transport: TransportKind;
  readonly sessionId?: string;
  readonly http?: HttpOrigin;
  /** Sends one JSON text to the client; resolves when it can take more. Must not reject. */
  readonly send: (frame: string) => Awaitable<void>;
  /** What the client has not taken yet, where its messages can pile up. */
  readonly backlog?: Backlog;
}

/**
 * A lasting connection on which both eras may speak: a message with an envelope is of the modern
 * era, any other of the legacy one.
 */
export class Connection {
  private readonly conversation: Conversation;
  private readonly work = new Slots<Promise<void>>();
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly changes: ChangeFeed,
    private readonly init: ConnectionInit,
    /** Requests that may be open at once. */
    openRequests: number,
  ) {
    this.conversation = new Conversation(unknownLegacyPeer(LEGACY_REVISIONS[0]), openRequests);
  }

  /**
   * Takes one message as it came, JSON already parsed, and answers it in its time.
   *
   * @param http the request that carried this message, where each has its own
   */
  receive(value: unknown, http = this.init.http): void {
    const work = this.respond(value, http).finally(() => this.work.remove(slot));
    const slot = this.work.add(work);
  }

  private async respond(value: unknown, http?: HttpOrigin): Promise<void> {
    const frame = await this.answer(value, http);
    if (frame !== undefined) await this.init.send(frame);
  }

  /**
   * Answers what must not be handled, under the ids that were read (JSON-RPC 2.0, 5 and 6).
   *
   * @param value the JSON, if it could be read
   */
  async refuse(error: McpError, value?: unknown): Promise<void> {
    const batch = Array.isArray(value) && hasBatches(this.conversation.peer.protocolVersion);
    const ids = batch && value.length <= MAX_BATCH ? value.map(salvageId) : [];
    const refusals = ids.filter((id) => id !== null).map((id) => refusal(id, error));
    const one = () => refusal(salvageId(value), error);
    await this.init.send(refusals.length > 0 ? `[${refusals.join(',')}]` : one());
  }

  /** Resolves when all that was received is answered. */
  async drained(): Promise<void> {
    while (this.work.size > 0) await Promise.all(this.work);
  }

  /** The client has said its last word: what only another word could end would never end. */
  endSubscriptions(): void {
    this.conversation.abortAll('disconnected', 'subscriptions/listen');
  }

  close(reason: AbortReason): void {
    this.unsubscribe?.();
    this.conversation.abortAll(reason);
  }

  private answer(value: unknown, http?: HttpOrigin): Promise<string | undefined> {
    return Array.isArray(value) ? this.answerBatch(value, http) : this.answerOne(value, http);
  }

  /** What is in a batch is no batch: an array in it is answered as an invalid message. */
  private async answerBatch(values: unknown[], http?: HttpOrigin): Promise<string | undefined> {
    if (!hasBatches(this.conversation.peer.protocolVersion) || values.length === 0) {
      return refusal(null, invalid('Batches are not part of this protocol revision.'));
    }
    if (values.length > MAX_BATCH) {
      return refusal(null, invalid(`More than ${MAX_BATCH} messages in a batch.`));
    }
    const frames = await Promise.all(values.map((value) => this.answerOne(value, http)));
    const answers = frames.filter((frame) => frame !== undefined);
    return answers.length > 0 ? `[${answers.join(',')}]` : undefined;
  }

  private async answerOne(value: unknown, http?: HttpOrigin): Promise<string | undefined> {
    try {
      const message = readMessage(value);
      if (!message) throw invalid('Not a valid JSON-RPC message.');
      return await this.answerMessage(message, http);
    } catch (error) {
      return refusal(salvageId(value), asProtocolError(error));
    }
  }

  private async answerMessage(message: RpcMessage, http?: HttpOrigin): Promise<string | undefined> {
    if (message.kind === 'response') {
      this.conversation.settle(message);
      return undefined;
    }
    if (message.kind === 'notification') {
      this.receiveNotification(message);
      return undefined;
    }
    return this.answerRequest(message, http);
  }

  private receiveNotification(message: RpcNotification): void {
    this.conversation.receive(message.method, message.params);
    if (message.method === 'notifications/initialized') {
      this.unsubscribe ??= relayChanges(this.changes, {
        wants: (change) => wants(this.conversation.peer, change),
        send: this.notify,
      });
    }
  }

  private async answerRequest(message: RpcRequest, http?: HttpOrigin): Promise<string | undefined> {
    const exchange = new Exchange({
      ...this.init,
      http,
      id: message.id,
      method: message.method,
      params: message.params,
      peer: this.peerOf(message),
      notify: this.notify,
      request: (method, params, until) =>
        this.conversation.ask(asking(method, params, this.init.send), until),
    });
    this.conversation.begin(exchange);
    try {
      return (await this.dispatcher.dispatch(exchange)).frame;
    } finally {
      this.conversation.end(exchange);
    }
  }

  private readonly notify = (method: string, params?: Params): Awaitable<void> =>
    this.init.send(notificationFrame(method, params));

  private peerOf({ params }: RpcRequest): Peer {
    if (!claimsEnvelope(params)) return this.conversation.peer;
    this.dispatcher.served.checkNamed(claimedRevision(params));
    return peerOf(requireEnvelope(params));
  }
}

function refusal(id: RequestId | null, error: McpError | ProtocolErrorLike): string {
  return errorFrame(id, toRpcError(error));
}

function invalid(problem: string): McpError {
  return new McpError('INVALID_REQUEST', problem);
}
