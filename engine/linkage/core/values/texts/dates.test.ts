import { describe, expect, test } from 'vitest';
import { settleAnew } from '../standardise.ts';
import { standardiseDates } from './dates.ts';

/** Reads texts as one column; the notes by id. */
function read(texts: readonly string[], format?: string): { dates: string[]; notes: string[] } {
  const notes: string[] = [];
  const dates = standardiseDates(
    { texts, counts: new Uint32Array(texts.length).fill(1) },
    {
      field: 'born',
      source: 'file',
      format,
      note: ({ id }) => notes.push(id),
      settle: settleAnew,
      settleForAll: (_what, decide) => decide([]),
    },
  );
  return { dates, notes };
}

describe('a date that tells itself', () => {
  test.each([
    ['1980-05-12', '19800512'],
    ['1980-05-12T00:00:00Z', '19800512'],
    ['1980-05-12 00:00:00', '19800512'],
    ['1980/5/2', '19800502'],
    ['19800512', '19800512'],
    ['19800512.0', '19800512'],
    ['27/05/1980', '19800527'],
    ['05/27/1980', '19800527'],
    ['27.5.1980', '19800527'],
    ['12 Agustus 1945', '19450812'],
    ['12-Aug-45', '19450812'],
    ['Aug 12, 1945', '19450812'],
    ['12AUG1945', '19450812'],
    ['1945', '19450000'],
    ['05/1945', '19450500'],
    ['1945-05', '19450500'],
    ['about 1851', '18510000'],
    // Slips of the keyboard stay, so that they can be compared.
    ['19801305', '19801305'],
    ['31/13/1980', '19801331'],
    ['00/00/0000', ''],
    ['99999999', ''],
    ['?', ''],
    ['', ''],
  ])('%s: %s', (text, expected) => {
    expect(read([text]).dates).toEqual([expected]);
  });
});

describe('the column decides', () => {
  test('that the day comes first where one cannot be a month', () => {
    expect(read(['03/04/1999', '27/05/1980'])).toEqual({ dates: ['19990403', '19800527'], notes: [] });
  });

  test('that the month comes first where one cannot be a day', () => {
    expect(read(['03/04/1999', '05/27/1980'])).toEqual({ dates: ['19990304', '19800527'], notes: [] });
  });

  test('for the more frequent order, with a note, where both occur', () => {
    const { dates, notes } = read(['03/04/1999', '05/27/1980', '06/28/1981', '27/05/1980']);
    expect(dates).toEqual(['19990304', '19800527', '19810628', '19800527']);
    expect(notes).toEqual([
      expect.stringMatching(/ menulis hari lebih dulu di \d+ baris dan bulan lebih dulu di \d+;/),
    ]);
  });

  test('for the day first, with a note, where nothing tells', () => {
    expect(read(['03/04/1999'])).toEqual({
      dates: ['19990403'],
      notes: [expect.stringContaining('dibaca dengan hari lebih dulu')],
    });
    expect(read(['03/04/1999'], 'mdy')).toEqual({ dates: ['19990304'], notes: [] });
  });

  test('without a note where the year comes first', () => {
    expect(read(['19800512', '19801340', '19121119', '20121119'])).toEqual({
      dates: ['19800512', '19801340', '19121119', '20121119'],
      notes: [],
    });
  });

  test('where the year stands in eight digits', () => {
    expect(read(['27051980', '03041999']).dates).toEqual(['19800527', '19990403']);
  });

  test('which years of two digits are of the 2000s', () => {
    expect(read(['27/05/80', '03/04/19', '01/02/2012']).dates).toEqual(['19800527', '19190403', '20120201']);
    expect(read(['27/05/80', '03/04/19']).dates).toEqual(['19800527', '20190403']);
    expect(read(['80-05-27', '99-04-03']).dates).toEqual(['19800527', '19990403']);
  });

  test('whether five digits are days of a spreadsheet', () => {
    expect(read(['29353', '36253']).dates).toEqual(['19800512', '19990403']);
  });
});

test('what is no date is blank and counted', () => {
  expect(read(['1980-05-12', 'soon'])).toEqual({
    dates: ['19800512', ''],
    notes: [expect.stringContaining('tidak berisi tanggal yang dapat dibaca')],
  });
});

