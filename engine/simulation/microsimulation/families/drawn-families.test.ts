import { describe, expect, test } from 'vitest';
import { projectPath } from '../../../kernel/files.ts';
import { familyDraws } from '../../replicates/parameter-draws.ts';
import { CENTRAL_FAMILIES, DRAWN_FAMILIES, drawnFamilies, type DrawnFamily } from './drawn-families.ts';
import { loadFamilies, valuesByAge, type FamilyParameters } from './family-parameters.ts';
import { familyTables, type FamilyTables } from './family-tables.ts';
import { inventedFamilies } from './test-families.ts';

const PARAMETERS = loadFamilies(projectPath('models'));
const FAMILIES = inventedFamilies(3000, 2);
const tablesOf = (parameters: FamilyParameters): FamilyTables => familyTables(parameters, FAMILIES);
const CENTRAL = tablesOf(PARAMETERS);
const drawn = (name: DrawnFamily, deviations: number): FamilyParameters =>
  drawnFamilies(PARAMETERS, { ...CENTRAL_FAMILIES, [name]: deviations });

/** Every number of the tables. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return Object.values(value as object).flatMap(numbersOf);
}

describe('families in a draw of their parameters', () => {
  test('are as stated when every deviate is nought', () => {
    expect(drawnFamilies(PARAMETERS, CENTRAL_FAMILIES)).toEqual(PARAMETERS);
  });

  test('draw all that models/ says is uncertain, and nothing that it says is not drawn', () => {
    const stated = Object.entries(PARAMETERS).flatMap(([group, members]) =>
      Object.entries(members as Record<string, { draw: unknown }>).map(([name, { draw }]) => ({
        name: `${group}.${name}`,
        draw,
      })),
    );
    const wanted = stated.filter(({ draw }) => draw !== 'none').map(({ name }) => name);
    expect(wanted.sort()).toEqual([...DRAWN_FAMILIES].sort());
  });

  test.each(DRAWN_FAMILIES)('%s changes what families do, either way', (name) => {
    for (const deviations of [-1, 1]) expect(tablesOf(drawn(name, deviations))).not.toEqual(CENTRAL);
    const [group, key] = name.split('.') as ['births', 'twins'];
    const rest = drawn(name, 1);
    expect({ ...rest, [group]: { ...rest[group], [key]: PARAMETERS[group][key] } }).toEqual(PARAMETERS);
  });

  test('keep to what a share, a weight and an age can be, however far they are drawn', () => {
    for (const deviations of [-8, 8]) {
      const far = drawnFamilies(
        PARAMETERS,
        Object.fromEntries(DRAWN_FAMILIES.map((name) => [name, deviations])) as typeof CENTRAL_FAMILIES,
      );
      expect(numbersOf(tablesOf(far)).every((each) => Number.isFinite(each))).toBe(true);
      for (const { value } of [far.marriage.ownHousehold, far.migration.leavingTogether, far.births.twins])
        expect(value >= 0 && value <= 1).toBe(true);
      expect(Math.min(...far.deaths.byDecile.value)).toBeGreaterThanOrEqual(0);
    }
  });

  test('are shares at every age, whatever the draw', () => {
    for (let draw = 0; draw < 500; draw++) {
      const { divorce, households, marriage } = drawnFamilies(PARAMETERS, familyDraws(7, draw));
      const { men, women } = households.leavingHome.value;
      const all = [
        divorce.byAge.value,
        households.joiningKin.value,
        men,
        women,
        ...Object.values(marriage.again.value),
      ];
      for (const knots of all) expect(valuesByAge(knots).every((share) => share >= 0 && share <= 1)).toBe(true);
    }
  });

  test('of the size that is stated: one deviation of divorce is its standard deviation of the logarithm', () => {
    const { draw, value } = PARAMETERS.divorce.byAge;
    const factor = drawn('divorce.byAge', 1).divorce.byAge.value[0]![1] / value[0]![1];
    expect(draw).toMatchObject({ of: 'logarithm' });
    expect(Math.log(factor)).toBeCloseTo((draw as { standardDeviation: number }).standardDeviation, 12);
  });
});
