import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { inOtherOrder, inventedPersons } from '../microsimulation/test-city.ts';
import { centralValues, drawnValues, triangular, type DrawnValues } from './drawn-values.ts';
import { DIGITAL_MEASURES, type MeasureKey } from './measures.ts';
import { lastingKeys, learn, NOT_AT_ALL, trainedShares, waysOfAll } from './month.ts';
import {
  loadDigitalParameters,
  loadPath,
  pathNames,
  WITHOUT_PROGRAMME,
  type DigitalParameters,
  type DigitalPath,
} from './parameters.ts';
import { DAYS_A_MONTH, pathMonths } from './path-months.ts';
import { digitalResidents, startState, type DigitalResidents } from './residents.ts';
import { pathSummary, transitionCsv } from './summary.ts';
import { aimsOf, reachedIn } from './success.ts';
import { simulateTransition, transitionOf, type TransitionSetting } from './transition.ts';

const MODELS = new URL('../../../models', import.meta.url).pathname;
const parameters = loadDigitalParameters(MODELS);
const central = centralValues(parameters);
const [none, optimistic] = [loadPath(MODELS, WITHOUT_PROGRAMME), loadPath(MODELS, 'optimistis')];

/** Three of a household, in the order of the rows. */
const householdsOf = (rows: number): Uint32Array => Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / 3));
const PERSONS = 30_000;
const start = inventedPersons(PERSONS, 3);
const residents = digitalResidents(start, householdsOf(PERSONS), parameters);

const settingOf = (paths: readonly DigitalPath[], months = 4, of: DigitalResidents = residents): TransitionSetting => ({
  residents: of,
  parameters,
  paths,
  months,
  seed: 5,
  weight: 1,
});
const AT = (areas: number, month: number, area: number, key: MeasureKey): number =>
  (month * (areas + 1) + area) * DIGITAL_MEASURES.length + DIGITAL_MEASURES.findIndex((each) => each.key === key);
const valueOf = (measures: Float64Array, month: number, key: MeasureKey, area = residents.areas): number =>
  measures[AT(residents.areas, month, area, key)]!;
/** False alarms: one in two million tests, five standard deviations of a share. */
const slackOf = (share: number, of: number): number => 5 * Math.sqrt((share * (1 - share)) / of);

describe('who is in it', () => {
  test('residents from the youngest age on, each in the group of his age', () => {
    const expected = [...start.sexAge].map((cell) => cell % SINGLE_YEARS.count).filter((age) => age >= 16);
    expect(residents.count).toBe(expected.length);
    const groupOf = (age: number): number => (age >= 60 ? 2 : age >= 31 ? 1 : 0);
    expect([...residents.group]).toEqual(expected.map(groupOf));
  });

  test('nobody of that age: said, and not divided by', () => {
    const children = { ...start, sexAge: new Uint8Array(PERSONS).fill(3) };
    expect(() => digitalResidents(children, householdsOf(PERSONS), parameters)).toThrow(/No resident .* is 16 years/);
  });

  test('literacy by group and access have their shares at the start', () => {
    const { literate, access } = startState(residents, central, 1);
    const shares = [central.literacyYouth, central.literacyAdults, central.literacyElderly];
    for (const [group, share] of shares.entries()) {
      const rows = [...residents.group.keys()].filter((i) => residents.group[i] === group);
      const found = rows.filter((i) => literate[i] === 1).length / rows.length;
      expect(Math.abs(found - share)).toBeLessThan(slackOf(share, rows.length));
    }
    const withAccess = access.reduce((sum, each) => sum + each, 0) / residents.count;
    expect(Math.abs(withAccess - central.internetAccess)).toBeLessThan(
      slackOf(central.internetAccess, residents.count),
    );
  });
});

