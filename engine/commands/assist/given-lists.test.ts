/** Lists that a city may not have: without them nothing is said, once they lie beside the other registers everything is computed. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO, UNKNOWN, YES } from '../../assistance/evaluation/truth.ts';
import { TruthColumns } from '../../assistance/evaluation/truth-columns.ts';
import { evaluate } from '../../assistance/evaluation/whole-city.ts';
import { familyReceivesFact } from '../../assistance/facts/catalogue.ts';
import type { FactTable } from '../../assistance/facts/table.ts';
import { loadCriteria } from '../../assistance/indications/criteria.ts';
import { criterionColumns, IndicationFinder, isWithoutList, needsOf } from '../../assistance/indications/find.ts';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import { boundariesFolder } from '../../boundaries.ts';
import { loadCityDecisions } from '../../city-decisions.ts';
import { factTable, gatherFacts } from '../../city-facts.ts';
import { loadConfig, type Config } from '../../config.ts';
import { loadGeography } from '../../geography/load.ts';
import { SILENT } from '../../kernel/progress.ts';
import { isoDate, NO_DATE, parseIsoDate } from '../../kernel/time.ts';
import { linkCity, populateCity, type PopulatedCity } from '../../linked-city.ts';
import { missingOf } from '../../publish-lists.ts';
import type { RegisterRecords } from '../../registers/records.ts';
import { makeSample } from '../../sample.ts';
import { loadOrCreateKeys } from '../../store/keys.ts';

const root = mkdtempSync(join(tmpdir(), 'kembaran-given-lists-'));
const config: Config = loadConfig({ KEMBARAN_DATA: root });
const geography = loadGeography(boundariesFolder(config));
const programmes = loadProgrammes(config.modelsFolder);
const criteria = loadCriteria(config.modelsFolder, programmes);
const DAY = parseIsoDate('2025-12-31')!;

interface Opened {
  readonly city: PopulatedCity;
  readonly table: FactTable;
}

async function open(): Promise<Opened> {
  const keys = loadOrCreateKeys(config.keysFile);
  const linked = await linkCity(config, loadCityDecisions(config.decisionsFile, keys), SILENT);
  const city = populateCity(linked, config, keys, geography, DAY, SILENT);
  return { city, table: factTable(config, programmes, city.population, gatherFacts(city, geography, programmes)) };
}

/** Rows of Dukcapil that certainly are residents, with their names and numbers as that register writes them. */
interface Resident {
  readonly row: number;
  readonly person: number;
  readonly household: number;
}

function residentsOf({ city }: Opened): Resident[] {
  const r = city.reading.registers.findIndex(({ registerId }) => registerId === 'dukcapil');
  return Array.from(city.linkage.links[r]!.person, (who, row) => ({
    row,
    person: who < 0 ? -1 : city.residentOfPerson[who]!,
    household: who < 0 ? -1 : city.householdOfPerson[who]!,
  })).filter(({ person, row }) => person >= 0 && textOf(dukcapilOf({ city }), 'nik', row).length === 16);
}
const dukcapilOf = ({ city }: Pick<Opened, 'city'>): RegisterRecords =>
  city.reading.registers.find(({ registerId }) => registerId === 'dukcapil')!;

function textOf(records: RegisterRecords, field: string, row: number): string {
  const column = records.columns.get(field);
  if (column?.kind === 'date') return column.days[row] === NO_DATE ? '' : isoDate(column.days[row]!);
  return column?.kind === 'text' ? column.dictionary.values[column.codes[row]!]! : '';
}

let before: Opened;
let after: Opened;
let pickedPerson: (i: number) => number;
let pickedHousehold: (i: number) => number;
const sumOf = (truths: Uint8Array, truth: number): number => truths.reduce((n, each) => n + Number(each === truth), 0);

