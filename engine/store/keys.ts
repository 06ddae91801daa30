/**
 * The keys of a site: numbers of identity are encrypted with one, found by another, and person ids are made with a third.
 * Who loses the file loses the numbers; who copies it can read them.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../kernel/checksum.ts';
import { systemCode, TwinError } from '../kernel/errors.ts';
import { storageError, writeFileAtomic } from '../kernel/files.ts';
import { sql } from '../kernel/sql.ts';
import type { Store } from './store.ts';

export interface Keys {
  /** AES-256-GCM. */
  readonly encryption: KeyObject;
  /** HMAC-SHA-256: the index by which a number is found. */
  readonly index: KeyObject;
  /** HMAC-SHA-256: person and household ids. */
  readonly personId: KeyObject;
  /** Tells two files of keys apart and gives nothing away. */
  readonly fingerprint: string;
}

/** Which number it is; a NIK's bytes are never taken for those of a No. KK. */
export type NumberKind = 'nik' | 'kk';

const FORMAT = 'kembaran-keys-1';
const KEY_BYTES = 32;
const key = z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES);
const KeysFile = z.object({ format: z.literal(FORMAT), encryption: key, index: key, personId: key });
type KeysFile = z.infer<typeof KeysFile>;

const NOTE =
  'Keep a copy of this file apart from the data, where only few can read it. Without it the numbers of identity in the store can never be read again; with it anyone can read them.';

const secret = (text: string): KeyObject => createSecretKey(text, 'base64');

function keysOf(file: KeysFile): Keys {
  return {
    encryption: secret(file.encryption),
    index: secret(file.index),
    personId: secret(file.personId),
    fingerprint: sha256(`${FORMAT} ${file.encryption} ${file.index} ${file.personId}`).slice(0, 16),
  };
}

/**
 * Reads the file of keys.
 *
 * @throws TwinError configuration: it is not there, others may read it, or it is not such a file
 */
export function loadKeys(path: string): Keys {
  const text = readKeysFile(path);
  try {
    return keysOf(KeysFile.parse(JSON.parse(text)));
  } catch {
    throw keysError(
      path,
      'keys-unreadable',
      'The file is not a file of keys, or it is damaged.',
      'Put the copy back that was kept apart.',
    );
  }
}

function readKeysFile(path: string): string {
  try {
    // Windows has no such bits.
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw keysError(
        path,
        'keys-exposed',
        'Other users of this machine may read the file of keys.',
        `Run: chmod 600 "${path}"`,
      );
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof TwinError) throw error;
    if (systemCode(error) === 'ENOENT') throw keysMissing(path);
    throw keysError(
      path,
      'keys-unreadable',
      `The file of keys cannot be read (${systemCode(error) ?? 'unknown reason'}).`,
      'Give this user the right to read it, or name another file with KEMBARAN_KEYS.',
    );
  }
}

const keysError = (path: string, code: string, what: string, todo: string): TwinError =>
  new TwinError('configuration', { code, what, where: { file: basename(path) }, todo: `${todo} Nothing was changed.` });

const keysMissing = (path: string): TwinError =>
  keysError(
    path,
    'keys-missing',
    'The file of keys is not there.',
    'Put it back from the copy that was kept apart, or name its place with KEMBARAN_KEYS.',
  );

/** Reads the file of keys, or makes it, readable by its owner alone. */
export function loadOrCreateKeys(path: string): Keys {
  if (!existsSync(path)) createKeys(path);
  return loadKeys(path);
}

