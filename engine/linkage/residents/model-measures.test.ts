/** What the comparisons and keys of the model of residents say of pairs: measures and spellings as the city uses them. */
import { describe, expect, test } from 'vitest';
import { partReader } from '../core/blocking/key-parts.ts';
import { keysOfRule, keysToMake, keyName, makePartKeys } from '../core/blocking/key-columns.ts';
import { MOST_KEYS } from '../core/blocking/key-parts.ts';
import { measureOf } from '../core/test-table.ts';
import { foldHashes } from '../core/values/features.ts';
import { makeResidentTable } from './resident-table.ts';
import { residentModel } from './test-model.ts';
import { toRegisters, type TestRow } from './test-registers.ts';

const tableOf = (rows: readonly TestRow[]) =>
  makeResidentTable(toRegisters([{ id: 'pupils', role: 'pupils', rows }]).registers, residentModel).table;

/** Level, by name, at which two rows agree in one comparison of the model; '' where it is not told. */
function levelOf(comparison: string, left: TestRow, right: TestRow): string {
  const spec = residentModel.link.comparisons.find(({ name }) => name === comparison)!;
  const measure = measureOf(tableOf([left, right]), spec);
  const level = measure.level(0, 1);
  expect(measure.level(1, 0)).toBe(level);
  return level === 0 ? '' : spec.levels[level - 1]!.name;
}

describe('names', () => {
  test.each([
    ['SITI AMINAH', 'SITI AMINAH', 'same'],
    ['SITI AMINAH', 'Hj. Siti Aminah, S.Pd', 'same'],
    ['MOH. YUSUF', 'MUHAMMAD JUSUF', 'spelled'],
    ['SOEHARTO', 'SUHARTO', 'spelled'],
    ['NUR HAYATI', 'NURHAYATI', 'spelled'],
    ['SITI AMINAH', 'AMINAH SITI', 'spelled'],
    ['BAMBANG SUPRIYANTO', 'BAMBNAG SUPRIYANTO', 'spelled'],
    ['BAMBANG SUPRIYANTO', 'BAMBANG S', 'initials'],
    ['LUTFI YULIANTO', 'LUTFI Y.', 'initials'],
    ['MUH LUTFI', 'MUHLUTFI', 'spelled'],
    ['M. RIDWAN KAMIL', 'MUHAMMAD RIDWAN KAMIL', 'initials'],
    ['MOHAMMAD ROZIKIN', 'MOHAMMADROZIKIN', 'spelled'],
    ['ANTONIUS SLAMET', 'ANTONIUSSLAMET', 'spelled'],
    ['SETIAWAN', 'SET IAWAN', 'spelled'],
    ['IMAM', 'INAM', 'spelled'],
    ['SITI AMINAH', 'SITI', 'part'],
    ['SITI AMINAH RAHAYU', 'SITI RAHAYU', 'part'],
    ['SITI AMINAH', 'SITI RAHAYU', 'some'],
    ['SUGENG', 'SLAMET', 'different'],
    ['SITI AMINAH', 'BUDI SANTOSO', 'different'],
    ['A. B.', 'ADI BUDI', 'different'],
    ['SITI', '', ''],
    ['-', 'SITI', ''],
  ])('%s and %s: %s', (left, right, level) => {
    expect(levelOf('name', { fullName: left }, { fullName: right })).toBe(level);
  });

  test('short names a letter apart are no one name: alike at most, as those of brothers and sisters are', () => {
    for (const [left, right] of [
      ['ANI', 'ANA'],
      ['BUDI', 'RUDI'],
    ]) {
      expect(['different', 'some']).toContain(levelOf('name', { fullName: left! }, { fullName: right! }));
    }
  });

  test('a name of a hundred words is compared without harm', () => {
    const long = Array.from({ length: 100 }, (_, i) => `KATA${String.fromCharCode(65 + (i % 26)).repeat(3)}`).join(' ');
    expect(levelOf('name', { fullName: long }, { fullName: 'SITI' })).toBe('different');
  });
});

describe('spellings of one word fold to one', () => {
  const foldOf = (...words: string[]): number[] => {
    const { values, book } = tableOf(words.map((fullName) => ({ fullName }))).fields.get('fullName')!;
    return [...values].map((value) => foldHashes(book)[value]!);
  };

  test.each([
    ['MUHAMMAD', 'MUHAMAD', 'MOHAMMAD', 'MOCHAMAD', 'MOH', 'MOCH', 'MUH'],
    ['AHMAD', 'ACHMAD', 'AKHMAD'],
    ['SUPRIYANTO', 'SOEPRIYANTO', 'SUPRIANTO', 'SUPPRIYANTO'],
    ['SUHARJO', 'SOEHARDJO'],
    ['CAHYO', 'TJAHYO'],
    ['SRI', 'SRIE'],
    ['WIDYA', 'WIDIA', 'WIDHIA'],
    ['SAIFUL', 'SYAIFUL', 'SHAIFUL'],
    ['KHOIRUL', 'CHOIRUL'],
    ['CANDRA', 'CHANDRA', 'TJANDRA'],
    ['RIZKI', 'RISKY', 'RIZQI'],
    ['NOVITA', 'NOFITA'],
    ['AISYAH', 'AISAH', 'AISYA'],
    ['FATIMAH', 'FATIMA'],
    ['NUR', 'NOER', 'NOOR'],
    ['YUSUF', 'JUSUF', 'YUSUP'],
  ])('%s', (...words) => {
    expect(new Set(foldOf(...words)).size).toBe(1);
  });

  test('different words stay different', () => {
    const words = ['SITI', 'SARI', 'BUDI', 'RUDI', 'HASAN', 'HUSEN', 'DEWI', 'DEWA', 'ANI', 'ANA', 'MUHAMMAD', 'AHMAD'];
    expect(new Set(foldOf(...words)).size).toBe(words.length);
  });
});

