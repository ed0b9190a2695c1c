import { McpError } from '../errors/mcp.error.js';

/** Counts what holds resources while it is open: sessions, connections, listening streams. */
export class ConnectionLimiter {
  private open = 0;

  constructor(readonly limit: number) {}

  get count(): number {
    return this.open;
  }

  get full(): boolean {
    return this.open >= this.limit;
  }

  /**
   * @returns to be called when the connection ends; further calls have no effect
   * @throws McpError `TOO_MANY_CONNECTIONS`
   */
  enter(): () => void {
    if (this.full) {
      const message = `The limit of ${this.limit} open connections is reached; try again later.`;
      throw new McpError('TOO_MANY_CONNECTIONS', message);
    }
    this.open++;
    let left = false;
    return () => {
      if (!left) this.open--;
      left = true;
    };
  }
}
