/** Writes to the real stdout, whatever `process.stdout.write` does by then. */
export type FrameWriter = (text: string) => Promise<void>;

type WriteText = (text: string, done: (error?: Error | null) => void) => boolean;

let reserved: FrameWriter | undefined;

/**
 * Reserves stdout for protocol frames: whatever else is written there (`console.log`, loggers) goes
 * to stderr from now on. Call it before anything can write.
 *
 * @publicApi
 */
export function reserveStdout(): FrameWriter {
  if (reserved) return reserved;
  const { stdout, stderr } = process;
  const write: WriteText = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  // A client that went away must not crash us; the reader notices it as well.
  stdout.on('error', () => undefined);
  reserved = (text) =>
    new Promise((resolve, reject) => {
      write(text, (error) => (error ? reject(error) : resolve()));
    });
  return reserved;
}
