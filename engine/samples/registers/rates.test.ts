import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERROR_KINDS, type ErrorKind, loadErrorModel } from './error-model.ts';
import { HEADINGS, SAMPLE_REGISTERS, type SampleRegister } from './headings.ts';
import { changedModel, cleanModel, readRows, smallCity, writeSample, type WrittenSample } from './test-registers.ts';
import type { TruthSummary } from './truth.ts';

const city = smallCity();
/** Rates high enough that a wrong one shows in a small city; those of a group still add up to less than 1. */
const raised = changedModel((kind, _, was) =>
  was === 0 ? 0 : Math.min(1, kind === 'second-nik' ? 1 : was * 4 + 0.01),
);
let clean: WrittenSample;
let spoiled: WrittenSample;
/** A larger city by the model of the product, so that what is rare happens too. */
let larger: WrittenSample;

beforeAll(async () => {
  clean = await writeSample(city, cleanModel());
  spoiled = await writeSample(city, raised);
  larger = await writeSample(smallCity(15_000));
});
afterAll(() => [clean, spoiled, larger].forEach((sample) => sample.remove()));

const entriesOf = (sample: WrittenSample): TruthSummary['registers'] => sample.truth.summary.registers;

test.each(SAMPLE_REGISTERS)('errors of %s come out as often as asked, within what chance allows', (register) => {
  for (const [sample, { rates }] of [[spoiled, raised] as const, [larger, loadErrorModel()] as const]) {
    const { errors } = entriesOf(sample).find((entry) => entry.register === register)!;
    for (const [kind, { possible, made }] of Object.entries(errors)) {
      const rate = rates[kind as ErrorKind].at[register] ?? 0;
      const deviation = Math.sqrt(possible * rate * (1 - rate));
      expect(Math.abs(made - possible * rate), kind).toBeLessThanOrEqual(4 * deviation + 0.5);
    }
  }
});

/** Rarer than one in a city of this size; in one of 201,733 they happen. */
const TOO_RARE = ['pkh second-nik', 'disnaker dead-still-listed'];

test('every rate that is stated can happen in its register', () => {
  const { rates } = loadErrorModel();
  const stated = ERROR_KINDS.flatMap((kind) => Object.keys(rates[kind].at).map((register) => `${register} ${kind}`));
  const possible = new Set(
    entriesOf(larger).flatMap(({ register, errors }) => Object.keys(errors).map((kind) => `${register} ${kind}`)),
  );
  expect(stated.filter((each) => !possible.has(each) && !TOO_RARE.includes(each))).toEqual([]);
});

test('rates of zero make no error of any kind', () => {
  for (const { register, errors, spoiled: rows } of entriesOf(clean)) {
    expect(
      Object.values(errors).every(({ made }) => made === 0),
      register,
    ).toBe(true);
    expect(Object.values(rows), register).toEqual([0, 0, 0, 0]);
  }
  expect(clean.truth.summary.outsiders).toBe(0);
});

/** Column that holds the number, the name, the birth date of the person of the row. */
const IDENTITY: Partial<Record<SampleRegister, readonly [nik: string, name: string]>> = {
  dukcapil: ['NIK', 'Nama Penduduk'],
  'dukcapil-deaths': ['NIK', 'Nama Lengkap'],
  'dukcapil-moves': ['NIK', 'Nama Lengkap'],
  'dtsen-families': ['nik_kepala_keluarga', 'nama_kepala_keluarga'],
  'dtsen-members': ['403 NIK', '402 Nama'],
  pkh: ['NIK PENGURUS', 'NAMA PENGURUS'],
  sembako: ['NIK Pengurus', 'Nama Pengurus'],
  'pbi-jk': ['NIK', 'NAMA_LGKP'],
  bltd: ['NIK', 'Nama'],
  disnaker: ['NIK', 'Nama Lengkap'],
  dapodik: ['NIK', 'Nama'],
};

async function differing(sample: WrittenSample, register: SampleRegister): Promise<{ niks: number; names: number }> {
  const [nik, name] = IDENTITY[register]!.map((heading) => HEADINGS[register].indexOf(heading));
  const counted = { niks: 0, names: 0 };
  for (const { sheet, row, cells } of await readRows(sample, register)) {
    const person = row === 1 ? -1 : sample.truth.personOf(register, sheet, row);
    if (person < 0 || person >= city.persons.count) continue;
    if (cells[nik!] !== city.persons.nik[person]) counted.niks++;
    if (cells[name!]!.toUpperCase() !== city.persons.fullName[person]) counted.names++;
  }
  return counted;
}

test.each(SAMPLE_REGISTERS)(
  'without errors every row of %s has the true number and the true name',
  async (register) => {
    expect(await differing(clean, register)).toEqual({ niks: 0, names: 0 });
  },
);

test.each(SAMPLE_REGISTERS)('with errors the rows of %s that differ are those that were counted', async (register) => {
  const { errors } = entriesOf(spoiled).find((entry) => entry.register === register)!;
  const made = (pattern: RegExp): number =>
    Object.entries(errors).reduce((sum, [kind, count]) => sum + (pattern.test(kind) ? count.made : 0), 0);
  const { niks, names } = await differing(spoiled, register);
  // A second number may be damaged once more, and a name spoiled twice.
  expect(niks).toBeLessThanOrEqual(made(/^(nik|second-nik)/));
  expect(niks).toBeGreaterThanOrEqual(made(/^nik-(?!apostrophe|spaced)/) * 0.95 - 1);
  expect(names).toBeLessThanOrEqual(made(/^(name|title)/));
  expect(names).toBeGreaterThanOrEqual(made(/^(name|title)/) / 4);
});

