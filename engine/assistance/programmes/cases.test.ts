import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { assess, type ConditionOutcome } from '../evaluation/one-family.ts';
import { NO, UNKNOWN, type Truth } from '../evaluation/truth.ts';
import { loadCases } from './cases.ts';
import { loadProgrammes } from './load.ts';
import { ownFile } from './rule-error.ts';
import { findEdition, rulesOn } from './rule-set.ts';

const MODELS = projectPath('models');
const loaded = loadProgrammes(MODELS);
const lists = loadCodeLists(MODELS);
const FEWEST_CASES = 12;

const keysWith = (wanted: Truth, outcomes: readonly ConditionOutcome[]): string[] =>
  outcomes.filter(({ truth }) => truth === wanted).map(({ condition }) => condition.key);

/** Those that the city is known to have; another one is a folder more, and no change here. */
const KNOWN = [
  ...['atensi-yapi', 'bansos-air-bersih', 'blt-dbhcht', 'bltd', 'blts-kesra', 'lansia-non-potensial', 'pbi-d'],
  ...['pbi-jk', 'pelatihan-kerja', 'permakanan', 'pip', 'pkh', 'sembako'],
];
test('the programmes of the city are there', () => {
  expect(loaded.programmes.map(({ id }) => id)).toEqual(expect.arrayContaining(KNOWN));
});

describe.each(loaded.programmes.map((programme) => [programme.id, programme] as const))('%s', (_, programme) => {
  const cases = loadCases(programme, loaded, lists);

  test(`has at least ${FEWEST_CASES} worked families, each told once`, () => {
    expect(cases.length).toBeGreaterThanOrEqual(FEWEST_CASES);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  test('has worked families that fit, that do not, and that nobody can tell yet; and each condition fails in one of its time', () => {
    const told = cases.flatMap(({ expectations }) => expectations);
    expect(new Set(told.map(({ fits }) => fits)).size).toBe(3);
    for (const edition of programme.editions) {
      const ofItsTime = cases.filter(({ day }) => findEdition(programme, day) === edition);
      const failed = new Set(
        ofItsTime.flatMap(({ expectations }) => expectations.flatMap((each) => each.failed ?? [])),
      );
      const own = edition.conditions.map(({ key }) => key).filter((key) => !failed.has(key));
      expect(own, `conditions of ${ownFile(edition.path)} that no case shows failing`).toEqual([]);
    }
  });

  test.each(cases.map((each) => [each.name, each] as const))('%s', (_name, { day, family, expectations }) => {
    const rules = rulesOn(programme, day);
    for (const { member, fits, rupiahPerYear, failed, open } of expectations) {
      const found = assess(rules, family, member);
      const outcomes = [...found.conditions, ...found.overlaps];
      expect({ member, fits: found.fits }).toEqual({ member, fits });
      if (rupiahPerYear !== undefined) expect(found.rupiahPerYear).toBe(rupiahPerYear);
      if (failed !== undefined) expect(keysWith(NO, outcomes)).toEqual(failed);
      if (open !== undefined) expect(keysWith(UNKNOWN, outcomes)).toEqual(open);
    }
  });
});
