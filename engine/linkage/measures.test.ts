import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthLevel } from './birth-measure.ts';
import { prepareRecords } from './comparable.ts';
import { measureOf } from './measures.ts';
import { MEASURE_LEVELS, type ComparisonModel } from './model.ts';
import { NumberBookMaker, placeOfOneSlip } from './number-book.ts';
import { damerauLevenshtein } from './string-measures.ts';
import { residentModel } from './test-model.ts';
import { toRegisters, type TestRow } from './test-registers.ts';

/** Level, by name, at which two rows agree in one comparison of the model; '' where it is not told. */
function levelOf(comparison: string, left: TestRow, right: TestRow, others: readonly TestRow[] = []): string {
  const { level, names } = prepared(comparison, [left, right, ...others]);
  expect(level(1, 0)).toBe(level(0, 1));
  return names[level(0, 1)]!;
}

function prepared(comparison: string, rows: readonly TestRow[]) {
  const { registers } = toRegisters([{ id: 'dukcapil', role: 'population', rows }]);
  const records = prepareRecords(registers, residentModel);
  const model = residentModel.comparisons.find(({ name }) => name === comparison) as ComparisonModel;
  const measure = measureOf(model)(
    records,
    Uint32Array.from(rows, (_, i) => i),
  );
  const level = (l: number, r: number): number => measure.level(l, r);
  return { measure, level, names: ['', ...MEASURE_LEVELS[model.measure]] };
}

