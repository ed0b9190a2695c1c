import type { ChangeFeed } from '../../catalog/change.feed.js';
import type { HeaderParameter } from '../../catalog/header.parameters.js';
import type { Awaitable } from '../../context/awaitable.js';
import { Exchange } from '../../context/exchange.js';
import { isLegacyRevision, namesModernEra } from '../../context/revisions.js';
import { McpError } from '../../errors/mcp.error.js';
import type { Dispatcher } from '../../protocol/dispatcher.js';
import { salvageId, type RpcRequest } from '../../protocol/json-rpc.js';
import { checkPayload } from '../../security/payload.guard.js';
import type { SessionStore } from '../../sessions/session.store.js';
import { sendEmpty, sendError } from '../http/answer.js';
import { readJson, type BodyLimits } from '../http/body.reader.js';
import type { StreamOptions } from '../http/event.stream.js';
import { isGone, whenGone } from '../http/presence.js';
import { header, originOf, type RawHttp } from '../http/raw.http.js';
import { acceptance, requireStream, type Acceptance } from './acceptance.js';
import { checkParameterHeaders } from './parameter.headers.js';
import { LegacyPost, type LegacyDependencies } from './legacy.post.js';
import { PostAnswer } from './post.answer.js';
import { classifyPost, type Posted } from './request.ladder.js';
import { SessionListening } from './session.listening.js';
import { checkVersionHeader } from './standard.headers.js';

export interface StreamableHttpOptions {
  readonly limits: BodyLimits;
  readonly streams: StreamOptions;
  /** Requests of one session that may be open at once. */
  readonly openRequests: number;
  /** The arguments of a tool that clients repeat in headers. */
  readonly headersOf: (tool: string) => readonly HeaderParameter[];
  /** @throws McpError if the caller may not be here */
  readonly admit: (raw: RawHttp) => void;
}

/** The Streamable HTTP endpoint of one server, for both eras. */
export class StreamableHttpEndpoint {
  private readonly legacy: LegacyDependencies;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly changes: ChangeFeed,
    /** None in stateless mode. */
    private readonly sessions: SessionStore | undefined,
    private readonly options: StreamableHttpOptions,
  ) {
    const { streams, openRequests } = options;
    this.legacy = { dispatcher, sessions, streams, openRequests };
  }

  post(raw: RawHttp): Awaitable<void> {
    const refuse = (error: unknown) => sendError(raw.response, error, nullFor(raw));
    try {
      this.options.admit(raw);
      const accepted = acceptance(raw);
      const body = readJson(raw, this.options.limits);
      if (!(body instanceof Promise)) return this.answerBody(raw, accepted, body);
      return body.then((late) => this.answerBody(raw, accepted, late), refuse);
    } catch (error) {
      refuse(error);
    }
  }

  /**
   * Opens the stream for messages that belong to no request, or takes up a stream that broke
   * (2025-11-25, Listening for Messages; Resumability and Redelivery).
   */
  async get(raw: RawHttp): Promise<void> {
    try {
      this.options.admit(raw);
      const sessions = this.requireSessions(raw);
      requireStream(raw);
      const session = sessions.require(header(raw, 'mcp-session-id'), originOf(raw));
      checkVersionHeader(raw, this.dispatcher.served.revisions);
      const listening = new SessionListening(session, this.changes, this.options.streams);
      await listening.start(raw);
    } catch (error) {
      this.reject(raw, error);
    }
  }

  /** Ends a session at its client's wish (2025-11-25, Session Management). */
  delete(raw: RawHttp): void {
    this.guarded(raw, () => {
      const sessions = this.requireSessions(raw);
      const session = sessions.require(header(raw, 'mcp-session-id'), originOf(raw));
      checkVersionHeader(raw, this.dispatcher.served.revisions);
      sessions.end(session.id);
      sendEmpty(raw.response, 204);
    });
  }

  refuse(raw: RawHttp): void {
    this.guarded(raw, () => {
      throw methodNotAllowed(raw);
    });
  }

  private guarded(raw: RawHttp, work: () => void): void {
    try {
      this.options.admit(raw);
      work();
    } catch (error) {
      this.reject(raw, error);
    }
  }

  private reject(raw: RawHttp, error: unknown): void {
    const notAllowed = error instanceof McpError && error.code === 'METHOD_NOT_ALLOWED';
    const allow = { Allow: this.sessions && !isModern(raw) ? 'GET, POST, DELETE' : 'POST' };
    sendError(raw.response, error, nullFor(raw), notAllowed ? allow : {});
  }

  /** 2026-07-28 has neither sessions nor a GET stream (Earlier Streamable HTTP Revisions). */
  private requireSessions(raw: RawHttp): SessionStore {
    if (this.sessions && !isModern(raw)) return this.sessions;
    throw methodNotAllowed(raw);
  }

  private answerBody(raw: RawHttp, accepted: Acceptance, body: unknown): Awaitable<void> {
    const refuse = (error: unknown) =>
      sendError(raw.response, error, salvageId(body) ?? nullFor(raw));
    try {
      checkPayload(body, this.options.limits.depth);
      const answer = this.answer(raw, accepted, classifyPost(raw, body, this.dispatcher.served));
      return answer instanceof Promise ? answer.catch(refuse) : answer;
    } catch (error) {
      refuse(error);
    }
  }

  private answer(raw: RawHttp, accepted: Acceptance, posted: Posted): Awaitable<void> {
    if (posted.era === 'legacy') return new LegacyPost(this.legacy, raw, accepted).answer(posted);
    if (posted.request) return this.answerModern(raw, accepted, posted);
    sendEmpty(raw.response, 202);
  }

  private answerModern(
    raw: RawHttp,
    accepted: Acceptance,
    { request, peer }: Extract<Posted, { request: RpcRequest }>,
  ): Awaitable<void> {
    if (request.method === 'tools/call') {
      const { name, arguments: args } = request.params;
      checkParameterHeaders(raw, this.options.headersOf(String(name)), args);
    }
    const answer = new PostAnswer(raw.response, {
      accepted,
      streams: this.options.streams,
      statusFromReply: true,
      batch: false,
    });
    const exchange = new Exchange({
      id: request.id,
      method: request.method,
      params: request.params,
      transport: 'streamable-http',
      peer,
      http: originOf(raw),
      notify: answer.notify,
      backlog: answer,
    });
    // Closing the stream cancels the request (2026-07-28, basic/patterns/cancellation).
    if (isGone(raw.response)) exchange.abort('disconnected');
    const reply = this.dispatcher.dispatch(exchange);
    if (!(reply instanceof Promise)) return answer.finish([reply]);
    whenGone(raw.response, () => exchange.abort('disconnected'));
    answer.wait();
    return reply.then((known) => answer.finish([known]));
  }
}

function methodNotAllowed(raw: RawHttp): McpError {
  const hint = isModern(raw)
    ? ' This revision has no sessions and no GET stream: POST subscriptions/listen instead.'
    : '';
  return new McpError('METHOD_NOT_ALLOWED', `Method not allowed.${hint}`);
}

function isModern(raw: RawHttp): boolean {
  return namesModernEra(header(raw, 'mcp-protocol-version') ?? '');
}

/** An unknown id is null in JSON-RPC 2.0; the schema of 2026-07-28 wants it left out instead. */
function nullFor(raw: RawHttp): null | undefined {
  const version = header(raw, 'mcp-protocol-version');
  return version === undefined || isLegacyRevision(version) ? null : undefined;
}
