import { describe, expect, test } from 'vitest';
import { isoDate } from '../kernel/time.ts';
import type { DateOrder, DecimalMark } from './description-shape.ts';
import {
  dateOfSerial,
  isBlankWord,
  KelurahanFinder,
  readAreaNumber,
  readDate,
  readNumber,
  readRtRw,
  readRupiah,
  rtRwOfAddress,
  splitPlaceAndDate,
} from './standardise.ts';
import { KELURAHAN } from './test-files.ts';

/** The date, or the fault in brackets. */
const date = (text: string, order?: DateOrder): string => {
  const { value, fault } = readDate(text, order);
  return fault === '' ? isoDate(value) : `(${fault})`;
};

describe('dates', () => {
  const cases: [text: string, order: DateOrder | undefined, expected: string][] = [
    ['1999-04-03', undefined, '1999-04-03'],
    ['1999/4/3', undefined, '1999-04-03'],
    ['1999-04-03 00:00:00', undefined, '1999-04-03'],
    ['1999-04-03T07:00:00Z', undefined, '1999-04-03'],
    ['03/04/1999', 'dmy', '1999-04-03'],
    ['03/04/1999', 'mdy', '1999-03-04'],
    ['03-04-1999', 'dmy', '1999-04-03'],
    ['3.4.1999', 'dmy', '1999-04-03'],
    ['03/04/1999', undefined, '(ambiguous)'],
    ['03/04/1999', 'ymd', '(ambiguous)'],
    ['25/04/1999', undefined, '1999-04-25'],
    ['04/25/1999', undefined, '1999-04-25'],
    ['04/04/1999', undefined, '1999-04-04'],
    ['04/25/1999', 'dmy', '(date-impossible)'],
    ['31/02/1999', 'dmy', '(date-impossible)'],
    ['29/02/2023', 'dmy', '(date-impossible)'],
    ['29/02/2024', 'dmy', '2024-02-29'],
    ['03/04/99', 'dmy', '(date-short-year)'],
    ['3 April 1999', undefined, '1999-04-03'],
    ['3 Agustus 1999', undefined, '1999-08-03'],
    ['03-Agt-1999', undefined, '1999-08-03'],
    ['17 Nopember 1999', undefined, '1999-11-17'],
    ['17 Brumaire 1999', undefined, '(date-unreadable)'],
    ['19990403', undefined, '1999-04-03'],
    ['25041999', 'dmy', '1999-04-25'],
    ['03041999', undefined, '(ambiguous)'],
    ['36253', undefined, '1999-04-03'],
    ['00/00/0000', 'dmy', '(date-placeholder)'],
    ['0000-00-00', undefined, '(date-placeholder)'],
    ['tidak tahu', undefined, '(date-unreadable)'],
    ['1999', undefined, '(date-unreadable)'],
  ];
  test.each(cases)('%s, order %s', (text, order, expected) => {
    expect(date(text, order)).toBe(expected);
  });

  test('a serial counts from 1900 with its false leap day, or from 1904', () => {
    expect(isoDate(dateOfSerial(36253, false).value)).toBe('1999-04-03');
    expect(isoDate(dateOfSerial(36253.75, false).value)).toBe('1999-04-03');
    expect(isoDate(dateOfSerial(1, false).value)).toBe('1900-01-01');
    expect(isoDate(dateOfSerial(59, false).value)).toBe('1900-02-28');
    expect(dateOfSerial(60, false).fault).toBe('date-impossible');
    expect(isoDate(dateOfSerial(61, false).value)).toBe('1900-03-01');
    expect(isoDate(dateOfSerial(34791, true).value)).toBe('1999-04-03');
    expect(dateOfSerial(0, false).fault).toBe('date-placeholder');
    expect(dateOfSerial(-1, false).fault).toBe('date-unreadable');
  });
});

