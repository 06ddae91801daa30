import { expect, test } from 'vitest';
import { errorInIndonesian } from './errors.ts';

const WHAT_TO_DO = 'Give a larger survey, or fewer folds.';

test.each([
  [
    { what: 'It has 0 households with a label.', expected: 'at least 100' },
    'Berkas itu punya 0 keluarga berlabel. Yang diharapkan: sekurangnya 100.',
  ],
  [
    { what: 'It has 1 household with a label.', expected: 'at least 100' },
    'Berkas itu punya 1 keluarga berlabel. Yang diharapkan: sekurangnya 100.',
  ],
  [
    { what: 'The label has no log there: it is below 0.', expected: 'a number above 0' },
    'Label di sana tidak punya log: nilainya di bawah 0. Yang diharapkan: bilangan di atas 0.',
  ],
  // What is expected may be a piece of other sentences.
  [
    { what: 'What the label is divided by is not above 0.', expected: 'a number' },
    'Pembagi label di sana tidak di atas 0. Yang diharapkan: angka.',
  ],
])('an error of a survey is told in Indonesian, all of it: %j', (text, told) => {
  expect(errorInIndonesian({ code: 'label', todo: WHAT_TO_DO, ...text })).toBe(
    `${told} Berikan survei yang lebih besar, atau kurangi lipatan.`,
  );
});
