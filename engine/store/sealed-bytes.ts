/** Bytes that nobody reads without the keys of the site. */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { sha256 } from '../kernel/checksum.ts';
import type { Keys } from './keys.ts';

const [NONCE_BYTES, TAG_BYTES] = [12, 16];

/**
 * Encrypts and signs (AES-256-GCM). The nonce is a keyed digest of the content, so that the same content gives the same
 * bytes and two contents never share one.
 *
 * @param purpose bytes sealed for one purpose cannot be opened for another
 * @returns nonce (12 bytes), tag (16), then the bytes
 */
export function sealBytes(keys: Keys, purpose: string, bytes: Uint8Array): Uint8Array {
  const nonce = createHmac('sha256', keys.index)
    .update(`seal ${purpose} ${sha256(bytes)}`)
    .digest();
  const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce.subarray(0, NONCE_BYTES));
  cipher.setAAD(Buffer.from(purpose));
  const encrypted = cipher.update(bytes);
  cipher.final();
  return Buffer.concat([nonce.subarray(0, NONCE_BYTES), cipher.getAuthTag(), encrypted]);
}

/** @returns undefined where these are not the keys or the purpose, or where the bytes were changed or cut off */
export function openSealed(keys: Keys, purpose: string, sealed: Uint8Array): Uint8Array | undefined {
  const start = NONCE_BYTES + TAG_BYTES;
  if (sealed.length < start) return undefined;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keys.encryption, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(NONCE_BYTES, start));
  try {
    const bytes = decipher.update(sealed.subarray(start));
    decipher.final();
    return bytes;
  } catch {
    return undefined;
  }
}
