import { andThen, type Awaitable } from '../../context/awaitable.js';
import { Exchange } from '../../context/exchange.js';
import { unknownLegacyPeer } from '../../context/peer.js';
import { hasBatches, UNNAMED_REVISION } from '../../context/revisions.js';
import { McpError } from '../../errors/mcp.error.js';
import { asProtocolError, toRpcError } from '../../errors/protocol.error.js';
import type { Dispatcher, Reply } from '../../protocol/dispatcher.js';
import {
  errorFrame,
  type RpcMessage,
  type RpcNotification,
  type RpcRequest,
  type RpcResponse,
} from '../../protocol/json-rpc.js';
import { Conversation } from '../../sessions/conversation.js';
import { Session } from '../../sessions/session.js';
import type { SessionStore } from '../../sessions/session.store.js';
import { sendEmpty } from '../http/answer.js';
import { header, originOf, type RawHttp } from '../http/raw.http.js';
import type { Acceptance } from './acceptance.js';
import { PostAnswer } from './post.answer.js';
import type { Posted } from './request.ladder.js';
import { checkVersionHeader } from './standard.headers.js';

export interface LegacyDependencies {
  readonly dispatcher: Dispatcher;
  /** None in stateless mode. */
  readonly sessions: SessionStore | undefined;
  /** Milliseconds between keep-alive comments of streams. */
  readonly keepAlive: number;
}

/** One POST of a 2025-era client: in a session, or without any in stateless mode. */
export class LegacyPost {
  constructor(
    private readonly deps: LegacyDependencies,
    private readonly raw: RawHttp,
    private readonly accepted: Acceptance,
  ) {}

  /** @throws McpError what is wrong with the POST as a whole; it rejects for nothing else */
  answer({ messages, batch }: Extract<Posted, { era: 'legacy' }>): Awaitable<void> {
    const handshake = messages.find(isInitialize);
    if (handshake) return this.open(handshake, batch);
    checkVersionHeader(this.raw);
    const conversation = this.conversation();
    if (batch && !hasBatches(conversation.peer.protocolVersion)) {
      throw invalid('JSON-RPC batches are not part of this protocol revision');
    }
    const requests: RpcRequest[] = [];
    for (const message of messages) {
      if (message.kind === 'request') requests.push(message);
      else receive(conversation, message);
    }
    const [first] = requests;
    if (!first) return sendEmpty(this.raw.response, 202);
    const answer = this.answerFor(conversation, batch);
    if (batch) return this.answerBatch(conversation, requests, answer);
    const exchange = this.begin(conversation, first, answer);
    return andThen(this.dispatch(conversation, exchange), (reply) => answer.finish([reply]));
  }

  private async answerBatch(
    conversation: Conversation,
    requests: readonly RpcRequest[],
    answer: PostAnswer,
  ): Promise<void> {
    // All are open before the first is answered, so that an id that comes twice is in use. What is
    // wrong with one is part of the answer of all.
    const begun = requests.map((request) => {
      try {
        return this.begin(conversation, request, answer);
      } catch (error) {
        return refusal(request, error);
      }
    });
    const replies = begun.map(async (one) =>
      one instanceof Exchange ? this.dispatch(conversation, one) : one,
    );
    answer.finish(await Promise.all(replies));
  }

  /** A handshake that succeeds opens a session, whose id the answer carries. */
  private async open(handshake: RpcRequest, batch: boolean): Promise<void> {
    // "The initialize request MUST NOT be part of a JSON-RPC batch" (2025-03-26, Lifecycle).
    if (batch) throw invalid('initialize must not be part of a batch');
    const { sessions } = this.deps;
    const id = header(this.raw, 'mcp-session-id');
    if (id !== undefined && sessions?.find(id)) throw invalid('the session is already initialized');
    const peer = unknownLegacyPeer(UNNAMED_REVISION);
    const conversation = new Conversation(peer);
    const answer = this.answerFor(conversation, false);
    const exchange = this.begin(conversation, handshake, answer);
    const reply = await this.dispatch(conversation, exchange);
    if (peer.info && sessions) {
      answer.headers = { 'Mcp-Session-Id': sessions.open(peer, originOf(this.raw)).id };
    }
    answer.finish([reply]);
  }

  /** @throws McpError `SESSION_REQUIRED`, `SESSION_NOT_FOUND` or `FOREIGN_SESSION` */
  private conversation(): Conversation {
    const { sessions } = this.deps;
    if (sessions) return sessions.require(header(this.raw, 'mcp-session-id'), originOf(this.raw));
    const version = header(this.raw, 'mcp-protocol-version') ?? UNNAMED_REVISION;
    return new Conversation(unknownLegacyPeer(version));
  }

  private answerFor(conversation: Conversation, batch: boolean): PostAnswer {
    const session = conversation instanceof Session ? conversation : undefined;
    const answer = new PostAnswer(this.raw.response, {
      session,
      accepted: this.accepted,
      keepAlive: this.deps.keepAlive,
      statusFromReply: false,
      batch,
    });
    if (session) answer.headers = { 'Mcp-Session-Id': session.id };
    return answer;
  }

  /** @throws McpError `DUPLICATE_REQUEST_ID` */
  private begin(conversation: Conversation, request: RpcRequest, answer: PostAnswer): Exchange {
    const session = conversation instanceof Session ? conversation : undefined;
    const exchange = new Exchange({
      id: request.id,
      method: request.method,
      params: request.params,
      transport: 'streamable-http',
      peer: conversation.peer,
      sessionId: session?.id,
      http: originOf(this.raw),
      // Without a session there is no stream on which a change could be told.
      pushes: this.deps.sessions !== undefined,
      notify: answer.notify,
      request: answer.request,
      closeStream: answer.disconnect,
    });
    conversation.begin(exchange);
    return exchange;
  }

  private dispatch(conversation: Conversation, exchange: Exchange): Awaitable<Reply> {
    const reply = this.deps.dispatcher.dispatch(exchange);
    // In a session "disconnection SHOULD NOT be interpreted as the client cancelling its request"
    // (2025-11-25, Sending Messages). Without one there is no other way to cancel.
    if (exchange.sessionId === undefined && reply instanceof Promise) {
      this.raw.response.on('close', () => exchange.abort('disconnected'));
    }
    return andThen(reply, (known) => {
      conversation.end(exchange);
      return known;
    });
  }
}

function receive(conversation: Conversation, message: RpcNotification | RpcResponse): void {
  if (message.kind === 'notification') conversation.receive(message.method, message.params);
  else conversation.settle(message);
}

function isInitialize(message: RpcMessage): message is RpcRequest {
  return message.kind === 'request' && message.method === 'initialize';
}

function refusal({ id }: RpcRequest, error: unknown): Reply {
  return { frame: errorFrame(id, toRpcError(asProtocolError(error))), status: 200 };
}

function invalid(problem: string): McpError {
  return new McpError('INVALID_REQUEST', `Bad Request: ${problem}`);
}
