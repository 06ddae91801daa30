import { describe, expect, test } from 'vitest';
import { guessKind } from './kind-guess.ts';
import { arenaOfTexts } from '../../core/values/text-arena.ts';
import { looksOf, type ValueLooks } from './value-looks.ts';

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
  ['x', ['-7,62912', '-7,60001', '111,52390'], 'coordinate'],
  ['x', ['-7.62912, 111.52390', '-7.60001, 111.51110'], 'coordinate'],
  // Thousands have three digits behind the mark, as some degrees have.
  ['x', many((i) => `${1 + i}.500`, 300), 'code'],
])('%s is a %s', (heading, values, kind) => {
  expect(guessKind([heading], looksOf(arenaOfTexts(['', ...values]), values.length))).toBe(kind);
});

test('a heading that the values do not bear out is not believed', () => {
  expect(guessKind(['birth'], looksOf(arenaOfTexts(['MADIUN', 'NGAWI', 'BLITAR']), 900))).toBe('category');
});

test('numbers that begin with nought are no amounts', () => {
  const values = many((i) => String(1000 + (i % 90)), 90);
  const told = 900;
  expect(guessKind(['x'], looksOf(arenaOfTexts(values), told))).toBe('number');
  const padded = values.map((value, i) => (i % 10 === 0 ? `0${value.slice(1)}` : value));
  expect(guessKind(['x'], looksOf(arenaOfTexts(padded), told))).toBe('code');
});

describe('dates however they are written', () => {
  const years = many((i) => String(1930 + (i % 80)), 80);
  test.each<[string, string[]]>([
    ['dob', many((i) => `0${1 + (i % 9)}JAN${1950 + (i % 50)}`)],
    ['x', many((i) => `January ${1 + (i % 28)}, ${1950 + (i % 50)}`)],
    ['x', many((i) => `${1950 + (i % 50)}-Jan-0${1 + (i % 9)}`)],
    ['x', many((i) => `${1 + (i % 28)}. März ${1950 + (i % 50)}`)],
    ['x', many((i) => `${1 + (i % 28)} de enero de ${1950 + (i % 50)}`)],
    ['x', many((i) => `${1 + (i % 28)} Agustus ${1950 + (i % 50)}`)],
    ['x', many((i) => `${1 + (i % 28)}-Okt-${50 + (i % 50)}`)],
    ['x', many((i) => `${1 + (i % 28)} juin ${1950 + (i % 50)}`)],
    ['x', many((i) => `${1950 + (i % 50)}. január ${1 + (i % 28)}.`)],
    ['x', many((i) => `${1950 + (i % 50)}. 0${1 + (i % 9)}. ${1 + (i % 28)}.`)],
    ['x', many((i) => `${1 + (i % 28)}. maaliskuuta ${1950 + (i % 50)}`)],
    ['x', many((i) => `${1 + (i % 28)} listopada ${1950 + (i % 50)}`)],
    ['x', many((i) => `${1 + (i % 28)} мая ${1950 + (i % 50)} г.`)],
    ['x', many((i) => `${1950 + (i % 50)}年${1 + (i % 12)}月${1 + (i % 28)}日`)],
    ['x', many((i) => `${1 + (i % 28)} tháng ${1 + (i % 12)} năm ${1950 + (i % 50)}`)],
    ['x', many((i) => `${1950 + (i % 50)}-0${1 + (i % 9)}-1${i % 9}`.replace(/\d/g, (d) => '٠١٢٣٤٥٦٧٨٩'[Number(d)]!))],
    ['born', years],
    ['yob', years],
    ['Geburtsjahr', years],
    // Day, month and year of two digits; days since 1900 as a spreadsheet counts them.
    ['dob', many((i) => `${10 + (i % 19)}0${1 + (i % 9)}${50 + (i % 50)}`)],
    ['dob', many((i) => String(20_000 + i * 37))],
    ['birth', many((i) => `0${1 + (i % 9)}/${1950 + (i % 50)}`)],
    ['last_visit', many((i) => `${2000 + (i % 20)}-03-1${i % 10}`)],
    ['last_updated', many((i) => `${2000 + (i % 20)}-03-1${i % 10} 10:2${i % 10}:00`)],
    ['first_seen', many((i) => `1${i % 10}/03/${2000 + (i % 20)} 8:15`)],
  ])('%s', (heading, values) => {
    expect(guessKind([heading], looksOf(arenaOfTexts(values), values.length))).toBe('date');
  });

  test.each<[string, string[], string]>([
    ['x', many((i) => String(20_000 + i * 37)), 'code'],
    ['x', many((i) => `${10 + (i % 19)}0${1 + (i % 9)}${50 + (i % 50)}`), 'code'],
    ['x', many((i) => `JL MAWAR ${1 + (i % 28)} ${1950 + (i % 50)}`), 'address'],
    ['x', many((i) => `${1 + (i % 28)} MARIA ST ${1950 + (i % 50)}`), 'address'],
    ['x', many((i) => `${1 + (i % 28)} улица ${1950 + (i % 50)}`), 'address'],
    ['birth_weight', many((i) => String(2200 + i * 9)), 'number'],
    ['last', names, 'name-part'],
  ])('%s: other values are none', (heading, values, kind) => {
    expect(guessKind([heading], looksOf(arenaOfTexts(values), values.length))).toBe(kind);
  });
});

