/** Lists that a city may give besides, from the file to what the rules and the criteria see: with them, and without. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { isoDate, parseIsoDate } from '../../kernel/time.ts';
import { smallGeography, smallPopulation } from '../../population/small-city.ts';
import type { Linkage } from '../../linkage/linkage.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import type { RegisterReading } from '../../registers/records.ts';
import { readRegisters } from '../../registers/read.ts';
import { KELURAHAN } from '../../registers/test-files.ts';
import { SILENT } from '../../kernel/progress.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import { loadCriteria } from '../indications/criteria.ts';
import { criterionColumns, IndicationFinder, isWithoutList } from '../indications/find.ts';
import { familyProgrammes, loadProgrammes } from '../programmes/load.ts';
import { rulesOn } from '../programmes/rule-set.ts';
import { buildFacts } from './build.ts';
import { factsFile } from './catalogue.ts';
import { answersOfRegisters, registerAnswers } from './register-values.ts';
import type { FactTable } from './table.ts';

const MODELS = projectPath('models');
const loaded = loadProgrammes(MODELS);
const criteria = loadCriteria(MODELS, loaded);
const codeLists = loadCodeLists(MODELS);
const drawn = smallPopulation(smallGeography({ kecamatan: 1, kelurahan: 2, rw: 2, rt: 2 }), 40, 3, ['pkh']);
const DAY = parseIsoDate('2025-12-31')!;
/** Row i of each list is about the first member of household i. */
const personOf = (row: number): number => drawn.persons.householdRow.indexOf(row);

const who = (row: number): string => `35770141079000${String(row).padStart(2, '0')};ORANG ${'ABCDEFGH'[row]!}`;
const listOf = (head: string, ...rows: string[]): string =>
  [`NIK;Nama;${head}`, ...rows.map((cells, row) => `${who(row)};${cells}`), ''].join('\n');

const FILES: Readonly<Record<string, string>> = {
  'yatim-piatu': listOf(
    'Status Orang Tua;Tanggal Data;Hasil Periksa Ulang',
    'Yatim;2025-06-01;',
    'Orang tua lengkap;2025-06-01;',
    'Piatu;2025-06-01;Tidak terbukti',
  ),
  'kelas-3': listOf('Bersedia Kelas 3;Tanggal Pernyataan', 'Ya;2025-03-01', 'Tidak;2025-03-02'),
  pdam: listOf(
    'Status Pelanggan;Tagihan Terakhir;Tanggal Tagihan',
    'Aktif;Rp150.000;2025-12-01',
    'Aktif;Rp150.001;2025-12-01',
    'Putus;Rp0;2025-12-01',
  ),
  kunjungan: listOf(
    'Hasil Kunjungan;Tanggal Kunjungan;Petugas',
    'Alamat tidak ditemukan;2025-10-01;Sari',
    'Individu tidak ditemukan;2025-10-02;Sari',
    'Mampu;2025-10-03;Sari',
    'Tidak mampu;2025-10-04;Sari',
    'Pindah;2025-10-05;Sari',
    'Meninggal;2025-10-06;Sari',
    'Belum dapat dinilai;2025-10-07;Sari',
  ),
  mundur: listOf(
    'Pernyataan;Tanggal Pernyataan',
    'Mengundurkan diri;2025-02-01',
    'Menolak;2025-02-02',
    'Ditarik kembali;2025-02-03',
  ),
  gtk: listOf('Sertifikasi;Tanggal Data', 'Sudah;2025-07-01', 'Belum;2025-07-01'),
  ahu: listOf(
    'Jabatan di Perusahaan;Tanggal Data;Hasil Periksa Ulang',
    'Direktur;2025-05-01;Terbukti',
    'Komisaris;2025-05-01;Tidak terbukti',
  ),
  'bpjs-tk': listOf('Upah Sebulan;Tanggal Laporan', 'Rp2.422.106;2025-11-30', 'Rp2.422.105;2025-11-30'),
  'gaji-pemerintah': listOf('Instansi Pembayar;Tanggal Gaji', 'Dinas Pendidikan;2025-12-01'),
  perangkat: listOf('Nomor SK;Tanggal SK;Jabatan', '141/12/2024;2024-03-01;Kaur'),
};