/** [household] members listed as living with the family, and the number that the family's line says. */
async function familySizes(sample: WrittenSample): Promise<{ lines: Map<number, number>; said: Map<number, number> }> {
  const { truth } = sample;
  const { household, count } = truth.persons;
  const [lines, said] = [new Map<number, number>(), new Map<number, number>()];
  const presence = HEADINGS['dtsen-members'].findIndex((heading) => heading.startsWith('404'));
  const seen = new Set<number>();
  for (const { sheet, row, cells } of await readRows(sample, 'dtsen-members')) {
    const person = row === 1 ? -1 : truth.personOf('dtsen-members', sheet, row);
    // A second line stands in another family.
    if (person < 0 || person >= count || seen.has(person) || cells[presence] !== '1') continue;
    seen.add(person);
    lines.set(household[person]!, (lines.get(household[person]!) ?? 0) + 1);
  }
  const size = HEADINGS['dtsen-families'].indexOf('jumlah_anggota');
  for (const { sheet, row, cells } of await readRows(sample, 'dtsen-families')) {
    const person = row === 1 ? -1 : truth.personOf('dtsen-families', sheet, row);
    if (person >= 0) said.set(household[person]!, Number(cells[size]));
  }
  return { lines, said };
}

test('the size of a family in DTSEN is that of its lines, not the true one, and wrong as often as the model says', async () => {
  for (const sample of [clean, spoiled]) {
    const { lines, said } = await familySizes(sample);
    expect([...said.keys()].filter((family) => !lines.has(family))).toEqual([]);
    const off = [...said].filter(([family, size]) => size !== lines.get(family));
    const { made } = entriesOf(sample).find(({ register }) => register === 'dtsen-families')!.errors[
      'family-size-off'
    ]!;
    expect(off.length).toBe(made);
    expect(off.every(([family, size]) => size > 0 && Math.abs(size - lines.get(family)!) === 1)).toBe(true);
  }
  // Where the dead are listed on, they are counted.
  const { lines } = await familySizes(spoiled);
  const { lifeState, household } = spoiled.truth.persons;
  const living = new Uint16Array(spoiled.truth.households.count);
  for (let p = 0; p < lifeState.length; p++) if (lifeState[p] === 0 || lifeState[p] === 3) living[household[p]!]!++;
  expect([...lines].filter(([family, size]) => size > living[family]!).length).toBeGreaterThan(20);
});

/** How much more often a name of DTSEN is misspelled where the number is wrong too. */
async function clustering(share: number): Promise<number> {
  const errors = changedModel((kind, _, was) => (/^(nik-digit|name-typo)$/.test(kind) && was > 0 ? 0.15 : 0), true);
  errors['careless-lines'].share = share;
  const sample = await writeSample(city, errors);
  const rows = (await readRows(sample, 'dtsen-members')).filter(({ row }) => row > 1);
  sample.remove();
  const counts = { both: 0, number: 0, name: 0, rows: rows.length };
  for (const { sheet, row, cells } of rows) {
    const person = sample.truth.personOf('dtsen-members', sheet, row);
    const isNumberWrong = cells[HEADINGS['dtsen-members'].indexOf('403 NIK')] !== city.persons.nik[person];
    const isNameWrong = cells[HEADINGS['dtsen-members'].indexOf('402 Nama')] !== city.persons.fullName[person];
    if (isNumberWrong) counts.number++;
    if (isNameWrong) counts.name++;
    if (isNumberWrong && isNameWrong) counts.both++;
  }
  return (counts.both * counts.rows) / (counts.number * counts.name);
}

test('errors come in clusters where lines are careless, and one by one where none is', async () => {
  expect(await clustering(0.1)).toBeGreaterThan(1.6);
  expect(await clustering(0)).toBeCloseTo(1, 0);
});

test('a rate of one spoils every row that it can', async () => {
  const errors = changedModel(
    (kind, register, was) => (register !== 'pkh' ? was : kind === 'nik-missing' ? 1 : 0),
    true,
  );
  const all = await writeSample(city, errors);
  const { errors: counts, rows } = entriesOf(all).find((entry) => entry.register === 'pkh')!;
  all.remove();
  expect(counts['nik-missing']).toEqual({ possible: rows, made: rows });
  expect(loadErrorModel().rates['nik-missing'].at.pkh).toBeLessThan(1);
});

test('the dead and the moved on the lists are those that were counted, and whole families that are gone', () => {
  const { lifeState, household } = spoiled.truth.persons;
  const { errors } = entriesOf(spoiled).find((entry) => entry.register === 'sembako')!;
  const living = new Uint16Array(spoiled.truth.households.count);
  for (let p = 0; p < lifeState.length; p++) if (lifeState[p] === 0 || lifeState[p] === 3) living[household[p]!]!++;
  const isGone = (p: number): boolean => lifeState[p] === 1 || lifeState[p] === 2;
  const gone = new Set([...spoiled.truth.rowPerson('sembako')].filter((p) => p >= 0 && isGone(p)));
  const withFamily = [...gone].filter((p) => living[household[p]!]! > 0);
  const made = errors['dead-still-listed']!.made + errors['moved-still-listed']!.made;
  expect(withFamily.length).toBeLessThanOrEqual(made);
  expect(gone.size).toBeGreaterThanOrEqual(made);
  expect(withFamily.length).toBeGreaterThan(0);
});
