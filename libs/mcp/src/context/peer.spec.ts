import { describe, expect, it } from 'vitest';
import { unknownLegacyPeer } from './peer.js';

describe('unknownLegacyPeer', () => {
  it('can nothing, and gets all log messages until it says otherwise', () => {
    expect(unknownLegacyPeer('2025-06-18')).toEqual({
      era: 'legacy',
      protocolVersion: '2025-06-18',
      capabilities: {},
      logLevel: 'debug',
    });
  });

  it('is a new one each time', () => {
    expect(unknownLegacyPeer('x')).not.toBe(unknownLegacyPeer('x'));
    expect(unknownLegacyPeer('x').capabilities).not.toBe(unknownLegacyPeer('x').capabilities);
  });
});
