import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { loadCases } from './cases.ts';
import { loadProgrammes } from './load.ts';
import { ownFile } from './rule-error.ts';
import { findEdition } from './rule-set.ts';
import { faultOf, isSeen, orderFaultOf } from './test-cases.ts';
import { mutantsOf } from './test-mutants.ts';

const MODELS = projectPath('models');
const loaded = loadProgrammes(MODELS);
const lists = loadCodeLists(MODELS);
const FEWEST_CASES = 12;

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
  const { families, orders } = cases;

  test(`has at least ${FEWEST_CASES} worked families and an order of some, each told once`, () => {
    expect(families.length).toBeGreaterThanOrEqual(FEWEST_CASES);
    expect(orders.length).toBeGreaterThanOrEqual(1);
    const names = [...families, ...orders].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has worked families that fit, that do not, and that nobody can tell yet', () => {
    const told = families.flatMap(({ expectations }) => expectations);
    expect(new Set(told.map(({ fits }) => fits)).size).toBe(3);
  });

  test.each(programme.editions.map((edition) => [ownFile(edition.path).split('/').at(-1), edition] as const))(
    'each condition of %s fails in a case of its time, and is open in another',
    (_file, edition) => {
      const ofItsTime = families.filter(({ day }) => findEdition(programme, day) === edition);
      const told = ofItsTime.flatMap(({ expectations }) => expectations);
      const keys = [...edition.conditions, ...edition.overlaps].map(({ key }) => key);
      const without = (seen: readonly string[]): string[] => keys.filter((key) => !seen.includes(key));
      expect(without(told.flatMap(({ failed }) => failed ?? [])), 'no case shows it failing').toEqual([]);
      expect(without(told.flatMap(({ open }) => open ?? [])), 'no case shows it open').toEqual([]);
    },
  );

  test.each(families.map((each) => [each.name, each] as const))('%s', (_name, worked) => {
    expect(faultOf(programme, worked)).toBeUndefined();
  });

  test.each(orders.map((each) => [each.name, each] as const))('order: %s', (_name, order) => {
    expect(orderFaultOf(programme, order, loaded.facts)).toBeUndefined();
  });

  test('whatever of its rules is removed or changed, a case sees it', () => {
    const unseen = mutantsOf(programme).filter((mutant) => !isSeen(mutant.programme, cases, loaded.facts));
    expect(unseen.map(({ name }) => name)).toEqual([]);
  });
});
