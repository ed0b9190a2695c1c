import type { Operation } from '../operation.js';

/** 2026-07-28 has no ping any more. */
export class PingOperation implements Operation {
  readonly method = 'ping';
  readonly eras = ['legacy'] as const;

  run(): unknown {
    return {};
  }
}
