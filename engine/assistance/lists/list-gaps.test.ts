import { expect, test } from 'vitest';
import { familyReceivesFact } from '../facts/catalogue.ts';
import { coded, type FactTable } from '../facts/table.ts';
import { listGaps } from './list-gaps.ts';
import { area, table } from './test-lists.ts';

/** The city with lists on which a share of families stands, kelurahan by kelurahan; of programmes that are not named there is none. */
function withLists(shares: Readonly<Record<string, readonly number[]>>): FactTable {
  const columns = new Map(table.columns);
  for (const programme of ['pkh', 'sembako', 'bltd']) {
    const share = shares[programme];
    const values = Float64Array.from({ length: table.householdCount }, (_, h) =>
      share === undefined ? NaN : h % 100 < 100 * (share[area[h]!] ?? 0) ? 1 : 0,
    );
    columns.set(familyReceivesFact(programme), {
      ...table.columns.get(familyReceivesFact(programme))!,
      ...coded(values),
    });
  }
  return { ...table, columns };
}

test('a list that names nobody of a kelurahan, and many elsewhere, is told with how many would be on it there', () => {
  const city = withLists({ pkh: [0.2, 0, 0.2], sembako: [0.2, 0.2, 0.2] });
  const families = area.filter((each) => each === 1).length;
  const [gap, ...more] = listGaps(city, ['pkh', 'sembako', 'bltd'], area, 3);
  expect(more).toEqual([]);
  expect(gap).toMatchObject({ programme: 'pkh', kelurahan: 1, families });
  expect(gap!.expected / families).toBeGreaterThan(0.15);
  expect(gap!.expected / families).toBeLessThan(0.25);
});

test('a list of few, one of nobody at all, and one that was not read tell nothing', () => {
  expect(
    listGaps(withLists({ pkh: [0.02, 0, 0.02], sembako: [0, 0, 0] }), ['pkh', 'sembako', 'bltd'], area, 3),
  ).toEqual([]);
});
