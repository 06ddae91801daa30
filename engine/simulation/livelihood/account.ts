/** How people live at the end of a year, by kelurahan: whole numbers, so that no order of rows changes a bit. */
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES } from '../microsimulation/persons.ts';
import { AGE_OF, NOBODYS_AGE } from './ages.ts';
import type { Members, PersonLives } from './columns.ts';
import { LEVELS } from './school/education.ts';
import { SIMULATED_PROGRAMMES } from './parameters.ts';
import { WORKING_AGE } from './work/work-tables.ts';

const { count } = SINGLE_YEARS;
const STATES = LEVELS.length;
/** Children by level of school; then adults by OUTSIDE, WORKING, SEEKING and level of school. */
const CELL_STATES = 4 * STATES;
/** [age] where the states of children and of adults begin. */
const STATE_FROM = Uint8Array.from({ length: count }, (_, age) => (age >= WORKING_AGE ? STATES : 0));
/** Combinations of DISABLED and FRAIL. */
const IMPAIRED = 4;

export interface PersonCounts {
  /** [region × sexAge] */
  readonly byCell: Uint32Array;
  /** [region × state] see CELL_STATES. */
  readonly byState: Uint32Array;
  /** [region × bits of health] */
  readonly impaired: Uint32Array;
}

/** Counts the people of some rows. */
export function countPersons(
  { sexAge, region }: Members,
  { school, work, health }: PersonLives,
  { byCell, byState, impaired }: PersonCounts,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const cell = sexAge[row]!;
    const age = AGE_OF[cell]!;
    if (age === NOBODYS_AGE) continue;
    const area = region[row]!;
    byCell[area * SEX_AGES + cell]!++;
    byState[area * CELL_STATES + STATE_FROM[age]! + work[row]! * STATES + school[row]!]!++;
    if (health[row] !== 0) impaired[area * IMPAIRED + health[row]!]!++;
  }
}

/** Shares of the poverty line are counted in so small parts. */
export const SHARE_UNIT = 2 ** 20;

const HOME_SUMS = [
  'persons',
  'poor',
  'gap',
  'severity',
  ...SIMULATED_PROGRAMMES.map((key) => `recipients-${key}` as const),
  // Thousand rupiah a year.
  ...SIMULATED_PROGRAMMES.map((key) => `cost-${key}` as const),
] as const;
export type HomeSum = (typeof HOME_SUMS)[number];
export const HOME_WIDTH = HOME_SUMS.length;
/** Where each stands among the sums of a kelurahan. */
export const AT = Object.fromEntries(HOME_SUMS.map((name, i) => [name, i])) as Readonly<Record<HomeSum, number>>;

/** Classes of what is spent a head, each some 2.5 % wide: what is spent within one is taken as alike. */
export const SPENDING_CLASSES = 256;
const LOWEST_THOUSAND = 150;
const CLASSES_PER_E = 40;
const spendingClass = (thousand: number): number =>
  Math.min(SPENDING_CLASSES - 1, Math.max(0, Math.floor(Math.log(thousand / LOWEST_THOUSAND) * CLASSES_PER_E)));
/** By every four thousand, up to where a class is found by its logarithm at leisure. */
const STEP_BITS = 2;
const LISTED = 4096;
const CLASS_OF = Uint8Array.from({ length: LISTED }, (_, step) => spendingClass((step + 0.5) * (1 << STEP_BITS)));
export const classOf = (wholeThousand: number): number => {
  const step = wholeThousand >> STEP_BITS;
  return step < LISTED ? CLASS_OF[step]! : spendingClass(wholeThousand);
};

export interface LifeAccount extends PersonCounts {
  readonly regions: number;
  /** [region × HOME_SUMS] */
  readonly homes: Float64Array;
  /** [region × class] persons, and thousand rupiah that they spend. */
  readonly classPersons: Uint32Array;
  readonly classSpent: Float64Array;
}

export const emptyLifeAccount = (regions: number): LifeAccount => ({
  regions,
  byCell: new Uint32Array(regions * SEX_AGES),
  byState: new Uint32Array(regions * CELL_STATES),
  impaired: new Uint32Array(regions * IMPAIRED),
  homes: new Float64Array(regions * HOME_WIDTH),
  classPersons: new Uint32Array(regions * SPENDING_CLASSES),
  classSpent: new Float64Array(regions * SPENDING_CLASSES),
});

export function clearAccount(account: LifeAccount): void {
  for (const name of ['byCell', 'byState', 'impaired', 'homes', 'classPersons', 'classSpent'] as const)
    account[name].fill(0);
}

/** The regions added up, as an account of one. */
export function cityAccount(account: LifeAccount): LifeAccount {
  const city = emptyLifeAccount(1);
  for (const name of ['byCell', 'byState', 'impaired', 'homes', 'classPersons', 'classSpent'] as const) {
    const width = city[name].length;
    account[name].forEach((each, i) => (city[name][i % width]! += each));
  }
  return city;
}

/** Persons at school in a level. */
export function pupilsOf({ byState }: PersonCounts, region: number, level: number): number {
  let sum = 0;
  for (let state = level; state < CELL_STATES; state += STATES) sum += byState[region * CELL_STATES + state]!;
  return sum;
}

/** Persons of 15 or more who are OUTSIDE the labour force, WORKING or SEEKING. */
export function workersOf({ byState }: PersonCounts, region: number, does: number): number {
  let sum = 0;
  const from = region * CELL_STATES + (1 + does) * STATES;
  for (let state = from; state < from + STATES; state++) sum += byState[state]!;
  return sum;
}

/** Persons from one completed year of age to another, both included. */
export function agedOf({ byCell }: PersonCounts, region: number, from: number, to: number): number {
  let sum = 0;
  for (const sex of [0, 1])
    for (let age = from; age <= to; age++) sum += byCell[region * SEX_AGES + sex * count + age]!;
  return sum;
}

/** Persons with an impairment, a bit of health. */
export function impairedOf({ impaired }: PersonCounts, region: number, bit: number): number {
  let sum = 0;
  for (let bits = 1; bits < IMPAIRED; bits++) if ((bits & bit) !== 0) sum += impaired[region * IMPAIRED + bits]!;
  return sum;
}

/** Of persons, those of one class spending alike. */
export function giniOf({ classPersons, classSpent }: LifeAccount, region: number): number {
  let [persons, spent, ranked] = [0, 0, 0];
  for (let i = region * SPENDING_CLASSES; i < (region + 1) * SPENDING_CLASSES; i++) {
    ranked += classSpent[i]! * (persons + classPersons[i]! / 2);
    persons += classPersons[i]!;
    spent += classSpent[i]!;
  }
  return spent === 0 ? 0 : (2 * ranked) / (persons * spent) - 1;
}
