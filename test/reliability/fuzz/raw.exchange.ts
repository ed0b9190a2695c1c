import net, { type Socket } from 'node:net';

/** A response, as far as it has come. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether all of it is there. */
  readonly complete: boolean;
}

export interface RawRequest {
  /** Written one after the other. */
  readonly pieces: readonly Buffer[];
  /** Whether nothing follows: a server that waits for more learns that none comes. */
  readonly ends: boolean;
  /** Whether the response has no body, whatever its headers say. */
  readonly head: boolean;
}

const END_OF_HEAD = '\r\n\r\n';

/** Writes a request byte by byte as it is meant, and reads what comes back. */
export class RawExchange {
  private readonly socket: Socket;
  private readonly chunks: Buffer[] = [];
  private closed = false;
  private wake: (() => void) | undefined;
  answer: RawAnswer | undefined;

  constructor(
    port: number,
    private readonly request: RawRequest,
    /** Called whenever more has come. */
    private readonly changed: (answer: RawAnswer | undefined) => void,
  ) {
    this.socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('error', () => undefined);
    this.socket.on('data', (chunk: Buffer) => this.take(chunk));
    this.socket.once('close', () => this.end());
    this.socket.once('connect', () => void this.write());
  }

  /** Resolves with true as soon as that holds, with false if it takes too long. */
  async until(holds: () => boolean, timeout: number): Promise<boolean> {
    const deadline = setTimeout(() => this.wake?.(), timeout);
    const end = performance.now() + timeout;
    while (!holds() && performance.now() < end) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    clearTimeout(deadline);
    return holds();
  }

  get done(): boolean {
    return this.closed || this.answer?.complete === true;
  }

  close(): void {
    this.socket.destroy();
  }

  private async write(): Promise<void> {
    for (const piece of this.request.pieces) {
      if (!this.socket.write(piece))
        await new Promise((resolve) => this.socket.once('drain', resolve));
      // So that pieces arrive as such.
      if (this.request.pieces.length > 1) await new Promise((resolve) => setImmediate(resolve));
    }
    if (this.request.ends) this.socket.end();
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.look();
  }

  private end(): void {
    this.closed = true;
    this.look();
  }

  private look(): void {
    this.answer = parse(Buffer.concat(this.chunks), this.closed, this.request.head);
    this.changed(this.answer);
    this.wake?.();
  }
}

function parse(bytes: Buffer, closed: boolean, head: boolean): RawAnswer | undefined {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(first.split(' ')[1]);
  const rest = bytes.subarray(end + END_OF_HEAD.length);
  // An interim response comes before the final one (RFC 9110, 15.2).
  if (status < 200) return parse(rest, closed, head);
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 2),
    ]),
  );
  const answer = { status, headers };
  if (head || status === 204 || status === 304) return { ...answer, body: '', complete: true };
  if (headers['transfer-encoding'] === 'chunked') return { ...answer, ...unchunked(rest) };
  const length = headers['content-length'];
  const complete = length === undefined ? closed : rest.length >= Number(length);
  return { ...answer, body: rest.toString('utf8'), complete };
}

function unchunked(bytes: Buffer): { body: string; complete: boolean } {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at);
    const size =
      line < 0 ? Number.NaN : Number.parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    if (size === 0) return { body: Buffer.concat(parts).toString('utf8'), complete: true };
    const end = line + 2 + size;
    if (Number.isNaN(size) || bytes.length < end) {
      return { body: Buffer.concat(parts).toString('utf8'), complete: false };
    }
    parts.push(bytes.subarray(line + 2, end));
    at = end + 2;
  }
}
