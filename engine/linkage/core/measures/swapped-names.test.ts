import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levelName, measureOf, specOf, tableOf } from '../test-table.ts';
import { MEASURES } from './measures.ts';

const GIVEN = specOf('name-parts', ['given', 'surname']);
const SURNAME = specOf('name-parts', ['surname', 'given'], { follows: true });

test.each([
  ['JOHN SMITH', 'SMITH JOHN', 'swapped', 'same'],
  ['JOHN SMITH', 'SMITH JON', 'swapped', 'spelled'],
  ['JOHN SMITH', 'JOHN SMITH', 'same', 'same'],
  ['JOHN SMITH', 'PETER JOHN', 'different', 'different'],
  ['JOHN SMITH', 'JOHN BROWN', 'same', 'different'],
  ['JOHN ?', '? JOHN', 'swapped', ''],
  ['JOHN SMITH', 'SMITH ?', 'swapped', ''],
  ['JOHN SMITH', '? ?', '', ''],
  ['JAMES JAMES', 'JAMES JAMES', 'same', 'same'],
])('%s, %s: %s, %s', (left, right, given, surname) => {
  const [first, second] = [left, right].map((name) => name.replaceAll('?', '').split(' '));
  const table = tableOf({
    given: ['name-part', [first![0]!, second![0]!, 'MARY']],
    surname: ['name-part', [first![1]!, second![1]!, 'JONES']],
  });
  expect([levelName(table, GIVEN, 0, 1), levelName(table, SURNAME, 0, 1)]).toEqual([given, surname]);
  expect([levelName(table, GIVEN, 1, 0), levelName(table, SURNAME, 1, 0)]).toEqual([given, surname]);
});

test('either order of two records gives the same levels and the same rarity', () => {
  const name = fc.constantFrom('', 'JOHN', 'JON', 'SMITH', 'SMYTH', 'J', 'MARY');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { minLength: 2, maxLength: 6 }), (names) => {
      const table = tableOf({
        given: ['name-part', names.map(([given]) => given)],
        surname: ['name-part', names.map(([, surname]) => surname)],
      });
      for (const spec of [GIVEN, SURNAME]) {
        const measure = measureOf(table, spec);
        const [forth, rarity] = [measure.level(0, 1), measure.rarityBits];
        expect([measure.level(1, 0), measure.rarityBits]).toEqual([forth, rarity]);
      }
    }),
    { numRuns: 1000 },
  );
});

test('shares add up to 1, with those that agree across the fields', () => {
  const table = tableOf({
    given: ['name-part', ['JOHN', 'SMITH', 'MARY', 'PETER', 'JOHN']],
    surname: ['name-part', ['SMITH', 'JOHN', 'JONES', 'BROWN', 'SMITH']],
  });
  const { u } = MEASURES['name-parts']!.unrelated(table, GIVEN);
  expect(u.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
  expect(u[1 + MEASURES['name-parts']!.levels.indexOf('swapped')]).toBeCloseTo(4 / 25, 10);
});

test('a comparison without the level sees no swap', () => {
  const straight = { ...GIVEN, levels: GIVEN.levels.filter(({ name }) => name !== 'swapped') };
  const table = tableOf({ given: ['name-part', ['JOHN', 'SMITH']], surname: ['name-part', ['SMITH', 'JOHN']] });
  expect(levelName(table, straight, 0, 1)).toBe('different');
});
