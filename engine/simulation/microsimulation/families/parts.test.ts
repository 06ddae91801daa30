import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../../kernel/files.ts';
import { FEMALE, SINGLE_YEARS } from '../../demography/ages.ts';
import { NONE } from '../households.ts';
import { countsOfStart } from '../test-city.ts';
import { livingRows, sum } from '../test-figures.ts';
import { ratesFor } from '../test-rates.ts';
import { yearTables } from '../year-tables.ts';
import { motherOf } from './family-persons.ts';
import { firstMarriageByAge, loadFamilies, valuesByAge } from './family-parameters.ts';
import { BIRTH_CLASSES, DECILES } from './family-tables.ts';
import { withMean } from './gradients.ts';
import { simulateFamilies } from './simulate-families.ts';
import { inventedFamilies, tablesFor } from './test-families.ts';

const { count } = SINGLE_YEARS;
const PARAMETERS = loadFamilies(projectPath('models'));

describe('values by age', () => {
  test('lie on straight lines between those that are stated, and stay beyond them', () => {
    const values = valuesByAge([
      [20, 1],
      [30, 3],
      [32, 0],
    ]);
    expect([0, 20, 25, 30, 31, 32, 100].map((age) => values[age])).toEqual([1, 1, 2, 3, 1.5, 0, 0]);
  });
  test('of the file have a source, a date and an uncertainty each', () => {
    const text = readFileSync(projectPath('models', 'demography', 'families.yaml'), 'utf8');
    const keys = (name: string): number => text.match(new RegExp(`^ +${name}:`, 'gm'))!.length;
    const parameters = Object.values(PARAMETERS).flatMap((section) => Object.values(section));
    expect(keys('source')).toBe(parameters.length);
    expect(keys('uncertainty')).toBe(parameters.length);
    for (const { name } of parameters as { name: { id: string; en: string } }[]) expect(name.id).not.toBe(name.en);
  });
});

describe('first marriage', () => {
  // BPS, Long Form of the Population Census 2020, Indonesia: never married among women, and among men, of 20 to 24 and 30 to 34.
  test.each([
    ['women', 20, 7_157_848 / (7_157_848 + 3_739_636 + 35_024 + 4819)],
    ['women', 30, 788_098 / (788_098 + 9_986_907 + 61_663 + 14_730)],
    ['men', 20, 10_120_877 / (10_120_877 + 1_390_349 + 36_089 + 5786)],
    ['men', 30, 2_680_451 / (2_680_451 + 8_220_561 + 263_360 + 51_065)],
  ] as const)('of %s leaves as many never married from %d on as the census found', (sex, from, found) => {
    const marries = firstMarriageByAge(PARAMETERS.marriage.first.value[sex], 0);
    let never = 1;
    const byAge = Array.from(marries, (share) => (never *= 1 - share));
    const mean = sum(byAge.slice(from - 1, from + 4)) / 5;
    // Half a year apart from the middle of the ages: the mean of those at their birthdays before and after.
    const middle = (mean + sum(byAge.slice(from, from + 5)) / 5) / 2;
    expect(Math.abs(middle - found)).toBeLessThan(0.02);
  });
});

describe('weights with a mean', () => {
  const weights = Float64Array.of(0.04, 0.06, 1, 1.5);
  const meanOf = (scaled: Float64Array, people: Uint32Array): number =>
    scaled.reduce((total, each, i) => total + each * people[i]!, 0) / sum(people);
  test('keep their proportions', () => {
    const people = Uint32Array.of(100, 50, 300, 20);
    const scaled = withMean(weights, people, 0.99, 100);
    expect(meanOf(scaled, people)).toBeCloseTo(0.99, 12);
    expect(scaled[3]! / scaled[0]!).toBeCloseTo(1.5 / 0.04, 9);
  });
  test('stay below what is most, and the others make up for it', () => {
    const people = Uint32Array.of(1000, 100, 3, 2);
    const scaled = withMean(weights, people, 1, 20);
    expect(meanOf(scaled, people)).toBeCloseTo(1, 12);
    expect([scaled[2], scaled[3]]).toEqual([20, 20]);
    expect(scaled[1]! / scaled[0]!).toBeCloseTo(1.5, 9);
  });
  test('where all are at what is most do what they can; where nobody is they are what they were', () => {
    expect(Array.from(withMean(weights, Uint32Array.of(5, 5, 5, 5), 3, 2))).toEqual([2, 2, 2, 2]);
    expect(Array.from(withMean(weights, new Uint32Array(4), 1, 1.2))).toEqual([0.04, 0.06, 1, 1.2]);
  });
});

