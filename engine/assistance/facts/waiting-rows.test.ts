/** Rows that lead to no resident: those that wait for review, and those of somebody who died or left. */
import { describe, expect, test } from 'vitest';
import { Dictionary } from '../../kernel/dictionary.ts';
import { projectPath } from '../../kernel/files.ts';
import type { Linkage } from '../../linkage/linkage.ts';
import { smallGeography, smallPopulation } from '../../population/small-city.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import type { Column, RegisterRecords } from '../../registers/records.ts';
import { familyProgrammes, loadProgrammes } from '../programmes/load.ts';
import type { RecipientRows } from '../recipients/recipient-rows.ts';
import { buildFacts } from './build.ts';
import { factsFile } from './catalogue.ts';
import { answersOfRegisters, registerAnswers } from './register-values.ts';

const MODELS = projectPath('models');
const loaded = loadProgrammes(MODELS);
const codeLists = loadCodeLists(MODELS);
const PBI = 'pbi-jk';
const drawn = smallPopulation(smallGeography({ kecamatan: 1, kelurahan: 2, rw: 2, rt: 2 }), 40, 3, ['pkh', PBI]);
const { persons, households } = drawn;
const rowsOf = (count: number): number[] => [...Array(count).keys()];
const membersOf = (household: number): number[] =>
  rowsOf(persons.count).filter((p) => persons.householdRow[p] === household);
const cardOf = (household: number): string => `35770101011${String(household).padStart(5, '0')}`;

function text(values: readonly string[]): Column {
  const dictionary = new Dictionary();
  return { kind: 'text', codes: Uint32Array.from(values, (value) => dictionary.code(value)), dictionary };
}

/** A row of a register: the family card it names, and the residents that it waits to be told from or is linked to. */
interface TestRow {
  readonly household?: number;
  readonly candidates?: readonly number[];
  /** Person of the linkage; waiting without one. The one after the last resident died. */
  readonly person?: number;
  readonly hasEnded?: true;
}

/**
 * The column of a fact in a city of Dukcapil and one more register.
 *
 * @param empty a register that was read besides, and has no row
 */
function columnOf(
  fact: string,
  registerId: string,
  programme: string | undefined,
  rows: readonly TestRow[],
  empty = 'pindah',
) {
  const record = (
    id: string,
    role: RegisterRecords['role'],
    columns: Readonly<Record<string, Column>>,
    count: number,
  ) =>
    ({
      registerId: id,
      role,
      programme: role === 'recipients' ? programme : undefined,
      count,
      columns: new Map(Object.entries(columns)),
    }) as unknown as RegisterRecords;
  const { byCode } = codeLists.get('recipient-status')!;
  const [receiving, ended] = [true, false].map((is) => [...byCode].find(([, each]) => each.receives === is)![0]);
  const own = {
    kkNumber: text(rows.map(({ household }) => (household === undefined ? '' : cardOf(household)))),
    status: {
      kind: 'code',
      list: 'recipient-status',
      codes: Uint16Array.from(rows, ({ hasEnded }) => (hasEnded ? ended! : receiving!)),
    } as Column,
  };
  const cards = text([...persons.householdRow].map(cardOf));
  const registers = [
    record('dukcapil', 'population', { kkNumber: cards }, persons.count),
    record(registerId, programme === undefined ? 'members' : 'recipients', own, rows.length),
    record(empty, 'members', {}, 0),
  ];
  const [person, pairs] = [
    Int32Array.from(rows, (row) => row.person ?? -1),
    rows.flatMap(({ candidates = [] }, row) => candidates.map((candidate) => ({ row, candidate }))),
  ];
  const dead = persons.count;
  const linkage = {
    personCount: persons.count + 1,
    links: [Int32Array.from(rowsOf(persons.count)), person, new Int32Array()].map((of) => ({
      person: of,
      weightBits: new Float32Array(of.length).fill(20),
    })),
    golden: new Map([
      [
        'kkNumber',
        { register: new Uint8Array(persons.count + 1), row: Uint32Array.from([...rowsOf(persons.count), 0]) },
      ],
    ]),
    review: {
      count: pairs.length,
      register: new Uint8Array(pairs.length).fill(1),
      row: Uint32Array.from(pairs, ({ row }) => row),
      person: Int32Array.from(pairs, ({ candidate }) => candidate),
    },
  } as unknown as Linkage;
  const knownTo = Uint32Array.from(rowsOf(persons.count), (p) => (person.includes(p) ? 3 : 1));
  const population = { ...drawn, registers: ['dukcapil', registerId, empty], persons: { ...persons, knownTo } };
  const answers = answersOfRegisters(loaded.facts, population, {
    registers,
    linkage,
    codeLists,
    residentOfPerson: Int32Array.from([...rowsOf(persons.count), -1]),
    householdOfPerson: Int32Array.from([...persons.householdRow, -1]),
  });
  const recipients = {
    registerId,
    programme,
    count: rows.length,
    household: Int32Array.from(rows, ({ household }) => household ?? -1),
    person,
    resident: Int32Array.from(person, (p) => (p === dead ? -1 : p)),
    isReceiving: Uint8Array.from(rows, ({ hasEnded }) => Number(hasEnded === undefined)),
  } as unknown as RecipientRows;
  const path = factsFile(MODELS);
  return buildFacts({
    catalogue: loaded.facts,
    path,
    population,
    registers: registerAnswers(answers, path, population.registers),
    programmes: loaded.programmes.map(({ id }) => id),
    familyProgrammes: familyProgrammes(loaded),
    recipients: programme === undefined ? [] : [recipients],
  }).columns.get(fact)!;
}

