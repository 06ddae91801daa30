import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { NO_DATE } from '../../kernel/time.ts';
import type { Linkage } from '../../linkage/linkage.ts';
import { smallGeography, smallPopulation } from '../../population/small-city.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import type { Column, RegisterRecords } from '../../registers/records.ts';
import { familyProgrammes, loadProgrammes } from '../programmes/load.ts';
import { buildFacts, DECLARED_EMPTY } from './build.ts';
import { factsFile } from './catalogue.ts';
import { answersOfRegisters, registerAnswers, type RegisterFacts } from './register-values.ts';

const MODELS = projectPath('models');
const loaded = loadProgrammes(MODELS);
const { facts: catalogue, programmes } = loaded;
const given = {
  programmes: programmes.map(({ id }) => id),
  familyProgrammes: familyProgrammes(loaded),
  recipients: [],
};
const codeLists = loadCodeLists(MODELS);
const geography = smallGeography({ kecamatan: 1, kelurahan: 2, rw: 2, rt: 2 });
const drawn = smallPopulation(geography, 40, 3, ['pkh', 'bltd']);
const population = { ...drawn, registers: ['dukcapil', 'dtsen-members'] };
const { persons, households } = population;

interface TestRows {
  readonly registerId: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly person: readonly number[];
  readonly weightBits?: readonly number[];
}

/** Persons of the linkage are the residents themselves; of registers that were read and are not given no row is. */
function registersOf(given: readonly TestRows[]): RegisterFacts {
  const others = population.registers.filter((id) => given.every(({ registerId }) => registerId !== id));
  const tables = [...given, ...others.map((registerId): TestRows => ({ registerId, columns: {}, person: [] }))];
  const records = tables.map(({ registerId, columns, person }): RegisterRecords => {
    const count = person.length;
    const source = { sourceFile: new Uint16Array(count), sourceSheet: new Uint16Array(count) };
    const sourceRow = new Uint32Array(count);
    const role = 'members' as const;
    return {
      registerId,
      role,
      programme: undefined,
      count,
      ...source,
      sourceRow,
      columns: new Map(Object.entries(columns)),
    };
  });
  const links = tables.map(({ person, weightBits }) => ({
    person: Int32Array.from(person),
    weightBits: Float32Array.from(person, (_, i) => weightBits?.[i] ?? 20),
  }));
  return {
    registers: records,
    linkage: { links, review: { count: 0 } } as unknown as Linkage,
    codeLists,
    residentOfPerson: Int32Array.from({ length: persons.count }, (_, p) => p),
    householdOfPerson: Int32Array.from(persons.householdRow),
  };
}

const build = (facts: RegisterFacts | undefined, of: typeof population = population) => {
  const path = factsFile(MODELS);
  const registers = facts && registerAnswers(answersOfRegisters(catalogue, of, facts), path, of.registers);
  return buildFacts({ ...given, catalogue, path, population: of, registers });
};
const codes = (...values: number[]): Column => ({ kind: 'code', codes: Uint16Array.from(values), list: 'yes-no' });
const numbers = (...values: number[]): Column => ({ kind: 'number', values: Float64Array.from(values) });

