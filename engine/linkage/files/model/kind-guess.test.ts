import { expect, test } from 'vitest';
import { guessKind, looksOf } from './kind-guess.ts';

const names = ['ALICE', 'BOB', 'CAROL', 'DAVE', 'ERIN'];
const many = (make: (i: number) => string, count = 200): string[] => Array.from({ length: count }, (_, i) => make(i));
const fullNames = many((i) => `${names[i % 5]!} ${names[(i * 7) % 5]!}${i}`.replace(/\d/g, 'A'));

test.each<[string, string[], string]>([
  ['rec_nik', many((i) => String(3577010101900000 + i)), 'national-id'],
  ['No. KK', many((i) => String(3577010101900000 + i)), 'household-id'],
  ['soc_sec_id', many((i) => String(1000000 + i * 37)), 'national-id'],
  ['given_name', names, 'name-part'],
  ['lastName', names, 'name-part'],
  ['Nama Lengkap', fullNames, 'full-name'],
  ['nama', names, 'name-part'],
  ['date_of_birth', ['19560409', '19080419', '19210811'], 'date'],
  ['Tgl Lahir', ['01/02/1990', '17/8/1945'], 'date'],
  ['birth_place', ['MADIUN', 'NGAWI'], 'category'],
  ['postcode', ['2119', '3165'], 'postcode'],
  ['address_1', many((i) => `wallaby place ${i}`), 'address'],
  ['Alamat', many((i) => `Jl Merpati ${i} RT 3`), 'address'],
  ['suburb', names, 'address'],
  ['street_number', many((i) => String(i)), 'code'],
  ['state', ['nsw', 'vic'], 'category'],
  ['jk', ['L', 'P'], 'category'],
  ['telp', many((i) => `08123${i}`), 'code'],
  ['lat', ['-7.62912', '-7.60001'], 'coordinate'],
  ['umur', ['12', '40'], 'number'],
  // Headings that say nothing: the values decide.
  ['x', many((i) => `${1950 + (i % 50)}-03-1${i % 10}`), 'date'],
  ['x', many((i) => String(3577010101900000 + i)), 'national-id'],
  ['x', many((i) => `0812345${1000 + i}`), 'code'],
  ['x', many((i) => `Jl Merpati No ${i}`), 'address'],
  ['x', fullNames, 'full-name'],
])('%s is a %s', (heading, values, kind) => {
  expect(guessKind([heading], looksOf(['', ...values], values.length))).toBe(kind);
});

test('a heading that the values do not bear out is not believed', () => {
  expect(guessKind(['birth'], looksOf(['MADIUN', 'NGAWI', 'BLITAR'], 900))).toBe('category');
});

test('numbers that begin with nought are no amounts', () => {
  const values = many((i) => String(1000 + (i % 90)), 90);
  const told = 900;
  expect(guessKind(['x'], looksOf(values, told))).toBe('number');
  const padded = values.map((value, i) => (i % 10 === 0 ? `0${value.slice(1)}` : value));
  expect(guessKind(['x'], looksOf(padded, told))).toBe('code');
});
