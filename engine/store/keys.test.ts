import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import {
  decryptNumber,
  loadKeys,
  loadOrCreateKeys,
  numberIndex,
  personId,
  sealNumber,
  type Keys,
  type NumberKind,
} from './keys.ts';
import { temporaryFolder } from './test-stores.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'keys.json');
const keys = loadOrCreateKeys(path);
const others = loadOrCreateKeys(join(folder, 'others.json'));

const NIK = '3577014107900001';
const encrypted = (by: Keys, kind: NumberKind, text: string) => sealNumber(by, kind, text).encrypted;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(TwinError);
    expect((error as TwinError).kind).toBe('configuration');
    return (error as TwinError).text.code;
  }
  return 'nothing was thrown';
};

test('the file is made once, for its owner alone, and says what it is', () => {
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toContain('Keep a copy of this file apart');
  expect(loadOrCreateKeys(path).fingerprint).toBe(keys.fingerprint);
  expect(loadKeys(path).fingerprint).toBe(keys.fingerprint);
  expect(others.fingerprint).not.toBe(keys.fingerprint);
});

test('a number comes back from its bytes, and only with the keys and as what it was', () => {
  const bytes = encrypted(keys, 'nik', NIK);
  expect(decryptNumber(keys, 'nik', bytes)).toBe(NIK);
  expect(Buffer.from(bytes).includes(NIK)).toBe(false);
  expect(codeOf(() => decryptNumber(others, 'nik', bytes))).toBe('number-not-decrypted');
  expect(codeOf(() => decryptNumber(keys, 'kk', bytes))).toBe('number-not-decrypted');
  const changed = Uint8Array.from(bytes);
  changed[changed.length - 1]! ^= 1;
  expect(codeOf(() => decryptNumber(keys, 'nik', changed))).toBe('number-not-decrypted');
  expect(codeOf(() => decryptNumber(keys, 'nik', new Uint8Array(3)))).toBe('number-not-decrypted');
});

test('the same number gives the same bytes, another number another nonce', () => {
  expect(hex(encrypted(keys, 'nik', NIK))).toBe(hex(encrypted(keys, 'nik', NIK)));
  const nonces = Array.from({ length: 2000 }, (_, i) =>
    hex(encrypted(keys, 'nik', `${3577014107900000 + i}`).subarray(1, 13)),
  );
  expect(new Set(nonces).size).toBe(2000);
  expect(hex(encrypted(keys, 'kk', NIK))).not.toBe(hex(encrypted(keys, 'nik', NIK)));
});

test('index and id follow the keys, and tell apart what they are made of', () => {
  expect(numberIndex(keys, 'nik', NIK)).toHaveLength(16);
  expect(hex(sealNumber(keys, 'nik', NIK).index)).toBe(hex(numberIndex(keys, 'nik', NIK)));
  // Nothing of the index is in the bytes, and nothing of the bytes in the index.
  expect(hex(encrypted(keys, 'nik', NIK))).not.toContain(hex(numberIndex(keys, 'nik', NIK)).slice(0, 8));
  expect(personId(keys, 'dukcapil 1')).toHaveLength(16);
  const made = [
    numberIndex(keys, 'nik', NIK),
    numberIndex(keys, 'kk', NIK),
    numberIndex(others, 'nik', NIK),
    personId(keys, NIK),
    personId(others, NIK),
    personId(keys, 'dukcapil 1'),
  ].map(hex);
  expect(new Set(made).size).toBe(made.length);
  expect(hex(numberIndex(loadKeys(path), 'nik', NIK))).toBe(made[0]);
});

test.each([0o644, 0o640, 0o604])('a file that others may read (%o) is refused', (mode) => {
  const exposed = join(folder, 'exposed.json');
  writeFileSync(exposed, readFileSync(path));
  chmodSync(exposed, mode);
  expect(codeOf(() => loadKeys(exposed))).toBe('keys-exposed');
  expect(codeOf(() => loadOrCreateKeys(exposed))).toBe('keys-exposed');
  chmodSync(exposed, 0o600);
  expect(loadKeys(exposed).fingerprint).toBe(keys.fingerprint);
});

test('a file that is missing is refused where it must be there', () => {
  expect(codeOf(() => loadKeys(join(folder, 'nowhere.json')))).toBe('keys-missing');
});

test.each(['', 'not JSON', '{}', '{"format":"kembaran-keys-1","encryption":"AAAA","index":"AAAA","personId":"AAAA"}'])(
  'a damaged file is refused and left as it is: %j',
  (text) => {
    const damaged = join(folder, 'damaged.json');
    writeFileSync(damaged, text, { mode: 0o600 });
    expect(codeOf(() => loadOrCreateKeys(damaged))).toBe('keys-unreadable');
    expect(readFileSync(damaged, 'utf8')).toBe(text);
  },
);

test('no error tells a key or a number', () => {
  const { encryption } = JSON.parse(readFileSync(path, 'utf8')) as { encryption: string };
  const damaged = join(folder, 'half.json');
  writeFileSync(damaged, readFileSync(path, 'utf8').slice(0, -30), { mode: 0o600 });
  let told = '';
  try {
    loadKeys(damaged);
  } catch (error) {
    told = `${String(error)} ${(error as Error).stack} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
  }
  expect(told).toContain('keys-unreadable');
  expect(told).not.toContain(encryption.slice(0, 20));
});