beforeAll(async () => {
  await makeSample({ config, progress: SILENT, residents: 1500, seed: 5, isReplaced: false });
  before = await open();
  const dukcapil = dukcapilOf(before);
  const seen = new Set<number>();
  const picked = residentsOf(before)
    .filter(({ household }) => household >= 0 && !seen.has(household) && seen.add(household))
    .slice(0, 12);
  const who = (i: number): string[] =>
    ['nik', 'fullName', 'kkNumber', 'bornOn'].map((field) => textOf(dukcapil, field, picked[i]!.row));
  const write = (register: string, head: string, rows: readonly (readonly string[])[]): void => {
    writeFileSync(
      join(config.registersFolder, `${register}.csv`),
      [head, ...rows.map((row) => row.join(';')), ''].join('\n'),
    );
    appendFileSync(
      join(config.registersFolder, 'registers.yaml'),
      `  - { file: ${register}.csv, register: ${register}, dates: ymd }\n`,
    );
  };
  const WHO = 'NIK;Nama;No. KK;Tanggal Lahir';
  write('ppatk', `${WHO};Indikasi Transaksi;Tanggal Indikasi;Sumber;Keyakinan;Hasil Periksa Ulang`, [
    [...who(0), 'judi daring', '2025-11-03', 'PPATK', 'Tinggi', 'Belum'],
    [...who(1), 'judi daring', '2025-11-04', 'Kemensos', '', ''],
    [...who(2), 'judi daring', '2025-11-05', 'PPATK', 'Sedang', 'Diaktifkan kembali'],
  ]);
  write('sdm-kesos', `${WHO};Jabatan SDM Kesos;Tanggal Indikasi;Sumber;Keyakinan`, [
    [...who(3), 'PSM', '2025-07-01', 'Dinsos', 'Tinggi'],
  ]);
  write('blt-dbhcht', `No. Peserta DBHCHT;${WHO};Nominal`, [['1', ...who(4), '600000']]);
  write('lansia-non-potensial', `No. Peserta Lansia;${WHO};Nominal`, [['1', ...who(5), '2000000']]);
  write('pbi-d', `No. Peserta PBI-D;${WHO};Iuran`, [['1', ...who(6), '37800']]);
  // Whose citizenship the export does not tell.
  const people = join(config.registersFolder, 'dukcapil-penduduk.csv');
  const [head, ...lines] = readFileSync(people, 'latin1').trimEnd().split('\n');
  const ended = lines.map((line) => `${line.trimEnd()};WNI`);
  writeFileSync(people, [`${head!.trimEnd()};Kewarganegaraan`, ...ended, ''].join('\r\n'), 'latin1');
  after = await open();
  const nik = (i: number): string => who(i)[0]!;
  const again = new Map(residentsOf(after).map((each) => [textOf(dukcapilOf(after), 'nik', each.row), each]));
  pickedPerson = (i) => again.get(nik(i))!.person;
  pickedHousehold = (i) => again.get(nik(i))!.household;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const found = ({ table }: Opened, id: string) => {
  const columns = new TruthColumns(table);
  const programme = programmes.programmes.find((each) => each.id === id)!;
  return { columns, found: evaluate(rulesOn(programme, DAY), columns) };
};

describe('indications of PPATK and of social workers', () => {
  const shown = (opened: Opened, key: string): Uint8Array => {
    const { found: of, columns } = found(opened, 'pkh');
    return criterionColumns(criteria, of, columns, opened.city.population.households.headRow).find(
      ({ criterion }) => criterion.key === key,
    )!.shows;
  };
  const criterionOf = (key: string) => criteria.criteria.find((each) => each.key === key)!;

  test('without a list nobody can tell, and it is said which list that would be', () => {
    for (const [key, needs] of [
      ['transaksi-keuangan', /Daftar indikasi PPATK/],
      ['sdm-kesos', /Daftar SDM kesos/],
    ] as const) {
      expect(sumOf(shown(before, key), UNKNOWN)).toBe(before.table.householdCount);
      expect(isWithoutList(criterionOf(key), before.table)).toBe(true);
      expect(needsOf(criterionOf(key), programmes.facts).id).toMatch(needs);
    }
  });

  test('with the lists they show for who is on them, and for nobody else; who was cleared is not indicated any more', () => {
    const shows = (key: string): number[] =>
      Array.from(shown(after, key).entries()).flatMap(([h, truth]) => (truth === YES ? [h] : []));
    expect(shows('transaksi-keuangan')).toEqual([0, 1].map(pickedHousehold).sort((a, b) => a - b));
    expect(shows('sdm-kesos')).toEqual([pickedHousehold(3)]);
    expect(shown(after, 'transaksi-keuangan')[pickedHousehold(2)]).toBe(NO);
    expect(isWithoutList(criterionOf('transaksi-keuangan'), after.table)).toBe(false);
  });

  test('each with its day, who says it and how far to trust it, as the list writes them', () => {
    const { found: of, columns } = found(after, 'pkh');
    const finder = new IndicationFinder(criteria, of, columns, programmes.facts);
    const of0 = (i: number, key: string) => finder.of(pickedHousehold(i)).find(({ criterion }) => criterion === key)!;
    expect(of0(0, 'transaksi-keuangan')).toMatchObject({
      kind: 'indikasi',
      register: 'ppatk',
      day: parseIsoDate('2025-11-03'),
      confidence: 'high',
      source: { id: 'PPATK' },
    });
    // The list leaves its own confidence blank: that of the criterion holds.
    expect(of0(1, 'transaksi-keuangan')).toMatchObject({ confidence: 'low', source: { id: 'Kementerian Sosial' } });
    expect(of0(3, 'sdm-kesos')).toMatchObject({ confidence: 'high', source: { id: 'Dinas Sosial' } });
  });

  test('and no rule asks them: who fits is the same', () => {
    for (const { conditions, overlaps } of programmes.programmes.flatMap(({ editions }) => editions))
      expect(JSON.stringify([conditions, overlaps])).not.toMatch(/hasFinancialIndication|isSocialWorker/);
  });
});

describe('programmes whose rules ask for other lists', () => {
  test.each([
    [
      'bltd',
      [
        /register: blt-dbhcht di registers\.yaml.*--empty-lists blt-dbhcht/,
        /register: lansia-non-potensial di registers\.yaml.*--empty-lists lansia-non-potensial/,
      ],
    ],
    ['pbi-jk', [/Kolom Kewarganegaraan/, /register: pbi-d di registers\.yaml.*--empty-lists pbi-d/]],
  ])('%s cannot be told of anybody without them, and says which and how to give them', (id, said) => {
    const { found: of } = found(before, id);
    expect(sumOf(of.fits, YES)).toBe(0);
    expect(sumOf(of.fits, UNKNOWN)).toBeGreaterThan(20);
    expect(sumOf(of.fits, NO)).toBeGreaterThan(20);
    const missing = missingOf(of.rules.programme, { table: before.table, programmes }).map(({ needs }) => needs!.id);
    expect(missing).toHaveLength(said.length);
    said.forEach((text, i) => expect(missing[i]).toMatch(text));
  });

  test.each(['bltd', 'pbi-jk'])('%s is computed with them', (id) => {
    const { found: of } = found(after, id);
    expect(missingOf(of.rules.programme, { table: after.table, programmes })).toEqual([]);
    expect(sumOf(of.fits, YES)).toBeGreaterThan(20);
  });

  test('and who is on another list does not fit for that', () => {
    const bltd = found(after, 'bltd').found;
    const pbi = found(after, 'pbi-jk').found;
    expect([4, 5].map((i) => bltd.overlaps[pickedHousehold(i)])).toEqual([NO, NO]);
    expect(pbi.overlaps[pickedPerson(6)]).toBe(NO);
    expect(sumOf(pbi.overlaps, NO)).toBe(1);
    const received = (program: string): number =>
      after.table.columns.get(familyReceivesFact(program))!.values.reduce((sum, each) => sum + each, 0);
    expect(['blt-dbhcht', 'lansia-non-potensial', 'pbi-d'].map(received)).toEqual([1, 1, 1]);
  });
});
