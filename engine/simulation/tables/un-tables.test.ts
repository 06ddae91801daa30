import { describe, expect, test } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { inventedTables, writtenTables, type TableTexts } from './test-tables.ts';
import { readUnTables } from './un-tables.ts';

function faultOf(texts: TableTexts): TwinError['text'] {
  try {
    const tables = readUnTables(writtenTables(texts));
    tables.population(2010);
    tables.period(2010);
    tables.period(2015);
  } catch (error) {
    if (error instanceof TwinError) return error.text;
    throw error;
  }
  throw new Error('nothing was wrong');
}

const without = (text: string, line: RegExp): string =>
  text
    .split('\n')
    .filter((each) => !line.test(each))
    .join('\n');

describe('tables that are wrong are refused with file, row, column, what was expected and what to do', () => {
  const good = inventedTables();
  const cases: [name: string, change: Partial<TableTexts>, code: string, where: object, expected: RegExp][] = [
    [
      'a period is missing',
      { mortality: without(good.mortality, /^2015-2020/) },
      'row-missing',
      { file: 'mortality.csv', column: 'mx' },
      /one row for period 2015-2020, sex M, age_start 0/,
    ],
    [
      'an age group is missing',
      { base: without(good.base, /,F,45-49,/) },
      'row-missing',
      { file: 'base.csv', column: 'pop_thousand' },
      /year 2010, sex F, age 45-49/,
    ],
    [
      'a sex is unknown',
      { base: good.base.replace('2010,M,5-9', '2010,X,5-9') },
      'sex-unknown',
      { file: 'base.csv', row: 3, column: 'sex' },
      /M or F/,
    ],
    [
      'a number is negative',
      { base: good.base.replace('2010,M,0-4,210', '2010,M,0-4,-210') },
      'number-out-of-range',
      { file: 'base.csv', row: 2, column: 'pop_thousand' },
      /from 0/,
    ],
    [
      'a number is a word',
      { rates: good.rates.replace('1.05', 'about 1') },
      'number-unreadable',
      { file: 'rates.csv', row: 2, column: 'sex_ratio_at_birth' },
      /decimal point/,
    ],
    [
      'a decimal comma is no point',
      { rates: good.rates.replace('1.05', '"1,05"') },
      'number-unreadable',
      { file: 'rates.csv', row: 2, column: 'sex_ratio_at_birth' },
      /decimal point/,
    ],
    [
      'a column has another name',
      { fertility: good.fertility.replace('pasfr_percent', 'share') },
      'heading-missing',
      { file: 'fertility.csv', row: 1, column: 'pasfr_percent' },
      /the file has: period, age, tfr, share/,
    ],
    [
      'a row stands twice',
      { base: good.base + '2010,M,0-4,210\n' },
      'row-doubled',
      { file: 'base.csv', row: 44 },
      /^$/,
    ],
    [
      'the shares are not whole',
      { fertility: good.fertility.replace('2010-2015,20-24,2.4,26', '2010-2015,20-24,2.4,16') },
      'shares-not-whole',
      { file: 'fertility.csv', column: 'pasfr_percent' },
      /100 %/,
    ],
    [
      'the total differs within a period',
      { fertility: good.fertility.replace('2010-2015,20-24,2.4', '2010-2015,20-24,2.3') },
      'totals-differ',
      { file: 'fertility.csv', row: 3, column: 'tfr' },
      /2.4/,
    ],
    [
      'a row is short',
      { rates: good.rates.replace('2.4,70,74', '2.4,70') },
      'cells-uneven',
      { file: 'rates.csv', row: 2 },
      /^$/,
    ],
    ['there are no rows', { rates: good.rates.split('\n')[0]! + '\n' }, 'table-empty', { file: 'rates.csv' }, /^$/],
  ];
  test.each(cases)('%s', (_, change, code, where, expected) => {
    const fault = faultOf({ ...good, ...change });
    expect(fault.code).toBe(code);
    expect(fault.where).toEqual(where);
    expect(fault.expected ?? '').toMatch(expected);
    expect(fault.todo).not.toBe('');
  });

  test('a file that is not there is named', () => {
    const paths = { ...writtenTables(good), rates: '/nowhere/rates.csv' };
    expect(() => readUnTables(paths)).toThrow(/cannot be read \(ENOENT\)\. In rates\.csv/);
  });
});

