import type { Adapter } from '../../support/adapters.js';

/** How a server under test is started. */
export interface LabOptions {
  readonly adapter: Adapter;
  /** Milliseconds until a session that is abandoned ends. @default 30 minutes */
  readonly idleTimeout?: number;
  /** Milliseconds that questions wait for their answers. @default 10 minutes */
  readonly answerTimeout?: number;
  /** Milliseconds between comments of silent streams. @default 15000 */
  readonly keepAlive?: number;
  /** Sessions, connections and listening streams. @default 20000 */
  readonly connections?: number;
  /** Also serves its own stdin and stdout. @default false */
  readonly stdio?: boolean;
}

/** Where a server under test can be reached. */
export interface LabPorts {
  readonly http: number;
  /** Each connection to it is a client of stdio. */
  readonly lines: number;
}

/** What the process of a server says of itself. */
export interface Reading {
  /** Bytes of the heap and of buffers outside of it that something still refers to, where garbage was collected. */
  readonly held: number;
  readonly descriptors: number;
  /** Timers that are set, those included that don't keep the process alive. */
  readonly timers: number;
  readonly sockets: number;
  /** What the health indicators of its MCP servers count. */
  readonly open: number;
  /** Handlers that run. */
  readonly running: number;
  /** Turns of the event loop that the slowest measured request took. */
  readonly turns: number;
  /** Milliseconds of computing in the longest turn of the event loop since the last reading. */
  readonly stall: number;
  /** Errors that nobody caught, warnings of Node, errors in the log: there should be none. */
  readonly trouble: readonly string[];
}

export interface Question {
  readonly id: number;
  /** Collects garbage first. */
  readonly collect: boolean;
}

export interface Answer {
  readonly id: number;
  readonly reading: Reading;
}