function createKeys(path: string): void {
  const fresh = (): string => randomBytes(KEY_BYTES).toString('base64');
  const file: KeysFile & { note: string } = {
    format: FORMAT,
    note: NOTE,
    encryption: fresh(),
    index: fresh(),
    personId: fresh(),
  };
  const made = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileAtomic(made, `${JSON.stringify(file, null, 2)}\n`, 0o600);
  try {
    // A link never replaces: of two processes that start together one makes the keys, and both read them.
    linkSync(made, path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw storageError(error, path);
  } finally {
    rmSync(made, { force: true });
  }
}

/**
 * The keys that belong to a store. While it holds numbers, only the keys that they were written with will do; a store
 * without any takes what the file holds, or new ones.
 *
 * @throws TwinError configuration: the keys are missing or others than those of the store; nothing is changed
 */
export async function openKeys(store: Store, path: string): Promise<Keys> {
  const [held] = await store.rows<{ fingerprint: string }>(sql`
    select fingerprint from identity.key_fingerprint
    where exists (
      select from twin.snapshot
      where state = 'complete' and exists (select from identity.person where person.snapshot = snapshot.number)
    )`);
  if (held === undefined) {
    const keys = loadOrCreateKeys(path);
    await store.run(sql`
      insert into identity.key_fingerprint (fingerprint) values (${keys.fingerprint})
      on conflict (is_the_only_one) do update set fingerprint = excluded.fingerprint`);
    return keys;
  }
  const keys = loadKeys(path);
  if (keys.fingerprint === held.fingerprint) return keys;
  throw keysError(
    path,
    'keys-wrong',
    'The file holds other keys than those that the numbers in the store are encrypted with.',
    'Put the right file back from the copy that was kept apart, or name its place with KEMBARAN_KEYS.',
  );
}

/** A number as it is kept. */
export interface SealedNumber {
  /** Version (1 byte), nonce (12), tag (16), then as many bytes as the number has digits. */
  readonly encrypted: Uint8Array;
  /** What the number is found by: 16 bytes that only the holder of the key can make from it. */
  readonly index: Uint8Array;
}

const INDEX_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ENCRYPTION_VERSION = 1;
const VERSION_BYTE = Buffer.from([ENCRYPTION_VERSION]);
const ABOUT: Readonly<Record<NumberKind, Buffer>> = { nik: Buffer.from('nik'), kk: Buffer.from('kk') };

const keyedDigest = (keys: Keys, kind: NumberKind, text: string): Buffer =>
  createHmac('sha256', keys.index).update(`${kind} ${text}`).digest();

/**
 * Encrypts a number of identity and makes its index. The index is the first half of a keyed digest, the nonce comes from
 * the other half: the same number gives the same bytes, which tells no more than its index does, and a build gives the
 * same rows each time; two numbers never share a nonce.
 */
export function sealNumber(keys: Keys, kind: NumberKind, text: string): SealedNumber {
  const digest = keyedDigest(keys, kind, text);
  const nonce = digest.subarray(INDEX_BYTES, INDEX_BYTES + NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce).setAAD(ABOUT[kind]);
  const encrypted = cipher.update(text, 'utf8');
  cipher.final();
  return {
    encrypted: Buffer.concat([VERSION_BYTE, nonce, cipher.getAuthTag(), encrypted]),
    index: digest.subarray(0, INDEX_BYTES),
  };
}

/** The index alone, to look a number up by. */
export const numberIndex = (keys: Keys, kind: NumberKind, text: string): Uint8Array =>
  keyedDigest(keys, kind, text).subarray(0, INDEX_BYTES);

/**
 * @throws TwinError configuration when these are not the keys, or the bytes were changed
 */
export function decryptNumber(keys: Keys, kind: NumberKind, bytes: Uint8Array): string {
  const [nonceEnd, tagEnd] = [1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES];
  try {
    const decipher = createDecipheriv('aes-256-gcm', keys.encryption, bytes.subarray(1, nonceEnd), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(ABOUT[kind])
      .setAuthTag(bytes.subarray(nonceEnd, tagEnd));
    return decipher.update(bytes.subarray(tagEnd), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new TwinError('configuration', {
      code: 'number-not-decrypted',
      what: 'A number of identity cannot be decrypted: it was written with other keys, or changed since.',
      todo: 'Put the right file of keys back. Nothing was changed.',
    });
  }
}

/**
 * An id without meaning, the same for the same source each time.
 *
 * @param source what tells the person from all others and stays: register and key of the row that makes the person
 * @returns      16 bytes
 */
export function personId(keys: Keys, source: string): Uint8Array {
  return createHmac('sha256', keys.personId).update(source).digest().subarray(0, 16);
}
