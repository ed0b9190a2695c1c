import type { ServerSpec } from '../load/server.process.js';
import type { Call, Style } from '../workload/requests.js';

/** One row of a comparison: a server, and what is asked of it. */
export interface Target extends ServerSpec {
  readonly name: string;
  readonly style: Style;
  readonly call: Call;
  /** @default /mcp */
  readonly path?: string;
  /** @default 32 */
  readonly connections?: number;
}
