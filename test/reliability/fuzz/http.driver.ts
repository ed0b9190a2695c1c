import { expectNoInternals } from '../../support/wire/well.behaved.js';
import { LEGACY, type Json } from '../../support/wire/rpc.messages.js';
import type { LabProcess } from '../lab/lab.process.js';
import { damage, isHarmless } from './faults.js';
import { writeJson } from './hostile.values.js';
import { headersFor, httpRequest } from './http.request.js';
import { isObject, Ledger, parsed } from './ledger.js';
import { stateOf } from './line.driver.js';
import { mutate } from './mutations.js';
import type { Plan, Step } from './plan.js';
import { RawExchange, type RawAnswer } from './raw.exchange.js';
import { Replies } from './replies.js';
import { Condition } from '../../support/condition.js';
import { within } from './within.js';

/** Milliseconds until an answer that did not come is missing. */
const LONGEST = 5000;

/** Where messages are posted, and where answers come. */
export type HttpSurface = 'session' | 'modern' | 'stateless' | 'sse';

const PATHS: Readonly<Record<HttpSurface, string>> = {
  session: '/mcp',
  modern: '/mcp',
  stateless: '/stateless',
  sse: '/mcp/sse',
};

/** Speaks to a server over HTTP as the plan says. @returns what went wrong */
export async function speakHttp(
  lab: LabProcess,
  surface: HttpSurface,
  plan: Plan,
): Promise<string[]> {
  const conversation = new HttpConversation(lab, surface, plan);
  await conversation.open();
  for (const step of plan.steps) await conversation.take(step);
  return conversation.end();
}

class HttpConversation {
  private readonly violations: string[] = [];
  private readonly exchanges: RawExchange[] = [];
  private readonly pending: Promise<unknown>[] = [];
  private readonly replies: Replies;
  /** What is owed on the stream of HTTP+SSE. */
  private readonly ledger = new Ledger();
  private readonly arrival = new Condition();
  /** Ids that the client cancelled, or whose session it ended: they may stay without an answer. */
  private relaxed = false;
  private state: string | undefined;
  private session: Json = {};
  private path: string;

  constructor(
    private readonly lab: LabProcess,
    private readonly surface: HttpSurface,
    { replies }: Plan,
  ) {
    this.path = PATHS[surface];
    this.replies = new Replies(replies);
    if (surface === 'stateless') this.session = { 'mcp-protocol-version': LEGACY };
  }

  /** Opens the stream of HTTP+SSE. */
  async open(): Promise<void> {
    if (this.surface !== 'sse') return;
    const draft = { path: this.path, headers: headersFor({}, {}), body: Buffer.alloc(0) };
    const request = httpRequest({ ...draft, faults: [{ kind: 'verb', verb: 'GET' }] });
    let seen = 0;
    const stream = this.start(request, (answer) => {
      const data = dataOf(answer?.body ?? '');
      for (const text of data.slice(seen)) this.heard(text, seen++ === 0);
    });
    await stream.until(() => seen > 0 || stream.done, LONGEST);
  }

  async take(step: Step): Promise<void> {
    const value = mutate(step.message, step.mutations);
    const body = damage(writeJson(value, this.state), step.bytes);
    const headers = headersFor(step.message, this.session);
    const disturbed = step.http.some((fault) => !isHarmless(fault));
    const request = httpRequest({ path: this.path, headers, body, faults: step.http });
    this.relaxed ||= request.verb === 'DELETE' || body.includes('notifications/cancelled');
    const done = this.post(request, body.toString('utf8'), disturbed);
    if (step.waits) await done;
    else this.pending.push(done);
  }

  async end(): Promise<string[]> {
    await this.answered();
    if (this.surface === 'sse') {
      await within(
        this.arrival.until(() => this.ledger.settled),
        LONGEST,
      );
      await this.answered();
      this.violations.push(...this.ledger.violations);
    }
    for (const exchange of this.exchanges) exchange.close();
    return this.violations;
  }

  /** Waits for all that was posted; an answer may hold a question, which is answered by a POST. */
  private async answered(): Promise<void> {
    while (this.pending.length > 0) await Promise.all(this.pending.splice(0));
  }

