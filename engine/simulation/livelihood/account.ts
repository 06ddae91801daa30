/** How people live at the end of a year, by kelurahan: whole numbers, so that no order of rows changes a bit. */
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES } from '../microsimulation/persons.ts';
import { WORK_STATES } from './columns.ts';
import { LEVELS } from './school/education.ts';
import { SIMULATED_PROGRAMMES } from './parameters.ts';

const { count } = SINGLE_YEARS;
/** Combinations of DISABLED and FRAIL. */
export const IMPAIRED = 4;

export interface PersonCounts {
  /** [region × sexAge] */
  readonly byCell: Uint32Array;
  /** [region × level] of school; NO_SCHOOL counts children who are at none. */
  readonly pupils: Uint32Array;
  /** [region × OUTSIDE, WORKING, SEEKING] of 15 or more. */
  readonly workers: Uint32Array;
  /** [region × bits of health] */
  readonly impaired: Uint32Array;
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
export const CLASS_STEP_BITS = 2;
const LISTED = 4096;
const CLASS_OF = Uint8Array.from({ length: LISTED }, (_, step) => spendingClass((step + 0.5) * (1 << CLASS_STEP_BITS)));
export const classOf = (wholeThousand: number): number => {
  const step = wholeThousand >> CLASS_STEP_BITS;
  return step < LISTED ? CLASS_OF[step]! : spendingClass(wholeThousand);
};

/** From here on classes are listed by every thousand, up to where the last one begins. */
export const STEPS_END = LISTED << CLASS_STEP_BITS;
const LAST_CLASS_FROM = Math.ceil(LOWEST_THOUSAND * Math.exp((SPENDING_CLASSES - 1) / CLASSES_PER_E));
export const CLASS_ENTRIES = LISTED + LAST_CLASS_FROM - STEPS_END + 1;

/** For loops, which know no logarithms: what `classOf` finds, by steps and behind them by every thousand from STEPS_END on. */
export function classTable(): Uint8Array {
  const table = new Uint8Array(CLASS_ENTRIES);
  table.set(CLASS_OF);
  for (let i = LISTED; i < table.length; i++) table[i] = spendingClass(STEPS_END + i - LISTED);
  return table;
}

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
  pupils: new Uint32Array(regions * LEVELS.length),
  workers: new Uint32Array(regions * WORK_STATES),
  impaired: new Uint32Array(regions * IMPAIRED),
  homes: new Float64Array(regions * HOME_WIDTH),
  classPersons: new Uint32Array(regions * SPENDING_CLASSES),
  classSpent: new Float64Array(regions * SPENDING_CLASSES),
});

/** All columns of an account. */
export const LIFE_COLUMNS = ['byCell', 'pupils', 'workers', 'impaired', 'homes', 'classPersons', 'classSpent'] as const;

export function clearAccount(account: LifeAccount): void {
  for (const name of LIFE_COLUMNS) account[name].fill(0);
}

export function copyOfAccount(account: LifeAccount): LifeAccount {
  const copy = emptyLifeAccount(account.regions);
  for (const name of LIFE_COLUMNS) copy[name].set(account[name]);
  return copy;
}

/** The regions added up, as an account of one. */
export function cityAccount(account: LifeAccount): LifeAccount {
  const city = emptyLifeAccount(1);
  for (const name of LIFE_COLUMNS) {
    const [sums, parts] = [city[name], account[name]];
    const width = sums.length;
    for (let from = 0; from < parts.length; from += width) for (let i = 0; i < width; i++) sums[i]! += parts[from + i]!;
  }
  return city;
}

/** Persons at school in a level. */
export const pupilsOf = ({ pupils }: PersonCounts, region: number, level: number): number =>
  pupils[region * LEVELS.length + level]!;

/** Persons of 15 or more who are OUTSIDE the labour force, WORKING or SEEKING. */
export const workersOf = ({ workers }: PersonCounts, region: number, does: number): number =>
  workers[region * WORK_STATES + does]!;

/** Persons from one completed year of age to another, both included. */
export function agedOf({ byCell }: PersonCounts, region: number, from: number, to: number): number {
  const men = region * SEX_AGES;
  const women = men + count;
  let sum = 0;
  for (let age = from; age <= to; age++) sum += byCell[men + age]! + byCell[women + age]!;
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