describe('a fact of the twin itself', () => {
  const table = build(undefined);

  test('is the value of its column, and unknown where that is blank', () => {
    const { values } = table.columns.get('ageYears')!;
    expect([...values]).toEqual([...persons.ageYears].map((age) => (age === 255 ? NaN : age)));
    const desil = table.columns.get('desil')!;
    expect([...desil.values]).toEqual([...households.desil].map((each) => (each === 0 ? NaN : each)));
    expect(households.desil).toContain(0);
  });

  test('tells of a programme with a list who receives it, and of one without that nobody knows', () => {
    expect([...table.columns.get('family-receives/pkh')!.values]).toEqual(
      [...households.receives].map((bits) => bits & 1),
    );
    expect(table.columns.get('receives/bltd')!.values.every((value) => value === 0 || value === 1)).toBe(true);
    expect(table.columns.get('family-receives/pbi-d')!.values.every(Number.isNaN)).toBe(true);
  });

  test('takes a list for empty only where somebody says so, and names that as its source', () => {
    const inputs = { ...given, catalogue, path: factsFile(MODELS), population, registers: undefined };
    const said = buildFacts({ ...inputs, emptyLists: ['pbi-d', 'pkh'] }).columns;
    const pbi = said.get('family-receives/pbi-d')!;
    expect(pbi.values.every((value) => value === 0)).toBe(true);
    expect(pbi.origins[0]!.register).toBe(DECLARED_EMPTY);
    expect(said.get('family-receives/pkh')!.values).toEqual(table.columns.get('family-receives/pkh')!.values);
  });

  test('is unknown where its register was not read, never "no"', () => {
    expect(table.columns.get('isSeverelyDisabled')!.values.every(Number.isNaN)).toBe(true);
    expect(table.columns.get('isJobSeeker')!.values.every(Number.isNaN)).toBe(true);
    const alone = build(undefined, { ...population, registers: ['dukcapil'] });
    expect(alone.columns.get('isInDtsen')!.values.every(Number.isNaN)).toBe(true);
    expect(table.columns.get('isInDtsen')!.values.every((value) => value === 0)).toBe(true);
  });

  test('of a table that names one of each family says no of nobody', () => {
    const head = 1 << 0;
    const knownTo = Uint32Array.from({ length: persons.count }, (_, p) => (p % 3 === 0 ? head : 0));
    const only = build(undefined, { ...population, registers: ['dtsen-families'], persons: { ...persons, knownTo } });
    const { values } = only.columns.get('isInDtsen')!;
    expect([...values]).toEqual(Array.from({ length: persons.count }, (_, p) => (p % 3 === 0 ? 1 : NaN)));
    // The table of members has everybody: who is in neither is not in DTSEN.
    const both = { ...population, registers: ['dtsen-families', 'dtsen-members'], persons: { ...persons, knownTo } };
    const known = build(undefined, both).columns.get('isInDtsen')!;
    expect([...known.values]).toEqual(Array.from({ length: persons.count }, (_, p) => (p % 3 === 0 ? 1 : 0)));
  });

  test('is known without a register where nobody is asked: only women of 10 to 54 years may be pregnant', () => {
    const { values } = table.columns.get('isPregnant')!;
    values.forEach((value, p) => {
      const age = persons.ageYears[p]!;
      const isAsked = persons.sex[p] !== 1 && ((age >= 10 && age <= 54) || age === 255);
      expect(value).toBe(isAsked ? NaN : 0);
    });
  });

  test('says where it was read', () => {
    const age = table.columns.get('ageYears')!;
    expect(age.origins[0]).toEqual({ register: 'dukcapil', field: 'ageYears', day: population.referenceDay });
    const { origins } = table.columns.get('isInDtsen')!;
    expect(origins[0]).toEqual({ register: 'dtsen-members', field: 'padan', day: population.referenceDay });
  });
});

