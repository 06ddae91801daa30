import { describe, expect, test } from 'vitest';
import { foldsOf, NameBookMaker, soundOf } from './name-book.ts';
import { residentModel } from './test-model.ts';

const folds = foldsOf(residentModel.spelling);
const fold = folds.word;

describe('spellings of one word fold to one', () => {
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
  ])('%s', (word, ...variants) => {
    for (const variant of variants) expect(fold(variant)).toBe(fold(word));
  });

  test('different words stay different', () => {
    const words = ['SITI', 'SARI', 'BUDI', 'RUDI', 'HASAN', 'HUSEN', 'DEWI', 'DEWA', 'ANI', 'ANA', 'MUHAMMAD', 'AHMAD'];
    expect(new Set(words.map(fold)).size).toBe(words.length);
  });

  test('an initial is that of the folded word', () => {
    for (const word of ['MUHAMMAD', 'YUSUF', 'HASAN', 'ZAENAL', 'CANDRA', 'XAVERIUS', 'VITA']) {
      expect(fold(word[0]!)[0]).toBe(fold(word)[0]);
    }
  });
});

test('the sound of a word leaves its vowels out but for the first letter', () => {
  expect(soundOf('AMINAH')).toBe('AMNH');
  expect(soundOf('SUPRIANTO')).toBe('SPRN');
});

describe('the book of names', () => {
  const maker = new NameBookMaker(folds);
  const number = (name: string): number => maker.number(name);
  const [a, b, c, d, e, blank, dots] = [
    'H. MOH. ALI, S.Pd',
    'Muhammad Ali',
    'ALI MUHAMMAD',
    'NUR HAYATI',
    'NURHAYATI',
    '',
    ' . ',
  ].map(number) as [number, number, number, number, number, number, number];
  const book = maker.done();

  test('titles and spelling do not make another name', () => {
    expect(book.nameHash[a]).toBe(book.nameHash[b]);
    expect(book.setHash[a]).toBe(book.setHash[b]);
    expect(book.words[book.wordsOfName[book.starts[a]!]!]).toBe(fold('MUHAMMAD'));
  });

  test('another order of words is another name with the same set of words', () => {
    expect(book.setHash[c]).toBe(book.setHash[b]);
    expect(book.nameHash[c]).not.toBe(book.nameHash[b]);
  });

  test('spaces do not make another name', () => {
    expect(book.nameHash[d]).toBe(book.nameHash[e]);
    expect(book.setHash[d]).not.toBe(book.setHash[e]);
  });

  test('words written as one are folded as one', () => {
    expect(book.joined(d)).toBe(book.joined(e));
    expect(book.joined(b)).toBe(folds.letters('MUHAMMADALI'));
  });

  test('blank is 0, and has no words', () => {
    expect([blank, dots]).toEqual([0, 0]);
    expect(book.starts[1]! - book.starts[0]!).toBe(0);
  });
});
