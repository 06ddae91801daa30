/** Answers over columns against the same told family by family, as one would by hand. */
import { describe, expect, test } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { projectPath } from '../../kernel/files.ts';
import { chance } from '../../kernel/random.ts';
import { familyAt } from '../evaluation/explain.ts';
import { assess } from '../evaluation/one-family.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { familyReceivesFact } from '../facts/catalogue.ts';
import { coded } from '../facts/table.ts';
import { randomTable, TEST_DAY } from '../facts/test-table.ts';
import { factsOf } from '../programmes/expression.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { rulesOn, type RuleSet } from '../programmes/rule-set.ts';
import { levelOf } from '../programmes/shape.ts';
import { Asker, type Ground } from './ask.ts';
import { leversOf, questionOfNow, readQuestion, writeQuestion, type Question } from './levers.ts';
import { METHODS } from './select.ts';
import { assumedSpending, loadSpendingAssumption } from './spending-assumption.ts';

const MODELS = projectPath('models');
const loaded = loadProgrammes(MODELS);
const FAMILIES = 900;
const LINE = 666_073;
const KELURAHAN = 5;
const table = randomTable(loaded.facts, { households: FAMILIES, seed: 8, unknownShare: 0.05 });
const draw = chance(4, 'ask');
const size = new Float64Array(FAMILIES);
for (const household of table.householdRow) size[household]!++;
const desil = table.columns.get('desil')!.values;
const assumption = loadSpendingAssumption(MODELS, TEST_DAY);
const ground: Ground = {
  table,
  programmes: loaded.programmes,
  day: TEST_DAY,
  kelurahan: Uint16Array.from({ length: FAMILIES }, (_, h) => draw.below(KELURAHAN, h)),
  kelurahanCount: KELURAHAN,
  size,
  groups: [],
  lineRupiahPerPersonPerMonth: LINE,
  basis: { kind: 'assumption', ...assumption, spending: assumedSpending(desil, size, LINE, assumption, 2) },
  score: undefined,
  communityRanks: new Map(),
  seed: 11,
};
const asker = new Asker(ground);
const ask = (id: string, more: Partial<Question>): Question => ({ ...questionOfNow(id), ...more });
const families = Array.from({ length: FAMILIES }, (_, h) => h);
const sum = (of: (household: number) => number): number => families.reduce((total, h) => total + of(h), 0);

/** Sembako: the same amount for every family, due by desil and what is known of it. */
const FOOD = 2_400_000;
const receives = (h: number): boolean => table.columns.get(familyReceivesFact('sembako'))!.values[h] === 1;
const dueUnder = (desilLimit?: number): number[] => {
  const rules = rulesOn(
    asker.programmeOf('sembako'),
    TEST_DAY,
    desilLimit === undefined ? {} : { limits: { desilLimit } },
  );
  return families.map((h) => assess(rules, familyAt(table, h)).fits);
};

/** Persons one by one, each pair of them for the Gini. */
function plainly(spent: (household: number) => number): { headcountShare: number; gapShare: number; gini: number } {
  const persons = families.flatMap((h) =>
    Number.isNaN(spent(h)) ? [] : Array.from({ length: size[h]! }, () => spent(h)),
  );
  const mean = persons.reduce((a, b) => a + b) / persons.length;
  const poor = persons.filter((each) => each < LINE);
  // Sorted, the sum over all pairs is a sum of ranks.
  const sorted = persons.toSorted((a, b) => a - b);
  const ranked = sorted.reduce((total, each, i) => total + each * (2 * i + 1 - persons.length), 0);
  return {
    headcountShare: poor.length / persons.length,
    gapShare: poor.reduce((total, each) => total + 1 - each / LINE, 0) / persons.length,
    gini: ranked / (persons.length ** 2 * mean),
  };
}

