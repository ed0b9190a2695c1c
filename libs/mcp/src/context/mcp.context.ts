import type { IncomingHttpHeaders } from 'node:http';
import { Logger } from '@nestjs/common';
import type {
  ClientCapabilities,
  CreateMessageRequestParams,
  CreateMessageResult,
  Implementation,
  LoggingLevel,
  ProgressToken,
  Root,
} from '@modelcontextprotocol/server';
import { toText } from '../errors/error.message.js';
import type { InferOutput } from '../schema/schema.inference.js';
import type { McpSchema } from '../schema/schema.types.js';
import { showsUi } from './extensions.js';
import type { Exchange, Params, RequestId, TransportKind } from './exchange.js';
import type { Interaction, Question } from './interaction.js';
import type { AbortHook } from './abort.hooks.js';
import { toLogData } from './log.data.js';
import { LOG_LEVELS, reaches } from './log.levels.js';
import {
  formQuestion,
  rootsQuestion,
  samplingQuestion,
  urlQuestion,
  type ElicitAnswer,
  type FormRequest,
  type UrlRequest,
} from './question.js';
import type { Era } from './revisions.js';
import { requestName } from './request.name.js';
import { readTraceContext, type TraceContext } from './trace.context.js';

/**
 * Sends a log message to the client, at the level of its name. It is sent only if the client asked
 * for that level, and never reaches the log of the server. It never rejects: data that JSON can't carry
 * is not sent, and the log of the server says so.
 *
 * @publicApi
 */
export type ClientLog = {
  readonly [Level in LoggingLevel]: (data: unknown, logger?: string) => Promise<void>;
};

const serverLog = new Logger('McpModule');

const NO_HEADERS: IncomingHttpHeaders = Object.freeze({});
/** Shared by all that had nothing to wait for. */
const SENT: Promise<void> = Promise.resolve();

const NO_REQUEST: CarryingRequest = Object.freeze({});

/** What guards read off a request of Express or Fastify. */
interface CarryingRequest {
  readonly ip?: string;
  readonly ips?: readonly string[];
}

/**
 * What a handler knows about the call it serves, and its way to talk to the client meanwhile. It
 * behaves the same on every transport and in both eras.
 *
 * @publicApi
 */
export class McpContext {
  private clientLog: ClientLog | undefined;
  /** @internal What the handler returned in order to ask, whatever interceptors made of it. */
  returnedInput: unknown;
  /** The progress that was reported last. */
  private reported: number | undefined;
  /** Whether something could not be sent. */
  private untold = false;

  /** @internal */
  constructor(
    private readonly exchange: Exchange,
    private readonly interaction: Interaction,
  ) {}

  /** Fires on cancellation, disconnect, time-out and shutdown; its `reason` says which. */
  get signal(): AbortSignal {
    return this.exchange.signal;
  }

  /** JSON-RPC id of the request. */
  get requestId(): RequestId {
    return this.exchange.id;
  }

  /** Method of the request, such as `tools/call`. */
  get method(): string {
    return this.exchange.method;
  }

  get transport(): TransportKind {
    return this.exchange.transport;
  }

  get era(): Era {
    return this.exchange.peer.era;
  }

  /** Revision of the protocol that this request speaks, such as `2025-11-25`. */
  get protocolVersion(): string {
    return this.exchange.peer.protocolVersion;
  }

  /** Name and version of the client; a 2026-07-28 client may leave them out. */
  get client(): Implementation | undefined {
    return this.exchange.peer.info;
  }

  get clientCapabilities(): ClientCapabilities {
    return this.exchange.peer.capabilities;
  }

  /** Whether the client shows pages of MCP Apps (SEP-1865); send others text that tells as much. */
  get supportsUi(): boolean {
    return showsUi(this.clientCapabilities);
  }

  /** Only where there is a session: 2025-era Streamable HTTP and HTTP+SSE. */
  get sessionId(): string | undefined {
    return this.exchange.sessionId;
  }

  /** Headers of the HTTP request that carried this call; empty on stdio. */
  get headers(): IncomingHttpHeaders {
    return this.exchange.http?.headers ?? NO_HEADERS;
  }

  /** The request object of Express or Fastify, with what guards put on it; none on stdio. */
  get request(): unknown {
    return this.exchange.http?.request;
  }

  /** Address of the client, behind trusted proxies if the adapter knows any; none on stdio. */
  get ip(): string | undefined {
    return carrierOf(this.exchange).ip;
  }

  /** Addresses on the way from the client, if the adapter trusts proxies. */
  get ips(): readonly string[] {
    return carrierOf(this.exchange).ips ?? [];
  }

  /** The URI that the client reads, as it wrote it, query included; only in handlers of resources. */
  get uri(): string | undefined {
    const { method, params } = this.exchange;
    return method === 'resources/read' ? (params['uri'] as string) : undefined;
  }

  /** The `_meta` of the request, as the client sent it. */
  get meta(): Readonly<Record<string, unknown>> {
    return this.exchange.meta;
  }

  /** The trace that the client made this request a part of, for the headers of requests of yours. */
  get trace(): TraceContext | undefined {
    return readTraceContext(this.meta);
  }