describe('assumptions', () => {
  test('all paths of the mission are there', () => {
    expect(pathNames(MODELS)).toEqual(['moderat', 'optimistis', 'pesimistis', WITHOUT_PROGRAMME]);
  });

  test('a triangular draw has the mean and the ends of its range', () => {
    const draws = Array.from({ length: 2000 }, (_, i) => triangular((i + 0.5) / 2000, 0.1, 0.2, 0.6));
    expect(draws.reduce((sum, each) => sum + each, 0) / draws.length).toBeCloseTo((0.1 + 0.2 + 0.6) / 3, 3);
    expect([triangular(0, 0.1, 0.2, 0.6), triangular(1, 0.1, 0.2, 0.6), triangular(0.3, 0.4, 0.4, 0.4)]).toEqual([
      0.1, 0.6, 0.4,
    ]);
  });

  test('another range of one parameter moves no other', () => {
    const wider = structuredClone(parameters) as DigitalParameters;
    wider.effects.trainingSuccess.range = [0, 1];
    const [before, after] = [drawnValues(parameters, 1, 7), drawnValues(wider, 1, 7)];
    expect(after.trainingSuccess).not.toBe(before.trainingSuccess);
    expect({ ...after, trainingSuccess: 0 }).toEqual({ ...before, trainingSuccess: 0 });
  });

  test('a share of access that the literate alone exceed is refused before anything runs', () => {
    const impossible = structuredClone(parameters) as DigitalParameters;
    impossible.start.internetAccess = { ...impossible.start.internetAccess, value: 0.4, range: [0.35, 0.45] };
    expect(() => simulateTransition({ ...settingOf([none]), parameters: impossible }, 1)).toThrow(
      /internetAccess from 0.35 to 0.45 cannot be .* Expected: a range within 0\.\d+ to 0\.\d+/,
    );
  });

  test('fewer failures than overlap alone makes are refused', () => {
    const values: DrawnValues = { ...central, serviceFailure: 0.02 };
    expect(() => transitionOf(settingOf([none]), values, 1)).toThrow(/serviceFailure of 0.020 is less than/);
  });

  test.each([
    [
      'a value outside its range',
      'value: 0.76',
      'value: 0.9',
      /start.internetAccess: the value lies outside its range/,
    ],
    ['an unknown key', 'trainingSuccess:', 'trainingLuck:', /effects/],
    ['groups whose ages do not ascend', 'value: 31', 'value: 61', /ages of youth, adults and elderly have to ascend/],
  ])('%s is refused with the file and the key', (_, from, to, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'digital-'));
    const file = join(folder, 'own.yaml');
    const text = readFileSync(join(MODELS, 'digital/parameters.yaml'), 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
    expect(() => loadDigitalParameters(MODELS, file)).toThrow(message);
    rmSync(folder, { recursive: true });
  });

  test('an unknown path is refused with the names that there are', () => {
    expect(() => loadPath(MODELS, 'ajaib')).toThrow(/no path "ajaib".*moderat, optimistis/);
  });
});

