/** Ids without meaning, and the names and numbers that go into the schema `identity` alone. */
import { Dictionary } from './kernel/dictionary.ts';
import { parseNik } from './kernel/ids.ts';
import { isoDate } from './kernel/time.ts';
import { goldenDate, goldenText } from './linkage/golden-record.ts';
import type { Linkage } from './linkage/linkage.ts';
import type { RegisterRecords } from './registers/records.ts';
import { personId, type Keys } from './store/keys.ts';
import type { IdentitiesToKeep } from './store/snapshot-rows.ts';
import type { CodedText } from './store/store.ts';

const ID_BYTES = 16;

/**
 * What tells each person from all others and stays from build to build: the NIK where it is one person's alone, else who
 * he is by name, birth, mother and family card. Those who share even that are told apart by their order.
 *
 * @returns [person]
 */
export function personSources(registers: readonly RegisterRecords[], linkage: Linkage): string[] {
  const text = (field: string, person: number): string => goldenText(registers, linkage, field, person);
  const niks = Array.from({ length: linkage.personCount }, (_, person) => {
    const nik = parseNik(text('nik', person));
    return nik.ok ? nik.value : '';
  });
  const owners = new Map<string, number>();
  for (const nik of niks) owners.set(nik, (owners.get(nik) ?? 0) + 1);
  const sharers = new Map<string, number>();
  return niks.map((nik, person) => {
    if (nik !== '' && owners.get(nik) === 1) return `nik ${nik}`;
    const bornOn = isoDate(goldenDate(registers, linkage, 'bornOn', person));
    const who = [nik, text('kkNumber', person), text('fullName', person), bornOn, text('motherName', person)].join('|');
    const before = sharers.get(who) ?? 0;
    sharers.set(who, before + 1);
    return `who ${who}${before === 0 ? '' : `|${before}`}`;
  });
}

/** @returns [person × 16 bytes] */
export function personIds(keys: Keys, sources: readonly string[]): Uint8Array {
  const ids = new Uint8Array(sources.length * ID_BYTES);
  sources.forEach((source, person) => ids.set(personId(keys, `person ${source}`), person * ID_BYTES));
  return ids;
}

/** Id of a household, made from what tells it from all others. @returns 16 bytes */
export const householdId = (keys: Keys, source: string): Uint8Array => personId(keys, `household ${source}`);

function goldenColumn(registers: readonly RegisterRecords[], linkage: Linkage, field: string): CodedText {
  const dictionary = new Dictionary();
  const codes = new Uint32Array(linkage.personCount);
  for (let person = 0; person < linkage.personCount; person++) {
    codes[person] = dictionary.code(goldenText(registers, linkage, field, person));
  }
  return { codes, dictionary };
}

/** The golden names and numbers of all persons, for the store to encrypt and to keep apart. */
export function identitiesOf(registers: readonly RegisterRecords[], linkage: Linkage): IdentitiesToKeep {
  const column = (field: string): CodedText => goldenColumn(registers, linkage, field);
  return {
    nik: column('nik'),
    kkNumber: column('kkNumber'),
    fullName: column('fullName'),
    motherName: column('motherName'),
    fatherName: column('fatherName'),
    birthPlace: column('birthPlace'),
    address: column('address'),
  };
}