describe('what differs within an age', () => {
  const YEARS = 4;
  const start = inventedFamilies(8000, 2);
  const rates = ratesFor(countsOfStart(start.persons), YEARS).map(yearTables);
  const families = tablesFor(start);
  const runs = Array.from({ length: 12 }, (_, seed) => simulateFamilies(start, families, rates, seed));

  test('are deaths by decile and births by husband and children born, by as much as the file says', () => {
    const { deaths, births } = runs[0]!.gradients[0]!;
    const at60 = 60 * DECILES;
    expect(deaths[at60 + 1]! / deaths[at60 + 10]!).toBeCloseTo(1.3 / 0.76, 9);
    const at95 = 95 * DECILES;
    expect(deaths[at95 + 1]).toBeCloseTo(deaths[at95 + 10]!, 9);
    const at30 = (FEMALE * count + 30) * BIRTH_CLASSES;
    expect(births[at30 + 5]! / births[at30 + 0]!).toBeCloseTo(1 / 0.04, 9);
    expect(births[at30 + 7]! / births[at30 + 5]!).toBeCloseTo(0.55 / 1.5, 9);
  });

  /** Rows of the children whom residents of the start have borne: of the families of newcomers nothing is known. */
  const born = ({ persons }: (typeof runs)[number]): number[] =>
    livingRows(persons).filter((row) => {
      const mother = motherOf(persons, row);
      const isBorn =
        persons.arrivedStep[row]! > 0 && persons.sexAge[row]! % count === YEARS - persons.arrivedStep[row]!;
      return isBorn && mother !== NONE && persons.arrivedStep[mother] === 0;
    });

  test('shows in who has children: most mothers have a husband', () => {
    const hasHusband = runs.flatMap((run) =>
      born(run).map((row) => run.persons.partner[run.persons.mother[row]!] !== NONE),
    );
    expect(hasHusband.length).toBeGreaterThan(2000);
    // In the invented city half of the women of 15 to 49 have one; without the weights half of the mothers would.
    const women = livingRows(runs[0]!.persons).filter((row) => {
      const age = runs[0]!.persons.sexAge[row]! - FEMALE * count;
      return age >= 15 && age < 50;
    });
    const share = women.filter((row) => runs[0]!.persons.partner[row] !== NONE).length / women.length;
    expect(share).toBeLessThan(0.65);
    expect(hasHusband.filter((has) => has).length / hasHusband.length).toBeGreaterThan(0.78);
  });

  test('shows in twins: brothers and sisters of one year and mother', () => {
    const children = runs.map((run) =>
      born(run).map((row) => `${run.persons.mother[row]} ${run.persons.arrivedStep[row]}`),
    );
    const deliveries = sum(children.map((mothers) => new Set(mothers).size));
    const twins = sum(children.map((mothers) => mothers.length)) - deliveries;
    // Of 100 deliveries one has two children: four standard errors.
    expect(Math.abs(twins / deliveries - 0.01)).toBeLessThan(4 * Math.sqrt(0.01 / deliveries));
  });

  test('and couples are of usual ages, and of like education', () => {
    let [couples, older, distance, random] = [0, 0, 0, 0];
    for (const { persons } of runs)
      for (let row = 0; row < persons.rows; row++) {
        const husband = persons.partner[row]!;
        if (persons.sexAge[row]! < FEMALE * count || persons.sexAge[row] === 255 || husband === NONE) continue;
        // Those who have found each other since: their start has the invented education of nobody's choice.
        if (start.persons.partner[row] === husband || persons.education[row] === 0 || persons.education[husband] === 0)
          continue;
        couples++;
        older += (persons.sexAge[husband]! % count) - (persons.sexAge[row]! % count);
        distance += Math.abs(persons.education[husband]! - persons.education[row]!);
        random += Math.abs(persons.education[husband]! - persons.education[(row * 7) % 8000]!);
      }
    expect(couples).toBeGreaterThan(700);
    expect(older / couples).toBeGreaterThan(1.5);
    expect(older / couples).toBeLessThan(5);
    expect(distance / couples).toBeLessThan(0.7 * (random / couples));
  });
});