  private async post(request: ReturnType<typeof httpRequest>, text: string, disturbed: boolean) {
    let answered = 0;
    const exchange = this.start(request, (answer) => {
      for (const frame of framesOf(answer).slice(answered)) {
        answered++;
        this.react(frame);
      }
      if (answer && isHandshake(text, answer)) this.session = sessionOf(answer, this.session);
    });
    const streams = () =>
      isStream(exchange.answer) && (disturbed || text.includes('subscriptions/listen'));
    const inTime = await exchange.until(() => exchange.done || streams(), LONGEST);
    const about = `${request.pieces[0]?.toString('latin1').slice(0, 600)} | ${text.slice(0, 300)}`;
    const problems = inTime
      ? this.judge(exchange.answer, text, disturbed)
      : [`no whole answer in ${LONGEST} ms: ${JSON.stringify(exchange.answer)}`];
    this.violations.push(...problems.map((problem) => `${problem}\n  to ${about}`));
  }

  private judge(answer: RawAnswer | undefined, text: string, disturbed: boolean): string[] {
    if (!answer) return disturbed ? [] : ['the connection ended without an answer'];
    const { status, body } = answer;
    if (status >= 500) return [`status ${status}: ${body}`];
    // On HTTP+SSE the answer comes on the stream.
    const isLater = status === 202 && this.surface === 'sse';
    const ledger = isLater ? this.ledger : new Ledger();
    ledger.sent(text);
    if (this.relaxed || disturbed) ledger.relax();
    // A request that is wrong by itself may be refused in any words.
    if (isLater || (disturbed && status >= 400)) return internalsOf(body);
    for (const frame of framesOf(answer)) ledger.received(frame);
    const about = `status ${status}: ${body.slice(0, 300)}`;
    return [...internalsOf(body), ...ledger.violations.map((one) => `${one}, ${about}`)];
  }

  private start(
    request: ReturnType<typeof httpRequest>,
    changed: (answer?: RawAnswer) => void,
  ): RawExchange {
    const exchange = new RawExchange(this.lab.ports.http, request, changed);
    this.exchanges.push(exchange);
    return exchange;
  }

  /** An event of the stream of HTTP+SSE. */
  private heard(text: string, first: boolean): void {
    if (first) {
      this.path = text;
      return;
    }
    const frame = parsed(text);
    this.ledger.received(frame);
    this.react(frame);
    this.arrival.changed();
  }

  /** Answers questions, and keeps state for later. */
  private react(frame: unknown): void {
    this.state = stateOf(frame) ?? this.state;
    if (!isObject(frame)) return;
    for (const message of this.replies.to(frame)) {
      const body = Buffer.from(JSON.stringify(message));
      const request = httpRequest({
        path: this.path,
        headers: headersFor(message, this.session),
        body,
        faults: [],
      });
      this.pending.push(this.post(request, body.toString(), false));
    }
  }
}

/** The first event of HTTP+SSE, which is no message. */
const ENDPOINT = /^event: endpoint\n.*\n\n/;

function isStream(answer: RawAnswer | undefined): boolean {
  return answer?.status === 200 && answer.headers['content-type'] === 'text/event-stream';
}

/** The JSON of an answer, in whichever form it came. */
function framesOf(answer: RawAnswer | undefined): unknown[] {
  if (!answer) return [];
  if (isStream(answer)) return dataOf(answer.body.replace(ENDPOINT, '')).map(parsed);
  const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
  return isJson && answer.complete && answer.body !== '' ? [parsed(answer.body)] : [];
}

/** The data of all events that are complete; one that is empty carries nothing but its id. */
function dataOf(body: string): string[] {
  const events = body.split('\n\n').slice(0, -1);
  return events.flatMap((event) => /^data: ([^\n]+)$/m.exec(event)?.[1] ?? []);
}

function isHandshake(text: string, { headers }: RawAnswer): boolean {
  return text.includes('"initialize"') && headers['mcp-session-id'] !== undefined;
}

function sessionOf({ headers, body }: RawAnswer, known: Json): Json {
  const version = /"protocolVersion":"([^"]+)"/.exec(body)?.[1];
  if (version === undefined) return known;
  return { 'mcp-session-id': headers['mcp-session-id'], 'mcp-protocol-version': version };
}

function internalsOf(body: string): string[] {
  try {
    expectNoInternals(body);
    return [];
  } catch {
    return [`internals in ${body}`];
  }
}
