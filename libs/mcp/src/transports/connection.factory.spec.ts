import { offersOf } from '../../test/offers.fixture.js';
import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { describe, expect, it, vi } from 'vitest';
import { connectionLimits } from '../../test/limits.fixture.js';
import { modulesDeclaring } from '../../test/modules.fixture.js';
import { ChangeFeed } from '../catalog/change.feed.js';
import { Connection } from '../protocol/connection.js';
import { Dispatcher } from '../protocol/dispatcher.js';
import { ResultEncoder } from '../protocol/result.encoder.js';
import { ConnectionFactory, connectionFactory } from './connection.factory.js';

describe('ConnectionFactory', () => {
  it('makes connections that share nothing but the server', async () => {
    const dispatcher = new Dispatcher(
      [],
      new ResultEncoder({ name: 'a', version: '1' }),
      offersOf(),
    );
    const factory = new ConnectionFactory(
      dispatcher,
      new ChangeFeed(),
      connectionLimits({ bodyBytes: 1, depth: 1 }),
    );
    const [one, two] = [vi.fn(), vi.fn()];
    const connection = factory.connect({ transport: 'stdio', send: one });
    expect(factory.connect({ transport: 'stdio', send: two })).not.toBe(connection);
    expect(connection).toBeInstanceOf(Connection);
    connection.receive({ jsonrpc: '2.0', id: 1, method: 'none' });
    await connection.drained();
    expect(one).toHaveBeenCalledWith(expect.stringContaining('-32601'));
    expect(two).not.toHaveBeenCalled();
  });
});

describe('connectionFactory', () => {
  it.each([
    [undefined, ConnectionFactory],
    ['default', ConnectionFactory],
    ['admin', 'nest-mcp:admin:ConnectionFactory'],
  ])('of the server %s is found anywhere in the application', (server, token) => {
    const modules = modulesDeclaring(server ?? 'default');
    const get = vi.fn((part) => (part === ModulesContainer ? modules : 'the factory'));
    const app = { get } as unknown as INestApplicationContext;
    expect(connectionFactory(app, server)).toBe('the factory');
    expect(get).toHaveBeenCalledWith(token, { strict: false });
  });
});
