import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { errorInIndonesian, inIndonesian, SENTENCES } from './errors.ts';
import { PIECES } from './pieces.ts';
import { escaped } from './sentences.ts';
import { saidIn, sourcesUnder, textsIn } from './test-said.ts';

/** Errors of every command, of `npm start` and of what they run; those of benches and of tests are told to nobody else. */
const MADE_IN = [...sourcesUnder(projectPath('engine')), projectPath('start.ts')].filter(
  (file) => !/\/(bench|tests|indonesian|english)\/|\/test-[^/]*$|\.(bench|test)\.ts$/.test(file),
);

/** Findings have their words in both languages themselves, and what joins the parts of an error is put into words there. */
const NO_ERRORS = ['registers/findings.ts', 'kernel/errors.ts'].map((path) => projectPath('engine', path));

const said = MADE_IN.filter((file) => !NO_ERRORS.includes(file)).flatMap(saidIn);
const KNOWN = SENTENCES.map(([english]) => english);

/** A sentence of the book, or one with a name or a number in the place of a value: words in its place are another sentence. */
function isKnown(sentence: string): boolean {
  return [sentence, `${sentence}.`].some((each) => PATTERNS.some((pattern) => pattern.test(each)));
}
const PATTERNS = [...SENTENCES, ...PIECES].map(
  ([english]) => new RegExp(`^${english.split('{}').map(escaped).join('\\S*?')}$`),
);
/** A shape as it is written down, in no language. */
const SHAPE = /^[[{]/;

describe('errors of all commands', () => {
  test('are known in Indonesian, every sentence of them', () => {
    expect(said.length).toBeGreaterThan(1200);
    expect(
      [...new Set(said.map(({ sentence }) => sentence))].filter(
        (sentence) => !isKnown(sentence) && !SHAPE.test(sentence),
      ),
    ).toEqual([]);
  });

  test('are said somewhere: no sentence is kept that the code gave up', () => {
    const texts = [...new Set(MADE_IN.flatMap(textsIn))];
    // What is wrong at a key of a file is closed by who tells the key.
    const fits = (english: string): boolean => {
      const pattern = new RegExp(`^${english.replace(/\.$/, '').split('{}').map(escaped).join('[^]*')}\\.?$`);
      return texts.some((text) => pattern.test(text));
    };
    expect(KNOWN.filter((english) => !fits(english))).toEqual([]);
  });

  test('have as many values in both languages, and stand in the book once', () => {
    const holes = (text: string): number => text.split('{}').length;
    expect([...SENTENCES, ...PIECES].filter(([english, indonesian]) => holes(english) !== holes(indonesian))).toEqual(
      [],
    );
    expect(KNOWN.filter((english, i) => KNOWN.indexOf(english) !== i)).toEqual([]);
  });
});

describe('an error', () => {
  const text = {
    code: 'id-repeats',
    what: '12 rows have an id that an earlier row has: rows 51 (as 2), 52 (as 3) ….',
    where: { file: 'a.csv', sheet: 'Data', row: 51, column: 'nik' },
    expected: 'another id in each row',
    todo: 'Choose a column that tells all rows apart, or remove the rows that repeat.',
  };

  test('is told with its place, its numbers and the names that somebody gave', () => {
    expect(errorInIndonesian(text)).toBe(
      '12 baris punya id yang sudah dipakai baris sebelumnya: baris 51 (sama dengan 2), 52 (sama dengan 3) …. ' +
        'Di a.csv, lembar "Data", baris 51, kolom "nik". Yang diharapkan: id yang berbeda di setiap baris. ' +
        'Pilih kolom yang membedakan semua baris, atau hapus baris yang berulang.',
    );
  });

  test.each([
    ['blocking.2.keys: There is no field "of age".', 'blocking.2.keys: Tidak ada isian "of age".'],
    ['files.persons.csv.columns: is an unknown field.', 'files.persons.csv.columns: isian yang tidak dikenal.'],
    ['fields.born.kind: is missing: write a text.', 'fields.born.kind: tidak ada: tulis teks.'],
    [
      'The blocking rule "of {}" (initial of surname) would make more than 300 pairs.',
      'Aturan pencarian "of {}" (initial of surname) akan membuat lebih dari 300 pasangan.',
    ],
    [
      'The result in "out" is being changed by process 12 on hall since 2026-11-30 08:10 UTC.',
      'Hasil di "out" sedang diubah oleh proses 12 di hall sejak 2026-11-30 08:10 UTC.',
    ],
    ['one of "a", "b" and 3 more', 'salah satu dari "a", "b" dan 3 lagi'],
    ['one of nothing', 'salah satu dari tidak ada'],
    ["Unknown option '--treshold'.", "Pilihan '--treshold' tidak dikenal."],
  ])('says of %s', (english, indonesian) => {
    expect(inIndonesian(english)).toBe(indonesian);
  });

  test('that is not known is left to its English, whole', () => {
    expect(errorInIndonesian({ ...text, what: 'Something else and more.' })).toBeUndefined();
    expect(errorInIndonesian({ ...text, todo: 'Do something else.' })).toBeUndefined();
  });

  test('about the shape of a file tells the key, whatever a library says of it', () => {
    const shape = { ...text, code: 'yaml-shape', what: 'limits.maximumPairs: No such luck.' };
    expect(errorInIndonesian(shape)).toMatch(
      /^limits\.maximumPairs: bentuknya lain dari yang diharapkan \(No such luck\)\./,
    );
  });
});
