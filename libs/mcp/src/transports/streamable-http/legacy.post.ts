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
import type { StreamOptions } from '../http/event.stream.js';
import { isGone, whenGone } from '../http/presence.js';
import { header, originOf, type RawHttp } from '../http/raw.http.js';
import type { Acceptance } from './acceptance.js';
import { PostAnswer } from './post.answer.js';
import type { Posted } from './request.ladder.js';
import { checkVersionHeader } from './standard.headers.js';

export interface LegacyDependencies {
  readonly dispatcher: Dispatcher;
  /** None in stateless mode. */
  readonly sessions: SessionStore | undefined;
  readonly streams: StreamOptions;
  /** Requests of one conversation that may be open at once. */
  readonly openRequests: number;
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
    checkVersionHeader(this.raw, this.deps.dispatcher.served.revisions);
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
    const reply = this.dispatch(conversation, exchange);
    if (reply instanceof Promise) answer.wait();
    return andThen(reply, (known) => answer.finish([known]));
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
    answer.wait();
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
    const conversation = new Conversation(peer, this.deps.openRequests);
    const answer = this.answerFor(conversation, false);
    const exchange = this.begin(conversation, handshake, answer);
    const reply = await this.dispatch(conversation, exchange);
    // A session whose id reaches nobody would only take room.
    if (peer.info && sessions && !isGone(this.raw.response)) {
      answer.headers = { 'Mcp-Session-Id': sessions.open(peer, originOf(this.raw)).id };
    }
    answer.finish([reply]);
  }

  /** @throws McpError `SESSION_REQUIRED`, `SESSION_NOT_FOUND` or `FOREIGN_SESSION` */
  private conversation(): Conversation {
    const { sessions } = this.deps;
    if (sessions) return sessions.require(header(this.raw, 'mcp-session-id'), originOf(this.raw));
    const version = header(this.raw, 'mcp-protocol-version') ?? UNNAMED_REVISION;
    return new Conversation(unknownLegacyPeer(version), this.deps.openRequests);
  }

  private answerFor(conversation: Conversation, batch: boolean): PostAnswer {
    const session = conversation instanceof Session ? conversation : undefined;
    const answer = new PostAnswer(this.raw.response, {
      session,
      accepted: this.accepted,
      streams: this.deps.streams,
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
      backlog: answer,
      request: answer.request,
      closeStream: answer.disconnect,
    });
    conversation.begin(exchange);
    return exchange;
  }

  private dispatch(conversation: Conversation, exchange: Exchange): Awaitable<Reply> {
    // In a session "disconnection SHOULD NOT be interpreted as the client cancelling its request"
    // (2025-11-25, Sending Messages). Without one there is no other way to cancel.
    const cancels = exchange.sessionId === undefined;
    if (cancels && isGone(this.raw.response)) exchange.abort('disconnected');
    let reply: Awaitable<Reply> | undefined;
    try {
      reply = this.deps.dispatcher.dispatch(exchange);
    } finally {
      if (!(reply instanceof Promise)) conversation.end(exchange);
    }
    if (!(reply instanceof Promise)) return reply;
    if (cancels) whenGone(this.raw.response, () => exchange.abort('disconnected'));
    if (conversation instanceof Session) whenGone(this.raw.response, conversation.attend());
    return endWith(reply, () => conversation.end(exchange));
  }
}

function receive(conversation: Conversation, message: RpcNotification | RpcResponse): void {
  if (message.kind === 'notification') conversation.receive(message.method, message.params);
  else conversation.settle(message);
}

async function endWith(reply: Promise<Reply>, end: () => void): Promise<Reply> {
  try {
    return await reply;
  } finally {
    end();
  }
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
