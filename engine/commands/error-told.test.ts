import { expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { toldJson, toldLines } from './error-told.ts';

const error = new TwinError('input', {
  code: 'lever-out-of-bounds',
  what: 'levers.0.value: 9 is out of bounds for "fertility".',
  where: { file: 'own.yaml', row: 3 },
  expected: 'a number from 0.5 to 1.5',
  todo: 'Mend that key.',
});
const INDONESIAN =
  'levers.0.value: 9 di luar batas untuk "fertility". Di own.yaml, baris 3. Yang diharapkan: bilangan dari 0.5 sampai 1.5. Perbaiki kunci itu.';

test('people are told in the language that they ask for, and in both where they ask for none, levers counted from 1', () => {
  const [id, en] = [
    INDONESIAN.replace('levers.0.value', 'tuas 1, value'),
    error.message.replace('levers.0.value', 'lever 1, value'),
  ];
  expect(toldLines(error, 'id')).toEqual([id]);
  expect(toldLines(error, 'en')).toEqual([en]);
  expect(toldLines(error, undefined)).toEqual([id, en]);
  expect(en).toMatch(/^lever 1, value: 9 is/);
  const whole = new TwinError('input', { code: 'scenario-shape', what: 'levers.11: must be keys.', todo: 'Mend it.' });
  expect(toldLines(whole, 'en')[0]).toMatch(/^lever 12: must be keys/);
});

test('machines get the same code in either language, and the texts in the one that is asked for', () => {
  const { where, code } = error.text;
  const common = { kind: 'input', code, where };
  expect(toldJson(error, 'id')).toEqual({
    error: {
      ...common,
      language: 'id',
      message: INDONESIAN,
      what: 'levers.0.value: 9 di luar batas untuk "fertility".',
      expected: 'bilangan dari 0.5 sampai 1.5',
      todo: 'Perbaiki kunci itu.',
    },
  });
  for (const asked of ['en', undefined] as const)
    expect(toldJson(error, asked)).toEqual({
      error: { ...error.text, kind: 'input', message: error.message, language: 'en' },
    });
});

test('what has no Indonesian is told whole in English, and says so', () => {
  const odd = new TwinError('input', { code: 'odd', what: 'Nobody has put this into words.', todo: 'Mend that key.' });
  expect(toldJson(odd, 'id').error).toMatchObject({ code: 'odd', language: 'en', message: odd.message });
  expect(toldLines(odd, 'id')).toEqual([odd.message]);
});
