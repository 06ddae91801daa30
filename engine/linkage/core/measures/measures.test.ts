import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_KINDS, textOfValue, type FieldKind } from '../table.ts';
import { levelName, levelOfTexts, measureOf, specOf, tableOf } from '../test-table.ts';
import { slipsBetween } from './code-levels.ts';
import { byBook } from './packed-digits.ts';
import { compareDates, DATE_LEVELS, isOneSlip } from './date-levels.ts';
import { MEASURES } from './measures.ts';
import { slips } from './words/likeness.ts';
import { slowSlips } from './words/slow-likeness.ts';

test('every kind of field has a measure', () => {
  expect(FIELD_KINDS.filter((kind) => MEASURES[kind] === undefined)).toEqual([]);
});

describe('levels', () => {
  test.each<readonly [FieldKind, string, string, string]>([
    ['name-part', 'Mary Ann', 'Ann', 'part'],
    ['name-part', 'Mary-Ann', 'maryann', 'spelled'],
    ['name-part', 'Dr. John', 'JOHN', 'same'],
    ['name-part', 'John', '', ''],
    ['full-name', 'Siti Nur Hayati', 'SITI NURHAYATI', 'spelled'],
    ['full-name', 'Smith, John', 'John Smith', 'spelled'],
    ['full-name', 'John A Smith', 'John Arthur Smith', 'initials'],
    ['full-name', 'Suparno', 'Suparno Hadi', 'part'],
    ['full-name', 'Hasan Basri', 'Husen Basri', 'similar'],
    ['full-name', 'Suparno Hadi', 'Suparno Joko', 'some'],
    ['full-name', 'Suparno', 'Wati', 'different'],
    ['full-name', 'Soeparno', 'Suparno', 'spelled'],
    ['date', '1980-05-12', '12/05/1980', 'same'],
    ['date', '1980-05-12', '1980-12-05', 'swapped'],
    ['date', '1980-05-12', '1980-05-13', 'slip'],
    ['date', '1980-05-12', '1908-05-12', 'slip'],
    ['date', '1980-05-12', '1980-05-27', 'month'],
    ['date', '1980-05-12', '1971-05-12', 'day'],
    ['date', '1980-05-12', '1980', 'year'],
    ['date', '1980-05-12', '1980-09-12', 'slip'],
    ['date', '1980-05-12', '1980-11-12', 'year-day'],
    ['date', '1980-05-12', '1970-05-13', 'two-slips'],
    ['date', '1980-05-12', '1980-04-13', 'two-slips'],
    ['date', '1980-05-12', '1980-11-30', 'year'],
    ['date', '1980-05', '1970-05-13', 'different'],
    ['date', '1980-05-12', '1981-09-30', 'near'],
    ['date', '1980-05-12', '1955-09-30', 'different'],
    ['date', '1980-05-12', 'unknown', ''],
    ['national-id', '5304218', '5304219', 'slip'],
    ['national-id', '5304218', '5304281', 'transposed'],
    ['national-id', '5304218', '5394219', 'two-slips'],
    ['national-id', '5304218', '1112345', 'different'],
    ['national-id', '5304218', '9999999', ''],
    ['household-id', '7234567', '7234576', 'slip'],
    ['code', '4560', '4650', 'slip'],
    ['code', '12', '13', 'different'],
    ['code', '081234567', '081235568', 'two-slips'],
    ['code', '456789', '455788', 'different'],
    ['code', 'siti.rahayu@example.org', 'sitirahay1@exmle.org', 'similar'],
    ['code', 'siti.rahayu@example.org', 'budi.santoso@example.com', 'different'],
    ['postcode', '2119', '2119.0', 'same'],
    ['postcode', '2119', '2191', 'slip'],
    ['postcode', '2119', '2145', 'area'],
    ['postcode', 'SW1A 1AA', 'sw1a1aa', 'same'],
    ['postcode', '2119', '3119', 'slip'],
    ['postcode', '2119', '3000', 'different'],
    ['category', 'M', 'male', 'same'],
    ['category', 'Perempuan', 'L', 'different'],
    ['number', '40', '41', 'close'],
    ['number', '100', '109', 'near'],
    ['number', '1,000', '1000', 'same'],
    ['number', '5', '9', 'different'],
    ['address', 'Jl. Serayu No. 12 RT 03/RW 02', 'JALAN SERAYU 12 RT 3 RW 2', 'same'],
    ['address', '12 Stanley Street', '12 Stanely St', 'close'],
    ['address', '12 Stanley Street', '7 Bourke Road', 'different'],
    ['coordinate', '-7.6299, 111.5239', '-7.6300,111.5240', 'street'],
    ['coordinate', '-7.6299, 111.5239', '-7.6500,111.5300', 'district'],
    ['coordinate', '-7.6299, 111.5239', '0, 0', ''],
  ])('%s: %s, %s: %s', (kind, left, right, expected) => {
    expect(levelOfTexts(kind, left, right)).toBe(expected);
    expect(levelOfTexts(kind, right, left)).toBe(expected);
  });

  // Invented numbers: region 357701, born on 12 May 1980.
  test.each([
    ['3577011205800001', '3577011205800001', 'same'],
    ['3577011205800001', '3577021205800001', 'slip'],
    ['3577011205800001', '3577101205800001', 'transposed'],
    ['3577011205800001', '3577011025800001', 'transposed'],
    ['3577011205800001', '357701120580000', 'slip'],
    ['3577011205800001', '3577011205800000', 'rounded'],
    ['3577011205800001', '3577115205800001', 'two-slips'],
    ['3577011205800001', '3577015205800001', 'sex'],
    ['3577011205800001', '3201041205800001', 'region'],
    ['3577011205800001', '3577011205800004', 'serial'],
    ['3577011205800001', '3577011205800021', 'serial'],
    ['3577011205800001', '3577011205800901', 'slip'],
    ['3577011205800001', '3577011205800924', 'serial'],
    ['3577011205800001', '3201041205800777', 'birth'],
    ['3577011205800001', '3201043112990777', 'different'],
    ['3577011205800001', '1111111111111111', ''],
  ])('NIK %s, %s: %s', (left, right, expected) => {
    expect(levelOfTexts('national-id', left, right, { format: 'nik' })).toBe(expected);
    expect(levelOfTexts('national-id', right, left, { format: 'nik' })).toBe(expected);
  });
});

