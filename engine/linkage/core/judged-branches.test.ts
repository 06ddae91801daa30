/** Branches of chains have one name and telephone and differ by place alone: how right links are is then left open. */
import { expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import type { LinkResult } from './pairs.ts';
import type { FieldKind } from './table.ts';
import { judgeBy, linkRows, type InventedRow } from './test-linking.ts';

const KINDS: Readonly<Record<string, FieldKind>> = { name: 'full-name', address: 'address', phone: 'code' };
const SYLLABLES = ['ba', 'di', 'ku', 'ma', 'no', 'ri', 'sa', 'tu', 'wi', 'yo', 'le', 'han'];

/** Invented shops, two in five of them twice; of chains, where there are any, each has five shops. */
function shops(count: number, chains: number): InventedRow[] {
  const draw = chance(11, 'shops');
  const word = (i: number, at: number): string =>
    [0, 1, 2].map((syllable) => SYLLABLES[draw.below(12, i, at + syllable)]).join('');
  return Array.from({ length: count }, (_, entity) => {
    const firm = entity < chains * 5 ? Math.floor(entity / 5) : entity;
    const values = {
      name: `${word(firm, 0)} ${word(firm, 10)}`,
      address: `Jl ${word(draw.below(200, entity, 20), 30)} ${String(1 + draw.below(150, entity, 21))}`,
      phone: String(20_000_000 + draw.below(70_000_000, firm, 22)),
    };
    const again = draw.below(5, entity, 23) < 2;
    const changed = draw.below(2, entity, 24) === 0 ? { name: `${values.name.slice(0, -1)}x` } : {};
    return [{ entity, values }, ...(again ? [{ entity, values: { ...values, ...changed } }] : [])];
  }).flat();
}

/** Share of the pairs within clusters that are one shop. */
const precisionOf = (rows: readonly InventedRow[], result: LinkResult): number =>
  judgeBy((row) => rows[row]!.entity, result).precision;

test('the interval of precision holds the truth where shops of one chain are taken for one', async () => {
  const rows = shops(900, 40);
  const result = await linkRows(KINDS, rows);
  const truth = precisionOf(rows, result);
  expect(truth).toBeLessThan(0.8);
  expect(result.precision.low).toBeLessThanOrEqual(truth);
  expect(result.precision.high).toBeGreaterThanOrEqual(truth);
});

test('where there are no chains it stays narrow: the negative control', async () => {
  const rows = shops(900, 0);
  const result = await linkRows(KINDS, rows);
  expect(precisionOf(rows, result)).toBeGreaterThan(0.99);
  expect(result.precision.low).toBeGreaterThan(0.95);
});
