import type { ChangeFeed } from '../../catalog/change.feed.js';
import type { ToolCatalog } from '../../catalog/tool.catalog.js';
import type { ToolExecutor } from '../../execution/tool.executor.js';
import type { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import type { Operation } from '../operation.js';
import type { ResultEncoder } from '../result.encoder.js';
import type { ServerIdentity } from '../server.identity.js';
import { CallToolOperation } from './call-tool.operation.js';
import { DiscoverOperation } from './discover.operation.js';
import { InitializeOperation } from './initialize.operation.js';
import { ListToolsOperation } from './list-tools.operation.js';
import { ListenOperation } from './listen.operation.js';
import { PingOperation } from './ping.operation.js';
import { SetLevelOperation } from './set-level.operation.js';

export interface OperationParts {
  readonly identity: ServerIdentity;
  readonly catalog: ToolCatalog;
  readonly changes: ChangeFeed;
  readonly executor: ToolExecutor;
  readonly encoder: ResultEncoder;
  readonly limiter: ConnectionLimiter;
  readonly pageSize: number;
  readonly shutdown: AbortSignal;
}

/** All methods that a server answers. */
export function createOperations(parts: OperationParts): Operation[] {
  return [
    new InitializeOperation(parts.identity),
    new PingOperation(),
    new SetLevelOperation(),
    new DiscoverOperation(parts.identity),
    new ListToolsOperation(parts.catalog, parts.encoder, parts.pageSize),
    new CallToolOperation(parts.catalog, parts.executor),
    new ListenOperation(parts.changes, parts.limiter, parts.shutdown),
  ];
}