/** The facts of a city that was given some lists, each row linked to who it is about. */
function tableWith(readings: readonly RegisterReading[], ids: readonly string[]): FactTable {
  const registers = readings
    .flatMap(({ registers: read }) => read)
    .filter(({ registerId }) => ids.includes(registerId));
  const knownTo = new Uint32Array(drawn.persons.count);
  const links = registers.map(({ count }, bit) => {
    const person = Int32Array.from({ length: count }, (_, row) => personOf(row));
    for (const each of person) knownTo[each]! |= 1 << bit;
    return { person, weightBits: new Float32Array(count).fill(20) };
  });
  const population = {
    ...drawn,
    registers: registers.map(({ registerId }) => registerId),
    persons: { ...drawn.persons, knownTo },
  };
  const answers = answersOfRegisters(loaded.facts, population, {
    registers,
    linkage: { links, review: { count: 0 } } as unknown as Linkage,
    codeLists,
    residentOfPerson: Int32Array.from({ length: knownTo.length }, (_, p) => p),
    householdOfPerson: Int32Array.from(drawn.persons.householdRow),
  });
  const path = factsFile(MODELS);
  return buildFacts({
    catalogue: loaded.facts,
    path,
    population,
    registers: registerAnswers(answers, path, population.registers),
    programmes: loaded.programmes.map(({ id }) => id),
    familyProgrammes: familyProgrammes(loaded),
    recipients: [],
  });
}

const folder = mkdtempSync(join(tmpdir(), 'kembaran-given-'));
afterAll(() => rmSync(folder, { recursive: true }));
let readings: RegisterReading[];
let without: FactTable;
let table: FactTable;
beforeAll(async () => {
  const declared = Object.keys(FILES).map((id) => `  - { file: ${id}.csv, register: ${id}, dates: ymd, decimal: ',' }`);
  for (const [id, text] of Object.entries(FILES)) writeFileSync(join(folder, `${id}.csv`), text);
  writeFileSync(join(folder, 'registers.yaml'), ['asOf: 2025-12-31', 'files:', ...declared, ''].join('\n'));
  const reading = await readRegisters({ folder, models: MODELS, progress: SILENT, kelurahan: KELURAHAN });
  expect(reading.findings).toEqual([]);
  readings = [reading];
  without = tableWith(readings, []);
  table = tableWith(readings, Object.keys(FILES));
});

/** Values of the rows that a list has, and of one more; NaN where nobody knows. */
const told = (of: FactTable, fact: string, rows: number): number[] => {
  const { level, values } = of.columns.get(fact)!;
  return Array.from({ length: rows + 1 }, (_, row) => values[level === 'person' ? personOf(row) : row]!);
};

test.each<[string, number[], string]>([
  ['isOrphan', [1, 0, 0, 0], 'yatim-piatu'],
  ['acceptsClass3', [1, 0, NaN], 'kelas-3'],
  ['pdamBillRupiah', [150_000, 150_001, 0, NaN], 'pdam'],
  ['isPdamCustomer', [1, 1, 0, NaN], 'pdam'],
  ['isAddressNotFound', [1, 0, 0, 0, 0, 0, NaN, NaN], 'kunjungan'],
  ['isAbleByVisit', [NaN, NaN, 1, 0, NaN, NaN, NaN, NaN], 'kunjungan'],
  ['isNotFound', [NaN, 1, NaN, NaN, NaN, NaN, NaN, NaN], 'kunjungan'],
  ['hasMoved', [NaN, NaN, NaN, NaN, 1, NaN, NaN, NaN], 'kunjungan'],
  ['hasDeathReport', [NaN, NaN, NaN, NaN, NaN, 1, NaN, NaN], 'kunjungan'],
  ['hasDeclined', [1, 1, 0, 0], 'mundur'],
  ['isCertifiedTeacher', [1, 0, 0], 'gtk'],
  ['isCompanyOfficer', [1, 0, 0], 'ahu'],
  ['wageRupiahPerMonth', [2_422_106, 2_422_105, 0], 'bpjs-tk'],
  ['isPaidByState', [1, 0], 'gaji-pemerintah'],
  ['isVillageOfficial', [1, 0], 'perangkat'],
])('%s is told by its list, and by nothing without it', (fact, values, register) => {
  expect(told(table, fact, values.length - 1)).toEqual(values);
  expect(told(without, fact, values.length - 1)).toEqual(values.map(() => NaN));
  const column = table.columns.get(fact)!;
  const first = values.findIndex((value) => value === value);
  const row = column.level === 'person' ? personOf(first) : first;
  expect(column.origins[column.origin[row]!]!.register).toBe(register);
});

