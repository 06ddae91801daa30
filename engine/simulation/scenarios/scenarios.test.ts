import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { projectPath } from '../../kernel/files.ts';
import { folderUntil } from '../../kernel/test-folder.ts';
import type { StepRates } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { countsOfStart, inventedPersons } from '../microsimulation/test-city.ts';
import { changeGross, ratesFor, scaled } from '../microsimulation/test-rates.ts';
import { yearTables } from '../microsimulation/year-tables.ts';
import { applyLevers } from './apply-levers.ts';
import { LEVER_NAMES, loadLevers, NARROWED_BY, RATE_LEVERS, type LeverName } from './levers.ts';
import { loadScenario, scenarioNames, type MovedLever, type Scenario, type ScenarioSetting } from './scenario-file.ts';

const { count } = SINGLE_YEARS;
const MODELS = projectPath('models');
const KELURAHAN = readFileSync(projectPath('geodata', 'facts', 'kelurahan.csv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((row) => row.split(',')[0]!);
const SETTING: ScenarioSetting = {
  levers: loadLevers(MODELS),
  areaCodes: KELURAHAN,
  firstYear: 2026,
  lastYear: 2050,
};

describe('scenarios that come with the twin', () => {
  test.each(scenarioNames(MODELS))(
    '%s is sound: levers within their bounds, years and kelurahan that exist',
    (name) => {
      const scenario = loadScenario(MODELS, name, SETTING);
      expect(scenario.levers.length > 0).toBe(name !== 'baseline');
    },
  );
  test('are told by name', () => {
    expect(scenarioNames(MODELS)).toContain('births-fall');
  });
});

function refusal(levers: string, setting = SETTING): string {
  const file = join(folderUntil(onTestFinished, 'scenario'), 'own.yaml');
  writeFileSync(file, `name: { id: a, en: a }\ndescription: { id: a, en: a }\nlevers: ${levers}\n`);
  try {
    loadScenario(MODELS, file, setting);
  } catch (error) {
    if (error instanceof TwinError) return error.message;
    throw error;
  }
  return '';
}

describe('a scenario is refused', () => {
  const lever = (more: string): string => `[{ source: asumsi, fromYear: 2027, ${more} }]`;
  test.each([
    [
      'lever unknown',
      lever('lever: rain, value: 1'),
      /levers\.0\.lever: There is no lever "rain"\. In own\.yaml, row 3\. Expected: one of fertility, mortality, /,
    ],
    [
      'value out of bounds',
      lever('lever: fertility, value: 9'),
      /levers\.0\.value: 9 is out of bounds for "fertility"\. In own\.yaml, row 3\. Expected: a number from 0\.5 to 1\.5\./,
    ],
    ['no value', lever('lever: fertility'), /levers\.0\.value: must be a number, or the key of a choice.*row 3/],
    ['a text for a number', lever('lever: fertility, value: many'), /takes a number, and no text.*0\.5 to 1\.5/],
    ['key unknown', lever('lever: fertility, value: 1, colour: red'), /colour/],
    ['areas of a lever of the city', lever('lever: wage-growth, value: 2, areas: [35.77.01.1001]'), /whole city/],
    ['ages of a lever of all ages', lever('lever: mortality, value: 2, ages: { from: 0, to: 9 }'), /all ages/],
    ['kelurahan unknown', lever('lever: arrivals, value: 2, areas: [nowhere]'), /no kelurahan "nowhere"/],
    ['years reversed', lever('lever: moves, value: 2, toYear: 2026'), /2026 is before 2027/],
    ['ages reversed', lever('lever: moves, value: 2, ages: { from: 30, to: 20 }'), /20 is under 30/],
    ['education of a lever of all', lever('lever: moves, value: 2, education: [sd]'), /whatever somebody has finished/],
    [
      'choice unknown',
      lever('lever: sembako-targeting, value: rain'),
      /no choice "rain"\..*Expected: one of current-list, score, categorical, universal\./,
    ],
    ['half a choice', lever('lever: sembako-targeting, value: 0.5'), /no choice "0\.5"/],
    [
      'half a decile',
      lever('lever: sembako-desil, value: 4.6'),
      /levers\.0\.value: "sembako-desil" takes whole numbers, and 4\.6 is none\. In own\.yaml, row 3\. Expected: a whole number from 0 to 10\./,
    ],
    [
      'a year and a half',
      lever('lever: flood-years, value: 2.5'),
      /"flood-years" takes whole numbers, and 2\.5 is none.*Expected: a whole number from 1 to 20\./,
    ],
    ['a whole number out of bounds', lever('lever: flood-years, value: 21'), /Expected: a whole number from 1 to 20\./],
    ['no source', '[{ fromYear: 2027, lever: moves, value: 2 }]', /source/],
  ])('%s', (_, levers, message) => {
    expect(refusal(levers)).toMatch(message);
  });
  test('with a part of what there are whole ones of, and of nothing else', () => {
    const whole = LEVER_NAMES.filter((name) => SETTING.levers[name].isWhole);
    const units = new Set(whole.map((name) => SETTING.levers[name].unit));
    expect([...units].sort()).toEqual(['desil', 'homes', 'jobs', 'places', 'seats', 'years']);
    const refused = LEVER_NAMES.filter((name) => {
      const { low, high, choices } = SETTING.levers[name];
      const halfway = (low + high) / 2;
      const value = Number.isInteger(halfway) ? halfway + 0.25 : halfway;
      return choices === undefined && /takes whole numbers/.test(refusal(lever(`lever: ${name}, value: ${value}`)));
    });
    expect(refused).toEqual(whole);
  });
  test('for a year before the snapshot, and for one after the last that is simulated', () => {
    const at = (year: number): string => `[{ source: asumsi, fromYear: ${year}, lever: moves, value: 2 }]`;
    expect(refusal(at(2025))).toMatch(
      /2025 is not simulated: it is before the first year after the snapshot.*2026 to 2050/s,
    );
    expect(refusal(at(2051))).toMatch(/2051 is not simulated: it is after the last year/);
    expect(refusal(at(2050))).toBe('');
  });
  test('when there is none of that name, with those that there are', () => {
    expect(() => loadScenario(MODELS, 'nothing-like-it', SETTING)).toThrow(/births-fall, flood, new-housing/);
  });
});

describe('a file of levers is refused', () => {
  const written = readFileSync(join(MODELS, 'levers.yaml'), 'utf8');
  /** @param at unique in the file */
  const refusalWith = (at: string | RegExp, instead: string): string => {
    const folder = folderUntil(onTestFinished, 'levers');
    const changed = written.replace(at, instead);
    expect(changed).not.toBe(written);
    writeFileSync(join(folder, 'levers.yaml'), changed);
    try {
      loadLevers(folder);
    } catch (error) {
      if (error instanceof TwinError) return `${error.kind} ${error.message}`;
      throw error;
    }
    return '';
  };
  /** The first of a key after another. */
  const after = (lever: string, key: string): RegExp => new RegExp(`(\\n  ${lever}:\\n(?:    .*\\n)*?    ${key}): .*`);

  test.each([
    ['bounds reversed', after('fertility', 'low'), '$1: 2', /levers\.fertility\.low: low has to be less than high/],
    ['a default below them', after('minimum-wage', 'default'), '$1: 0.9', /levers\.minimum-wage\.default: has to lie/],
    ['a default above them', after('flood-years', 'default'), '$1: 21', /levers\.flood-years\.default: has to lie/],
    [
      'a default of a programme',
      after('take-up', 'default'),
      '$1: 101',
      /programmeLevers\.take-up\.default: has to lie/,
    ],
    [
      'no default where programmes have none',
      /(amount:[^]*?)    default: 1\n/,
      '$1',
      /programmeLevers\.amount\.default: needs/,
    ],
    ['a decile of a programme', /(en: PKH }, desil:) 4/, '$1 11', /programmes\.pkh\.desil: has to lie within/],
    ['a quota of a programme', ', quota: 0', ', quota: 21', /programmes\.blts-kesra\.quota: has to lie within/],
    ['a unit without a name', after('jobs', 'unit'), '$1: work', /levers\.jobs\.unit: has no name under units/],
    ['a group without a name', after('jobs', 'group'), '$1: labour', /levers\.jobs\.group: has no name under groups/],
    ['no group of programmes', /  aid: {.*\n/, '', /groups\.aid: is missing/],
    ['a part of what has whole ones', after('flood-years', 'high'), '$1: 20.5', /flood-years\.high: has to be a whole/],
    ['a part as default', after('flood-years', 'default'), '$1: 1.5', /flood-years\.default: has to be a whole/],
    ['fewer choices than told', after('targeting', 'high'), '$1: 4', /targeting\.high: choices are counted from 0/],
    ['one language', after('jobs', 'name'), '$1: { id: Pabrik }', /levers\.jobs\.name\.en: is missing/],
    [
      'an effect in one language',
      /      en: Families up to this decile.*\n/,
      '',
      /programmeLevers\.desil\.effect\.en: is missing/,
    ],
    ['an empty source', after('jobs', 'source'), "$1: ''", /levers\.jobs\.source/],
    ['no source', /(\n  jobs:\n(?:    .*\n)*?)    source: asumsi\n/, '$1', /levers\.jobs\.source: is missing/],
    ['a source in one language', after('jobs', 'source'), '$1: { id: asumsi }', /levers\.jobs\.source\.en/],
  ])('with %s', (_, at, instead, message) => {
    const refused = refusalWith(at, instead);
    expect(refused).toMatch(message);
    expect(refused).toMatch(/^configuration .* In levers\.yaml, row \d+\./);
  });
});

const COLUMNS: Partial<Record<LeverName, 'arrivals' | 'leaving' | 'moving'>> = {
  arrivals: 'arrivals',
  departures: 'leaving',
  moves: 'moving',
};

describe('levers', () => {
  const codes = ['a', 'b'];
  const [rates] = ratesFor(countsOfStart(inventedPersons(4000, 2)), 1);
  const scenario = (moved: Partial<MovedLever>): Scenario => ({
    name: { id: 'a', en: 'a' },
    description: { id: 'a', en: 'a' },
    levers: [{ lever: 'moves', value: 2, fromYear: 2027, source: 'asumsi', ...moved }],
  });
  const moved = (lever: Partial<MovedLever>, moment = 2027.5): typeof rates & object =>
    applyLevers(rates!, scenario(lever), codes, moment);
  const gross = ({ migration }: typeof rates & object) => {
    if (migration.kind !== 'gross') throw new Error('not gross');
    return migration;
  };

  /** Of one region. */
  const goingIn = (of: typeof rates & object, region: number): Float64Array[] => {
    const { leaving, moving, goingOf } = gross(of);
    const first = (goingOf?.[region] ?? 0) * 2 * count;
    return [leaving, moving].map((column) => column.subarray(first, first + 2 * count));
  };

  test.each(RATE_LEVERS)(
    '%s: moves something, and nothing at its default, before its year or after its last',
    (lever) => {
      expect(moved({ lever })).not.toEqual(rates);
      expect(moved({ lever, value: SETTING.levers[lever].default })).toBe(rates);
      expect(moved({ lever }, 2026.9)).toBe(rates);
      expect(moved({ lever, toYear: 2028 }, 2029.1)).toBe(rates);
      expect(moved({ lever, toYear: 2028 }, 2028.9)).not.toEqual(rates);
    },
  );

  test.each(RATE_LEVERS.filter((name) => NARROWED_BY[name].areas))('%s: keeps to its areas', (lever) => {
    const found = moved({ lever, areas: ['b'] });
    expect(found.vital[0]).toBe(rates!.vital[0]);
    const cells = 2 * count;
    expect(gross(found).arrivals.subarray(0, cells)).toEqual(gross(rates!).arrivals.subarray(0, cells));
    expect(goingIn(found, 0)).toEqual(goingIn(rates!, 0));
    expect(found).not.toEqual(rates);
    const everywhere = moved({ lever });
    expect(goingIn(found, 1)).toEqual(goingIn(everywhere, 1));
    expect(moved({ lever, areas: ['a', 'b'] })).toEqual(everywhere);
  });

  test.each(RATE_LEVERS.filter((name) => NARROWED_BY[name].ages))('%s: keeps to its ages', (lever) => {
    const column = COLUMNS[lever]!;
    const found = gross(moved({ lever, ages: { from: 17, to: 34 } }))[column];
    gross(rates!)[column].forEach((each, cell) => {
      const age = cell % count;
      if (age >= 17 && age <= 34) expect(found[cell]).toBeGreaterThan(each);
      else expect(found[cell]).toBe(each);
    });
  });

  test('who leaves and who moves differ by kelurahan, age and factor as levers say one after the other', () => {
    const three = ratesFor(countsOfStart(inventedPersons(4000, 3)), 1)[0]!;
    const levers = [
      { lever: 'departures', value: 2, areas: ['c'] },
      { lever: 'moves', value: 3, areas: ['b', 'c'], ages: { from: 20, to: 29 } },
      { lever: 'departures', value: 0.5 },
    ].map((each) => ({ ...each, fromYear: 2027, source: 'asumsi' })) as MovedLever[];
    const found = applyLevers(three, { ...scenario({}), levers }, ['a', 'b', 'c'], 2027.5);
    const times = (column: Float64Array, factor: (age: number) => number): number[] =>
      Array.from(column, (each, cell) => 1 - (1 - each) ** factor(cell % count));
    const [leaving, moving] = goingIn(three, 0) as [Float64Array, Float64Array];
    const isYoung = (age: number): boolean => age >= 20 && age <= 29;
    [0, 1, 2].forEach((region) => {
      const [leaves, moves] = goingIn(found, region) as [Float64Array, Float64Array];
      times(leaving, () => (region === 2 ? 1 : 0.5)).forEach((each, cell) =>
        expect(leaves[cell]).toBeCloseTo(each, 12),
      );
      times(moving, (age) => (region > 0 && isYoung(age) ? 3 : 1)).forEach((each, cell) =>
        expect(moves[cell]).toBeCloseTo(each, 12),
      );
    });
    expect(gross(found).leaving).toHaveLength(3 * 2 * count);
  });

  test('kelurahan that do not differ share their rates', () => {
    const four = ratesFor(countsOfStart(inventedPersons(4000, 4)), 1)[0]!;
    const twice = (value: number): StepRates =>
      applyLevers(four, scenario({ lever: 'departures', value, areas: ['b', 'd'] }), ['a', 'b', 'c', 'd'], 2027.5);
    expect(gross(twice(2)).goingOf).toEqual(Uint32Array.of(0, 1, 0, 1));
    expect(gross(twice(2)).moving).toHaveLength(2 * 2 * count);
    expect(Array.from(yearTables(twice(2)).ratesOf)).toEqual([0, 1, 0, 1]);
    const nobody = changeGross(four, ({ leaving }) => ({ leaving: scaled(leaving, 0) }));
    const still = applyLevers(nobody, scenario({ lever: 'departures', areas: ['b'] }), ['a', 'b', 'c', 'd'], 2027.5);
    expect(still).toEqual(nobody);
    expect(gross(moved({ lever: 'departures' })).goingOf).toBeUndefined();
  });

  test('act on forces: probabilities stay between 0 and 1', () => {
    const found = gross(moved({ lever: 'departures', value: 5 })).leaving;
    expect(found.every((each) => each >= 0 && each <= 1)).toBe(true);
    const before = gross(rates!).leaving[30]!;
    expect(1 - found[30]!).toBeCloseTo((1 - before) ** 5, 12);
    const dead = moved({ lever: 'mortality', value: 2 }).vital[0]!.survival[60]!;
    expect(dead).toBeCloseTo(rates!.vital[0]!.survival[60]! ** 2, 12);
  });
});