describe('months in words', () => {
  test.each([
    ['12 juin 1950', '19500612'],
    ['3 juillet 1950', '19500703'],
    ['3 de outubro de 1950', '19501003'],
    ['12 maart 1950', '19500312'],
    ['12 мая 1950', '19500512'],
    ['12 Ογδόου 1950', '19500000'],
    ['12 Αυγούστου 1950', '19500812'],
    ['12 Mac 1950', '19500312'],
    ['12 Ogos 1950', '19500812'],
    ['1 Disember 1950', '19501201'],
    ['12 marraskuuta 1950', '19501112'],
    ['12 अगस्त 1950', '19500812'],
    ['12 สิงหาคม 1950', '19500812'],
    ['12 أغسطس 1950', '19500812'],
    ['١٢ أغسطس ١٩٥٠', '19500812'],
    ['12 تشرين الأول 1950', '19501012'],
    ["12 d'agost de 1950", '19500812'],
    ['1950年8月12日', '19500812'],
    ['1950年8月', '19500800'],
    ['1950년 8월 12일', '19500812'],
    ['12 tháng 8 năm 1950', '19500812'],
    ['12 Nopember 1950', '19501112'],
    // October in Zagreb, November in Prague: the month is left open.
    ['12 listopad 1950', '19500000'],
    ['1950. augusztus 12.', '19500812'],
    ['1950. 08. 12.', '19500812'],
    ['12. 8. 1950.', '19500812'],
    ['昭和25年8月12日', ''],
  ])('%s: %s', (text, expected) => {
    expect(read([text]).dates).toEqual([expected]);
  });

  test.each([
    ['7 stycznia 1950', '5 listopada 1950', '19501105'],
    ['7. siječnja 1950.', '5. listopada 1950.', '19501005'],
    ['7. února 1950', '5. srp 1950', '19500805'],
    ['7. veljače 1950.', '5. srp 1950.', '19500705'],
    // English months say nothing of it.
    ['7 May 1950', '5 listopada 1950', '19500000'],
  ])('beside %s, %s is %s', (other, text, expected) => {
    expect(read([other, text]).dates[1]).toBe(expected);
  });

  test('of two languages in one column no meaning is settled, unless one of them is seldom', () => {
    const polish = ['1 stycznia 1950', '2 stycznia 1950', '3 lutego 1950'];
    const of = (others: string[]) => read([...polish, ...others, '5 listopada 1950']).dates.at(-1);
    expect(of(['7 siječnja 1950'])).toBe('19501105');
    expect(of(['7 siječnja 1950', '8 siječnja 1950'])).toBe('19500000');
  });

  test('of which only the year is read are counted', () => {
    expect(read(['12 listopad 1950', 'about 1851', '1950', '12 juin 1950']).notes).toEqual([
      'Dari 2 baris born di file yang ditulis dengan kata, hanya tahunnya yang dapat dibaca.',
    ]);
  });
});

describe('one late year is a slip', () => {
  const births = Array.from({ length: 300 }, (_, i) => `${String(1 + (i % 28))}/05/${String(1930 + (i % 83))}`);

  test('that moves no year of two digits', () => {
    expect(read([...births, '12/05/71']).dates.at(-1)).toBe('19710512');
    expect(read([...births, '01/01/2085', '12/05/71']).dates.at(-1)).toBe('19710512');
    expect(read(['12/05/1999', '03/05/2011', '01/01/2085', '12/05/71']).dates.at(-1)).toBe('19710512');
  });

  test('many late years are none', () => {
    const expiries = Array.from({ length: 60 }, (_, i) => `13/05/${String(2070 + (i % 20))}`);
    expect(read([...births, ...expiries, '12/05/71']).dates.at(-1)).toBe('20710512');
  });
});

test('the order is seen where a dot ends the date', () => {
  expect(read(['5. 27. 1980.', '03. 04. 1999.'])).toEqual({ dates: ['19800527', '19990304'], notes: [] });
});

test('digits of any script are digits', () => {
  expect(read(['१२/०५/१९५०', '۱۹۵۰-۰۵-۱۲', '๑๓/๐๕/๑๙๕๐']).dates).toEqual(['19500512', '19500512', '19500513']);
});
