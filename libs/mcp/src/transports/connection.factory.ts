import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { ChangeFeed } from '../catalog/change.feed.js';
import type { UnreadLimit } from '../sessions/unread.limit.js';
import { Connection, type ConnectionInit } from '../protocol/connection.js';
import type { Dispatcher } from '../protocol/dispatcher.js';
import { serverToken } from '../context/server.token.js';
import { requireServer } from '../discovery/server.assignment.js';

export interface ConnectionLimits {
  /** Bytes of one message. */
  readonly bodyBytes: number;
  readonly depth: number;
  readonly openRequests: number;
  readonly unread: UnreadLimit;
}

/** Makes connections to one server, for transports that are started by hand. */
export class ConnectionFactory {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly changes: ChangeFeed,
    readonly limits: ConnectionLimits,
  ) {}

  connect(init: ConnectionInit): Connection {
    return new Connection(this.dispatcher, this.changes, init, this.limits.openRequests);
  }
}

/**
 * @param server the name given to `forRoot`
 * @throws McpError `UNKNOWN_SERVER`
 */
export function connectionFactory(
  app: INestApplicationContext,
  server?: string,
): ConnectionFactory {
  requireServer(app.get(ModulesContainer), 'A connection', server);
  return app.get<ConnectionFactory>(serverToken(ConnectionFactory, server), { strict: false });
}