describe('an answer', () => {
  const now = dueUnder();

  test.each([
    ['another limit', { method: 'categorical', limits: { desilLimit: 2 } }],
    ['another amount', { method: 'categorical', amountPercents: { food: 150 } }],
    ['fewer places, by desil', { method: 'desil', placesPercent: 50 }],
    ['half the money', { method: 'current-list', budgetPercent: 50 }],
    ['everybody', { method: 'universal' }],
    ['places shared out among kelurahan', { method: 'categorical', sharedOut: 'kelurahan', placesPercent: 120 }],
  ] as [string, Partial<Question>][])('%s: the same as family by family', (_, more) => {
    const { result, base } = asker.answer(ask('sembako', more), 0);
    const isOn = (h: number): boolean => result.isChosen[h] === 1;
    const due = dueUnder(more.limits?.['desilLimit']);
    const rupiah = (FOOD * (more.amountPercents?.['food'] ?? 100)) / 100;
    const change = (h: number): number => (isOn(h) ? rupiah : 0) - (receives(h) ? FOOD : 0);
    expect(base).toEqual({
      families: sum((h) => Number(receives(h))),
      rupiahPerYear: sum((h) => Number(receives(h)) * FOOD),
    });
    expect(result).toMatchObject({
      recipients: sum((h) => Number(isOn(h))),
      recipientsNow: sum((h) => Number(receives(h))),
      costRupiahPerYear: sum((h) => Number(isOn(h)) * rupiah),
      costNowRupiahPerYear: sum((h) => Number(receives(h)) * FOOD),
      winners: sum((h) => Number(change(h) > 0)),
      losers: sum((h) => Number(change(h) < 0)),
      inclusionErrors: sum((h) => Number(isOn(h) && due[h] === NO)),
      inclusionErrorsNow: sum((h) => Number(receives(h) && now[h] === NO)),
      exclusionErrors: sum((h) => Number(!isOn(h) && due[h] === YES)),
      exclusionErrorsNow: sum((h) => Number(!receives(h) && now[h] === YES)),
      undetermined: sum((h) => Number(isOn(h) && due[h] === UNKNOWN)),
      persons: sum((h) => Number(isOn(h)) * size[h]!),
    });
    const spent = (h: number): number => ground.basis!.spending.rupiahPerPersonPerMonth[h]!;
    for (const [measures, of] of [
      [result.before!, plainly(spent)],
      [result.after!, plainly((h) => spent(h) + change(h) / 12 / size[h]!)],
    ] as const)
      for (const key of ['headcountShare', 'gapShare', 'gini'] as const) expect(measures[key]).toBeCloseTo(of[key], 9);
  });

  test('by kelurahan adds up to the whole', () => {
    const { result } = asker.answer(ask('sembako', { method: 'desil', limits: { desilLimit: 3 } }), 0);
    for (const key of ['families', 'recipients', 'losers', 'exclusionErrors', 'costNowRupiahPerYear'] as const)
      expect(result.byKelurahan.reduce((total, each) => total + each[key], 0)).toBe(result[key]);
  });

  test('takes per cents of places and of money from what is now', () => {
    const { recipientsNow } = asker.answer(ask('sembako', {}), 0).result;
    const of = (more: Partial<Question>): number =>
      asker.answer(ask('sembako', { method: 'universal', ...more }), 0).result.recipients;
    expect(of({ placesPercent: 80 })).toBe(Math.round(recipientsNow * 0.8));
    expect(of({ budgetPercent: 80 })).toBe(Math.floor(recipientsNow * 0.8));
    expect(of({ budgetPercent: 80, amountPercents: { food: 50 } })).toBe(Math.floor(recipientsNow * 1.6));
  });

  const withoutDbhcht = (() => {
    const columns = new Map(table.columns);
    const other = table.columns.get(familyReceivesFact('blt-dbhcht'))!;
    const nobodyKnows = {
      ...other,
      values: other.values.map(() => NaN),
      codes: other.codes.map(() => 0),
      distinct: Float64Array.of(NaN),
    };
    columns.set(familyReceivesFact('blt-dbhcht'), nobodyKnows);
    return new Asker({ ...ground, table: { ...table, columns } });
  })();
  const bltd = (more: Partial<Question>) => withoutDbhcht.answer(ask('bltd', { method: 'categorical', ...more }), 0);

  test('counts missing lists as empty where that is asked, and says so in the name of the rules', () => {
    expect(bltd({}).result.recipients).toBe(0);
    expect(bltd({ missingLists: 'empty' }).result.recipients).toBeGreaterThan(10);
    expect(bltd({ missingLists: 'empty' }).version).toContain('missing-lists=empty');
  });

  test('shares places out by whom the rules fit that are asked for, and says so where they fit nobody', () => {
    const { result, base } = bltd({ missingLists: 'empty', sharedOut: 'kelurahan' });
    const due = bltd({ missingLists: 'empty' }).result;
    expect(base.families).toBeGreaterThan(20);
    expect(result.recipients).toBe(Math.min(base.families, due.recipients));
    for (const [k, { recipients }] of result.byKelurahan.entries())
      expect(Math.abs(recipients - (due.byKelurahan[k]!.recipients * result.recipients) / due.recipients)).toBeLessThan(
        2,
      );
    expect(() => bltd({ sharedOut: 'kelurahan' })).toThrow(/fit nobody in any kelurahan.*missing lists are empty/s);
    expect(() => bltd({ sharedOut: 'kelurahan', placesPercent: 50 })).toThrow(TwinError);
  });

  test('takes parts of whom the rules fit where there is no list, and says so where that is nobody', () => {
    const columns = new Map(withoutDbhcht.ground.table.columns);
    columns.set(familyReceivesFact('bltd'), columns.get(familyReceivesFact('blt-dbhcht'))!);
    const unlisted = new Asker({ ...ground, table: { ...table, columns } });
    const half = (missingLists: Question['missingLists']) =>
      unlisted.answer(ask('bltd', { method: 'universal', placesPercent: 50, missingLists }), 0);
    const due = unlisted.answer(ask('bltd', { method: 'categorical', missingLists: 'empty' }), 0).result.recipients;
    expect(half('empty').result.recipients).toBe(Math.round(due / 2));
    expect(() => half('unknown')).toThrow(/fit nobody/);
    expect(() => unlisted.answer(ask('bltd', { method: 'categorical', budgetPercent: 50 }), 0)).toThrow(/fit nobody/);
  });

  test('gives PKH also to a family of which nobody knows whether a member counts, and tells its cost from the sure to the possible', () => {
    const rules = rulesOn(asker.programmeOf('pkh'), TEST_DAY);
    const asked = rules.components.flatMap(({ when }) => (when === undefined ? [] : factsOf(when)));
    const facts = [...new Set(asked)].filter((key) => table.columns.get(key)!.level === 'person');
    const columns = new Map(table.columns);
    for (const key of facts) {
      const column = table.columns.get(key)!;
      const values = column.values.map((value, row) => (table.householdRow[row]! % 3 === 0 ? NaN : value));
      columns.set(key, { ...column, ...coded(values) });
    }
    const open = { ...table, columns };
    const { result } = new Asker({ ...ground, table: open }).answer(ask('pkh', { method: 'universal' }), 0);
    const free: RuleSet = { ...rules, conditions: [], overlaps: [] };
    const of = families.map((h) => assess(free, familyAt(open, h)));
    const chosen = families.filter((h) => result.isChosen[h] === 1);
    expect(result.amountUnknown).toBe(chosen.filter((h) => of[h]!.possibleRupiahPerYear > of[h]!.rupiahPerYear).length);
    expect(chosen.filter((h) => of[h]!.rupiahPerYear === 0 && of[h]!.possibleRupiahPerYear > 0).length).toBeGreaterThan(
      5,
    );
    expect(result.costRupiahPerYear).toBe(chosen.reduce((total, h) => total + of[h]!.rupiahPerYear, 0));
    expect(result.mostCostRupiahPerYear).toBe(chosen.reduce((total, h) => total + of[h]!.possibleRupiahPerYear, 0));
    // Who has a component that may be one is left out for no other reason than that nobody knows.
    const component = rules.conditions.find(({ key }) => key === 'component')!;
    const isFor = { ...free, conditions: [component] };
    for (const h of families)
      if (assess(isFor, familyAt(open, h)).conditions[0]!.truth === NO) expect(result.isChosen[h]).toBe(0);
  });

  test('holds the use of the money of now against its best use, and tells what a target needs', () => {
    const { bestNow, result, needed } = asker.answer(ask('sembako', { method: 'universal', targetPercent: 10 }), 0);
    expect(bestNow!.recipients).toBeLessThanOrEqual(result.recipientsNow);
    expect(bestNow!.gapShareAfter).toBeLessThanOrEqual(result.before!.gapShare);
    if (needed?.kind !== 'enough') throw new Error(needed?.kind);
    expect(needed.gapShareAfter).toBeLessThanOrEqual(result.before!.gapShare * 0.9);
    expect(needed.recipients).toBeGreaterThan(0);
  });

  test('of an amount that no source tells has a cost and a poverty that nobody knows', () => {
    const { result } = asker.answer(ask('bansos-air-bersih', { method: 'categorical' }), 0);
    expect([result.costRupiahPerYear, result.before, result.drawing.welfare]).toEqual([NaN, undefined, undefined]);
    const onList = table.columns.get(familyReceivesFact('bansos-air-bersih'))!.values;
    // Who comes onto the list gains, whatever it is worth.
    expect(result.winners).toBe(families.filter((h) => result.isChosen[h] === 1 && onList[h] !== 1).length);
    expect(result.winners).toBeGreaterThan(0);
    expect(() => asker.answer(ask('bansos-air-bersih', { method: 'universal', budgetPercent: 50 }), 0)).toThrow(
      /some source/,
    );
  });

  const scored = new Asker({
    ...ground,
    score: Float64Array.from({ length: FAMILIES }, (_, h) => draw.uniform(h, 6)),
    communityRanks: new Map(
      loaded.programmes.map(({ id }) => [id, Float64Array.from({ length: FAMILIES }, (_, h) => 1 + h)]),
    ),
  });

  test.each(METHODS.filter((method) => method !== 'current-list'))(
    '%s gives PKH to no family without a component, and each programme only to whom it is for but for the decile',
    (method) => {
      let chosen = 0;
      for (const { id } of loaded.programmes) {
        const rules = rulesOn(asker.programmeOf(id), TEST_DAY);
        const { isChosen } = scored.answer(ask(id, { method }), 0).result;
        for (const h of families) {
          if (isChosen[h] !== 1) continue;
          chosen++;
          const family = familyAt(table, h);
          const isOfPersons = levelOf(rules.programme) === 'person';
          const cases = isOfPersons ? family.members.map((_, m) => assess(rules, family, m)) : [assess(rules, family)];
          const isForSomebody = cases.some(({ conditions }) =>
            conditions.every(({ condition: { when }, truth }) => truth !== NO || factsOf(when).includes('desil')),
          );
          expect(isForSomebody, `${id}, household ${h}`).toBe(true);
          if (id === 'pkh')
            expect(cases[0]!.conditions.find(({ condition }) => condition.key === 'component')!.truth).not.toBe(NO);
        }
      }
      expect(chosen).toBeGreaterThan(100);
    },
  );

  test('of a programme for persons costs what those get whom it is for, where a method looks past the decile', () => {
    const rules = rulesOn(asker.programmeOf('pip'), TEST_DAY);
    const own = (h: number): number => {
      const family = familyAt(table, h);
      const of = family.members.map((_, m) => assess(rules, family, m));
      if (of.some(({ fits }) => fits !== NO)) return NaN;
      const without: RuleSet = {
        ...rules,
        overlaps: [],
        conditions: rules.conditions.filter(({ key }) => key === 'pupil'),
      };
      return family.members.reduce((total, _, m) => total + assess(without, family, m).rupiahPerYear, 0);
    };
    const { isChosen } = scored.answer(ask('pip', { method: 'universal' }), 0).result;
    const rich = families.filter((h) => own(h) > 0);
    expect(rich.length).toBeGreaterThan(20);
    expect(rich.every((h) => isChosen[h] === 1)).toBe(true);
    const { rupiahPerYear } = scored.now('pip');
    expect(rich.map((h) => rupiahPerYear[h])).toEqual(rich.map(own));
  });

  test('says what a method lacks', () => {
    expect(asker.lacks('sembako')).toMatchObject({ score: 'no-score', hybrid: 'no-score', desil: undefined });
  });
});