describe('names', () => {
  test.each([
    ['SITI AMINAH', 'SITI AMINAH', 'same'],
    ['SITI AMINAH', 'Hj. Siti Aminah, S.Pd', 'same'],
    ['MOH. YUSUF', 'MUHAMMAD JUSUF', 'same'],
    ['SOEHARTO', 'SUHARTO', 'same'],
    ['NUR HAYATI', 'NURHAYATI', 'same'],
    ['SITI AMINAH', 'AMINAH SITI', 'spelled'],
    ['BAMBANG SUPRIYANTO', 'BAMBNAG SUPRIYANTO', 'spelled'],
    ['BAMBANG SUPRIYANTO', 'BAMBANG S', 'spelled'],
    ['LUTFI YULIANTO', 'LUTFI Y.', 'spelled'],
    ['MUH LUTFI', 'MUHLUTFI', 'spelled'],
    ['M. RIDWAN KAMIL', 'MUHAMMAD RIDWAN KAMIL', 'spelled'],
    ['MOHAMMAD ROZIKIN', 'MOHAMMADROZIKIN', 'spelled'],
    ['ANTONIUS SLAMET', 'ANTONIUSSLAMET', 'same'],
    ['SETIAWAN', 'SET IAAWN', 'spelled'],
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

  test('short names a letter apart are different names', () => {
    expect(levelOf('name', { fullName: 'ANI' }, { fullName: 'ANA' })).toBe('different');
    expect(levelOf('name', { fullName: 'BUDI' }, { fullName: 'RUDI' })).toBe('different');
  });

  test('a rare name is worth more than a common one', () => {
    const rows = [...Array<string>(7).fill('SITI'), 'WURYANINGSIH'].map((fullName) => ({ fullName }));
    const { measure } = prepared('name', rows);
    measure.level(0, 1);
    const common = measure.rarityBits;
    measure.level(7, 7);
    expect(measure.rarityBits).toBeCloseTo(3, 5);
    expect(common).toBeCloseTo(Math.log2(8 / 7), 5);
  });

  test('words shared make a name no rarer than one resident', () => {
    const rows = [
      { fullName: 'WURYANINGSIH PRABANDARI' },
      { fullName: 'PRABANDARI WURYANINGSIH' },
      { fullName: 'SITI' },
      { fullName: 'BUDI' },
    ];
    const { measure } = prepared('name', rows);
    measure.level(0, 1);
    expect(measure.rarityBits).toBeLessThanOrEqual(2);
  });

  test('a name of a hundred words is compared without harm', () => {
    const long = Array.from({ length: 100 }, (_, i) => `KATA${String.fromCharCode(65 + (i % 26)).repeat(3)}`).join(' ');
    expect(levelOf('name', { fullName: long }, { fullName: 'SITI' })).toBe('different');
  });
});

describe('birth dates', () => {
  const level = (left: number, right: number): string =>
    ['', ...MEASURE_LEVELS['birth-date']][birthLevel(left, right)]!;

  test.each([
    [19800312, 19800312, 'same'],
    [19800312, 19801203, 'swapped'],
    [19800312, 19800313, 'one-slip'],
    [19800312, 19700312, 'one-slip'],
    [19800312, 19080312, 'one-slip'],
    [19800312, 19800321, 'one-slip'],
    [19800319, 19800320, 'month'],
    [19800312, 19800301, 'month'],
    [19800312, 19801125, 'year'],
    [19790312, 19800312, 'day'],
    [19800312, 19811125, 'different'],
    [19991231, 20000101, 'different'],
  ])('%i and %i: %s', (left, right, expected) => {
    expect(level(left, right)).toBe(expected);
    expect(level(right, left)).toBe(expected);
  });

  test('one slip is one slip of the written date, and nothing else is', () => {
    const date = fc.tuple(
      fc.integer({ min: 1900, max: 2025 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    );
    const written = ([year, month, day]: [number, number, number]): number => year * 10000 + month * 100 + day;
    fc.assert(
      fc.property(date, fc.nat(7), fc.nat(9), (parts, place, digit) => {
        const right = written(parts);
        const digits = [...String(right)];
        digits[place] = String(digit);
        const wrong = Number(digits.join(''));
        if (String(wrong).length === 8 && wrong !== right)
          expect(['one-slip', 'swapped']).toContain(level(right, wrong));
      }),
    );
    fc.assert(
      fc.property(date, date, (a, b) => {
        const [left, right] = [written(a), written(b)];
        const isNear = damerauLevenshtein(String(left), String(right)) <= 1;
        if (level(left, right) === 'one-slip') expect(isNear).toBe(true);
        if (['month', 'day', 'year', 'different'].includes(level(left, right)))
          expect(isHammingOrSwap(left, right)).toBe(false);
      }),
    );
  });

  test('the birth part of a NIK stands in for a blank date, unless the NIK itself agrees', () => {
    const resident = { nik: '3577015203800001', bornOn: '1980-03-12' };
    expect(levelOf('birth', { nik: '3519085203800777' }, resident)).toBe('same');
    expect(levelOf('birth', { nik: '3577015203800002' }, resident)).toBe('same');
    expect(levelOf('birth', { nik: '3577015203800001' }, resident)).toBe('');
    expect(levelOf('birth', { nik: '3577015203810001' }, resident)).toBe('');
    expect(levelOf('birth', { nik: '3577010101990001' }, resident)).toBe('');
    expect(levelOf('birth', {}, resident)).toBe('');
  });
});

function isHammingOrSwap(left: number, right: number): boolean {
  const [l, r] = [[...String(left)], [...String(right)]];
  const places = l.flatMap((digit, i) => (digit === r[i] ? [] : [i]));
  if (places.length === 1) return true;
  const [a, b] = places;
  return places.length === 2 && b === a! + 1 && l[a!] === r[b] && l[b] === r[a!];
}

describe('numbers of identity', () => {
  test.each([
    ['3577015203800001', '3577015203800001', 'same'],
    ["'3577 0152 0380 0001", '3577015203800001', 'same'],
    ['3577015203800001', '3577015203810001', 'one-slip'],
    ['3577015203800001', '3577012503800001', 'one-slip'],
    ['357701520380001', '3577015203800001', 'one-slip'],
    ['3577015203800001', '3577015203800002', 'serial'],
    ['3577015203800001', '3577015203800310', 'serial'],
    ['3577015203800001', '3577011203800001', 'serial'],
    ['3577015203800001', '3577012203800001', 'one-slip'],
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
    ['3577011203200001', '3577011203200002', 'one-slip'],
    ['3577011203200001', '3577011203200031', 'one-slip'],
    ['3577011203200001', '3577011504210007', 'different'],
  ])('No. KK %#: %s and %s', (left, right, level) => {
    expect(levelOf('kk', { kkNumber: left }, { kkNumber: right })).toBe(level);
  });

  test('one slip between numbers is one slip of the keyboard', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'01234'), minLength: 16, maxLength: 16 });
    const maker = (texts: string[]) => {
      const book = new NumberBookMaker();
      const numbers = texts.map((text) => book.number(text));
      return { book: book.done(), numbers };
    };
    fc.assert(
      fc.property(digits, fc.nat(15), fc.nat(15), fc.nat(2), (text, at, other, kind) => {
        const slipped = [
          text.slice(0, at) + '7' + text.slice(at + 1),
          text.slice(0, at) + text.slice(at + 1),
          text.slice(0, other) + '8' + text.slice(other + 1),
        ][kind]!;
        const { book, numbers } = maker([text, slipped]);
        if (numbers[0] === 0 || numbers[1] === 0 || text === slipped) return;
        expect(placeOfOneSlip(book, numbers[0]!, numbers[1]!)).toBeGreaterThanOrEqual(0);
        expect(placeOfOneSlip(book, numbers[1]!, numbers[0]!)).toBe(placeOfOneSlip(book, numbers[0]!, numbers[1]!));
      }),
    );
    fc.assert(
      fc.property(digits, digits, (left, right) => {
        const { book, numbers } = maker([left, right]);
        if (numbers[0] === 0 || numbers[1] === 0) return;
        const isOneSlip = left !== right && damerauLevenshtein(left, right) === 1;
        expect(placeOfOneSlip(book, numbers[0]!, numbers[1]!) >= 0).toBe(isOneSlip);
      }),
    );
  });
});

