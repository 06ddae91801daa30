import { describe, expect, test } from 'vitest';
import { Dictionary } from '../../kernel/dictionary.ts';
import { projectPath } from '../../kernel/files.ts';
import { NO_DATE } from '../../kernel/time.ts';
import type { Linkage } from '../../linkage/linkage.ts';
import { RESIDENCE_STATES, type ResidenceState } from '../../population/residents.ts';
import { smallGeography } from '../../population/small-city.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import type { Column, RegisterReading, RegisterRecords, RegisterRole } from '../../registers/records.ts';
import { recipientRows } from './recipient-rows.ts';

const geography = smallGeography({ kecamatan: 1, kelurahan: 2, rw: 2, rt: 2 });
const [KELURAHAN, OTHER] = geography.levels.kelurahan.codes as [string, string];
const codeLists = loadCodeLists(projectPath('models'));

function text(values: readonly string[]): Column {
  const dictionary = new Dictionary();
  return { kind: 'text', codes: Uint32Array.from(values, (value) => dictionary.code(value)), dictionary };
}

function register(
  role: RegisterRole,
  id: string,
  columns: Readonly<Record<string, Column>>,
  count: number,
): RegisterRecords {
  const source = { sourceFile: new Uint16Array(count), sourceSheet: new Uint16Array(count) };
  return {
    registerId: id,
    role,
    programme: role === 'recipients' ? id : undefined,
    count,
    ...source,
    sourceRow: Uint32Array.from({ length: count }, (_, i) => i + 2),
    columns: new Map(Object.entries(columns)),
  };
}

const CARDS = ['3577010101100001', '3577010101100001', '3577010101100002', '3577010101100003'];
/** Persons 0 and 1 are one family, 2 another; 3 died and is of the first card but one; 4 is unknown to Dukcapil. */
const DUKCAPIL = register('population', 'dukcapil', { kkNumber: text([...CARDS.slice(0, 3), CARDS[0]!]) }, 4);
const DEATHS = register('deaths', 'deaths', { diedOn: { kind: 'date', days: Int32Array.of(NO_DATE) } }, 1);

function rowsOf(columns: Readonly<Record<string, Column>>, person: readonly number[]) {
  const list = register('recipients', 'bltd', columns, person.length);
  const registers = [DUKCAPIL, DEATHS, list];
  const links = [[0, 1, 2, 3], [4], person].map((of) => ({ person: Int32Array.from(of) }));
  const golden = new Map([
    ['kkNumber', { register: Uint8Array.of(0, 0, 0, 0, 255), row: Uint32Array.of(0, 1, 2, 3, 0) }],
  ]);
  const states: ResidenceState[] = ['resident', 'resident', 'resident', 'dead', 'outside'];
  const [rows] = recipientRows({
    reading: { registers, files: [{ name: 'bltd.xlsx' }], findings: [] } as unknown as RegisterReading,
    linkage: { personCount: 5, links, golden } as unknown as Linkage,
    geography,
    codeLists,
    residence: { state: Uint8Array.from(states, (state) => RESIDENCE_STATES.indexOf(state)) } as never,
    referenceDay: 20_000,
    residentOfPerson: Int32Array.of(0, 1, 2, -1, -1),
    householdOfPerson: Int32Array.of(0, 0, 1, -1, -1),
    personIds: Uint8Array.from({ length: 5 * 16 }, (_, i) => 1 + Math.floor(i / 16)),
  });
  return rows!;
}

test('a row leads to its resident, his household and his id; who waits for review to nobody', () => {
  const rows = rowsOf({}, [1, 2, -1]);
  expect([...rows.resident]).toEqual([1, 2, -1]);
  expect([...rows.household]).toEqual([0, 1, -1]);
  expect([0, 16, 32].map((at) => rows.personId[at])).toEqual([2, 3, 0]);
});

test('who is no resident, or is not linked, is of the family whose card the row or he himself has', () => {
  const rows = rowsOf({ kkNumber: text(['', CARDS[2]!, CARDS[0]!, CARDS[3]!, '']) }, [3, 4, -1, -1, 4]);
  expect([...rows.household]).toEqual([0, 1, 0, -1, -1]);
});

test('a death that was reported of somebody whom Dukcapil does not hold is told', () => {
  const { state } = rowsOf({}, [0, 3, 4, -1]);
  expect([...state].map((code) => RESIDENCE_STATES[code])).toEqual(['resident', 'dead', 'dead', 'outside']);
});

test('accounts and cards are the same however they are written, and none where there is no number', () => {
  const rows = rowsOf(
    { accountNumber: text(['123-456 78', '12345678', '', '-', '000000000', '87654321']) },
    [0, 1, 2, 0, 1, 2],
  );
  const [first, same, ...others] = rows.account;
  expect(first).toBeGreaterThan(0);
  expect(same).toBe(first);
  expect(others.slice(0, 3)).toEqual([0, 0, 0]);
  expect(others[3]).not.toBe(first);
  expect([...rows.card]).toEqual([0, 0, 0, 0, 0, 0]);
});

describe('a house', () => {
  const houses = (
    addresses: readonly string[],
    kelurahan = addresses.map(() => KELURAHAN),
    rt = addresses.map(() => '1'),
  ) =>
    rowsOf(
      { address: text(addresses), kelurahan: text(kelurahan), rw: text(addresses.map(() => '1')), rt: text(rt) },
      addresses.map(() => 0),
    ).house;

  test('is told by street and number, however they are written', () => {
    const [first, ...others] = houses([
      'JL. MELATI NO. 12',
      'Jalan Melati No 12',
      'jln melati 12',
      'JL. MELATI NO. 13',
      'JL. MELATI',
    ]);
    expect(first).toBeGreaterThan(0);
    expect(others.slice(0, 2)).toEqual([first, first]);
    expect(others[2]).not.toBe(first);
    expect(others[3]).toBe(0);
  });

  test('of another kelurahan, or without an RT, is another', () => {
    const address = 'JL. MELATI NO. 12';
    const [own, other] = houses([address, address], [KELURAHAN, OTHER]);
    expect(other).not.toBe(own);
    expect(houses([address, address], undefined, ['1', ''])[1]).toBe(0);
  });
});