test.each<[string, string[], string]>([
  ['Prénom', names, 'name-part'],
  ['Nom', names, 'name-part'],
  ['Nom complet', fullNames, 'full-name'],
  ['Nachname', names, 'name-part'],
  ['Apellidos', names, 'name-part'],
  ['nombre', names, 'name-part'],
  ['Förnamn', names, 'name-part'],
  ['Soyadı', names, 'name-part'],
  ['Фамилия', names, 'name-part'],
  ['Geburtsdatum', ['1.2.1990', '17.8.1945'], 'date'],
  ['Fecha de nacimiento', ['01/02/1990', '17/8/1945'], 'date'],
  ['DateNaissance', ['01/02/1990', '17/8/1945'], 'date'],
  ['Fødselsdato', ['01.02.1990', '17.8.1945'], 'date'],
  ['生年月日', ['1990/01/02', '1945/8/17'], 'date'],
  ['Straße', many((i) => `Ringstr. ${i}`), 'address'],
  ['Dirección', many((i) => `Calle Mayor ${i}`), 'address'],
  ['Code Postal', ['75001', '13002'], 'postcode'],
  ['Código postal', ['28001', '08002'], 'postcode'],
  ['CAP', ['00184', '20121'], 'postcode'],
  ['Geschlecht', ['m', 'w'], 'category'],
  ['Téléphone', many((i) => `06123${i}`), 'code'],
  ['Lieu de naissance', names, 'category'],
  ['Âge', ['12', '40'], 'number'],
])('in other languages: %s is a %s', (heading, values, kind) => {
  expect(guessKind([heading], looksOf(arenaOfTexts(values), values.length))).toBe(kind);
});

test('of many values the same are looked at in any order of rows', () => {
  // A fifth is no date, and in the first order every fifth value is one of these.
  const date = (i: number): string =>
    `${1900 + (i % 100)}-${1 + (Math.floor(i / 100) % 12)}-${1 + Math.floor(i / 1200)}`;
  const values = many((i) => (i % 5 === 0 ? `A${i}` : date(i)), 25_000);
  const [first, ...others] = [values, values.toReversed(), values.toSorted()].map((texts) =>
    looksOf(arenaOfTexts(texts), 25_000),
  );
  const figures = (looks: ValueLooks | undefined): object => ({ ...looks, datesOrLess: looks!.datesOrLess() });
  for (const looks of others) expect(figures(looks)).toEqual(figures(first));
  expect(first!.distinct).toBe(25_000);
  expect(first!.dates).toBeCloseTo(0.8, 1);
});
