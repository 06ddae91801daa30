/** Names and numbers of persons, for whoever has to write them onto a list: asked by id, as many as are needed and no more. */
import { sql } from '../kernel/sql.ts';
import { decryptNumber, type Keys, type NumberKind } from './keys.ts';
import type { Questioner } from './store.ts';

/** '' where no register tells. */
export interface Identity {
  readonly nik: string;
  readonly kkNumber: string;
  readonly fullName: string;
  readonly address: string;
}

interface IdentityRow {
  readonly person_id: string;
  readonly nik_encrypted: Uint8Array | null;
  readonly kk_encrypted: Uint8Array | null;
  readonly full_name: string | null;
  readonly address: string | null;
}

/** Ids asked in one statement. */
const BATCH = 10_000;

/**
 * @param ids as 32 hexadecimal digits, each once
 * @returns   by id; who is not in the snapshot is not there
 * @throws    TwinError store; configuration when these are not the keys of the numbers
 */
export async function readIdentities(
  store: Questioner,
  snapshot: number,
  keys: Keys,
  ids: readonly string[],
): Promise<Map<string, Identity>> {
  const found = new Map<string, Identity>();
  const cards = new Map<string, string>();
  for (let first = 0; first < ids.length; first += BATCH) {
    const rows = await store.rows<IdentityRow>(sql`
      select person_id, nik_encrypted, kk_encrypted, full_name, address from identity.person
      where snapshot = ${snapshot} and person_id = any(${ids.slice(first, first + BATCH)}::uuid[])`);
    for (const row of rows)
      found.set(row.person_id.replaceAll('-', ''), {
        nik: opened(keys, 'nik', row.nik_encrypted),
        kkNumber: openedOnce(keys, row.kk_encrypted, cards),
        fullName: row.full_name ?? '',
        address: row.address ?? '',
      });
  }
  return found;
}

const opened = (keys: Keys, kind: NumberKind, bytes: Uint8Array | null): string =>
  bytes === null ? '' : decryptNumber(keys, kind, bytes);

/** Those of one family have one card. */
function openedOnce(keys: Keys, bytes: Uint8Array | null, known: Map<string, string>): string {
  if (bytes === null) return '';
  const key = Buffer.from(bytes).toString('latin1');
  let card = known.get(key);
  if (card === undefined) known.set(key, (card = opened(keys, 'kk', bytes)));
  return card;
}
