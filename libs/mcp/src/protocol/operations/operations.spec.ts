import { EVERYTHING } from '../../../test/offers.fixture.js';
import { describe, expect, it } from 'vitest';
import { executorOf, runnerOf } from '../../../test/interactive.fixture.js';
import { ChangeFeed } from '../../catalog/change.feed.js';
import { Catalogs } from '../../catalog/catalogs.js';
import { ConnectionLimiter } from '../../sessions/connection.limiter.js';
import { ResultEncoder } from '../result.encoder.js';
import { ServerIdentity } from '../server.identity.js';
import { createOperations } from './operations.js';

const identity = new ServerIdentity({ name: 'orders', version: '1.0.0' }, EVERYTHING);
const changes = new ChangeFeed();

const operations = createOperations({
  identity,
  changes,
  catalogs: new Catalogs(changes),
  executor: executorOf(),
  runner: runnerOf(),
  encoder: new ResultEncoder(identity.info),
  limiter: new ConnectionLimiter(1),
  cursorKey: Buffer.alloc(32),
  pageSize: 1,
  shutdown: new AbortController().signal,
});

const BOTH = [
  'completion/complete',
  'prompts/get',
  'prompts/list',
  'resources/directory/read',
  'resources/list',
  'resources/read',
  'resources/templates/list',
  'skills/get',
  'skills/list',
  'tools/call',
  'tools/list',
];
const SUBSCRIPTIONS = ['resources/subscribe', 'resources/unsubscribe'];

describe('createOperations', () => {
  it.each([
    ['legacy', [...BOTH, 'initialize', 'logging/setLevel', 'ping', ...SUBSCRIPTIONS]],
    ['modern', [...BOTH, 'server/discover', 'subscriptions/listen']],
  ] as const)('makes the methods of the %s era', (era, expected) => {
    const methods = operations.filter(({ eras }) => eras.includes(era)).map(({ method }) => method);
    expect(new Set(methods)).toEqual(new Set(expected));
    expect(methods).toHaveLength(expected.length);
  });

  it('makes each method once', () => {
    const methods = operations.map(({ method }) => method);
    expect(new Set(methods).size).toBe(methods.length);
  });

  it('makes every method of a capability that the server declares', () => {
    const methods = new Set(operations.map(({ method }) => method));
    const needed: Record<string, string[]> = {
      tools: ['tools/list', 'tools/call'],
      resources: ['resources/list', 'resources/read', 'resources/subscribe'],
      prompts: ['prompts/list', 'prompts/get'],
      completions: ['completion/complete'],
      logging: ['logging/setLevel'],
      extensions: ['skills/list', 'skills/get', 'resources/directory/read'],
    };
    const declared = Object.keys(identity.capabilities(true));
    expect(declared.toSorted()).toEqual(Object.keys(needed).toSorted());
    expect(declared.flatMap((name) => needed[name]).filter((name) => !methods.has(name!))).toEqual(
      [],
    );
  });
});
