/** People and households for tests of single processes: columns alone, and identities that nobody else has. */
import { projectPath } from '../../kernel/files.ts';
import { dayOf } from '../../kernel/time.ts';
import { drawBits, drawKey } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { growingRows } from '../microsimulation/growing-rows.ts';
import { loadAidRules } from './aid/aid.ts';
import {
  householdLives,
  personLives,
  type Dwellings,
  type HouseholdLives,
  type Members,
  type PersonLives,
} from './columns.ts';
import { loadLivelihood } from './parameters.ts';
import {
  educationOf,
  healthOf,
  payOf,
  placeOf,
  schoolOf,
  standingOf,
  withEducation,
  withHealth,
  withSchool,
  withWork,
  workOf,
} from './person-state.ts';

const { count } = SINGLE_YEARS;
const KEY = drawKey(2, 'test-lives', 0);

export const PARAMETERS = loadLivelihood(projectPath('models'));
export const RULES = loadAidRules(projectPath('models'), PARAMETERS.programmes, dayOf(2025, 12, 31)!);

export interface TestPerson {
  /** 0 man, 1 woman. */
  readonly sex?: number;
  readonly age: number;
  readonly region?: number;
  readonly household?: number;
}

export interface TestPeople {
  readonly persons: Members;
  readonly lives: PersonLives;
  readonly homes: HouseholdLives;
}

/** Each in a household of his own, where nothing else is said. */
export function peopleOf(number: number, of: (i: number) => TestPerson): TestPeople {
  const people = Array.from({ length: number }, (_, i) => of(i));
  return {
    persons: {
      rows: number,
      low: Uint32Array.from(people, (_, i) => drawBits(KEY, i, 0, 0)),
      high: Uint32Array.from(people, (_, i) => drawBits(KEY, i, 0, 1)),
      sexAge: Uint8Array.from(people, ({ sex = 0, age }) => sex * count + age),
      region: Uint16Array.from(people, ({ region = 0 }) => region),
      household: Uint32Array.from(people, ({ household }, i) => household ?? i),
      arrivedStep: new Uint8Array(number),
      arrived: growingRows(),
    },
    lives: personLives(number),
    homes: householdLives(number),
  };
}

export function householdsOf(
  number: number,
  of: (i: number) => { readonly size?: number; readonly region?: number; readonly desil?: number } = () => ({}),
): Dwellings {
  const homes = Array.from({ length: number }, (_, i) => of(i));
  return {
    rows: number,
    low: Uint32Array.from(homes, (_, i) => drawBits(KEY, i, 1, 0)),
    high: Uint32Array.from(homes, (_, i) => drawBits(KEY, i, 1, 1)),
    region: Uint16Array.from(homes, ({ region = 0 }) => region),
    size: Uint16Array.from(homes, ({ size = 3 }) => size),
    desil: Uint8Array.from(homes, ({ desil = 0 }) => desil),
  };
}

/** What lives hold, as plain columns. */
export const plainOf = ({ state, place }: PersonLives) => ({
  work: Array.from(state, workOf),
  health: Array.from(state, healthOf),
  school: Array.from(state, schoolOf),
  education: Array.from(state, educationOf),
  standing: Array.from(place, standingOf),
  pay: Array.from(place, payOf),
});

type Plain = { readonly [name in keyof ReturnType<typeof plainOf>]?: number };

/** Gives everybody something else. */
export function setLives({ state, place }: PersonLives, of: (row: number) => Plain): void {
  state.forEach((before, row) => {
    const { work, health, school, education, standing, pay } = of(row);
    let now = before;
    if (work !== undefined) now = withWork(now, work);
    if (health !== undefined) now = withHealth(now, health);
    if (school !== undefined) now = withSchool(now, school);
    if (education !== undefined) now = withEducation(now, education);
    state[row] = now;
    place[row] = placeOf(standing ?? standingOf(place[row]!), pay ?? payOf(place[row]!));
  });
}

/** Rows of everybody. */
export const rowsOf = ({ rows }: Members): Uint32Array => Uint32Array.from({ length: rows }, (_, row) => row);

export const older = ({ sexAge }: Members): void => sexAge.forEach((cell, row) => (sexAge[row] = cell + 1));

export const shareOf = (column: ArrayLike<number>, value: number): number =>
  Array.from(column).filter((each) => each === value).length / column.length;

/** How far a share of so many is from what is expected, in its standard deviations. */
export const deviates = (share: number, expected: number, number: number): number =>
  Math.abs(share - expected) / Math.sqrt(Math.max(expected * (1 - expected), 1 / number) / number);

export const correlation = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  const mean = (column: ArrayLike<number>): number =>
    Array.from(column).reduce((sum, each) => sum + each, 0) / column.length;
  const [a, b] = [mean(one), mean(other)];
  let [product, left, right] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    product += (one[i]! - a) * (other[i]! - b);
    left += (one[i]! - a) ** 2;
    right += (other[i]! - b) ** 2;
  }
  return product / Math.sqrt(left * right);
};