const bitOf = (bits: Uint32Array, bit: number): number[] => [...bits].map((each) => (each >> bit) & 1);
/** Of those who are known to be one nothing is left open. */
const leftOpen = (values: readonly number[], rows: readonly number[]): number[] =>
  values.map((value, row) => (rows.includes(row) && value === 0 ? NaN : value));
const unknownRows = (values: ArrayLike<number>): number[] =>
  rowsOf(values.length).filter((r) => Number.isNaN(values[r]));

describe('a recipient list', () => {
  const offPkh = rowsOf(households.count).filter((h) => bitOf(households.receives, 0)[h] === 0);
  const onPkh = rowsOf(households.count).find((h) => bitOf(households.receives, 0)[h] === 1)!;
  const [gone, waiting, ended] = offPkh as [number, number, number];
  const candidate = offPkh.slice(3).find((h) => membersOf(h).length > 1)!;
  const seen = membersOf(candidate)[0]!;
  const ROWS: readonly TestRow[] = [
    { household: gone, person: persons.count },
    { household: waiting },
    { household: ended, candidates: membersOf(ended), hasEnded: true },
    { household: ended, person: persons.count, hasEnded: true },
    { household: onPkh },
    // The card of no family here, or none.
    { household: 40_000 },
    { candidates: [seen, persons.count] },
  ];

  test('leaves open whether a family is on it whose card a row names that waits or is of the dead, and who is asked about', () => {
    const { values, origin } = columnOf('family-receives/pkh', 'pkh', 'pkh', ROWS);
    expect([...values]).toEqual(leftOpen(bitOf(households.receives, 0), [gone, waiting, candidate]));
    expect(unknownRows(values)).toHaveLength(3);
    expect([...origin].map((each) => each === 255)).toEqual([...values].map(Number.isNaN));
  });

  test('of persons ends with whoever is gone; a row that waits may be of anybody of its card, and of whom it is asked', () => {
    const families = columnOf(`family-receives/${PBI}`, PBI, PBI, ROWS).values;
    expect([...families]).toEqual(leftOpen(bitOf(households.receives, 1), [waiting, onPkh, candidate]));
    const members = columnOf(`receives/${PBI}`, PBI, PBI, ROWS).values;
    const open = [...membersOf(waiting), ...membersOf(onPkh), seen];
    expect([...members]).toEqual(leftOpen(bitOf(persons.receives, 1), open));
    // What is asked of one says nothing of others of the family.
    expect(membersOf(candidate).some((p) => members[p] === 0)).toBe(true);
  });
});

describe('a register that has everybody', () => {
  test('does not say of a family whose card a waiting row names that it is not in it', () => {
    const known = membersOf(3)[0]!;
    const { values, origin } = columnOf('isInDtsen', 'dtsen-members', undefined, [
      { household: 3 },
      { person: known },
      { household: 7, person: membersOf(8)[0]! },
    ]);
    expect(unknownRows(values)).toEqual(membersOf(3).slice(1));
    expect(membersOf(3).length).toBeGreaterThan(1);
    expect(values[known]).toBe(1);
    expect(origin[membersOf(3)[1]!]).toBe(255);
    // A row that is linked leaves nothing open of the family whose card it has.
    expect(values[membersOf(7)[0]!]).toBe(0);
  });

  test('leaves open of whom a waiting row is asked, at the level of the fact', () => {
    const [asked] = membersOf(5) as [number];
    expect(unknownRows(columnOf('isInDtsen', 'dtsen-members', undefined, [{ candidates: [asked] }]).values)).toEqual([
      asked,
    ]);
  });

  test('which names one of each family leaves it open as well', () => {
    const rows = [{ household: 3 }];
    const { values } = columnOf('isInDtsen', 'dtsen-families', undefined, rows, 'dtsen-members');
    expect(unknownRows(values)).toEqual(membersOf(3));
    expect(unknownRows(columnOf('isInDtsen', 'dtsen-families', undefined, rows).values)).toHaveLength(persons.count);
  });
});
