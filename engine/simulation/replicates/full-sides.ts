/**
 * Both sides of a replicate of the full model, side by side. As long as they are the same they are simulated once: nothing is
 * done twice before the first lever is moved, and families are the same throughout where no lever reaches births, deaths or
 * migration, as what befalls people there follows from their keyed draws and not from how they live. The year in which
 * families, or how people live, part ways goes on from a copy.
 */
import type { YearAccount } from '../microsimulation/account.ts';
import { measureLife } from '../livelihood/life-indicators.ts';
import { openLife, type LifePass, type TellLife } from '../livelihood/life-run.ts';
import type { LivelihoodLevels } from '../livelihood/levels.ts';
import type { StartLife } from '../livelihood/start-life.ts';
import type { LifePolicy } from '../livelihood/policy.ts';
import { beginFamilies, copyOfState, nextYear, type FamilyState } from '../microsimulation/families/family-state.ts';
import type { FamilyYearAccount } from '../microsimulation/families/family-year.ts';
import type { FamilyTables } from '../microsimulation/families/family-tables.ts';
import type { StartFamilies } from '../microsimulation/families/start-families.ts';
import type { YearTables } from '../microsimulation/year-tables.ts';
import { measureFamilies } from './family-indicators.ts';
import { FAMILIES_FROM, LIFE_FROM, measureYear, SIMULATED_INDICATORS } from './indicators.ts';
import { isEqual } from './pair-of-runs.ts';

/** What both sides follow from; [side][year] each. */
export interface FullSides {
  readonly families: StartFamilies;
  readonly familyTables: FamilyTables;
  readonly life: StartLife;
  readonly tables: readonly (readonly YearTables[])[];
  readonly policies: readonly (readonly LifePolicy[])[];
  readonly levels: LivelihoodLevels;
  readonly seed: bigint;
}

/** First steps in which the sides may differ, 1 the first year; Infinity where they never do. */
export interface Parting {
  readonly families: number;
  readonly life: number;
}

/** @param tables the same object where nothing differs; nothing else is taken for the same */
export function partingOf({ tables, policies }: Pick<FullSides, 'tables' | 'policies'>): Parting {
  const first = (isSame: (i: number) => boolean): number => {
    const place = tables[0]!.findIndex((_, i) => !isSame(i));
    return place < 0 ? Infinity : place + 1;
  };
  const families = first((i) => tables[0]![i] === tables[1]![i]);
  const life = first((i) => isEqual(policies[0]![i], policies[1]![i]));
  return { families, life: Math.min(families, life) };
}

const WIDTH = SIMULATED_INDICATORS.length;

/**
 * @param places [side] filled with [year, the start first × area × indicator]
 * @param parting of `partingOf`, or earlier: that the sides run apart though they need not changes no bit
 * @returns [side][year] what happened
 */
export function runFullSides(
  sides: FullSides,
  places: readonly Float32Array[],
  parting: Parting,
): readonly (readonly YearAccount[])[] {
  const { families, familyTables, life: startLife, tables, policies, levels, seed } = sides;
  const { regions } = families.persons;
  const yearOf = (side: number, step: number): Float32Array => {
    const size = (regions + 1) * WIDTH;
    return places[side]!.subarray(step * size, (step + 1) * size);
  };
  const tellOf =
    (side: number): TellLife =>
    (step, account) =>
      measureLife(startLife, policies[side]![step - 1], account, yearOf(side, step), WIDTH, LIFE_FROM);
  const measure = (side: number, step: number, account: FamilyYearAccount): void => {
    measureYear(regions, account.end, step === 0 ? undefined : account.flows, yearOf(side, step), WIDTH);
    measureFamilies(account.families, yearOf(side, step), WIDTH, FAMILIES_FROM);
  };
  // Who may bear in any year of either side is listed in both: who then bears is another matter.
  const { state: baseline, account: atStart } = beginFamilies(families, [...new Set(tables.flat())]);
  const life = openLife(startLife, policies[0]!, levels, tellOf(0));
  let scenario: FamilyState | undefined;
  let lifeOfScenario: LifePass | undefined;
  measure(0, 0, atStart);
  life.pass(baseline.persons, baseline.households, 0, seed);
  yearOf(1, 0).set(yearOf(0, 0));
  const years: [YearAccount[], YearAccount[]] = [[], []];
  for (let step = 1; step <= tables[0]!.length; step++) {
    if (step === parting.families) scenario = copyOfState(baseline);
    if (step === parting.life) lifeOfScenario = life.copy(policies[1]!, tellOf(1));
    const account = nextYear(baseline, familyTables, tables[0]![step - 1]!, seed, undefined);
    life.pass(baseline.persons, baseline.households, step, seed);
    measure(0, step, account);
    years[0].push(account);
    let other = account;
    if (scenario !== undefined) {
      const before = { gradients: baseline.gradients!, tables: tables[0]![step - 1]! };
      other = nextYear(scenario, familyTables, tables[1]![step - 1]!, seed, before);
    }
    years[1].push(other);
    if (lifeOfScenario === undefined) {
      yearOf(1, step).set(yearOf(0, step));
      continue;
    }
    const { persons, households } = scenario ?? baseline;
    lifeOfScenario.pass(persons, households, step, seed);
    measure(1, step, other);
  }
  return years;
}