describe('rarity', () => {
  test('agreeing on a rare name is worth more than on a common one, whether it is spelled alike or not', () => {
    const texts = [
      'SMITH',
      'SMITH',
      'SMITHE',
      'SMITH',
      'SMITH',
      'SMITH',
      'QUIGLEY',
      'QUIGLEY',
      'QUIGLY',
      'JONES',
      'BROWN',
    ];
    const measure = measureOf(tableOf({ name: ['name-part', texts] }), specOf('name-part', ['name']));
    const bits = (left: number, right: number): number => {
      measure.level(left, right);
      return measure.rarityBits;
    };
    expect(bits(6, 7)).toBeGreaterThan(bits(0, 1));
    expect(bits(6, 8)).toBeGreaterThan(bits(0, 2));
    expect(bits(0, 6)).toBe(0);
  });
});

describe('any pair', () => {
  const text = fc.string({ unit: fc.constantFrom(...'AAB E12-9/'), maxLength: 12 });
  const kinds = FIELD_KINDS.map((kind) => [kind] as const);
  test.each(kinds)('%s: the level is one of the measure, the same for either order, 0 for blanks alone', (kind) => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), (texts) => {
        const table = tableOf({ field: [kind, texts] });
        const spec = specOf(kind, ['field']);
        const measure = measureOf(table, spec);
        const { values, book } = table.fields.get('field')!;
        const [forth, rarity] = [measure.level(0, 1), measure.rarityBits];
        expect([measure.level(1, 0), measure.rarityBits]).toEqual([forth, rarity]);
        expect(forth).toBeLessThanOrEqual(spec.levels.length);
        expect(forth === 0).toBe(values[0] === 0 || values[1] === 0);
        // A date without its day agrees on less than a day.
        const isWhole = kind !== 'date' || !/00$|00..$/.test(textOfValue(book, values[0]!));
        if (values[0] !== 0) expect(measure.level(0, 0) === spec.levels.length).toBe(isWhole);
        expect(Number.isFinite(rarity)).toBe(true);
      }),
    );
  });
});

describe('levels that a spec leaves out', () => {
  const all = specOf('date', ['born']);
  const table = tableOf({ born: ['date', ['1980-05-12', '1980-12-05', '1955-09-30']] });

  test('fall to the next weaker one', () => {
    const few = { ...all, levels: all.levels.filter(({ name }) => ['different', 'month', 'same'].includes(name)) };
    expect(levelName(table, few, 0, 1)).toBe('month');
    expect(levelName(table, few, 0, 2)).toBe('different');
  });

  test.each([[['same', 'different']], [['different', 'initial', 'same']], [[]]])('%j is refused', (names) => {
    const wrong = { ...all, levels: names.map((name) => ({ name, m: 0.5, isLearnt: true })) };
    expect(() => measureOf(table, wrong)).toThrow(/cannot occur/);
  });

  test('so is a field that is not there', () => {
    expect(() => measureOf(table, specOf('date', ['died']))).toThrow(/died/);
  });
});

