import { Writable } from 'node:stream';
import type { FrameWriter } from './stdout.guard.js';

/** A writer of frames as a stream, whose backlog can be seen. It closes when a frame can't be written. */
export function frameStream(write: FrameWriter): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write: (frame: string, _encoding, done) => void handOver(write(frame), done),
  });
  // Its close says the same.
  return stream.on('error', () => undefined);
}

async function handOver(written: Promise<void>, done: (error?: Error) => void): Promise<void> {
  const problem = await written.then(() => undefined, toError);
  done(problem);
}

function toError(problem: unknown): Error {
  return problem instanceof Error ? problem : new Error('A frame could not be written.');
}