describe('a fact of a register', () => {
  test('reaches the resident its row is linked to, by the meaning of the answer', () => {
    const table = build(
      registersOf([{ registerId: 'dapodik', columns: { isProposedForPip: codes(1, 2, 0) }, person: [4, 5, 6] }]),
    );
    const { values } = table.columns.get('isProposedForPip')!;
    expect([values[4], values[5], values[6], values[7]]).toEqual([1, 0, NaN, NaN]);
  });

  test('is unknown for an answer that leaves it open', () => {
    const rows = { registerId: 'dtsen-members', columns: { selfCare: codes(1, 2, 4) }, person: [1, 2, 3] };
    const table = build(registersOf([rows]));
    expect([1, 2, 3].map((p) => table.columns.get('isBedridden')!.values[p])).toEqual([1, NaN, 0]);
    expect([1, 2, 3].map((p) => table.columns.get('isSeverelyDisabled')!.values[p])).toEqual([1, 1, 0]);
  });

  test('adds up flags', () => {
    const rows = {
      registerId: 'dtsen-members',
      columns: { healthInsurance: numbers(1, 3, 4, NaN) },
      person: [0, 1, 2, 3],
    };
    const { values } = build(registersOf([rows])).columns.get('isInsuredOtherwise')!;
    expect([...values.slice(0, 4)]).toEqual([0, 1, 1, NaN]);
  });

  test('of two rows is told by the more sure one, whatever their order', () => {
    const rows = (order: readonly number[]) => ({
      registerId: 'dapodik',
      columns: { schoolGrade: numbers(...order.map((i) => [3, 5][i]!)) },
      person: [2, 2],
      weightBits: order.map((i) => [9, 30][i]!),
    });
    const grade = (order: readonly number[]) => build(registersOf([rows(order)])).columns.get('schoolGrade')!.values[2];
    expect([grade([0, 1]), grade([1, 0])]).toEqual([5, 5]);
  });

  test('stands in where the first source does not know, and says so', () => {
    const p = persons.schoolLevel.findIndex((level) => level === 0);
    const q = persons.schoolLevel.findIndex((level) => level > 0);
    const rows = { registerId: 'dtsen-members', columns: { schooling: codes(3, 3) }, person: [p, q] };
    const column = build(registersOf([rows])).columns.get('schoolLevel')!;
    expect([column.values[p], column.values[q]]).toEqual([0, persons.schoolLevel[q]]);
    expect(column.origins[column.origin[p]!]!.register).toBe('dtsen-members');
    expect(column.origins[column.origin[q]!]!.register).toBe('dapodik');
  });

  test('of several rows with a day is told by the newest, whatever their order, with that day', () => {
    const visits = (order: readonly number[]) => ({
      registerId: 'kunjungan',
      columns: {
        visitResult: codes(...order.map((i) => [1, 4, 7][i]!)),
        visitedOn: { kind: 'date', days: Int32Array.from(order, (i) => [20_000, 20_200, 20_300][i]!) } as Column,
      },
      person: order.map(() => 0),
      // The old one is linked most surely.
      weightBits: order.map((i) => [40, 20, 20][i]!),
    });
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      const { columns } = build(registersOf([visits(order)]), { ...population, registers: ['kunjungan'] });
      const found = ['isAddressNotFound', 'isAbleByVisit'].map((key) => columns.get(key)!);
      // The third visit could tell nothing: the second stands.
      expect(found.map(({ values, days }) => [values[0], days![0]])).toEqual([
        [0, 20_200],
        [0, 20_200],
      ]);
    }
  });

  test('of a household is "no" where nobody of it is on a list that is whole', () => {
    const row = { registerId: 'mundur', columns: { declination: codes(1) }, person: [0] };
    const knownTo = persons.knownTo.map((_, p) => (p === 0 ? 1 : 0));
    const of = { ...population, registers: ['mundur'], persons: { ...persons, knownTo } };
    const { values } = build(registersOf([row]), of as typeof population).columns.get('hasDeclined')!;
    const own = persons.householdRow[0]!;
    values.forEach((value, h) => expect(value).toBe(h === own ? 1 : 0));
    // On the list with a statement that nobody can read: open.
    const unread = { ...row, columns: { declination: codes(0) } };
    expect(build(registersOf([unread]), of as typeof population).columns.get('hasDeclined')!.values[own]).toBeNaN();
  });

  test('has the day on which it was taken', () => {
    const days: Column = { kind: 'date', days: Int32Array.from([20_000, NO_DATE]) };
    const [first, second] = [0, persons.householdRow.findIndex((h) => h === 1)] as const;
    const rows = { registerId: 'dtsen-families', columns: { desilTakenOn: days }, person: [first, second] };
    expect([
      ...build(registersOf([rows]))
        .columns.get('desil')!
        .days!.slice(0, 2),
    ]).toEqual([20_000, population.referenceDay]);
  });
});

test('what is asked of a register that was not read is unknown; of one that was read otherwise, the snapshot is built again', () => {
  const answers = registerAnswers([], factsFile(MODELS), ['dukcapil']);
  expect(answers.valuesOf({ register: 'ppatk', field: 'recheck' }, 'person')).toBeUndefined();
  expect(() => answers.valuesOf({ register: 'dukcapil', field: 'citizenship' }, 'person')).toThrow(
    /dukcapil\.citizenship: is asked of registers otherwise than when the snapshot was built.*Build again/,
  );
});
