import { Writable } from 'node:stream';
import type { FrameWriter } from './stdout.guard.js';

/** A writer of frames as a stream, whose backlog can be seen. It closes when a frame can't be written. */
export function frameStream(write: FrameWriter): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write: async (frame: string, _encoding, done) => {
      const problem = await write(frame).then(() => undefined, toError);
      done(problem);
    },
  });
  // Its close says the same.
  return stream.on('error', () => undefined);
}

function toError(problem: unknown): Error {
  return problem instanceof Error ? problem : new Error('A frame could not be written.');
}
