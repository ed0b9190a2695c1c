import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  LOG_LEVEL_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  SERVER_INFO_META_KEY,
  SUBSCRIPTION_ID_META_KEY,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import type { Params } from '../context/exchange.js';
import { LEGACY_REVISIONS, MODERN_REVISIONS } from '../context/revisions.js';
import {
  claimedRevision,
  claimsEnvelope,
  firstEnvelopeIssue,
  isImplementation,
  META,
  metaOf,
  missingEnvelopeKeys,
  peerOf,
  requireEnvelope,
} from './envelope.js';

const VERSION = MODERN_REVISIONS[0];
const info = { name: 'inspector', version: '1.0.0' };
const minimal = { [META.protocolVersion]: VERSION, [META.clientCapabilities]: {} };
const readEnvelope = (params: Params) => peerOf(requireEnvelope(params));
const envelope = (changes: Record<string, unknown> = {}) => ({ ...minimal, ...changes });

describe('the reserved keys', () => {
  it("are the SDK's", () => {
    expect(META).toEqual({
      protocolVersion: PROTOCOL_VERSION_META_KEY,
      clientInfo: CLIENT_INFO_META_KEY,
      clientCapabilities: CLIENT_CAPABILITIES_META_KEY,
      logLevel: LOG_LEVEL_META_KEY,
      serverInfo: SERVER_INFO_META_KEY,
      subscriptionId: SUBSCRIPTION_ID_META_KEY,
    });
  });
});

describe('our revisions', () => {
  it('of the legacy era are all supported by the SDK, those of the modern era never in a handshake', () => {
    expect(SUPPORTED_PROTOCOL_VERSIONS).toEqual(expect.arrayContaining([...LEGACY_REVISIONS]));
    for (const version of MODERN_REVISIONS) {
      expect(SUPPORTED_PROTOCOL_VERSIONS).not.toContain(version);
    }
  });
});

describe('metaOf', () => {
  it.each([undefined, null, 'x', [], {}, { _meta: null }, { _meta: [] }, { _meta: 'x' }])(
    'finds none in %j',
    (params) => {
      expect(metaOf(params)).toBeUndefined();
    },
  );

  it('finds what is an object', () => {
    const _meta = { a: 1 };
    expect(metaOf({ _meta })).toBe(_meta);
  });
});

describe('the claim to be of the modern era', () => {
  it.each([VERSION, '2025-11-25', '', 7, null, undefined])(
    'is made with the version %j',
    (version) => {
      const params = { _meta: { [META.protocolVersion]: version } };
      expect(claimsEnvelope(params)).toBe(true);
      expect(claimedRevision(params)).toBe(typeof version === 'string' ? version : undefined);
    },
  );

  it.each([
    undefined,
    {},
    { _meta: {} },
    { _meta: { progressToken: 1 } },
    { _meta: { [META.clientCapabilities]: {}, [META.clientInfo]: info } },
    { [META.protocolVersion]: VERSION },
    { _meta: [META.protocolVersion] },
  ])('is not made by %j', (params) => {
    expect(claimsEnvelope(params)).toBe(false);
    expect(claimedRevision(params)).toBeUndefined();
  });
});

