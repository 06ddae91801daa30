import { describe, expect, test } from 'vitest';
import { projectPath } from '../../../kernel/files.ts';
import { hasUnFiles, UN_FOLDER } from '../../tables/test-un-files.ts';
import { FEMALE, MALE } from '../ages.ts';
import { loadDemography } from '../parameters.ts';
import { fertilityByAge, type FertilityCurve } from '../schedules/fertility-curves.ts';
import { alphaFor, relatedSurvivors } from '../schedules/brass.ts';
import { heligmanPollardSurvivors } from '../schedules/heligman-pollard.ts';
import { migrationRate, type RogersCastro } from '../schedules/rogers-castro.ts';
import { abridgedDeathRates, singleYearTable } from '../single-year-table.ts';
import { fitFertility, sharesOf } from './fertility-fit.ts';
import { fitMigration } from './migration-fit.ts';
import { fitHeligmanPollard } from './mortality-fit.ts';
import { minimise } from './nelder-mead.ts';
import { refit } from './refit.ts';

describe('a fit finds what made the table', () => {
  test('mortality by Heligman and Pollard, to a thousandth of every rate', () => {
    const truth = { A: 0.0015, B: 0.02, C: 0.11, D: 0.0009, E: 9, F: 21, G: 0.00006, H: 1.099 };
    const table = singleYearTable(heligmanPollardSurvivors(truth), MALE);
    const found = fitHeligmanPollard(abridgedDeathRates(table), table.lifeExpectancyYears, MALE);
    expect(found.rootMeanSquareLogError).toBeLessThan(0.001);
    expect(Math.abs(found.lifeExpectancyErrorYears)).toBeLessThan(0.001);
  });

  test('each family of fertility curves, and it is then the best one', () => {
    const truths: FertilityCurve[] = [
      { model: 'peristera-kostaki', topAgeYears: 26, widthBeforeYears: 6, widthAfterYears: 11 },
      { model: 'hadwiger', ageYears: 28, concentration: 2.9 },
      { model: 'gamma', firstAgeYears: 11, shape: 7, scaleYears: 2.4 },
      { model: 'quadratic-spline', firstAgeYears: 14, topAgeYears: 27, halfAgeYears: 36 },
    ];
    for (const truth of truths) {
      const best = fitFertility(sharesOf(truth))[0]!;
      expect(best.curve.model).toBe(truth.model);
      expect(best.rootMeanSquareShareError).toBeLessThan(1e-5);
      expect(fertilityByAge(truth).reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(1, 12);
    }
  });

  test('people who leave by Rogers and Castro and come back later', () => {
    const profile: RogersCastro = {
      childhoodLevel: 0.2,
      childhoodDescent: 0.06,
      labourLevel: 1,
      labourAgeYears: 20,
      labourDescent: 0.13,
      labourAscent: 0.4,
      constant: 0.01,
    };
    const net = (level: number): number[] =>
      Array.from({ length: 21 }, (_, group) => {
        let sum = 0;
        for (let age = group * 5 + 0.5; age < group * 5 + 5; age++)
          sum += 0.6 * level * migrationRate(profile, Math.max(0, age - 6)) - level * migrationRate(profile, age);
        return sum;
      });
    const found = fitMigration([net(100), net(90)]);
    expect(found.rootMeanSquareShareOfLargest).toBeLessThan(0.001);
    expect(found.profile.labourAgeYears).toBeCloseTo(20, 0);
  });

  test('the search finds the bottom of a bent valley, and says so when a function has no value', () => {
    const valley = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { point } = minimise(valley, [-1.2, 1], [0.5, 0.5]);
    expect(point[0]).toBeCloseTo(1, 4);
    expect(point[1]).toBeCloseTo(1, 4);
    expect(minimise(() => NaN, [1], [1]).value).toBeNaN();
  });
});

describe('the level of Brass', () => {
  test('gives the life expectancy that is asked for, and no other', () => {
    const standard = heligmanPollardSurvivors({
      A: 0.001,
      B: 0.0115,
      C: 0.1,
      D: 0.00083,
      E: 7.6,
      F: 22.5,
      G: 0.0000486,
      H: 1.1,
    });
    const at = (alpha: number): number =>
      singleYearTable(relatedSurvivors(standard, { alpha, beta: 1 }), FEMALE).lifeExpectancyYears;
    for (const wanted of [50, 65, 76.11, 88]) expect(at(alphaFor(wanted, at))).toBeCloseTo(wanted, 8);
    expect(relatedSurvivors(standard, { alpha: 0, beta: 1 })[60]).toBeCloseTo(standard[60]!, 12);
    expect(() => alphaFor(130, at)).toThrow(RangeError);
  });
});

describe.skipIf(!hasUnFiles)(
  "models/demography (the UN's tables are not beside the project: nothing to fit anew)",
  () => {
    test('holds what the fit to the tables gives', () => {
      const held = loadDemography(projectPath('models'));
      const found = refit(held, UN_FOLDER);
      const pairs: [found: object, held: object][] = [
        [found.mortality, held.mortality.standard],
        [found.fertility, held.fertility.standard],
        [found.path, held.fertility.path],
        [found.migration, held.migration.standard],
      ];
      for (const [one, other] of pairs) expectNear(one, other, '');
    });

    test('fits well enough to be used', () => {
      const { mortality, fertility, migration } = loadDemography(projectPath('models'));
      expect(mortality.standard.fit.male.rootMeanSquareLogError).toBeLessThan(0.04);
      expect(mortality.standard.fit.female.rootMeanSquareLogError).toBeLessThan(0.07);
      expect(fertility.standard.fit.rootMeanSquareShareError).toBeLessThan(0.005);
      expect(fertility.path.fit.largestRelativeError).toBeLessThan(0.002);
      expect(migration.standard.fit.rootMeanSquareShareOfLargest).toBeLessThan(0.005);
    });
  },
);

/** Numbers to a thousandth: another processor may end the search elsewhere in the same hollow. */
function expectNear(found: object, held: object, path: string): void {
  expect(Object.keys(found).sort(), path).toEqual(Object.keys(held).sort());
  for (const [key, value] of Object.entries(held) as [string, unknown][]) {
    const other = (found as Record<string, unknown>)[key];
    if (typeof value === 'number') {
      expect(Math.abs((other as number) - value), `${path}/${key}`).toBeLessThan(
        Math.max(1e-3 * Math.abs(value), 1e-6),
      );
    } else if (typeof value === 'object' && value !== null) expectNear(other as object, value, `${path}/${key}`);
    else expect(other, `${path}/${key}`).toEqual(value);
  }
}