test('one slip between numbers of four digits is what it is between their letters', () => {
  const digits = fc.integer({ min: 0, max: 9999 });
  fc.assert(
    fc.property(digits, digits, (left, right) => {
      fc.pre(left !== right);
      const letters = Uint16Array.from(`${left}`.padStart(4, '0') + `${right}`.padStart(4, '0'), (each) =>
        each.charCodeAt(0),
      );
      expect(isOneSlip(packed(left), packed(right))).toBe(slips(letters, 0, 4, 4, 4) === 1);
    }),
    { numRuns: 3000 },
  );
  for (const [left, right] of [
    [1980, 1908],
    [105, 501],
    [1090, 2080],
    [99, 100],
    [1213, 2113],
  ] as const) {
    const letters = Uint16Array.from(`${left}`.padStart(4, '0') + `${right}`.padStart(4, '0'), (each) =>
      each.charCodeAt(0),
    );
    expect(isOneSlip(packed(left), packed(right))).toBe(slips(letters, 0, 4, 4, 4) === 1);
  }
});

/** Four bits a digit. */
const packed = (number: number): number => parseInt(String(number), 16);

describe('dates', () => {
  /** Level of two texts of a year, a month and a day, as DATE_LEVELS says it. */
  function slowLevel(left: string, right: string): string {
    const [year, otherYear] = [left.slice(0, 4), right.slice(0, 4)];
    const [rest, otherRest] = [left.slice(4), right.slice(4)];
    const [month, otherMonth, day, otherDay] = [
      rest.slice(0, 2),
      otherRest.slice(0, 2),
      rest.slice(2),
      otherRest.slice(2),
    ];
    if (year === otherYear) {
      if (month === '00' || otherMonth === '00') return 'year';
      if (month === otherDay && day === otherMonth) return 'swapped';
      if (day === '00' || otherDay === '00') return month === otherMonth ? 'month' : 'year';
      if (slipsOfTexts(rest, otherRest) === 1) return 'slip';
      if (month === otherMonth) return 'month';
      if (day === otherDay) return 'year-day';
      return placesApart(rest, otherRest) === 2 ? 'two-slips' : 'year';
    }
    if (rest === otherRest && month !== '00') return slipsOfTexts(year, otherYear) === 1 ? 'slip' : 'day';
    const isWhole = day !== '00' && otherDay !== '00' && year !== '0000' && otherYear !== '0000';
    if (isWhole && placesApart(year, otherYear) === 1 && placesApart(rest, otherRest) === 1) return 'two-slips';
    return Math.abs(Number(year) - Number(otherYear)) <= 2 ? 'near' : 'different';
  }

  const placesApart = (left: string, right: string): number =>
    [...left].filter((digit, place) => digit !== right[place]).length;

  function slipsOfTexts(left: string, right: string): number {
    const letters = Uint16Array.from(left + right, (letter) => letter.charCodeAt(0));
    return slowSlips(letters, 0, left.length, left.length, right.length);
  }

  const date = fc
    .tuple(
      fc.constantFrom('0000', '1980', '1908', '1981', '1990', '2001', '1999', '2080'),
      fc.constantFrom('00', '01', '05', '10', '11', '12'),
      fc.constantFrom('00', '01', '05', '10', '12', '13', '21', '27', '31'),
    )
    .map((parts) => parts.join(''));

  test('packed digits say what the parts say', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(date, date, (left, right) => {
        fc.pre(left !== right);
        const level = DATE_LEVELS[compareDates(parseInt(left, 16), parseInt(right, 16))]!;
        expect(level).toBe(slowLevel(left, right));
        seen.add(level);
      }),
      { numRuns: 10_000, seed: 1 },
    );
    expect([...seen].sort()).toEqual(DATE_LEVELS.filter((level) => level !== 'same').sort());
  });
});

test('slips between codes are counted as between their letters, as far as two', () => {
  const digit = fc.constantFrom(...'0128');
  const code = fc.array(digit, { minLength: 2, maxLength: 17 }).map((each) => each.join(''));
  const edit = fc.tuple(fc.nat(16), fc.constantFrom('replace', 'drop', 'swap', 'add'), digit);
  const edited = fc
    .tuple(code, fc.array(edit, { maxLength: 3 }))
    .map(([left, edits]) => [left, edits.reduce(apply, left)] as const);
  fc.assert(
    fc.property(edited, ([left, right]) => {
      const { values, book } = tableOf({ code: ['category', [left, right]] }).fields.get('code')!;
      const [l, r] = [values[0]!, values[1]!];
      fc.pre(l !== r && l !== 0 && r !== 0 && Math.max(left.length, right.length) >= 4);
      const [a, b] = [book.starts[l]!, book.starts[r]!];
      const exact = slips(book.letters, a, left.length, b, right.length);
      for (const most of [1, 2] as const) {
        const found = byBook(book, slipsBetween(book, most))(l, r);
        expect(exact <= most ? found : found > most).toBe(exact <= most ? exact : true);
      }
    }),
    { numRuns: 4000 },
  );
});

function apply(text: string, [at, what, letter]: [number, string, string]): string {
  const place = at % (text.length + 1);
  const [before, after] = [text.slice(0, place), text.slice(place)];
  if (what === 'add') return before + letter + after;
  if (what === 'drop') return before + after.slice(1);
  if (what === 'swap') return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
  return before + (after === '' ? '' : letter) + after.slice(1);
}
