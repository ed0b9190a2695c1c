import type { Era } from 'nest-mcp';
import { Condition } from '../../support/condition.js';
import {
  modernRequest,
  notification,
  request,
  type Headers,
  type Json,
} from '../../support/wire/rpc.messages.js';
import type { LabProcess } from '../lab/lab.process.js';

/** Who a client is, and what it says when it is asked. */
export interface Identity {
  readonly label: string;
  /** The result of a question of the server; undefined leaves it unanswered. */
  readonly answer: (question: Json) => Json | undefined;
}

type Settle = (frame: Json) => void;

/** One party with its raw way to a server; it keeps every frame that reached it. */
export abstract class LabClient {
  abstract readonly era: Era;
  readonly frames: Json[] = [];
  private readonly waiting = new Map<unknown, Settle>();
  private readonly arrival = new Condition();

  constructor(
    protected readonly lab: LabProcess,
    protected readonly identity: Identity,
  ) {}

  /** Sends one message; frames that come of it are received. */
  protected abstract send(message: Json): Promise<void>;

  /** Ends a request that is open. */
  abstract cancel(id: unknown): Promise<void>;

  /** Goes away without a word. */
  abstract drop(): void;

  /** Sends a request and resolves with its answer. */
  async request(id: unknown, method: string, params: Json = {}): Promise<Json> {
    const write = this.era === 'modern' ? modernRequest : request;
    const answered = new Promise<Json>((resolve) => this.waiting.set(id, resolve));
    await this.send(write(id, method, this.era === 'modern' ? withCapabilities(params) : params));
    return answered;
  }

  /** Resolves as soon as that many frames that fit have arrived. */
  async received(fits: (frame: Json) => boolean, count = 1): Promise<void> {
    await this.arrival.until(() => this.frames.filter(fits).length >= count);
  }

  async notify(method: string, params?: Json): Promise<void> {
    await this.send(notification(method, params));
  }

  /** Calls a tool, through as many rounds as a 2026-07-28 server needs. */
  async call(id: unknown, name: string, args: Json = {}, _meta: Json = {}): Promise<Json> {
    let more: Json = {};
    for (;;) {
      const params = { name, arguments: args, _meta, ...more };
      const answer = await this.request(id, 'tools/call', params);
      const result = answer['result'] as Json | undefined;
      if (result?.['resultType'] !== 'input_required') return answer;
      more = this.replyTo(result);
    }
  }

  protected get headers(): Headers {
    return { authorization: `Bearer ${this.identity.label}` };
  }

  protected receive(frame: Json): void {
    this.frames.push(frame);
    this.arrival.changed();
    const { id, method } = frame;
    if (method !== undefined && id !== undefined) return this.reply(frame);
    if (method !== undefined) return;
    this.waiting.get(id)?.(frame);
    this.waiting.delete(id);
  }

  private reply(question: Json): void {
    const result = this.identity.answer(question);
    if (result) void this.send({ jsonrpc: '2.0', id: question['id'], result });
  }

  private replyTo({ inputRequests, requestState }: Json): Json {
    const asked = Object.entries((inputRequests ?? {}) as Record<string, Json>);
    const answers = asked.map(([key, question]) => [key, this.identity.answer(question)]);
    return { inputResponses: Object.fromEntries(answers) as Json, requestState };
  }
}

export const CAPABILITIES = { elicitation: { form: {} } };

function withCapabilities(params: Json): Json {
  const _meta = {
    'io.modelcontextprotocol/clientCapabilities': CAPABILITIES,
    'io.modelcontextprotocol/logLevel': 'debug',
    ...(params['_meta'] as Json | undefined),
  };
  return { ...params, _meta };
}
