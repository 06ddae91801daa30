import { describe, expect, test } from 'vitest';
import type { FieldKind } from '../table.ts';
import { tableOf } from '../test-table.ts';
import { autoComparisons } from './auto-comparisons.ts';
import { MEASURES } from './measures.ts';

type Columns = Readonly<Record<string, readonly [FieldKind, readonly string[]]>>;

function choose(columns: Columns) {
  const fields = Object.entries(columns).map(([name, [kind]]) => ({ name, kind }));
  const { comparisons, notes } = autoComparisons(tableOf(columns), fields);
  return {
    comparisons,
    byName: new Map(comparisons.map((spec) => [spec.name, spec])),
    notes: notes.map(({ id }) => id),
  };
}

const ROWS = 400;
const rows = (text: (row: number) => string): string[] => Array.from({ length: ROWS }, (_, row) => text(row));
const GIVEN = ['JOHN', 'MARY', 'PETER', 'ANNA', 'PAUL', 'JUDY', 'SIMON'];
const SURNAMES = ['SMITH', 'JONES', 'BROWN', 'GREEN', 'WHITE'];
const given = rows((row) => GIVEN[row % 7]!);
const surname = rows((row) => SURNAMES[row % 5]!);

test('levels are those of the measure in its order, and their start adds up to 1', () => {
  const { comparisons } = choose({
    given: ['name-part', given],
    surname: ['name-part', surname],
    born: ['date', rows((row) => `19${String(40 + (row % 50))}-05-12`)],
    postcode: ['postcode', rows((row) => String(2000 + (row % 90)))],
    number: ['number', rows((row) => String(row % 17))],
  });
  expect(comparisons.map(({ name }) => name)).toEqual(['given', 'surname', 'born', 'postcode', 'number']);
  for (const { measure, levels } of comparisons) {
    const places = levels.map(({ name }) => MEASURES[measure]!.levels.indexOf(name));
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(places).not.toContain(-1);
    expect(levels.reduce((sum, { m }) => sum + m, 0)).toBeCloseTo(1, 10);
  }
});

describe('fields left out, with a note', () => {
  test('that are blank or the same in every record', () => {
    const { comparisons, notes } = choose({
      given: ['name-part', given],
      middle: ['name-part', rows(() => '')],
      country: ['category', rows(() => 'AU')],
    });
    expect(comparisons.map(({ name }) => name)).toEqual(['given']);
    expect(notes).toEqual([
      'Isian middle kosong di semua catatan dan tidak dibandingkan.',
      'Isian country sama di semua catatan dan tidak dibandingkan.',
    ]);
  });

  test('that repeat others: a whole name beside its parts', () => {
    const parts: Columns = { given: ['name-part', given], surname: ['name-part', surname] };
    const whole = rows((row) => `${surname[row]!}, ${given[row]!}`);
    expect([...choose({ ...parts, name: ['full-name', whole] }).byName.keys()]).toEqual(['given', 'surname']);
    const mother = rows((row) => `${GIVEN[(row * 3 + 1) % 7]!} ${SURNAMES[(row * 2 + 3) % 5]!}`);
    expect([...choose({ ...parts, mother: ['full-name', mother] }).byName.keys()]).toEqual([
      'given',
      'surname',
      'mother',
    ]);
  });
});

describe('parts of names that change places', () => {
  test('are the only two', () => {
    const { byName } = choose({ given: ['name-part', given], surname: ['name-part', surname] });
    expect(byName.get('given')).toMatchObject({ measure: 'name-parts', fields: ['given', 'surname'] });
    expect(byName.get('given')!.levels.map(({ name }) => name)).toContain('swapped');
    expect(byName.get('surname')).toMatchObject({ measure: 'name-parts', options: { follows: true } });
    expect(byName.get('surname')!.levels.map(({ name }) => name)).not.toContain('swapped');
  });

  test('are seen to among three', () => {
    const middle = rows((row) => ['LEE', 'RAE', 'KIM'][row % 3]!);
    const isSwapped = (row: number): boolean => row % 20 === 0;
    const { byName } = choose({
      middle: ['name-part', middle],
      given: ['name-part', rows((row) => (isSwapped(row) ? surname[row]! : given[row]!))],
      surname: ['name-part', rows((row) => (isSwapped(row) ? given[row]! : surname[row]!))],
    });
    expect(byName.get('middle')).toMatchObject({ measure: 'name-part' });
    expect(byName.get('given')).toMatchObject({ fields: ['given', 'surname'] });
  });

  test('are none among three that never do', () => {
    const { comparisons } = choose({
      middle: ['name-part', rows((row) => ['LEE', 'RAE', 'KIM'][row % 3]!)],
      given: ['name-part', given],
      surname: ['name-part', surname],
    });
    expect(comparisons.map(({ measure }) => measure)).toEqual(['name-part', 'name-part', 'name-part']);
  });
});

describe('what follows from another field', () => {
  const suburb = rows((row) => `TOWN${String.fromCharCode(65 + ((row * 7) % 13))}`);
  const stateOf = (town: string): string => ['NSW', 'VIC', 'QLD'][town.charCodeAt(4) % 3]!;

  test('is muted where that agrees', () => {
    const { byName, notes } = choose({ suburb: ['address', suburb], state: ['category', suburb.map(stateOf)] });
    expect(byName.get('state')!.mutedBy).toEqual({ comparison: 'suburb', level: 'same' });
    expect(byName.get('suburb')!.mutedBy).toBeUndefined();
    expect(notes).toEqual(['Isian state mengikuti suburb; bila suburb sama, state tidak dihitung.']);
  });

  test('is not what varies freely beside it', () => {
    const { comparisons, notes } = choose({
      suburb: ['address', suburb],
      state: ['category', rows((row) => ['NSW', 'VIC', 'QLD'][row % 3]!)],
    });
    expect(comparisons.every(({ mutedBy }) => mutedBy === undefined)).toBe(true);
    expect(notes).toEqual([]);
  });

  test('is the address of one household', () => {
    const { byName } = choose({
      family: ['household-id', rows((row) => String(7_204_000 + (row >> 2)))],
      home: ['address', rows((row) => `SERAYU ${String(row >> 2)}`)],
    });
    expect(byName.get('home')!.mutedBy).toEqual({ comparison: 'family', level: 'same' });
  });
});

test('numbers of sixteen digits with a day of birth inside are compared as NIK', () => {
  const nik = rows(
    (row) =>
      `357701${String(10 + (row % 18))}0${String(1 + (row % 9))}${String(50 + (row % 49))}000${String(row % 10)}`,
  );
  expect(choose({ nik: ['national-id', nik] }).byName.get('nik')!.options).toEqual({ format: 'nik' });
  const other = rows((row) => `9999${String(100_000_000_000 + row)}`);
  expect(choose({ other: ['national-id', other] }).byName.get('other')!.options).toBeUndefined();
});

test('two lines of an address that change places are read as one', () => {
  const street = rows((row) => `${String(row % 40)} BOURKE ST`);
  const house = rows((row) => `HOUSE ${String(row % 30)}`);
  const isSwapped = (row: number): boolean => row % 25 === 0;
  const { byName } = choose({
    first: ['address', rows((row) => (isSwapped(row) ? house[row]! : street[row]!))],
    second: ['address', rows((row) => (isSwapped(row) ? street[row]! : house[row]!))],
  });
  expect([...byName.keys()]).toEqual(['first + second']);
  expect([...choose({ first: ['address', street], second: ['address', house] }).byName.keys()]).toEqual([
    'first',
    'second',
  ]);
});
