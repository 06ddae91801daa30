import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { drawBits, drawKey, thresholdOf, type DrawKey } from '../chance/keyed-draws.ts';
import { fateOf } from '../cohort-component/migration.ts';
import type { PopulationCounts, StepRates } from '../cohort-component/shapes.ts';
import { projectStep } from '../cohort-component/step.ts';
import { FEMALE, MALE, SINGLE_YEARS } from './ages.ts';
import { cityRates } from './city-rates.ts';
import { CENTRAL } from './levels.ts';
import { loadDemography } from './parameters.ts';

const { count } = SINGLE_YEARS;
const PER_CELL = 20;
const REPLICATES = 40;
const START: PopulationCounts = { regions: 1, persons: new Float64Array(2 * count).fill(PER_CELL) };
const RATES = cityRates(loadDemography(projectPath('models')), START, CENTRAL).step(2026.5);

interface Counts {
  readonly dead: number;
  readonly left: number;
  readonly born: number;
  /** [sex × age] */
  readonly end: Float64Array;
}

/** One year of single persons, each fate and each birth from a draw of his own: as a simulation is to do it. */
function drawYear(seed: number, { vital, migration }: StepRates): Counts {
  if (migration.kind !== 'gross') throw new Error('not gross');
  const key = (process: string): DrawKey => drawKey(seed, process, 2026);
  const [fateKey, birthKey, sexKey, babyKey] = [key('fate'), key('birth'), key('sex'), key('newborn-death')];
  const { survival, newbornSurvival, birthsPerWomanYear, maleBirthShare } = vital[0]!;
  const end = new Float64Array(2 * count);
  let [dead, left, born] = [0, 0, 0];
  for (let cell = 0; cell < 2 * count; cell++) {
    const [sex, age] = [Math.floor(cell / count), cell % count];
    const older = Math.min(age + 1, count - 1);
    const fate = fateOf(survival[cell]!, migration.leaving[cell]!, 0);
    for (let person = 0; person < PER_CELL; person++) {
      const bits = drawBits(fateKey, cell, person, 0);
      const isDead = bits < thresholdOf(fate.dead);
      const isGone = !isDead && bits < thresholdOf(fate.dead + fate.left);
      if (isDead) dead++;
      else if (isGone) left++;
      else end[sex * count + older]!++;
      if (sex === MALE) continue;
      const isEarly = drawBits(birthKey, cell, person, 0) < thresholdOf(birthsPerWomanYear[age]! / 2);
      const isLate =
        !isDead && !isGone && drawBits(birthKey, cell, person, 1) < thresholdOf(birthsPerWomanYear[older]! / 2);
      [isEarly, isLate].forEach((isBorn, birth) => {
        if (!isBorn) return;
        born++;
        if (birth === 0 && isGone) return void left++;
        const babySex = drawBits(sexKey, cell, person, birth) < thresholdOf(maleBirthShare) ? MALE : FEMALE;
        if (drawBits(babyKey, cell, person, birth) < thresholdOf(newbornSurvival[babySex]!)) end[babySex * count]!++;
        else dead++;
      });
    }
  }
  return { dead, left, born, end };
}

const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((total, each) => total + each, 0);

describe('single persons with keyed draws', () => {
  const closed: StepRates = {
    ...RATES,
    migration: { ...RATES.migration, kind: 'gross', arrivals: new Float64Array(2 * count) } as StepRates['migration'],
  };
  const runs = Array.from({ length: REPLICATES }, (_, seed) => drawYear(seed, closed));
  const { end, flows } = projectStep(SINGLE_YEARS, START, closed);
  const mean = (of: (counts: Counts) => number): number => sum(runs.map(of)) / REPLICATES;

  // Counts of rare events vary like Poisson counts at most: five standard errors are six in ten million.
  const near = (found: number, expected: number): void =>
    expect(Math.abs(found - expected) / Math.sqrt(expected / REPLICATES)).toBeLessThan(5);

  test('on average die, leave and are born as cohort-component says', () => {
    near(
      mean(({ dead }) => dead),
      sum(flows.deaths),
    );
    near(
      mean(({ left }) => left),
      sum(flows.departures),
    );
    near(
      mean(({ born }) => born),
      sum(flows.births),
    );
  });

  test('stand at the end where cohort-component has them, by sex and ten years of age', () => {
    for (let cell = 0; cell < 2 * count - 10; cell += 10) {
      const of = (column: Float64Array): number => sum(column.subarray(cell, cell + 10));
      near(
        mean((counts) => of(counts.end)),
        of(end.persons),
      );
    }
  });

  test('would be seen to differ, did one in twenty more die or one in five fewer be born', () => {
    expect(() =>
      near(
        mean(({ dead }) => dead),
        sum(flows.deaths) * 1.05,
      ),
    ).toThrow();
    expect(() =>
      near(
        mean(({ born }) => born),
        sum(flows.births) * 0.8,
      ),
    ).toThrow();
  });

  test('are the same whatever other processes draw: a life lost to another seed is another one', () => {
    expect(drawYear(1, closed)).toEqual(runs[1]);
    expect(runs[1]!.dead).not.toBe(runs[2]!.dead);
  });
});
