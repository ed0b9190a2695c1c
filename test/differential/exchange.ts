import { request, type IncomingMessage } from 'node:http';

/** One HTTP request of the corpus. */
export interface Entry {
  readonly name: string;
  /** @default 'POST' */
  readonly method?: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** The answer goes on for ever: compare what comes first, then leave. */
  readonly endless?: boolean;
}

/** What is compared: everything but free text. */
export interface Answer {
  readonly status: number;
  readonly id?: unknown;
  readonly error?: { readonly code: unknown; readonly data?: unknown };
  readonly result?: unknown;
  /** Notifications before the answer, in their order. */
  readonly notifications?: readonly unknown[];
}

type Message = Record<string, unknown>;

export async function exchange(url: URL, entry: Entry): Promise<Answer> {
  const response = await send(url, entry);
  const text = await read(response, entry.endless === true);
  return toAnswer(response, text);
}

function send(url: URL, { method = 'POST', headers, body }: Entry): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent: false }, resolve);
    outgoing.once('error', reject);
    for (const [name, value] of headers) outgoing.appendHeader(name, value);
    outgoing.end(body);
  });
}

async function read(response: IncomingMessage, onlyFirst: boolean): Promise<string> {
  let text = '';
  for await (const chunk of response) {
    text += String(chunk);
    if (onlyFirst && text.includes('\n\n')) break;
  }
  return text;
}

/** A stream is turned into what it ends with; several answers in it are those to a batch. */
function toAnswer({ statusCode: status = 0, headers }: IncomingMessage, text: string): Answer {
  const streamed = headers['content-type']?.startsWith('text/event-stream') === true;
  const messages = (streamed ? messagesIn(text) : [parse(text)]).filter((one) => one !== undefined);
  const notifications = messages.filter((message) => 'method' in message);
  const [answer, ...others] = messages.filter((message) => !('method' in message));
  const batch = others.length > 0 ? { result: [answer, ...others].map(withoutText) } : undefined;
  return {
    status,
    ...(batch ?? (answer && withoutText(answer))),
    ...(notifications.length > 0 && { notifications }),
  };
}

function messagesIn(text: string): (Message | undefined)[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => parse(line.slice('data:'.length)));
}

function parse(text: string): Message | undefined {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return undefined;
  }
}

/** A message without what is only written for people. */
export function withoutText(message: Message | undefined): Omit<Answer, 'status'> {
  if (Array.isArray(message)) return { result: message.map(withoutText) };
  const { id, error, result } = message ?? {};
  return {
    ...(id !== undefined && { id }),
    ...(error !== undefined && { error: errorWithoutText(error as Message) }),
    ...(result !== undefined && { result }),
  };
}

/** The SDK's `data` holds sentences, too. */
function errorWithoutText({ code, data }: Message): { code: unknown; data?: unknown } {
  if (data === undefined) return { code };
  const { mismatch, envelope } = data as { mismatch?: Message; envelope?: Message };
  if (mismatch) return { code, data: { mismatch: { header: mismatch['header'] } } };
  const { problem, ...rest } = envelope ?? {};
  if (problem === undefined) return { code, data };
  return { code, data: { envelope: problem === 'missing' ? envelope : rest } };
}