describe('a path', () => {
  test('is in force when its days are gone, and half of it at half of them', () => {
    const months = pathMonths({ ...optimistic, days: 2 * DAYS_A_MONTH }, central, 4);
    expect(months.map(({ overlap }) => overlap)).toEqual(
      [0.18, (0.18 + 0.05) / 2, 0.05, 0.05, 0.05].map((each) => expect.closeTo(each, 12)),
    );
    expect(months.map(({ auditsInQuarter }) => auditsInQuarter)).toEqual([0, 0, 1, 2, 2]);
  });

  test('gives training for its days, to the part of the last month', () => {
    const months = pathMonths({ ...optimistic, days: 2.25 * DAYS_A_MONTH, trainingPlacesPerMonth: 100 }, central, 4);
    expect(months.map(({ trainingPlaces }) => trainingPlaces)).toEqual(
      [0, 100, 100, 25, 0].map((each) => expect.closeTo(each, 9)),
    );
  });

  test('shares out all places, gives nobody two, and follows the weights', () => {
    const group = Uint8Array.from({ length: 60 }, (_, i) => i % 3);
    const area = Uint16Array.from({ length: 60 }, (_, i) => (i < 20 ? 0 : 1));
    const weight = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 80 }),
        fc.record({ youth: weight, adults: weight, elderly: weight }),
        fc.uint8Array({ minLength: 60, maxLength: 60, max: 1 }),
        (places, trainingWeights, literate) => {
          const shares = trainedShares({ group, area, areas: 2 }, literate, { trainingWeights }, places);
          const weights = [trainingWeights.youth, trainingWeights.adults, trainingWeights.elderly];
          const waits = [...group.keys()].filter((i) => literate[i] === 0);
          const given = waits.reduce((sum, i) => sum + shares[area[i]! * 3 + group[i]!]!, 0);
          const most = [0, 1].reduce((sum, at) => {
            const here = waits.filter((i) => area[i] === at);
            const may = here.filter((i) => weights[group[i]!]! > 0).length;
            return sum + Math.min((places * here.length) / Math.max(1, waits.length), may);
          }, 0);
          expect(given).toBeCloseTo(most, 9);
          expect(Math.max(...shares)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what happens', () => {
  test('the month before has the failures, the overlap and the digital-only contacts that were assumed', () => {
    const [measures] = transitionOf(settingOf([none], 1), central, 3);
    const contacts = residents.count * 0.3;
    expect(Math.abs(valueOf(measures!, 0, 'failure') - 0.21)).toBeLessThan(slackOf(0.21, contacts));
    expect(Math.abs(valueOf(measures!, 0, 'digitalOnly') - 0.3)).toBeLessThan(slackOf(0.3, contacts));
    expect(valueOf(measures!, 0, 'overlap')).toBe(0.18);
  });

  test('the same path twice differs by nothing at all', () => {
    const [first, second] = transitionOf(settingOf([optimistic, optimistic]), central, 3);
    expect(second).toEqual(first);
  });

  test('what differs little differs by a band that pairs make many times narrower than other luck would', () => {
    const fewer = { ...optimistic, trainingPlacesPerMonth: optimistic.trainingPlacesPerMonth * 0.95 };
    const replicates = simulateTransition(settingOf([optimistic, fewer], 2), 12);
    const literacy = replicates.map((paths) => paths.map((measures) => valueOf(measures, 2, 'literacy')));
    const variance = (values: readonly number[]): number => {
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
      return values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);
    };
    const paired = variance(literacy.map(([one, other]) => other! - one!));
    // Other luck and other assumptions on the other path: the control that the pairs are to beat.
    const unpaired = variance(literacy.map(([one], i) => literacy[(i + 1) % literacy.length]![1]! - one!));
    expect(unpaired / paired).toBeGreaterThan(20);
  });

  test('rows in any order and any number of replicates give the same numbers', () => {
    const order = inOtherOrder(start, 7);
    const households = householdsOf(PERSONS).map((_, row) => Math.floor(((row * 7) % PERSONS) / 3));
    const reordered = digitalResidents(order, households, parameters);
    const expected = simulateTransition(settingOf([none, optimistic], 2), 3);
    const found = simulateTransition(settingOf([none, optimistic], 2, reordered), 2);
    for (const [replicate, paths] of found.entries())
      for (const [path, measures] of paths.entries())
        measures.forEach((value, i) => expect(value).toBeCloseTo(expected[replicate]![path]![i]!, 9));
  });

  test('more places reach whom fewer reached, and help by officers changes nobody’s literacy', () => {
    const literateAfter = (path: DigitalPath): Uint8Array => {
      const state = startState(residents, central, 3);
      for (const now of pathMonths(path, central, 3).slice(1)) learn(residents, state, path, now, central, 3);
      return state.literate;
    };
    const few = literateAfter({
      ...optimistic,
      trainingPlacesPerMonth: 300,
      trainingWeights: { youth: 1, adults: 1, elderly: 1 },
    });
    const many = literateAfter({
      ...optimistic,
      trainingPlacesPerMonth: 600,
      trainingWeights: { youth: 1, adults: 1, elderly: 1 },
    });
    expect(few.every((is, i) => is <= many[i]!)).toBe(true);
    expect(many.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(few.reduce((sum, each) => sum + each, 0));
    expect(literateAfter({ ...optimistic, officerHelpTarget: 1 })).toEqual(literateAfter(optimistic));
  });

  test('who has somebody at home who can is not left behind', () => {
    const state = startState(residents, central, 3);
    const [now] = pathMonths({ ...none, officerHelpTarget: 0 }, { ...central, officerHelp: 0 }, 0);
    const ways = waysOfAll(residents, state, now!, lastingKeys(3));
    const can = new Set<number>();
    residents.household.forEach((household, i) => {
      if (state.literate[i] === 1 && state.access[i] === 1) can.add(household);
    });
    expect([...ways].map((way) => way === NOT_AT_ALL)).toEqual([...residents.household].map((each) => !can.has(each)));
  });

  test('those left behind are told by group and by reason, each adding up, and areas to the city', () => {
    const [measures] = transitionOf({ ...settingOf([optimistic], 2), weight: 1.5 }, central, 3);
    const told = (key: MeasureKey, area?: number): number => valueOf(measures!, 2, key, area);
    expect(told('leftBehind')).toBeGreaterThan(0);
    const groups = told('leftBehindYouth') + told('leftBehindAdults') + told('leftBehindElderly');
    const reasons = told('leftBehindNoAccess') + told('leftBehindNotLiterate') + told('leftBehindBoth');
    const areas = told('leftBehind', 0) + told('leftBehind', 1) + told('leftBehind', 2);
    expect([groups, reasons, areas]).toEqual([1, 1, 1].map(() => expect.closeTo(told('leftBehind'), 6)));
  });
});

describe('aims', () => {
  const [failure] = aimsOf(parameters);
  test.each([
    ['held from a month on', [0.2, 0.19, 0.14, 0.13], 2],
    ['lost again', [0.2, 0.13, 0.14, 0.19], undefined],
    ['reached, lost and reached', [0.2, 0.13, 0.16, 0.13], 3],
    ['never', [0.2, 0.2, 0.2, 0.2], undefined],
  ])('%s', (_, series, month) => expect(reachedIn(series, failure!)).toBe(month));

  test('the path in force reaches integration and audits, and no programme reaches none', () => {
    const setting = settingOf([none, optimistic], 6);
    const replicates = simulateTransition(setting, 3);
    const reached = (path: number): Record<string, number> =>
      Object.fromEntries(
        pathSummary(setting, replicates, path, 'x').aims.map(({ measure, reachedShare }) => [measure, reachedShare]),
      );
    expect(reached(1)).toMatchObject({ failure: 1, integration: 1, audits: 1, elderlyTakingPart: 1 });
    expect(Object.values(reached(0))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

test('the table has every path, month, area and measure, and is the same for the same seed', () => {
  const setting = settingOf([none, optimistic], 1);
  const table = (): string =>
    transitionCsv(setting, simulateTransition(setting, 2), ['none', 'optimistic'], ['a', 'b', 'c', 'city']);
  const lines = table().trimEnd().split('\n');
  expect(lines).toHaveLength(1 + 2 * 4 * DIGITAL_MEASURES.length * 3);
  expect(lines[0]).toBe('path,month,area,measure,variant,median,low50,high50,low80,high80,low95,high95');
  expect(
    lines.filter((line) => /^optimistic,0,.*,difference/.test(line)).every((line) => /(,-?0\.0+){7}$/.test(line)),
  ).toBe(true);
  expect(table()).toBe(`${lines.join('\n')}\n`);
});
