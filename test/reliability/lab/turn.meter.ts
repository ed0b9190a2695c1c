import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Requests that carry this header are measured. */
export const MEASURED = 'x-lab-measured';

/** Milliseconds between looks at how much was computed. */
const INTERVAL = 20;

/** How long others wait: turns of the event loop that a request takes, and the longest turn. */
export class TurnMeter {
  private most = 0;
  /** Milliseconds of computing between two looks, which are late when a turn is long. */
  private longest = 0;
  private last = computed();

  constructor(server: Server) {
    setInterval(() => this.look(), INTERVAL).unref();
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.headers[MEASURED] !== undefined) this.measure(response);
    });
  }

  /** What was measured since it was last asked. */
  take(): { readonly turns: number; readonly stall: number } {
    const reading = { turns: this.most, stall: Math.round(this.longest) };
    this.most = 0;
    this.longest = 0;
    return reading;
  }

  private look(): void {
    const now = computed();
    this.longest = Math.max(this.longest, now - this.last);
    this.last = now;
  }

  private measure(response: ServerResponse): void {
    let turns = 0;
    const turn = () => {
      turns++;
      if (!response.writableEnded && !response.destroyed) setImmediate(turn);
      else this.most = Math.max(this.most, turns);
    };
    setImmediate(turn);
  }
}

/** Time on the clock would count what other processes do, too. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
