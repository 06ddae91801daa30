import { describe, expect, test } from 'vitest';
import { FEMALE, MALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../persons.ts';
import { countsOfStart } from '../test-city.ts';
import { sum } from '../test-figures.ts';
import { closed, deathRatesTimes, ratesFor } from '../test-rates.ts';
import { yearTables } from '../year-tables.ts';
import { simulateFamilies } from './simulate-families.ts';
import { inventedFamilies, tablesFor } from './test-families.ts';

const { count } = SINGLE_YEARS;
const OPEN = count - 1;
const REGIONS = 2;
const YEARS = 12;
const REPLICATES = 10;
const START = inventedFamilies(12_000, REGIONS);
/** Nobody comes or leaves: who is not there a year later is dead. */
const [RATES] = ratesFor(countsOfStart(START.persons), 1).map(closed);

/** [sex × age at the start of a year] person-years begun, and ended by death; of the newborn at the end, as age −1. */
interface Exposed {
  readonly begun: Float64Array;
  readonly dead: Float64Array;
  readonly born: Float64Array;
  readonly bornDead: Float64Array;
}

function simulated(): Exposed {
  const exposed: Exposed = {
    begun: new Float64Array(SEX_AGES),
    dead: new Float64Array(SEX_AGES),
    born: new Float64Array(2),
    bornDead: new Float64Array(2),
  };
  const tables = Array.from({ length: YEARS }, () => yearTables(RATES!));
  const families = tablesFor(START);
  for (let seed = 0; seed < REPLICATES; seed++) {
    let before = ofCity(countsOfStart(START.persons).persons);
    for (const { end, flows } of simulateFamilies(START, families, tables, seed).years) {
      const after = ofCity(end);
      for (const sex of [MALE, FEMALE]) {
        const first = sex * count;
        for (let age = 0; age < OPEN; age++) {
          // The last single age and the open one are one age later.
          const begun = age < OPEN - 1 ? before[first + age]! : before[first + age]! + before[first + OPEN]!;
          exposed.begun[first + age]! += begun;
          exposed.dead[first + age]! += begun - after[first + age + 1]!;
        }
        const born = sum(flows.births.filter((_, cell) => cell % 2 === sex));
        exposed.born[sex]! += born;
        exposed.bornDead[sex]! += born - after[first]!;
      }
      before = after;
    }
  }
  return exposed;
}

function ofCity(cells: ArrayLike<number>): Float64Array {
  const city = new Float64Array(SEX_AGES);
  Array.from(cells).forEach((each, cell) => (city[cell % SEX_AGES]! += each));
  return city;
}

/** The largest deviate of deaths by sex and five years of age from what rates expect, in standard deviations. */
function largestDeviate({ begun, dead, born, bornDead }: Exposed, rates = RATES!): number {
  const { survival, newbornSurvival } = rates.vital[0]!;
  let largest = 0;
  for (const sex of [MALE, FEMALE]) {
    const infants = born[sex]! * (1 - newbornSurvival[sex]!);
    largest = Math.max(largest, Math.abs(bornDead[sex]! - infants) / Math.sqrt(infants));
    // The open ages mix with the last single one: they are left to the groups below.
    for (let from = 0; from < OPEN - 5; from += 5) {
      let [found, expected, variance] = [0, 0, 0];
      for (let cell = sex * count + from; cell < sex * count + from + 5; cell++) {
        const dies = 1 - survival[cell]!;
        found += dead[cell]!;
        expected += begun[cell]! * dies;
        variance += begun[cell]! * dies * (1 - dies);
      }
      largest = Math.max(largest, Math.abs(found - expected) / Math.sqrt(variance));
    }
  }
  return largest;
}

/** Years lived from the newborn of a year on, by a table of survival from age to age. */
function lifeExpectancy(newborn: number, survivalAt: (age: number) => number): number {
  let [alive, years] = [newborn, 0];
  for (let age = 0; age < OPEN; age++) {
    years += alive;
    alive *= survivalAt(age);
  }
  return years;
}

describe('life tables recomputed from the deaths of families', () => {
  const exposed = simulated();

  // 40 figures: one is beyond five standard deviations by chance once in 40,000 suites of seeds.
  test('give back the rates that went in, at every five years of age, for men and women', () => {
    expect(sum(exposed.dead)).toBeGreaterThan(8000);
    expect(largestDeviate(exposed)).toBeLessThan(5);
  });
  test('and the years that people live up to a hundred', () => {
    const { survival, newbornSurvival } = RATES!.vital[0]!;
    for (const sex of [MALE, FEMALE]) {
      const { begun, dead, born, bornDead } = exposed;
      const found = lifeExpectancy(1 - bornDead[sex]! / born[sex]!, (age) => {
        const cell = sex * count + age;
        return begun[cell] === 0 ? survival[cell]! : 1 - dead[cell]! / begun[cell]!;
      });
      const wanted = lifeExpectancy(newbornSurvival[sex]!, (age) => survival[sex * count + age]!);
      // Of some 5,000 deaths a sex a mean length of life errs by 15 / √5,000 = 0.2 years: five of these.
      expect(Math.abs(found - wanted)).toBeLessThan(1);
    }
  });
  test('are seen not to be those of 15 % more or fewer deaths', () => {
    for (const factor of [0.85, 1.15])
      expect(largestDeviate(exposed, deathRatesTimes(RATES!, factor))).toBeGreaterThan(5);
  });
});
