import { ByteCollector } from '../byte.collector.js';

const NEWLINE = 0x0a;

/** What a line reader found: the text of a line, or that it was longer than allowed. */
export type Line = { readonly text: string } | { readonly tooLong: true };

/** Splits a byte stream into lines, and forgets the bytes of lines that are too long. */
export class LineReader {
  private readonly kept = new ByteCollector();
  private size = 0;

  constructor(private readonly limit: number) {}

  *push(chunk: Buffer): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.keep(chunk.subarray(start, end));
      yield* this.finish();
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
  }

  /** The last line, if the stream ended without a line break. */
  *end(): Generator<Line> {
    yield* this.finish();
  }

  private keep(bytes: Buffer): void {
    this.size += bytes.length;
    if (this.size > this.limit) this.kept.clear();
    else this.kept.add(bytes);
  }

  private *finish(): Generator<Line> {
    const line = this.size > this.limit ? undefined : this.kept.take().toString('utf8');
    this.size = 0;
    if (line === undefined) yield { tooLong: true };
    else if (line.trim() !== '') yield { text: line };
  }
}