describe('numbers of identity', () => {
  test.each([
    ['3577015203800001', '3577015203800001', 'same'],
    ["'3577 0152 0380 0001", '3577015203800001', 'same'],
    ['3577015203800001', '3577015203810001', 'slip'],
    ['3577015203800001', '3577012503800001', 'transposed'],
    ['357701520380001', '3577015203800001', 'slip'],
    ['3577015203800001', '3577015203800002', 'serial'],
    ['3577015203800001', '3577015203800021', 'serial'],
    ['3577015203800001', '3577011203800001', 'sex'],
    ['3577015203800001', '3577012203800001', 'slip'],
    ['3577015203800000', '3577015203800001', 'rounded'],
    ['3577015203800010', '3577015203800021', 'serial'],
    ['3577015203800001', '3519081101990004', 'different'],
    ['1111111111111111', '1111111111111111', ''],
    ['3,57701E+15', '3577015203800001', ''],
    ['-', '3577015203800001', ''],
  ])('NIK %#: %s and %s', (left, right, level) => {
    expect(levelOf('nik', { nik: left }, { nik: right })).toBe(level);
  });

  test.each([
    ['3577011203200001', '3577011203200001', 'same'],
    ['3577011203200001', '3577011203200002', 'slip'],
    ['3577011203200001', '3577011203200031', 'slip'],
    ['3577011203200001', '3577011504210007', 'different'],
  ])('No. KK %#: %s and %s', (left, right, level) => {
    expect(levelOf('kk', { kkNumber: left }, { kkNumber: right })).toBe(level);
  });
});

test('KAB. MADIUN and Kota Madiun are one birth place to linkage', () => {
  const level = (left: string, right: string): string => levelOf('place', { birthPlace: left }, { birthPlace: right });
  expect(level('KAB. MADIUN', 'Kota Madiun')).toBe('same');
  expect(level('PONOROGO', 'PONOROGOO')).toBe('close');
  expect(level('PONOROGO', 'NGAWI')).toBe('different');
});

test('the address as another office writes it is the same address', () => {
  const home = { address: 'JL. SERAYU NO. 12', rt: '3', rw: '5', kelurahan: '35.77.01.1001' };
  expect(levelOf('area', home, { ...home, address: 'Jalan Serayu 12 RT 03/RW 05' })).toBe('address');
});

describe('keys of the rules', () => {
  /** Keys of a row in the rule of that name. */
  function keysOf(ruleName: string, row: TestRow): number[] {
    const table = tableOf([row]);
    const rule = residentModel.link.rules.find(({ name }) => name === ruleName)!;
    const book = new Map(keysToMake([rule]).map((key) => [keyName(key), makePartKeys(table, key)]));
    const out = new Uint32Array(MOST_KEYS);
    const count = keysOfRule(rule, book)(0, out);
    return [...out.slice(0, count)];
  }
  const shares = (rule: string, a: TestRow, b: TestRow): boolean =>
    keysOf(rule, a).some((key) => keysOf(rule, b).includes(key));
  const siti = { fullName: 'SITI AMINAH', bornOn: '1980-03-12' };

  test('do not depend on what else was read', () => {
    expect(keysOf('birth-and-name', siti)).toEqual(keysOf('birth-and-name', { ...siti, address: 'JL. X' }));
  });

  test('birth is the same with day and month swapped, and comes from the NIK where the date is blank', () => {
    expect(shares('birth-and-name', siti, { ...siti, bornOn: '1980-12-03' })).toBe(true);
    expect(shares('birth-and-name', siti, { fullName: 'SITI AMINAH', nik: '3577015203800001' })).toBe(true);
    expect(shares('birth-and-name', siti, { ...siti, bornOn: '1980-03-13' })).toBe(false);
  });

  test('a word with a slip in a vowel, or in another place of the name, is still a key', () => {
    const bambang = { fullName: 'BAMBANG SUPRIYANTO', bornOn: '1980-03-12' };
    expect(shares('birth-and-name', bambang, { ...bambang, fullName: 'SUPRAYANTO B' })).toBe(true);
  });

  test('another order of words, and another spelling, is the same set of words', () => {
    const home = { kelurahan: '35.77.01.1001' };
    const ali = { ...home, fullName: 'ALI MUHAMMAD' };
    expect(shares('name-and-kelurahan', ali, { ...home, fullName: 'H. MOH. ALI, S.Pd' })).toBe(true);
    expect(shares('name', { fullName: 'NUR HAYATI' }, { fullName: 'NURHAYATI' })).toBe(true);
    expect(shares('name', ali, { fullName: 'MUHAMMAD ALI' })).toBe(false);
  });

  test('a row that lacks one of the keys takes no part', () => {
    expect(keysOf('birth-and-name', { fullName: 'SITI' })).toEqual([]);
    expect(keysOf('rt-and-name', { fullName: 'SITI', rt: '1', kelurahan: 'X' })).toEqual([]);
    expect(keysOf('nik', { nik: '0000000000000000' })).toEqual([]);
  });

  test('every part that the rules name is one', () => {
    const { book } = tableOf([siti]).fields.get('fullName')!;
    for (const { keys } of residentModel.link.rules)
      for (const { part } of keys) expect(() => partReader(book, part)).not.toThrow();
  });
});
