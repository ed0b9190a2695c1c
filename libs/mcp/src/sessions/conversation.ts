import type { AbortReason } from '../context/call.aborted.js';
import type { AnswerLimits, Exchange, Params, RequestId } from '../context/exchange.js';
import type { Peer } from '../context/peer.js';
import { McpError } from '../errors/mcp.error.js';
import { OpenRequests } from './open.requests.js';

interface Unanswered {
  resolve(result: unknown): void;
  reject(error: McpError): void;
}

/** How a question gets to the client. */
export interface Asking {
  /** Sends the request with the id that the answer will have. */
  readonly send: (id: number) => Promise<void> | void;
  /** Tells the client that its answer isn't needed any more (utilities/cancellation). */
  readonly cancel: (id: number) => void;
}

/** A JSON-RPC response of the client. */
export interface ClientAnswer {
  readonly id: RequestId | undefined;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Requests that arrive one after the other from the same client, and can be cancelled by id. */
export class Conversation {
  /** These are there only once they are needed: there may be thousands of silent conversations. */
  private open: OpenRequests | undefined;
  private unanswered: Map<number, Unanswered> | undefined;
  private questions = 0;

  constructor(
    readonly peer: Peer,
    /** Requests of the client, and questions to it, that may be open at once. */
    private readonly most: number,
  ) {}

  /** Asks the client something, and tells it when its answer isn't waited for any more. */
  async ask({ send, cancel }: Asking, { signal, timeout }: AnswerLimits): Promise<unknown> {
    if (signal.aborted) throw unanswered('The call ended before the client answered.');
    if (this.unanswered && this.unanswered.size >= this.most) throw tooManyQuestions(this.most);
    const id = ++this.questions;
    let stop!: (why: string) => void;
    const end = () => stop('The call ended before the client answered.');
    const timer = setTimeout(() => stop(`No answer came within ${timeout} ms.`), timeout);
    try {
      return await new Promise<unknown>((resolve, reject) => {
        stop = (why) => {
          cancel(id);
          reject(unanswered(why));
        };
        signal.addEventListener('abort', end, { once: true });
        this.unanswered ??= new Map();
        this.unanswered.set(id, { resolve, reject });
        // Not awaited first: the end of the call must not find a promise that nobody looks at.
        Promise.resolve(send(id)).catch(reject);
      });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      this.unanswered?.delete(id);
    }
  }

  /** Takes the client's answer to a question; an answer to none is dropped. */
  settle({ id, result, error }: ClientAnswer): void {
    const question = this.unanswered?.get(id as number);
    if (error === undefined) question?.resolve(result);
    else question?.reject(refused(error));
  }

  /** @throws McpError `DUPLICATE_REQUEST_ID` while a request with this id is open, `TOO_MANY_REQUESTS` */
  begin(exchange: Exchange): void {
    this.open ??= new OpenRequests(this.most);
    this.open.add(exchange);
  }

  end(exchange: Exchange): void {
    this.open?.remove(exchange);
  }

  /** Acts on the notifications that concern requests; others need no action. */
  receive(method: string, params: Params): void {
    if (method !== 'notifications/cancelled') return;
    // Unknown ids: "MAY ignore" (2025-11-25, utilities/cancellation).
    this.open?.get(params['requestId'] as RequestId)?.abort('cancelled', params['reason']);
  }

  /** @param method only requests of this one */
  abortAll(reason: AbortReason, method?: string): void {
    for (const exchange of this.open ?? []) {
      if (method === undefined || exchange.method === method) exchange.abort(reason);
    }
  }
}

function tooManyQuestions(most: number): McpError {
  const problem = `${most} questions wait for answers of this client; no more can be asked.`;
  return new McpError('CLIENT_UNREACHABLE', problem);
}

function unanswered(why: string): McpError {
  return new McpError('INVALID_ANSWER', why);
}

/** What the client says of itself; the dump of a validator helps nobody who reads the answer. */
function refused(error: unknown): McpError {
  const { message, code } = error as { message?: unknown; code?: unknown };
  const isShort = typeof message === 'string' && message.length <= 200 && !/[\n{[]/.test(message);
  const why = isShort ? message : `error ${String(code)}`;
  return new McpError('INVALID_ANSWER', `The client refused: ${why}`, { cause: error });
}