  /**
   * Tells the client how far the call is, if it asked for progress. Does nothing otherwise, and never
   * rejects.
   *
   * @param done a finite number; one that isn't greater than the last is not sent
   * @param total leave it out when it isn't known
   */
  progress(done: number, total?: number, message?: string): Promise<void> {
    const progressToken = this.meta['progressToken'] as ProgressToken | null | undefined;
    if (progressToken === undefined || progressToken === null || !this.advances(done)) return SENT;
    return this.tell('notifications/progress', () => ({
      progressToken,
      progress: done,
      ...(Number.isFinite(total) && { total }),
      ...(typeof message === 'string' && { message }),
    }));
  }

  /** "The progress value MUST increase with each notification" (utilities/progress). */
  private advances(done: number): boolean {
    if (!Number.isFinite(done) || done <= (this.reported ?? -Infinity)) return false;
    this.reported = done;
    return true;
  }

  /**
   * Asks the user, and waits. In 2026-07-28 the handler is run again from its start once the answer
   * is there, so do side effects before it with `once`.
   *
   * @throws McpError `MISSING_CLIENT_CAPABILITY` or `CLIENT_UNREACHABLE`
   */
  elicit<S extends McpSchema>(form: FormRequest<S>): Promise<ElicitAnswer<InferOutput<S>>>;
  elicit(page: UrlRequest): Promise<ElicitAnswer<undefined>>;
  elicit(request: FormRequest | UrlRequest): Promise<ElicitAnswer<unknown>> {
    const question: Question<ElicitAnswer<unknown>> =
      'url' in request ? urlQuestion(request) : formQuestion(request);
    return this.interaction.ask(question);
  }

  /**
   * Tells the client that what the user does on a page is complete (2025-11-25, client/elicitation, URL
   * mode). Other revisions know no such notification: nothing is sent then.
   *
   * @param elicitationId the one that `elicit` was given with the page
   */
  async completeElicitation(elicitationId: string): Promise<void> {
    if (this.protocolVersion !== '2025-11-25' || !this.clientCapabilities.elicitation?.url) return;
    await this.exchange.deliver('notifications/elicitation/complete', { elicitationId });
  }

  /** Lets the client's model write a message. Deprecated by the protocol since 2026-07-28 (SEP-2577). */
  sample(params: CreateMessageRequestParams, key?: string): Promise<CreateMessageResult> {
    return this.interaction.ask(samplingQuestion(params, key));
  }

  /** The client's roots. Deprecated by the protocol since 2026-07-28 (SEP-2577). */
  roots(key?: string): Promise<Root[]> {
    return this.interaction.ask(rootsQuestion(key));
  }

  /** Does work once in a call, and keeps its value, however often the handler is run again. */
  once<T>(key: string, work: () => T | Promise<T>): Promise<T> {
    return this.interaction.once(key, work);
  }

  /**
   * Lets the client disconnect while a long call goes on: it comes back and fetches the answer
   * (SEP-1699). Does nothing where streams can't be resumed.
   */
  closeStream(): void {
    this.exchange.closeStream();
  }

  /** Answers to input requests that the handler returned itself, by key. Unchecked. */
  get inputResponses(): Params {
    return this.interaction.responses;
  }

  /** The state that the handler returned with its input requests; it was sealed meanwhile. */
  get requestState(): string | undefined {
    return this.interaction.state;
  }

  /** Log messages for the client, such as `ctx.log.info('half way')`. */
  get log(): ClientLog {
    return (this.clientLog ??= Object.fromEntries(
      LOG_LEVELS.map((level) => [
        level,
        (data: unknown, logger?: string) => this.sendLog(level, data, logger),
      ]),
    ) as ClientLog);
  }

  private sendLog(level: LoggingLevel, data: unknown, logger?: string): Promise<void> {
    const threshold = this.exchange.peer.logLevel;
    if (threshold === 'off' || !reaches(level, threshold)) return SENT;
    return this.tell('notifications/message', () => ({
      level,
      ...(typeof logger === 'string' && { logger }),
      data: toLogData(data),
    }));
  }

  /** Never rejects, as handlers often don't wait for it: what can't be sent is logged. */
  private tell(method: string, params: () => Params): Promise<void> {
    const report = (error: unknown) => this.reportUntold(method, error);
    try {
      const taken = this.exchange.notify(method, params());
      return taken instanceof Promise ? taken.catch(report) : SENT;
    } catch (error) {
      report(error);
      return SENT;
    }
  }

  /** Once for each call: a handler may send in a loop. */
  private reportUntold(method: string, error: unknown): void {
    if (this.untold) return;
    this.untold = true;
    const request = requestName(this.exchange);
    serverLog.warn(`${request}: ${method} could not be sent and is left out: ${toText(error)}`);
  }

  /** @internal Runs the hook when nobody waits for the answer any more; cheaper than a signal. */
  onAbort(hook: AbortHook): void {
    this.exchange.onAbort(hook);
  }
}

function carrierOf({ http }: Exchange): CarryingRequest {
  return http?.request ?? NO_REQUEST;
}
