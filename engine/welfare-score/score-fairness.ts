/** Whether errors of the kept score fall on some families more than on others, against the truth of the sample city. */
import type { Bilingual } from '../kernel/bilingual.ts';
import { replicateWeights } from '../estimation/metrics/bootstrap.ts';
import { fairnessOf, type GroupErrors } from '../estimation/metrics/fairness.ts';
import { classed, coded, UNKNOWN, type Grouping } from '../estimation/metrics/groups.ts';
import { judged } from '../estimation/metrics/targeting.ts';
import type { HouseholdFact } from '../estimation/scoring/household-fact.ts';
import { NO_AREA } from '../population/columns.ts';

export interface CityGrouping extends Grouping {
  readonly name: Bilingual;
}

export interface GroupsAccuracy {
  /** `kelurahan`, or the key of a fact. */
  readonly key: string;
  readonly name: Bilingual;
  /** [coverage][group] bias in the unit of the label. */
  readonly coverages: readonly { readonly coverage: number; readonly groups: readonly GroupErrors[] }[];
}

/** Facts that families are parted by, and where; sex stands as it is. */
const PARTED: Readonly<Record<string, readonly number[] | undefined>> = {
  'head/sex': undefined,
  'head/ageYears': [30, 60],
  'members/disabled': [1],
  size: [3, 5, 7],
};

export interface Areas {
  /** [household] place in names. */
  readonly kelurahan: ArrayLike<number>;
  readonly names: readonly string[];
}

/**
 * By kelurahan, sex and age of the head, disability of members, size.
 *
 * @param rows families that are looked at, in the order of the columns
 */
export function cityGroupings(facts: readonly HouseholdFact[], areas: Areas, rows: readonly number[]): CityGrouping[] {
  const byArea = coded(
    'kelurahan',
    rows.map((h) => (areas.kelurahan[h] === NO_AREA ? UNKNOWN : areas.names[areas.kelurahan[h]!]!)),
  );
  const parted = Object.entries(PARTED).flatMap(([key, cuts]): CityGrouping[] => {
    const fact = facts.find((each) => each.key === key && each.register !== undefined);
    if (fact === undefined) return [];
    const values = Float64Array.from(rows, (h) => fact.values[h]!);
    const word = (value: number): string =>
      Number.isNaN(value) ? UNKNOWN : (fact.wordOf?.(value)?.en ?? String(value));
    const grouping = cuts === undefined ? coded(key, Array.from(values, word)) : classed(key, values, cuts);
    return [{ ...grouping, name: fact.name }];
  });
  return [{ ...byArea, name: { id: 'Kelurahan', en: 'Kelurahan' } }, ...parted];
}

const REPLICATES = 100;

/**
 * Intervals draw the families of the city again: how far a group's errors may be chance.
 *
 * @param amounts    [row] what families truly spend a head
 * @param prediction [row] what the score says
 */
export function scoreFairness(
  amounts: Float64Array,
  prediction: Float64Array,
  groupings: readonly CityGrouping[],
  coverages: readonly number[],
): GroupsAccuracy[] {
  const count = amounts.length;
  const weight = new Float64Array(count).fill(1);
  const each = Int32Array.from({ length: count }, (_, i) => i);
  const drawn = replicateWeights({ weight, clusters: each, strata: new Int32Array(count) }, REPLICATES, 1);
  const data = judged(amounts, prediction);
  const bias = prediction.map((value, i) => value - amounts[i]!);
  const found = coverages.map((coverage) => fairnessOf(data, bias, groupings, { coverage }, weight, drawn));
  return groupings.map(({ column, name }, g) => ({
    key: column,
    name,
    coverages: coverages.map((coverage, c) => ({ coverage, groups: found[c]![g]! })),
  }));
}