describe('a question', () => {
  const levers = leversOf(asker.programmeOf('pkh'), TEST_DAY);
  const words =
    'programme=pkh&method=desil&limit.desilLimit=3&limit.elderlyAge=70&amount.elderly=110&places=90&shared=kelurahan&missing=empty&target=25';
  const read = (text: string): Question => readQuestion(new URLSearchParams(text), loaded.programmes, TEST_DAY);

  test('is written as it is read, in one order', () => {
    expect(writeQuestion(read(words))).toBe(words);
    expect(writeQuestion(read(words.split('&').toReversed().join('&')))).toBe(words);
    expect(read('programme=pkh')).toEqual(questionOfNow('pkh'));
  });

  test('may move each limit to what is in force, and each amount', () => {
    for (const { key, value, choices } of levers.limits) {
      expect(choices, key).toContain(value);
      expect(choices.length, key).toBeLessThan(16);
    }
    expect(levers.amounts.map(({ key }) => key)).toContain('youngChild');
  });

  test.each([
    ['', 'programme'],
    ['programme=nobody', 'programme'],
    ['programme=pkh&method=lottery', 'method'],
    ['programme=pkh&limit.desilLimit=11', 'limit.desilLimit'],
    ['programme=pkh&limit.desilLimit=4.0', 'limit.desilLimit'],
    ['programme=pkh&limit.__proto__=4', 'limit.__proto__'],
    ['programme=pkh&amount.elderly=101', 'amount.elderly'],
    ['programme=pkh&amount.gold=110', 'amount.gold'],
    ['programme=pkh&places=91', 'places'],
    ['programme=pkh&places=90&places=80', 'places'],
    ['programme=pkh&seed=4', 'seed'],
  ])('off the grid is refused by name: %s', (text, name) => {
    try {
      read(text);
      throw new Error('it was taken');
    } catch (error) {
      expect(error).toBeInstanceOf(TwinError);
      expect((error as TwinError).message).toContain(`"${name}"`);
    }
  });
});

