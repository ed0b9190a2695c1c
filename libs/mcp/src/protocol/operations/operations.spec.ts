import { describe, expect, it } from 'vitest';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { ToolCatalog } from '../../catalog/tool.catalog.js';
import { ToolExecutor } from '../../execution/tool.executor.js';
import { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import { ResultEncoder } from '../result.encoder.js';
import { ServerIdentity } from '../server.identity.js';
import { createOperations } from './operations.js';

const identity = new ServerIdentity({ name: 'orders', version: '1.0.0' });
const changes = new ChangeFeed();

const operations = createOperations({
  identity,
  changes,
  catalog: new ToolCatalog(changes),
  executor: new ToolExecutor(0),
  encoder: new ResultEncoder(identity.info),
  limiter: new ConnectionLimiter(1),
  pageSize: 1,
  shutdown: new AbortController().signal,
});

describe('createOperations', () => {
  it.each([
    ['legacy', ['initialize', 'logging/setLevel', 'ping', 'tools/call', 'tools/list']],
    ['modern', ['server/discover', 'subscriptions/listen', 'tools/call', 'tools/list']],
  ] as const)('makes the methods of the %s era', (era, expected) => {
    const methods = operations.filter(({ eras }) => eras.includes(era)).map(({ method }) => method);
    expect(methods.toSorted()).toEqual(expected);
  });

  it('makes each method once', () => {
    const methods = operations.map(({ method }) => method);
    expect(new Set(methods).size).toBe(methods.length);
  });

  it('makes every method of a capability that the server declares', () => {
    const methods = new Set(operations.map(({ method }) => method));
    const { tools, logging, ...others } = identity.capabilities;
    expect(tools && methods.has('tools/list') && methods.has('tools/call')).toBe(true);
    expect(logging && methods.has('logging/setLevel')).toBe(true);
    expect(others).toEqual({});
  });
});