describe('where somebody lives', () => {
  const home = { address: 'JL. SERAYU NO. 12', rt: '3', rw: '5', kelurahan: '35.77.01.1001' };
  test.each([
    ['the address as another office writes it', { ...home, address: 'Jalan Serayu 12 RT 03/RW 05' }, 'address'],
    ['the RT', { ...home, address: 'JL. MERAK 1' }, 'rt'],
    ['the RW', { ...home, address: 'JL. MERAK 1', rt: '4' }, 'rw'],
    ['the kelurahan, and nothing finer told', { kelurahan: home.kelurahan }, 'kelurahan'],
    ['another RW of the kelurahan', { ...home, address: '', rw: '6' }, 'elsewhere'],
    ['another kelurahan, with a street of the same name', { ...home, kelurahan: '35.77.02.1001' }, 'different'],
    ['the address, no kelurahan told', { address: 'SERAYU 12' }, 'address'],
    ['another address, no kelurahan told', { address: 'MERAK 1' }, ''],
    ['nothing told', {}, ''],
  ])('%s', (_, other, level) => {
    expect(levelOf('area', home, other)).toBe(level);
  });

  test('KAB. MADIUN and Kota Madiun are one birth place to linkage', () => {
    expect(levelOf('place', { birthPlace: 'KAB. MADIUN' }, { birthPlace: 'Kota Madiun' })).toBe('same');
    expect(levelOf('place', { birthPlace: 'PONOROGO' }, { birthPlace: 'PONOROGOO' })).toBe('spelled');
    expect(levelOf('place', { birthPlace: 'PONOROGO' }, { birthPlace: 'NGAWI' })).toBe('different');
  });
});

test('a row of families agrees with a head of a family, and less with other members', () => {
  const { registers } = toRegisters([
    { id: 'dukcapil', role: 'population', rows: [{ shdk: 1 }, { shdk: 4 }] },
    { id: 'families', role: 'families', rows: [{}] },
    { id: 'pupils', role: 'pupils', rows: [{}] },
  ]);
  const records = prepareRecords(registers, residentModel);
  const head = measureOf(residentModel.comparisons.find(({ name }) => name === 'head')!)(records, Uint32Array.of(0, 1));
  const level = (l: number, r: number): string => ['', ...MEASURE_LEVELS['family-head']][head.level(l, r)]!;
  expect([level(2, 0), level(2, 1), level(0, 2), level(3, 0), level(0, 1), level(2, 3)]).toEqual([
    'head',
    'other',
    'head',
    '',
    '',
    '',
  ]);
});
