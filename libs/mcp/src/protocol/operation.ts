import type { Offered } from '../catalog/catalogs.js';
import type { Exchange } from '../context/exchange.js';
import type { Era } from '../context/revisions.js';

/**
 * One JSON-RPC method. It returns the bare result; what the era adds to it is the dispatcher's
 * work.
 */
export interface Operation {
  readonly method: string;
  /** The eras that have the method. */
  readonly eras: readonly Era[];
  /** The parameters that it reads, where it may take its time; others are dropped. */
  readonly params?: readonly string[];
  /** The method exists only if something of the kind is offered. */
  readonly capability?: keyof Offered;
  run(exchange: Exchange): unknown;
}

/** A result that is JSON already, era's additions included. */
export class SerializedResult {
  /** Length as UTF-8: counted once, as the same list goes to many clients. */
  readonly bytes: number;

  constructor(readonly json: string) {
    this.bytes = Buffer.byteLength(json);
  }
}
