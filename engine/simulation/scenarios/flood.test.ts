import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { countsOfStart, inventedPersons } from '../microsimulation/test-city.ts';
import { ratesFor } from '../microsimulation/test-rates.ts';
import { withFlood } from './flood.ts';
import { loadLevers, type LeverName } from './levers.ts';
import { loadScenario, type MovedLever, type Scenario } from './scenario-file.ts';

const MODELS = projectPath('models');
const levers = loadLevers(MODELS);
const [step] = ratesFor(countsOfStart(inventedPersons(400, 3)), 1);
const areaCodes = ['a', 'b', 'c'];
const moved = (lever: LeverName, value: number, more: Partial<MovedLever> = {}): MovedLever => ({
  ...{ lever, value, fromYear: 2027, toYear: 2028, source: 'asumsi' },
  ...more,
});
const scenario = (...all: MovedLever[]): Scenario => {
  const text = { id: 'a', en: 'a' };
  return { name: text, description: text, levers: all };
};
const floodIn = (year: number, ...all: MovedLever[]): ReturnType<typeof withFlood>['flood'] =>
  withFlood(step!, scenario(...all), { areaCodes, levers }, year + 0.5).flood;

describe('the levers of a flood', () => {
  test('drive out a part of the flooded, where and when they are flooded, by defaults where nothing else is said', () => {
    const found = floodIn(2027, moved('flood', 50, { areas: ['b'] }), moved('flood', 10, { areas: ['a', 'b'] }));
    expect(Array.from(found!.displaced)).toEqual([0.1 * 0.2, 0.5 * 0.2, 0].map((share) => expect.closeTo(share)));
    expect(found).toMatchObject({ outside: 0.05, returning: 0.8, years: 1 });
    expect(floodIn(2026, moved('flood', 50))).toBeUndefined();
    expect(floodIn(2029, moved('flood', 50))).toBeUndefined();
  });
  test('heed the four that say how', () => {
    const found = floodIn(
      2028,
      moved('flood', 50),
      moved('flood-displaced', 100),
      moved('flood-outside', 0),
      moved('flood-return', 10),
      moved('flood-years', 7),
    );
    expect(Array.from(found!.displaced)).toEqual([0.5, 0.5, 0.5]);
    expect(found).toMatchObject({ outside: 0, returning: 0.1, years: 7 });
  });
  test('leave the rates as they are, the same object, where nobody is driven out', () => {
    for (const none of [
      [],
      [moved('flood', 0)],
      [moved('flood-displaced', 90), moved('flood-years', 9)],
      [moved('flood', 50), moved('flood-displaced', 0)],
    ])
      expect(withFlood(step!, scenario(...none), { areaCodes, levers }, 2027.5)).toBe(step);
  });
  test('of the worked scenario displace 15 in 100 families of three kelurahan in one year', () => {
    const codes = readFileSync(projectPath('geodata', 'facts', 'kelurahan.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[0]!);
    const setting = { levers, areaCodes: codes, firstYear: 2026, lastYear: 2050 };
    const worked = loadScenario(MODELS, 'flood', setting);
    const floods = [2026, 2027, 2028].map(
      (year) => withFlood(step!, worked, { areaCodes: codes, levers }, year + 0.5).flood,
    );
    expect(floods.map((each) => each !== undefined)).toEqual([false, true, false]);
    expect(Array.from(floods[1]!.displaced).filter((share) => share > 0)).toEqual([0.15, 0.15, 0.15]);
    expect(floods[1]).toMatchObject({ outside: 0.05, returning: 0.75, years: 2 });
  });
});
