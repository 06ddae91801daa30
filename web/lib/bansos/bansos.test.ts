import { describe, expect, test } from 'vitest';
import type { ListsPublication, PublishedProgramme, Span } from '#engine';
import { translate } from '../../i18n/index.ts';
import { formatterOf } from '../format.ts';
import { lookParams, questionText, readAddress, wishOfNow } from './bansos-address.ts';
import {
  intervalText,
  isFewUnknown,
  shortRupiah,
  signedBy,
  tellsFewUnknown,
  toldSides,
  toldSpan,
  unitText,
} from './told-text.ts';
import { wishWords } from './wish-words.ts';

const t = (key: Parameters<typeof translate>[1], values?: Parameters<typeof translate>[2]): string =>
  translate('id', key, values);
const format = formatterOf('id');
const count = (value: number): string => format.count(value);

const programme = (id: string, more: Partial<PublishedProgramme>): PublishedProgramme =>
  ({
    id,
    hasList: true,
    counts: { city: {}, kecamatan: {}, kelurahan: {} },
    limits: [{ key: 'desilLimit', value: 5, choices: [1, 2, 3, 4, 5] }],
    amounts: [{ key: 'food', value: 200_000 }],
    ...more,
  }) as unknown as PublishedProgramme;
const pkh = programme('pkh', {
  counts: { city: { 'wrongly-in': [12], 'wrongly-out': [40] }, kecamatan: {}, kelurahan: {} },
});
const lists = {
  programmes: [programme('bltd', {}), pkh, programme('pip', { hasList: false })],
  grid: { methods: ['current-list', 'desil', 'categorical'], percents: [50, 90, 100], targetPercents: [10] },
} as unknown as ListsPublication;
const read = (text: string): ReturnType<typeof readAddress> => readAddress(new URLSearchParams(text), lists);

describe('the address of the page', () => {
  test('asks the server in the words that it carries itself', () => {
    const words =
      'programme=pkh&method=desil&limit.desilLimit=3&amount.food=90&places=50&budget=90&shared=kelurahan&missing=empty&target=10';
    const { programme: found, wish, look, isWrong } = read(`${words}&map=changes&area=35.77.03.1005&classes=equal.4`);
    expect(isWrong).toBe(false);
    expect(questionText(found!, wish!)).toBe(words);
    expect(lookParams(look)).toEqual([
      ['map', 'changes'],
      ['area', '35.77.03.1005'],
      ['classes', 'equal.4'],
    ]);
  });

  test('without words is the first programme of which both errors can be told, as it is now', () => {
    const { programme: found, wish, isWrong } = read('');
    expect([found?.id, isWrong]).toEqual(['pkh', false]);
    expect(questionText(found!, wish!)).toBe('programme=pkh');
  });

  test('carries classes by hand, and leaves out those that are usual', () => {
    const { look } = read('classes=manual.5_12.5');
    expect(look.legend).toMatchObject({ method: 'manual', breaks: [5, 12.5] });
    expect(lookParams(look)).toEqual([['classes', 'manual.5_12.5']]);
    expect(lookParams(read('classes=quantile.5').look)).toEqual([]);
  });

  test('of a programme without a list begins with whom the rules fit', () => {
    expect(wishOfNow(lists.programmes[2]!).method).toBe('categorical');
  });

  test.each([
    'programme=nobody',
    'programme=pkh&places=91',
    'programme=pkh&limit.desilLimit=9',
    'programme=pkh&limit.age=3',
    'method=lottery',
    'classes=equal.9',
    'classes=lottery.4',
    'classes=manual.1_x',
  ])('says what it cannot ask: %s', (text) => {
    const { programme: found, wish, isWrong } = read(text);
    expect(isWrong).toBe(true);
    expect(wish).toEqual(wishOfNow(found!));
  });
});

