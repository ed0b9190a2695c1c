import type { Json } from '../../support/wire/rpc.messages.js';

/** The most that a server reads of one message. */
const BODY_BYTES = 4 * 1024 * 1024;
/** Answered when the client, or the server, ends it. */
const OPEN_ENDED = 'subscriptions/listen';

interface Count {
  least: number;
  most: number;
}

/** What a server owes for the messages that it got, and what it paid. Ids are kept as JSON. */
export class Ledger {
  private readonly owed = new Map<string, Count>();
  private readonly paid = new Map<string, number>();
  /** Answers to what has no id that could be read. */
  private readonly nameless: Count = { least: 0, most: 0 };
  private namelessPaid = 0;
  /** Answers of any kind that are owed at least, where nobody can say for what. */
  private readonly wrong: string[] = [];

  /** Enters one message, as the server reads it. */
  sent(text: string): void {
    // A byte order mark is no part of a JSON text (RFC 8259, 8.1).
    const message = text.replace(/^\ufeff/, '');
    if (Buffer.byteLength(text) > BODY_BYTES) return this.add(this.nameless, 1, 1);
    const value = parsed(message);
    if (value === undefined) return this.add(this.nameless, 1, 1);
    if (Array.isArray(value)) return this.sentBatch(value);
    this.sentOne(value, true);
  }

  received(frame: unknown): void {
    const frames = Array.isArray(frame) ? (frame as unknown[]) : [frame];
    for (const one of frames) this.receivedOne(one);
  }

  /** Whether all that is owed at least has come. */
  get settled(): boolean {
    const paid = [...this.owed].every(([id, { least }]) => (this.paid.get(id) ?? 0) >= least);
    return paid && this.namelessPaid >= this.nameless.least;
  }

  /** What is wrong, if anything is. */
  get violations(): string[] {
    const answers = [...this.paid].flatMap(([id, count]) => {
      const most = this.owed.get(id)?.most ?? 0;
      return count > most
        ? [`id ${id} was answered ${count} times, at most ${most} are right`]
        : [];
    });
    const missing = [...this.owed].flatMap(([id, { least }]) =>
      (this.paid.get(id) ?? 0) < least ? [`id ${id} was not answered`] : [],
    );
    const { least, most } = this.nameless;
    const nameless =
      this.namelessPaid < least || this.namelessPaid > most
        ? [`${this.namelessPaid} answers without id, ${least} to ${most} are right`]
        : [];
    return [...this.wrong, ...answers, ...missing, ...nameless];
  }

  /** What is sent may be answered or not: it did not arrive as it was meant. */
  relax(): void {
    for (const count of this.owed.values()) count.least = 0;
    this.nameless.least = 0;
    this.nameless.most++;
  }

  private sentOne(value: unknown, exact: boolean): void {
    const { id, method, params } = isObject(value) ? value : {};
    if (typeof method === 'string' && isId(id)) {
      const least = exact && method !== OPEN_ENDED ? 1 : 0;
      this.add(this.count(id), least, 1);
      if (!exact) this.add(this.nameless, 0, 1);
      return;
    }
    this.add(this.nameless, 0, 1);
    if (method === 'notifications/cancelled' && isObject(params))
      this.cancelled(params['requestId']);
  }

  /** A batch is answered as a whole, or each of its requests is; some revisions have none. */
  private sentBatch(values: readonly unknown[]): void {
    this.add(this.nameless, 0, 1);
    for (const value of values) this.sentOne(value, false);
  }

  /** What is cancelled needs no answer, and may have got it before. */
  private cancelled(id: unknown): void {
    if (isId(id)) this.count(id).least = 0;
  }

  private receivedOne(frame: unknown): void {
    const problem = problemOf(frame);
    if (problem) this.wrong.push(`${problem}: ${JSON.stringify(frame)?.slice(0, 300)}`);
    if (!isObject(frame) || 'method' in frame) return;
    const { id } = frame;
    if (!isId(id)) this.namelessPaid++;
    else this.paid.set(JSON.stringify(id), (this.paid.get(JSON.stringify(id)) ?? 0) + 1);
  }

  private count(id: unknown): Count {
    const key = JSON.stringify(id);
    const count = this.owed.get(key) ?? { least: 0, most: 0 };
    this.owed.set(key, count);
    return count;
  }

  private add(count: Count, least: number, most: number): void {
    count.least += least;
    count.most += most;
  }
}

/** Why a frame is no JSON-RPC message of a server. */
function problemOf(frame: unknown): string | undefined {
  if (!isObject(frame) || frame['jsonrpc'] !== '2.0') return 'not a JSON-RPC message';
  if ('method' in frame) return typeof frame['method'] === 'string' ? undefined : 'a wrong method';
  const { id, error } = frame;
  if ('result' in frame === 'error' in frame) return 'neither a result nor an error';
  if ('result' in frame) return isId(id) ? undefined : 'a result without an id';
  if (!isObject(error)) return 'an error that is none';
  const { code, message } = error;
  if (!Number.isInteger(code) || typeof message !== 'string') return 'an error that is none';
  return message.startsWith('Internal error') ? 'a masked error' : undefined;
}

/** Ids as the schemas of MCP have them. */
function isId(id: unknown): boolean {
  return typeof id === 'string' || Number.isSafeInteger(id);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
