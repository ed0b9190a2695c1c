import { offersOf } from '../../../test/offers.fixture.js';
import { specTypeSchemas } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { exchangeOf, legacyPeer } from '../../../test/exchange.fixture.js';
import { LOG_LEVELS } from '../../context/log.levels.js';
import { LEGACY_REVISIONS, MODERN_REVISIONS } from '../../context/revisions.js';
import { ServerIdentity } from '../server.identity.js';
import { DiscoverOperation } from './discover.operation.js';
import { InitializeOperation } from './initialize.operation.js';
import { PingOperation } from './ping.operation.js';
import { SetLevelOperation } from './set-level.operation.js';

const info = { name: 'orders', version: '1.0.0', title: 'Orders' };
const quiet = new ServerIdentity(info, offersOf());
const talkative = new ServerIdentity({ ...info, instructions: 'Be kind' }, offersOf());
const clientInfo = { name: 'inspector', version: '2.0.0' };
const hello = { protocolVersion: '2025-06-18', capabilities: { roots: {} }, clientInfo };

describe('initialize', () => {
  const operation = new InitializeOperation(quiet);

  it.each(LEGACY_REVISIONS)('agrees to %s', (protocolVersion) => {
    const peer = legacyPeer();
    const exchange = exchangeOf({ peer, params: { ...hello, protocolVersion } });
    expect(operation.run(exchange)).toMatchObject({ protocolVersion });
    expect(peer.protocolVersion).toBe(protocolVersion);
  });

  it.each([...MODERN_REVISIONS, '2024-10-07', '1.0', ''])(
    'answers %o with the newest revision of its era',
    (protocolVersion) => {
      const peer = legacyPeer({ protocolVersion: '2024-11-05' });
      const exchange = exchangeOf({ peer, params: { ...hello, protocolVersion } });
      expect(operation.run(exchange)).toMatchObject({ protocolVersion: '2025-11-25' });
      expect(peer.protocolVersion).toBe('2025-11-25');
    },
  );

  it('tells what the server is, in the form of the protocol', () => {
    const result = new InitializeOperation(talkative).run(exchangeOf({ params: hello }));
    expect(result).toEqual({
      protocolVersion: '2025-06-18',
      capabilities: { tools: { listChanged: true }, logging: {} },
      serverInfo: info,
      instructions: 'Be kind',
    });
    const validated = specTypeSchemas.InitializeResult['~standard'].validate(result);
    expect(validated).not.toHaveProperty('issues');
  });

  it('has no instructions if there are none', () => {
    expect(operation.run(exchangeOf({ params: hello }))).not.toHaveProperty('instructions');
  });

  it('remembers the client', () => {
    const peer = legacyPeer();
    operation.run(exchangeOf({ peer, params: hello }));
    expect(peer).toMatchObject({ capabilities: { roots: {} }, info: clientInfo });
  });

  it('comes once: what was agreed on holds', () => {
    const peer = legacyPeer();
    operation.run(exchangeOf({ peer, params: hello }));
    const before = { ...peer };
    const again = { ...hello, protocolVersion: '2025-03-26', capabilities: {} };
    expect(() => operation.run(exchangeOf({ peer, params: again }))).toThrow(
      expect.objectContaining({ code: 'INVALID_REQUEST' }),
    );
    expect(peer).toEqual(before);
  });

  it.each([
    ['protocolVersion must be a string', { ...hello, protocolVersion: 7 }],
    ['protocolVersion must be a string', { ...hello, protocolVersion: undefined }],
    ['capabilities must be an object', { ...hello, capabilities: [] }],
    ['capabilities must be an object', { ...hello, capabilities: undefined }],
    ['clientInfo must be a name and a version', { ...hello, clientInfo: { name: 'a' } }],
    ['clientInfo must be a name and a version', { ...hello, clientInfo: undefined }],
  ])('says %s and changes nothing', (problem, params) => {
    const peer = legacyPeer();
    const before = { ...peer };
    expect(() => operation.run(exchangeOf({ peer, params }))).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMS', message: `Invalid params: ${problem}` }),
    );
    expect(peer).toEqual(before);
  });
});

describe('server/discover', () => {
  it('tells what the handshake tells', () => {
    expect(new DiscoverOperation(talkative).run()).toEqual({
      supportedVersions: [...MODERN_REVISIONS],
      capabilities: { tools: { listChanged: true }, logging: {} },
      instructions: 'Be kind',
    });
    expect(new DiscoverOperation(quiet).run()).not.toHaveProperty('instructions');
  });
});

describe('logging/setLevel', () => {
  const operation = new SetLevelOperation();

  it.each(LOG_LEVELS)('sets %s for the rest of the conversation', (level) => {
    const peer = legacyPeer();
    expect(operation.run(exchangeOf({ peer, params: { level } }))).toEqual({});
    expect(peer.logLevel).toBe(level);
  });

  it.each(['off', 'warn', '', 3, null, undefined, ['info']])('refuses %o', (level) => {
    const peer = legacyPeer({ logLevel: 'alert' });
    expect(() => operation.run(exchangeOf({ peer, params: { level } }))).toThrow(
      expect.objectContaining({
        code: 'INVALID_PARAMS',
        message: expect.stringContaining('one of debug, info, notice'),
      }),
    );
    expect(peer.logLevel).toBe('alert');
  });
});

describe('ping', () => {
  it('is answered with nothing', () => {
    expect(new PingOperation().run()).toEqual({});
  });
});

describe('the eras of the operations', () => {
  it.each([
    ['initialize', new InitializeOperation(quiet), ['legacy']],
    ['ping', new PingOperation(), ['legacy']],
    ['logging/setLevel', new SetLevelOperation(), ['legacy']],
    ['server/discover', new DiscoverOperation(quiet), ['modern']],
  ])('%s', (method, operation, eras) => {
    expect(operation).toMatchObject({ method, eras });
  });
});