describe('criteria of the decree', () => {
  const bltd = loaded.programmes.find(({ id }) => id === 'bltd')!;
  const shows = (of: FactTable, key: string): Uint8Array => {
    const columns = new TruthColumns(of);
    const named = Uint32Array.from({ length: of.householdCount }, (_, h) => of.members[of.memberStart[h]!]!);
    const found = evaluate(rulesOn(bltd, DAY), columns);
    return criterionColumns(criteria, found, columns, named).find(({ criterion }) => criterion.key === key)!.shows;
  };

  test.each<[string, number[], string, string]>([
    ['alamat-tidak-ditemukan', [0], 'kunjungan', '2025-10-01'],
    ['tidak-ditemukan', [1], 'kunjungan', '2025-10-02'],
    ['mampu', [2], 'kunjungan', '2025-10-03'],
    ['pindah', [4], 'kunjungan', '2025-10-05'],
    ['meninggal', [5], 'kunjungan', '2025-10-06'],
    ['menolak', [0, 1], 'mundur', '2025-02-01'],
    ['guru-tersertifikasi', [0], 'gtk', '2025-07-01'],
    ['pengurus-perusahaan', [0], 'ahu', '2025-05-01'],
    ['upah-di-atas-umk', [0], 'bpjs-tk', '2025-11-30'],
    ['penghasilan-apbn-apbd', [0], 'gaji-pemerintah', '2025-12-01'],
    ['perangkat-desa', [0], 'perangkat', '2024-03-01'],
  ])('%s shows with its list, with the day of the row; without it there is none', (key, households, register, day) => {
    const found = [...shows(table, key).entries()].flatMap(([h, truth]) => (truth === YES ? [h] : []));
    expect(found).toEqual(expect.arrayContaining(households));
    expect(found.filter((h) => h < 8 && !households.includes(h))).toEqual([]);
    const columns = new TruthColumns(table);
    const finder = new IndicationFinder(criteria, evaluate(rulesOn(bltd, DAY), columns), columns, loaded.facts);
    const seen = finder.of(households[0]!, 0).find(({ criterion }) => criterion === key)!;
    expect([seen.register, seen.day === undefined ? '' : isoDate(seen.day)]).toEqual([register, day]);
    const criterion = criteria.criteria.find((each) => each.key === key)!;
    expect(isWithoutList(criterion, table)).toBe(false);
    if (key !== 'perangkat-desa') expect(isWithoutList(criterion, without)).toBe(true);
    else expect(shows(without, key)[7]).not.toBe(YES);
  });
});

describe('programmes that no family could fit', () => {
  const fits = (of: FactTable, id: string, facts: Readonly<Record<string, number>>): number[] => {
    const columns = new Map(of.columns);
    for (const [key, value] of Object.entries(facts)) {
      const column = of.columns.get(key)!;
      const values = Float64Array.from(column.values, () => value);
      columns.set(key, {
        ...column,
        values,
        codes: new Uint8Array(values.length).fill(1),
        distinct: Float64Array.of(NaN, value),
      });
    }
    const found = evaluate(
      rulesOn(
        loaded.programmes.find((each) => each.id === id)!,
        DAY,
      ),
      new TruthColumns({ ...of, columns }),
    );
    return [0, 1, 2, 3].map((row) => found.fits[found.level === 'person' ? personOf(row) : row]!);
  };

  test.each<[string, Readonly<Record<string, number>>, number[]]>([
    ['atensi-yapi', { ageYears: 10, desil: 2 }, [YES, NO, NO, NO]],
    ['pbi-d', { isRegistered: 1, isInsuredOtherwise: 0, 'receives/pbi-jk': 0 }, [YES, NO, UNKNOWN, UNKNOWN]],
    ['bansos-air-bersih', { isInDtsen: 1 }, [YES, NO, NO, UNKNOWN]],
  ])('%s fits who is on the list', (id, facts, expected) => {
    expect(fits(table, id, facts)).toEqual(expected);
    expect(fits(without, id, facts)).not.toContain(YES);
  });
});
