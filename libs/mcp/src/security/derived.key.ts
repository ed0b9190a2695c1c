import { hkdfSync, randomBytes } from 'node:crypto';

/**
 * A key for one purpose, so that what is sealed for one is worth nothing for another.
 *
 * @param secret shared by all replicas; without one the key is random, and good for this process only
 */
export function deriveKey(secret: string | undefined, purpose: string): Buffer {
  const material = secret ?? randomBytes(32);
  return Buffer.from(hkdfSync('sha256', material, '', `nest-mcp ${purpose}`, 32));
}