describe('the first problem of an envelope', () => {
  const key = META;

  it.each<[Record<string, unknown>, string, string]>([
    [{}, key.protocolVersion, 'missing'],
    [{ [key.clientCapabilities]: {} }, key.protocolVersion, 'missing'],
    [{ [key.protocolVersion]: VERSION }, key.clientCapabilities, 'missing'],
    [{ [key.protocolVersion]: 7 }, key.clientCapabilities, 'missing'],
    [envelope({ [key.protocolVersion]: 7 }), key.protocolVersion, 'expected a string'],
    [envelope({ [key.protocolVersion]: null }), key.protocolVersion, 'expected a string'],
    [envelope({ [key.clientCapabilities]: null }), key.clientCapabilities, 'expected an object'],
    [envelope({ [key.clientCapabilities]: [] }), key.clientCapabilities, 'expected an object'],
    [envelope({ [key.clientInfo]: 'me' }), key.clientInfo, 'expected an object with a name'],
    [envelope({ [key.clientInfo]: { name: 'me' } }), key.clientInfo, 'expected an object with'],
    [envelope({ [key.clientInfo]: null }), key.clientInfo, 'expected an object with'],
    [envelope({ [key.logLevel]: 'loud' }), key.logLevel, 'expected a log level'],
    [envelope({ [key.logLevel]: null }), key.logLevel, 'expected a log level'],
  ])('in %j is at %s: %s', (meta, where, problem) => {
    expect(firstEnvelopeIssue(meta)).toEqual({
      key: where,
      problem: expect.stringContaining(problem),
    });
    expect(() => readEnvelope({ _meta: meta })).toThrow(
      expect.objectContaining({
        code: 'INVALID_ENVELOPE',
        data: { envelope: expect.objectContaining({ key: where }) },
        message: expect.stringContaining(`${where}: ${problem}`),
      }),
    );
  });

  it.each([
    envelope(),
    envelope({ [key.clientInfo]: info, [key.logLevel]: 'debug' }),
    envelope({ [key.clientInfo]: undefined, [key.logLevel]: undefined }),
    envelope({ 'example.com/own': 1, progressToken: 7 }),
    envelope({ [key.protocolVersion]: '2025-11-25' }),
  ])('is none in %j', (meta) => {
    expect(firstEnvelopeIssue(meta)).toBeUndefined();
  });

  it('is missing keys before wrong ones', () => {
    expect(missingEnvelopeKeys({})).toEqual([key.protocolVersion, key.clientCapabilities]);
    expect(missingEnvelopeKeys({ [key.protocolVersion]: undefined })).toEqual([
      key.clientCapabilities,
    ]);
  });
});

describe('an envelope that is read', () => {
  it('makes a peer that gets no log messages unless it asks', () => {
    expect(readEnvelope({ _meta: minimal })).toEqual({
      era: 'modern',
      protocolVersion: VERSION,
      capabilities: {},
      logLevel: 'off',
    });
  });

  it('makes a peer of all that is said', () => {
    const capabilities = { elicitation: { form: {} } };
    const _meta = {
      [META.protocolVersion]: VERSION,
      [META.clientCapabilities]: capabilities,
      [META.clientInfo]: info,
      [META.logLevel]: 'warning',
    };
    expect(readEnvelope({ _meta })).toEqual({
      era: 'modern',
      protocolVersion: VERSION,
      capabilities,
      info,
      logLevel: 'warning',
    });
  });

  it('needs an envelope', () => {
    expect(() => readEnvelope({})).toThrow(expect.objectContaining({ code: 'INVALID_ENVELOPE' }));
  });

  it.each(['2025-11-25', '2026-07-29', '2099-01-01', ''])(
    'refuses the revision %o and says which there are',
    (requested) => {
      expect(() =>
        readEnvelope({ _meta: envelope({ [META.protocolVersion]: requested }) }),
      ).toThrow(
        expect.objectContaining({
          code: 'UNSUPPORTED_REVISION',
          message: `Unsupported protocol version: ${requested} (supported: 2026-07-28)`,
          data: { supported: [...MODERN_REVISIONS], requested },
        }),
      );
    },
  );
});

describe('isImplementation', () => {
  it.each([
    [info, true],
    [{ ...info, title: 'Inspector', icons: [] }, true],
    [{ name: '', version: '' }, true],
    [{ name: 'a' }, false],
    [{ version: '1' }, false],
    [{ name: 1, version: '1' }, false],
    [null, false],
    [['a', '1'], false],
  ])('of %j is %s', (value, expected) => {
    expect(isImplementation(value)).toBe(expected);
  });
});
