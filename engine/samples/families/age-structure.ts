/** How many people of each sex and age there are, and on which day each was born. */
import type { Chance } from '../../kernel/random.ts';
import { calendarDate, dayOf } from '../../kernel/time.ts';
import { apportion, solveRising } from '../sampling.ts';
import type { PopulationParameters } from './population-parameters.ts';

export const MALE = 1;
export const FEMALE = 2;
export const AGES = 101;
export const VOTING_AGE = 17;

/** The people before they have a family, in order of sex and age. Row i of every column is one person. */
export interface Pool {
  readonly count: number;
  readonly sex: Uint8Array;
  readonly ageYears: Uint8Array;
  /** [sex × AGES + age] first row of that sex and age; one more entry closes the last. */
  readonly firstRow: Uint32Array;
}

/** Parts each group of five years among its single years, leaning towards the larger neighbour. */
function singleYears(groups: readonly number[]): Float64Array {
  const years = new Float64Array(AGES);
  groups.forEach((weight, g) => {
    const lean = (((groups[g + 1] ?? 0) - (groups[g - 1] ?? weight)) / 2 || 0) / 25;
    for (let i = 0; i < 5 && g * 5 + i < AGES; i++)
      years[g * 5 + i] = Math.max(weight / 25, weight / 5 + lean * (i - 2));
  });
  return years;
}

/** Older ages keep their proportions to each other. */
const tilted = (years: Float64Array, tilt: number, upToAgeYears: number): Float64Array =>
  years.map((weight, age) => weight * Math.exp(tilt * Math.min(age, upToAgeYears)));

const total = (years: Float64Array, from = 0): number => years.subarray(from).reduce((sum, weight) => sum + weight, 0);

/**
 * Weights of the single years of age of both sexes, tilted so that the share of voting age is met.
 *
 * @returns [0 male, 1 female][age], each adding up to its sex's share
 */
export function ageWeights(parameters: PopulationParameters['ageStructure']): readonly [Float64Array, Float64Array] {
  const male = singleYears(parameters.male);
  const female = singleYears(parameters.female);
  const shareOfAge = (years: Float64Array): number => total(years, VOTING_AGE) / total(years);
  const { maleShare, tiltUpToAgeYears: upTo } = parameters;
  const tilt = solveRising(-0.05, 0.05, parameters.votingAgeShare, (x) => {
    const men = maleShare * shareOfAge(tilted(male, x, upTo));
    return men + (1 - maleShare) * shareOfAge(tilted(female, x, upTo));
  });
  const scaled = (years: Float64Array, share: number): Float64Array => {
    const sum = total(years);
    return years.map((weight) => (weight * share) / sum);
  };
  return [scaled(tilted(male, tilt, upTo), maleShare), scaled(tilted(female, tilt, upTo), 1 - maleShare)];
}

/** Whole people of each sex and age, ordered by both. */
export function makePool(count: number, parameters: PopulationParameters['ageStructure']): Pool {
  const weights = ageWeights(parameters);
  const counts = apportion(count, [...weights[0], ...weights[1]]);
  const sex = new Uint8Array(count);
  const ageYears = new Uint8Array(count);
  const firstRow = new Uint32Array(2 * AGES + 1);
  let row = 0;
  counts.forEach((people, cell) => {
    firstRow[cell] = row;
    sex.fill(cell < AGES ? MALE : FEMALE, row, row + people);
    ageYears.fill(cell % AGES, row, row + people);
    row += people;
  });
  firstRow[2 * AGES] = row;
  return { count, sex, ageYears, firstRow };
}

/** The last day on which somebody can be born to be of this age on the day; 28 February stands in for a missing 29th. */
function lastBirthDay(ageYears: number, onDay: number): number {
  const { year, month, day } = calendarDate(onDay);
  return dayOf(year - ageYears, month, day) ?? dayOf(year - ageYears, month, day - 1)!;
}

/** Days of birth by age: uniform over the year that the age leaves open, but for days that officers put down. */
export class BirthDays {
  readonly #onDay: number;
  readonly #parameters: PopulationParameters['birthDayHeaping'];
  readonly #chance: Chance;
  readonly #lastDay: Int32Array;

  constructor(onDay: number, parameters: PopulationParameters['birthDayHeaping'], chance: Chance) {
    this.#onDay = onDay;
    this.#parameters = parameters;
    this.#chance = chance;
    this.#lastDay = Int32Array.from({ length: AGES + 2 }, (_, age) => lastBirthDay(age, onDay));
  }

  draw(ageYears: number, index: number): number {
    const last = this.#lastDay[ageYears]!;
    const first = this.#lastDay[ageYears + 1]! + 1;
    const bornOn = first + this.#chance.below(last - first + 1, index, 0);
    const yearOfBirth = calendarDate(this.#onDay).year - ageYears;
    const heaped = this.#parameters.shares.find((entry) => yearOfBirth < entry.bornBefore)?.share ?? 0;
    return this.#chance.uniform(index, 1) < heaped ? this.#writtenDay(first, last, index) : bornOn;
  }

  #writtenDay(first: number, last: number, index: number): number {
    const { monthDays } = this.#parameters;
    const [month, day] = monthDays[Math.floor(this.#chance.uniform(index, 2) ** 2 * monthDays.length)]!.split('-').map(
      Number,
    ) as [number, number];
    const year = calendarDate(first).year;
    const inFirstYear = dayOf(year, month, day)!;
    const written = inFirstYear >= first ? inFirstYear : dayOf(year + 1, month, day)!;
    return written <= last ? written : last;
  }
}