describe('numbers', () => {
  const cases: [text: string, decimal: DecimalMark | undefined, expected: number | string][] = [
    ['1234', undefined, 1234],
    ['-12', undefined, -12],
    ['1.234', undefined, 'ambiguous'],
    ['1,234', undefined, 'ambiguous'],
    ['1.234', ',', 1234],
    ['1.234', '.', 1.234],
    ['1.234.567', undefined, 1234567],
    ['1.234,5', undefined, 1234.5],
    ['1,234.5', undefined, 1234.5],
    ['45,5', undefined, 45.5],
    ['45,5', '.', 'number-unreadable'],
    ['0.123', undefined, 0.123],
    ['1234.567', undefined, 1234.567],
    ['12.34.567', undefined, 'number-unreadable'],
    ['dua', undefined, 'number-unreadable'],
    ['12 orang', undefined, 'number-unreadable'],
    ['1 234', undefined, 1234],
  ];
  test.each(cases)('%s, decimal mark %s', (text, decimal, expected) => {
    const { value, fault } = readNumber(text, decimal);
    expect(fault === '' ? value : fault).toBe(expected);
  });

  test.each([
    ['Rp1.234.567,00', 1234567],
    ['Rp 600.000,-', 600000],
    ['Rp. 600.000', 600000],
    ['600000', 600000],
  ])('%s is an amount', (text, expected) => {
    expect(readRupiah(text, ',').value).toBe(expected);
  });

  test('an amount such as Rp600.000 stops too while nobody said which mark parts decimals', () => {
    expect(readRupiah('Rp600.000', undefined).fault).toBe('ambiguous');
    expect(readRupiah('Rp', ',').fault).toBe('number-unreadable');
  });
});

describe('places', () => {
  test.each([
    ['003', '3', ''],
    ['3', '3', ''],
    ['RT 03', '3', ''],
    ['RW.007', '7', ''],
    ['000', '', ''],
    ['3.0', '3', ''],
    ['tiga', 'tiga', 'rt-unreadable'],
  ])('RT or RW %s', (text, value, fault) => {
    expect(readAreaNumber(text)).toEqual({ value, fault });
  });

  test.each(['03/05', '003 / 005', 'RT 03 RW 05', 'RT/RW 3/5', '3-5', 'RT. 003/RW. 005'])('RT and RW %s', (text) => {
    expect(readRtRw(text)).toEqual({ value: ['3', '5'], fault: '' });
  });

  test('what is no RT and RW is said', () => {
    expect(readRtRw('gang mawar').fault).toBe('rt-unreadable');
    expect(readRtRw('00/00')).toEqual({ value: ['', ''], fault: '' });
  });

  test.each([
    ['JL. SERAYU NO. 12 RT 03 RW 05', ['3', '5']],
    ['Jl. Serayu 12 RT/RW 003/005', ['3', '5']],
    ['JL. SERAYU RT.12', ['12', '']],
    ['JL. MARTAPURA 3', ['', '']],
  ])('an address tells RT and RW: %s', (text, expected) => {
    expect(rtRwOfAddress(text)).toEqual(expected);
  });

  test.each([
    ['MADIUN, 03-04-1999', ['MADIUN', '03-04-1999']],
    ['MADIUN 3 April 1999', ['MADIUN', '3 April 1999']],
    ['KAB. MADIUN / 1999-04-03', ['KAB. MADIUN', '1999-04-03']],
    ['MADIUN', ['MADIUN', '']],
  ])('place and date of birth: %s', (text, expected) => {
    expect(splitPlaceAndDate(text)).toEqual(expected);
  });

  const finder = new KelurahanFinder(KELURAHAN);
  test.each(['ORO-ORO OMBO', 'Oro oro Ombo', 'Kel. Oro-oro Ombo', '35.77.01.1001', '3577011001', '3577030002'])(
    'kelurahan %s',
    (text) => {
      expect(finder.find(text, '')).toEqual({ value: '35.77.01.1001', fault: '' });
    },
  );

  test('a kelurahan of another city stays as written and is said', () => {
    expect(finder.find('KEPATIHAN', '')).toEqual({ value: 'KEPATIHAN', fault: 'kelurahan-unknown' });
    expect(finder.find('3578011001', '').fault).toBe('kelurahan-unknown');
  });

  test('the kecamatan settles which of two kelurahan of one name is meant', () => {
    const twins = new KelurahanFinder([
      { code: '1', bpsCode: '9', name: 'Taman', kecamatan: 'Utara' },
      { code: '2', bpsCode: '8', name: 'Taman', kecamatan: 'Selatan' },
    ]);
    expect(twins.find('TAMAN', 'KEC. SELATAN').value).toBe('2');
    expect(twins.find('TAMAN', '').fault).toBe('kelurahan-ambiguous');
  });

  test('without a list of kelurahan a name stays as written', () => {
    expect(new KelurahanFinder([]).find('TAMAN', '')).toEqual({ value: 'TAMAN', fault: '' });
  });
});

test.each(['', '-', '--', '.', 'NULL', '#N/A', 'null'])('%j stands for nothing', (text) => {
  expect(isBlankWord(text)).toBe(true);
});

test.each(['NUR', '0', 'N', 'TIDAK'])('%j stands for something', (text) => {
  expect(isBlankWord(text)).toBe(false);
});