describe('numbers that are told as spans', () => {
  test.each<[Span | null, string]>([
    [[2400, 2419], '≈ 2.410'],
    [[7398, 7398], '7.398'],
    [null, 'disembunyikan'],
    // About nought the middle would say nothing.
    [[-25, 19], '-25 … 19'],
  ])('%s', (span, text) => {
    expect(toldSpan(span, count, t('cell.hidden'), t).text).toBe(text);
  });

  const sides = (before: Span | null, change: Span | null): string[] => {
    const told = toldSides({ before, change }, count, 20, t);
    return [told.before.text, told.after.text, told.change.text];
  };
  test.each<[string, Span | null, Span | null, string[]]>([
    ['more', [100, 100], [40, 59], ['100', '≈ 150', '≈ +50']],
    ['fewer, the same way as more', [100, 100], [-59, -40], ['100', '≈ 51', '≈ −50']],
    ['nobody is left at the least', [30, 30], [-39, -20], ['30', '0 … 10', '≈ −30']],
    ['nobody receives, and little is added', [0, 0], null, ['0', 'kurang dari 20', 'kurang dari 20']],
    ['little', [100, 100], null, ['100', '≈ 100', 'kurang dari 20']],
    ['nothing, as everybody knows', [100, 100], [0, 0], ['100', '100', '0']],
    ['hidden', null, null, ['disembunyikan', 'disembunyikan', 'disembunyikan']],
  ])('before, after and difference: %s', (_, before, change, texts) => {
    expect(sides(before, change)).toEqual(texts);
  });

  test.each<[Span | null, string]>([
    [[2267, 2552], '+2.267 … +2.552'],
    [[-31, 12], '−31 … +12'],
    [[0, 0], '0'],
    [null, ''],
  ])('an interval %s', (interval, text) => {
    expect(intervalText(interval, count, t)).toBe(text);
  });

  test('rupiah are shortened, units are said in words', () => {
    expect([1234, 240_000_000, 17_775_000_000, -5.9e9].map((rupiah) => shortRupiah(rupiah, format, t))).toEqual([
      'Rp1.234',
      'Rp240 juta',
      'Rp17,78 miliar',
      '−Rp5,90 miliar',
    ]);
    expect(['rupiah / family / month', 'tahun', 'desil', 'poin / week'].map((unit) => unitText(unit, t))).toEqual([
      'rupiah per keluarga per bulan',
      'tahun',
      'desil',
      'poin week',
    ]);
  });
});

test('what is tried is said in words, with the unit where its name does not say it', () => {
  const tried = programme('pkh', {
    limits: [
      { key: 'desilLimit', name: { id: 'Batas desil', en: '-' }, unit: 'desil', value: 4, choices: [3, 4] },
      { key: 'elderlyAge', name: { id: 'Usia lansia', en: '-' }, unit: 'tahun', value: 60, choices: [60, 70] },
    ] as unknown as PublishedProgramme['limits'],
    amounts: [
      { key: 'food', name: { id: 'Bantuan', en: '-' }, unit: 'rupiah / family / month', value: 200_000 },
    ] as unknown as PublishedProgramme['amounts'],
  });
  const now = wishOfNow(tried);
  expect(wishWords(tried, now, format, t)).toEqual([]);
  const wish = { ...now, method: 'desil', limits: { desilLimit: 3, elderlyAge: 70 }, amounts: { food: 90 } } as const;
  const more = { places: 50, shared: 'kelurahan', budget: 90, missing: 'empty', target: 10 } as const;
  expect(wishWords(tried, { ...wish, ...more }, format, t)).toEqual([
    'Cara memilih keluarga: Urutan desil',
    'Batas desil: 3',
    'Usia lansia: 70 tahun',
    'Bantuan: Rp180.000 (90\u00a0%), rupiah per keluarga per bulan',
    'Kuota kota: 50\u00a0% dari penerima sekarang',
    'Pembagian kuota: Menurut banyaknya yang berhak per kelurahan',
    'Anggaran setahun: 90\u00a0% dari biaya sekarang',
    'Program lain yang daftarnya belum ada: dianggap tidak ada penerimanya',
    'Sasaran kedalaman kemiskinan: Turun 10\u00a0%',
  ]);
});

test('a small number of whom facts are missing is explained, and no other', () => {
  expect([0, 1, 9, 10, 439].map((families) => isFewUnknown(families, 10))).toEqual([false, true, true, false, false]);
  const exactly = (before: number, change: number) => ({ before: [before, before], change: [change, change] }) as const;
  expect(tellsFewUnknown(exactly(7, 0), 10)).toBe(true);
  expect(tellsFewUnknown(exactly(12, -5), 10)).toBe(true);
  expect(tellsFewUnknown(exactly(0, 0), 10)).toBe(false);
  expect(tellsFewUnknown(exactly(40, 3), 10)).toBe(false);
  // What is told as a span, or not at all, is no small number on the screen.
  expect(tellsFewUnknown({ before: [0, 19], change: [0, 0] }, 10)).toBe(false);
  expect(tellsFewUnknown({ before: null, change: null }, 10)).toBe(false);
  for (const language of ['id', 'en'] as const)
    expect(translate(language, 'bansos.few.unknown', { limit: 10 })).toMatch(/10.*10/s);
});

test('what is written as nought has no sign, however it came about', () => {
  const write = signedBy((value) => format.decimal(value, 2));
  expect([-0.0001, 0, 0.004, -0.5, 0.5].map(write)).toEqual(['0,00', '0,00', '0,00', '−0,50', '+0,50']);
});
