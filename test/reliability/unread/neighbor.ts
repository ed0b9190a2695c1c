import { callTool, modernHeaders, modernRequest } from '../../support/wire/rpc.messages.js';
import type { Reading } from '../lab/lab.options.js';
import type { LabProcess } from '../lab/lab.process.js';

/** A header that has the server measure a request; see `lab/turn.meter.ts`. */
const MEASURED = { 'x-lab-measured': '1' };
const CALLS = 3;
/** Milliseconds between looks. It paces the load: what is waited for is the state that the server reports. */
const INTERVAL = 20;
/** Milliseconds. */
const LONGEST_CALL = 10_000;
const IDLE_LOOKS = 3;

/** Another client, which reads what it gets: it must hardly notice. */
export class Neighbor {
  /** Turns of the event loop that its slowest call took. */
  turns = 0;
  /** Milliseconds of computing in the longest turn of the event loop. */
  stall = 0;

  constructor(private readonly lab: LabProcess) {}

  /** Calls some times, then looks at the server. */
  async look({ collect = false } = {}): Promise<Reading> {
    for (let call = 0; call < CALLS; call++) await this.call();
    const reading = await this.lab.reading({ collect });
    this.turns = Math.max(this.turns, reading.turns);
    this.stall = Math.max(this.stall, reading.stall);
    return reading;
  }

  /** Calls until the server is as wanted. @throws Error if that takes too long */
  async until(wanted: (reading: Reading) => boolean, timeout: number): Promise<void> {
    const deadline = performance.now() + timeout;
    while (!wanted(await this.look())) {
      if (performance.now() > deadline)
        throw new Error(`the server still works after ${timeout} ms`);
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
  }

  /** Calls until the work is done and the server has been idle for some looks. */
  async meanwhile(work: Promise<unknown>, timeout: number): Promise<void> {
    let idle = 0;
    let working = true;
    void work.finally(() => (working = false));
    await this.until(({ running }) => {
      idle = running === 0 && !working ? idle + 1 : 0;
      return idle > IDLE_LOOKS;
    }, timeout);
  }

  private async call(): Promise<void> {
    const body = modernRequest(1, 'tools/call', callTool('echo', { text: 'still here' }));
    const response = await fetch(`${this.lab.origin}/mcp`, {
      method: 'POST',
      headers: {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
        connection: 'close',
        ...modernHeaders(body),
        ...MEASURED,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(LONGEST_CALL),
    });
    const text = await response.text();
    if (!text.includes('still here')) throw new Error(`a neighbor was told ${text}`);
  }
}
