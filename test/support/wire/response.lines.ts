import type { IncomingMessage } from 'node:http';

/** Unlike readline, which breaks lines at U+2028 too since Node 24. A broken connection is an end. */
export async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) {
      const lines = `${rest}${String(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    return;
  }
}