describe('other ways to write the same', () => {
  test('semicolons, a byte order mark, long words for the sexes and an open age written 100+', () => {
    const good = inventedTables();
    const written = {
      ...good,
      base: `\ufeff${good.base.replaceAll(',', ';').replaceAll(';M;', ';male;')}`,
      mortality: good.mortality.replaceAll(',100,', ',100+,'),
    };
    const [one, other] = [good, written].map((texts) => readUnTables(writtenTables(texts)));
    expect(other!.population(2010)).toEqual(one!.population(2010));
    expect(other!.period(2010)).toEqual(one!.period(2010));
  });

  /** Every table changed alike gives what the good ones do. */
  const givesTheSame = (change: (text: string, name: keyof TableTexts) => string): void => {
    const good = inventedTables();
    const written = Object.fromEntries(
      Object.entries(good).map(([name, text]) => [name, change(text, name as keyof TableTexts)]),
    ) as TableTexts;
    expect(written).not.toEqual(good);
    const [one, other] = [good, written].map((texts) => readUnTables(writtenTables(texts)));
    expect(other!.population(2010)).toEqual(one!.population(2010));
    for (const year of [2010, 2015]) expect(other!.period(year)).toEqual(one!.period(year));
  };

  test.each<[string, (text: string, name: keyof TableTexts) => string]>([
    ['lines that end with CR LF', (text) => text.replaceAll('\n', '\r\n')],
    ['lines that end with CR alone, and semicolons', (text) => text.replaceAll('\n', '\r').replaceAll(',', ';')],
    ['no line end after the last row', (text) => text.trimEnd()],
    ['every cell in quotation marks', (text) => text.replace(/[^,\n]+/g, '"$&"')],
    [
      'headings in capitals, cells with spaces around',
      (text) => text.replace(/^[^\n]*/, (head) => head.toUpperCase()).replaceAll(',', ' , '),
    ],
    [
      'an open age written 100 in the base, and 100 + with a space',
      (text, name) => (name === 'base' ? text.replace('M,100+', 'M,100').replace('F,100+', 'F,100 +') : text),
    ],
    ['dashes of typesetters', (text) => text.replace(/(\d)-(\d)/g, '$1–$2')],
    ['thousands parted by spaces', (text, name) => (name === 'base' ? text.replace(/,210$/gm, ',0 210.000') : text)],
    [
      'rows for both sexes together',
      (text, name) => (name === 'base' ? `${text}2010,B,0-4,9\n2010,Both sexes,0-4,9\n` : text),
    ],
    ['a period that nobody asks for, without its numbers', (text, name) => unusedPeriod(text, name)],
  ])('%s', (_, change) => {
    givesTheSame(change);
  });

  /** Rows of a period, or a year, that hold NA, nothing or words where figures stand. */
  function unusedPeriod(text: string, name: keyof TableTexts): string {
    const rows = {
      base: ['1990,M,0-4,NA', '1990,F,0-4,'],
      mortality: ['2090-2095,M,0,NA', '2090-2095,F,0,n/a'],
      fertility: ['2090-2095,15-19,NA,NA', '2090-2095,20-24,,…'],
      rates: ['2090-2095,NA,NA,NA,NA,NA'],
    }[name];
    return `${text}${rows.join('\n')}\n`;
  }

  test('but what is asked for has to be a number: NA there is refused with its place', () => {
    const good = inventedTables();
    const fault = faultOf({ ...good, base: good.base.replace('2010,F,5-9,200', '2010,F,5-9,NA') });
    expect(fault.code).toBe('number-unreadable');
    expect(fault.where).toEqual({ file: 'base.csv', row: 24, column: 'pop_thousand' });
    expect(faultOf({ ...good, rates: good.rates.replace('2015-2020,2.4,70', '2015-2020,2.4,NA') }).where).toEqual({
      file: 'rates.csv',
      row: 3,
      column: 'e0_male',
    });
  });

  test('rates a calendar year stand for the period from mid-year to mid-year, and give the total of fertility', () => {
    const good = inventedTables();
    const years = Array.from({ length: 11 }, (_, i) => `${2010 + i},${2 + i},70,74,1.05,${i}`);
    const tables = readUnTables(
      writtenTables({
        ...good,
        fertility: good.fertility.replaceAll(',2.4,', ',').replace('age,tfr,', 'age,'),
        rates: ['year,tfr,e0_male,e0_female,sex_ratio_at_birth,net_migration_thousand', ...years, ''].join('\n'),
      }),
    );
    expect(tables.period(2010).tfr).toBeCloseTo(4.5, 12);
    expect(tables.period(2010).netMigrationThousand).toBeCloseTo(0 / 2 + 1 + 2 + 3 + 4 + 5 / 2, 12);
    expect(tables.period(2015).tfr).toBeCloseTo(9.5, 12);
  });
});
