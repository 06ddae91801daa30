/**
 * Both sides of a replicate of the full model, side by side. As long as they are the same they are simulated once: nothing is
 * done twice before the first lever is moved, and families are the same throughout where no lever reaches births, deaths or
 * migration, as what befalls people there follows from their keyed draws and not from how they live. The year in which
 * families, or how people live, part ways goes on from a copy; beside the same families only those are asked who may live
 * otherwise (livelihood/beside.ts).
 */
import type { YearAccount } from '../microsimulation/account.ts';
import { measureLife } from '../livelihood/life-indicators.ts';
import type { LivesThen } from '../livelihood/beside.ts';
import { openLife, type LifePass, type TellLife } from '../livelihood/life-run.ts';
import type { LivelihoodLevels } from '../livelihood/levels.ts';
import type { StartLife } from '../livelihood/start-life.ts';
import type { LifePolicy } from '../livelihood/policy.ts';
import {
  beginFamilies,
  copyOfState,
  nextYear,
  type FamilyState,
  type SpareFamilies,
} from '../microsimulation/families/family-state.ts';
import type { FamilyYearAccount } from '../microsimulation/families/family-year.ts';
import type { FamilyTables } from '../microsimulation/families/family-tables.ts';
import type { StartFamilies } from '../microsimulation/families/start-families.ts';
import type { YearTables } from '../microsimulation/year-tables.ts';
import type { Gradients } from '../microsimulation/families/gradients.ts';
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

/** Puts what a side tells into its place, [year, the start first × area × indicator]. */
class SideMeasure {
  readonly #sides: FullSides;
  readonly #side: number;
  readonly #place: Float32Array;

  constructor(sides: FullSides, side: number, place: Float32Array) {
    this.#sides = sides;
    this.#side = side;
    this.#place = place;
  }

  yearOf(step: number): Float32Array {
    const size = (this.#sides.families.persons.regions + 1) * WIDTH;
    return this.#place.subarray(step * size, (step + 1) * size);
  }

  readonly life: TellLife = (step, account) => {
    const { life, policies } = this.#sides;
    measureLife(life, policies[this.#side]![step - 1], account, this.yearOf(step), WIDTH, LIFE_FROM);
  };

  families(step: number, account: FamilyYearAccount): void {
    const { regions } = this.#sides.families.persons;
    measureYear(regions, account.end, step === 0 ? undefined : account.flows, this.yearOf(step), WIDTH);
    measureFamilies(account.families, this.yearOf(step), WIDTH, FAMILIES_FROM);
  }
}

/** Who may bear in any year of either side is listed in both: who then bears is another matter. */
const allTables = ({ tables }: FullSides): readonly YearTables[] => [...new Set(tables.flat())];

export interface RunSides {
  /** [side][year] what happened. */
  readonly years: readonly (readonly YearAccount[])[];
  /** [year] of the baseline: a scenario that runs later takes them from here. */
  readonly gradients: readonly Gradients[];
}

/** Hears of each year of the baseline as it is over, from 0; what it throws ends the run. */
export type TellYear = (year: number, gradients: Gradients) => void;
const NOBODY: TellYear = () => undefined;

/** The same sides throughout: the baseline alone is simulated, and counts for both. */
export const NEVER_PART: Parting = { families: Infinity, life: Infinity };

/**
 * Columns of runs that are over: the next begins with them. Given to the collector of garbage and taken from it anew they are
 * tens of megabytes a replicate, and it throws compiled code away as often as it is called.
 */
const spareFamilies: SpareFamilies[] = [];
const spareLives: LivesThen[] = [];

function giveBack(families: FamilyState | undefined, life: LifePass | undefined): void {
  if (families !== undefined) spareFamilies.push({ persons: families.persons, households: families.households });
  if (life !== undefined) spareLives.push({ lives: life.columns.lives, homes: life.columns.homes });
}

/**
 * @param places [side] filled with [year, the start first × area × indicator]
 * @param parting of `partingOf`, or earlier: that the sides run apart though they need not changes no bit
 */
export function runFullSides(
  sides: FullSides,
  places: readonly Float32Array[],
  parting: Parting,
  tellYear: TellYear = NOBODY,
): RunSides {
  const { familyTables, tables, policies, seed } = sides;
  const measures = places.map((place, side) => new SideMeasure(sides, side, place));
  const [before, after] = [measures[0]!, measures[1]!];
  const { state: baseline, account: atStart } = beginFamilies(sides.families, allTables(sides), spareFamilies.pop());
  const life = openLife(sides.life, policies[0]!, sides.levels, before.life, spareLives.pop());
  let scenario: FamilyState | undefined;
  let lifeOfScenario: LifePass | undefined;
  before.families(0, atStart);
  life.pass(baseline.persons, baseline.households, 0, seed);
  after.yearOf(0).set(before.yearOf(0));
  const years: [YearAccount[], YearAccount[]] = [[], []];
  const gradients: Gradients[] = [];
  for (let step = 1; step <= tables[0]!.length; step++) {
    if (step === parting.families) scenario = copyOfState(baseline, spareFamilies.pop());
    if (step === parting.life) lifeOfScenario = life.copy(policies[1]!, after.life, spareLives.pop());
    const account = nextYear(baseline, familyTables, tables[0]![step - 1]!, seed, undefined);
    gradients.push(baseline.gradients!);
    tellYear(step - 1, baseline.gradients!);
    life.pass(baseline.persons, baseline.households, step, seed);
    before.families(step, account);
    years[0].push(account);
    let other = account;
    if (scenario !== undefined) {
      const known = { gradients: baseline.gradients!, tables: tables[0]![step - 1]! };
      other = nextYear(scenario, familyTables, tables[1]![step - 1]!, seed, known);
    }
    years[1].push(other);
    if (lifeOfScenario === undefined) {
      after.yearOf(step).set(before.yearOf(step));
      continue;
    }
    if (scenario === undefined) lifeOfScenario.passBeside(baseline.persons, baseline.households, step, seed);
    else lifeOfScenario.pass(scenario.persons, scenario.households, step, seed);
    after.families(step, other);
  }
  giveBack(baseline, life);
  giveBack(scenario, lifeOfScenario);
  return { years, gradients };
}

/** Gradients of a year of the baseline, from 0; may wait for them, and what it throws ends the run. */
export type GradientsOf = (year: number) => Gradients;

/**
 * The scenario alone, beside a baseline that was simulated before, or is at the same time elsewhere: the same bytes as side by
 * side.
 *
 * @param place       filled with [year, the start first × area × indicator]
 * @param gradientsOf of that baseline; asked for each year in turn
 * @returns [year] what happened
 */
export function runScenarioAlone(
  sides: FullSides,
  place: Float32Array,
  gradientsOf: GradientsOf,
): readonly YearAccount[] {
  const { familyTables, tables, policies, seed } = sides;
  const measure = new SideMeasure(sides, 1, place);
  const { state, account: atStart } = beginFamilies(sides.families, allTables(sides), spareFamilies.pop());
  const life = openLife(sides.life, policies[1]!, sides.levels, measure.life, spareLives.pop());
  measure.families(0, atStart);
  life.pass(state.persons, state.households, 0, seed);
  const years = tables[1]!.map((each, i) => {
    const account = nextYear(state, familyTables, each, seed, { gradients: gradientsOf(i), tables: tables[0]![i]! });
    life.pass(state.persons, state.households, i + 1, seed);
    measure.families(i + 1, account);
    return account;
  });
  giveBack(state, life);
  return years;
}
