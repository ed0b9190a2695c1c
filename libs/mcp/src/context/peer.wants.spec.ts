import { describe, expect, it } from 'vitest';
import { unknownLegacyPeer, wants } from './peer.js';

describe('a 2025-era client', () => {
  const peer = { ...unknownLegacyPeer('2025-11-25'), subscriptions: new Set(['orders://1']) };

  it('wants to hear of every list', () => {
    for (const list of ['tools', 'resources', 'prompts'] as const) {
      expect(wants(peer, { list })).toBe(true);
      expect(wants(unknownLegacyPeer('2025-11-25'), { list })).toBe(true);
    }
  });

  it('wants to hear of the resources that it subscribed to, and of no others', () => {
    expect(wants(peer, { resource: 'orders://1' })).toBe(true);
    expect(wants(peer, { resource: 'orders://2' })).toBe(false);
    expect(wants(unknownLegacyPeer('2025-11-25'), { resource: 'orders://1' })).toBe(false);
  });
});