describe('assumed spending', () => {
  const spent = assumedSpending(desil, size, LINE, assumption, 2).rupiahPerPersonPerMonth;
  const found = plainly((h) => spent[h]!);

  test('has the poor and the Gini of the city', () => {
    expect(found.headcountShare).toBeCloseTo(assumption.poorShare, 2);
    expect(Math.abs(found.gini - assumption.gini)).toBeLessThan(0.02);
  });

  test('goes with desil as far as it is said to, and is unknown without one', () => {
    for (const h of families) expect(Number.isNaN(spent[h]!)).toBe(Number.isNaN(desil[h]!));
    const meanOf = (rho: number, of: number): number => {
      const all = assumedSpending(
        desil,
        size,
        LINE,
        { ...assumption, rankCorrelation: rho },
        2,
      ).rupiahPerPersonPerMonth;
      const own = families.filter((h) => desil[h] === of);
      return own.reduce((total, h) => total + all[h]!, 0) / own.length;
    };
    expect(meanOf(0.7, 2)).toBeLessThan(meanOf(0.7, 9));
    expect(meanOf(1, 9) / meanOf(1, 2)).toBeGreaterThan(meanOf(0.7, 9) / meanOf(0.7, 2));
    expect(Math.abs(Math.log(meanOf(0, 9) / meanOf(0, 2)))).toBeLessThan(0.35);
  });
});
