import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import type { FactTable } from '../facts/table.ts';
import { randomTable, tableOfFamilies, TEST_DAY } from '../facts/test-table.ts';
import { loadCases } from '../programmes/cases.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { rulesOn, type RuleChange, type RuleSet } from '../programmes/rule-set.ts';
import { explain, familyAt } from './explain.ts';
import { assess } from './one-family.ts';
import { NO, UNKNOWN, YES } from './truth.ts';
import { evaluate, evaluateAll, type ProgrammeColumns } from './whole-city.ts';
import { TruthColumns } from './truth-columns.ts';

const MODELS = projectPath('models');
const loaded = loadProgrammes(MODELS);
const lists = loadCodeLists(MODELS);

/** Units that columns and the slow way tell differently. */
function differences(found: ProgrammeColumns, table: FactTable): string[] {
  const different: string[] = [];
  const possible = found.possibleRupiahPerYear();
  const compare = (unit: number, household: number, member?: number): void => {
    const slow = assess(found.rules, familyAt(table, household), member);
    const fast = [found.fits[unit], found.rupiahPerYear[unit], possible[unit]];
    const plain = [slow.fits, slow.rupiahPerYear, slow.possibleRupiahPerYear];
    if (!fast.every((value, i) => Object.is(value, plain[i])))
      different.push(`${unit}: ${String(fast)} / ${String(plain)}`);
  };
  for (let h = 0; h < table.householdCount; h++) {
    if (found.level === 'household') compare(h, h);
    else
      table.members
        .slice(table.memberStart[h]!, table.memberStart[h + 1]!)
        .forEach((person, member) => compare(person, h, member));
  }
  return different;
}

const table = randomTable(loaded.facts, { households: 700, seed: 5, unknownShare: 0.12 });
const changes: readonly [string, RuleChange][] = [
  ['as in force', {}],
  ['with a lower decile limit', { limits: { desilLimit: 2 } }],
];

describe.each(loaded.programmes.map((programme) => [programme.id, programme] as const))('%s', (_, programme) => {
  test.each(changes)('columns and one family at a time tell the same of every unit, %s', (_name, change) => {
    if (Object.keys(change.limits ?? {}).some((name) => !(name in programme.editions[0].limits))) return;
    const found = evaluate(rulesOn(programme, TEST_DAY, change), new TruthColumns(table));
    expect(differences(found, table)).toEqual([]);
    expect(new Set(found.fits), 'the random city has all three answers').toEqual(new Set([NO, UNKNOWN, YES]));
  });
});

test('a difference would be seen', () => {
  const found = evaluate(
    rulesOn(
      loaded.programmes.find(({ id }) => id === 'pkh')!,
      TEST_DAY,
    ),
    new TruthColumns(table),
  );
  const fits = found.fits.slice();
  fits[3] = fits[3] === YES ? NO : YES;
  expect(differences({ ...found, fits }, table)).toHaveLength(1);
});

test('rules evaluated together tell what each tells alone', () => {
  const ruleSets = loaded.programmes.map((programme): RuleSet => rulesOn(programme, TEST_DAY));
  evaluateAll(ruleSets, table).forEach((together, i) => {
    const alone = evaluate(ruleSets[i]!, new TruthColumns(table));
    expect(together.fits).toEqual(alone.fits);
    expect(together.rupiahPerYear).toEqual(alone.rupiahPerYear);
  });
});

test.each(loaded.programmes.map((programme) => [programme.id, programme] as const))(
  'worked families of %s come out of the columns as they are written',
  (_, programme) => {
    const cases = loadCases(programme, loaded, lists).families.filter((each) => each.isInForce);
    const days = [...new Set(cases.map(({ day }) => day))];
    for (const day of days) {
      const families = cases.filter((each) => each.day === day);
      const city = tableOfFamilies(
        loaded.facts,
        families.map(({ family }) => family),
      );
      const found = evaluate(rulesOn(programme, day), new TruthColumns(city));
      families.forEach(({ name, expectations }, h) => {
        for (const { member, fits, rupiahPerYear } of expectations) {
          const unit = member === undefined ? h : city.members[city.memberStart[h]! + member]!;
          expect(`${name}: ${found.fits[unit]}`).toBe(`${name}: ${fits}`);
          if (rupiahPerYear !== undefined) expect(found.rupiahPerYear[unit]).toBe(rupiahPerYear);
        }
      });
    }
  },
);

test('an explanation tells each condition with its facts, their register and their day; what is unknown has none', () => {
  const rules = rulesOn(
    loaded.programmes.find(({ id }) => id === 'bansos-air-bersih')!,
    TEST_DAY,
  );
  const bill = table.columns.get('pdamBillRupiah')!.values;
  const unknown = bill.findIndex((value) => Number.isNaN(value));
  const known = bill.findIndex((value) => !Number.isNaN(value));
  const seen = (household: number) =>
    explain(rules, table, loaded.facts, household).conditions.find(({ key }) => key === 'bill')!;
  expect(seen(unknown)).toMatchObject({
    truth: UNKNOWN,
    facts: [{ value: undefined, register: undefined, needs: {} }],
  });
  expect(seen(known).facts).toMatchObject([{ value: bill[known], register: 'test', day: TEST_DAY }]);
});
