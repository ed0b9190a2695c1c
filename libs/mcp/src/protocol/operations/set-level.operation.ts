import type { Exchange } from '../../context/exchange.js';
import { isLogLevel, LOG_LEVELS } from '../../context/log.levels.js';
import { McpError } from '../../errors/mcp.error.js';
import type { Operation } from '../operation.js';

/** The level holds for the session or connection; in 2026-07-28 each request brings its own. */
export class SetLevelOperation implements Operation {
  readonly method = 'logging/setLevel';
  readonly eras = ['legacy'] as const;

  run({ params, peer }: Exchange): unknown {
    const { level } = params;
    if (!isLogLevel(level)) {
      const allowed = LOG_LEVELS.join(', ');
      throw new McpError('INVALID_PARAMS', `Invalid params: level must be one of ${allowed}`);
    }
    peer.logLevel = level;
    return {};
  }
}
