import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { randomTable, TEST_DAY } from '../facts/test-table.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { rulesOn, type RuleSet } from '../programmes/rule-set.ts';
import { levelOf } from '../programmes/shape.ts';
import { familyAt } from './explain.ts';
import { assess, type Facts, type Family } from './one-family.ts';
import { resolve, type Plain, type PlainTest } from './resolve.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { turningFinder, turningsOf, type FactNeeded } from './turning.ts';
import { turningWords } from './turning-words.ts';
import { NO, YES } from './truth.ts';

const { facts: catalogue, programmes } = loadProgrammes(projectPath('models'));
const table = randomTable(catalogue, { households: 60, seed: 33, unknownShare: 0.15 });
const rulesById = (id: string): RuleSet =>
  rulesOn(
    programmes.find((each) => each.id === id)!,
    TEST_DAY,
  );

const key = (fact: string, member: number | undefined): string => `${fact} ${member ?? ''}`;
const keysOf = (needs: readonly FactNeeded[]): string[] => [
  ...new Set(needs.map(({ fact, member }) => key(fact, member))),
];

/** Every fact that the rules ask, with values on both sides of every limit. */
function asked(rules: RuleSet): Map<string, number[]> {
  const values = new Map<string, number[]>();
  const walk = (plain: Plain): void => {
    if (plain.kind === 'fact') values.set(plain.fact, [...(values.get(plain.fact) ?? []), ...around(plain.test)]);
    else for (const each of 'fact' in plain ? [] : [plain.of].flat()) walk(each);
  };
  for (const { when } of [...rules.conditions, ...rules.overlaps]) walk(resolve(when, rules));
  for (const [fact] of values) if (catalogue.get(fact)!.kind === 'yes-no') values.set(fact, [0, 1]);
  return values;
}

function around(of: PlainTest): number[] {
  const ends = of.kind === 'in' ? of.values : of.kind === 'between' ? [of.low, of.high] : [of.than];
  return ends.flatMap((end) => [end - 1, end, end + 1, 99]).filter((value) => value >= 0);
}

interface Change {
  readonly fact: string;
  readonly member: number | undefined;
  readonly value: number;
}

function changed(family: Family, changes: readonly Change[]): Family {
  return changes.reduce((now, { fact, member, value }) => {
    const put = (facts: Facts): Facts => new Map([...facts, [fact, value]]);
    if (member === undefined) return { ...now, facts: put(now.facts) };
    return { ...now, members: now.members.map((facts, i) => (i === member ? put(facts) : facts)) };
  }, family);
}

/** Every change of one fact of a family. */
function changesOf(rules: RuleSet, family: Family): Change[] {
  return [...asked(rules)].flatMap(([fact, values]) => {
    const who = catalogue.get(fact)!.level === 'household' ? [undefined] : family.members.map((_, i) => i);
    return who.flatMap((member) => values.map((value) => ({ fact, member, value })));
  });
}

describe.each(programmes.map(({ id }) => id))('%s', (id) => {
  const rules = rulesById(id);
  const isOfPersons = rules.programme.unit !== 'family';

  test('single facts that turn the answer are exactly those that turn it when all are tried', () => {
    let turned = 0;
    for (let household = 0; household < table.householdCount; household++) {
      const family = familyAt(table, household);
      const member = isOfPersons ? household % family.members.length : undefined;
      const { fits } = assess(rules, family, member);
      const found = turningsOf(rules, table, catalogue, household, member);
      for (const to of [YES, NO] as const) {
        if (fits === to) continue;
        const tried = changesOf(rules, family)
          .filter((change) => assess(rules, changed(family, [change]), member).fits === to)
          .map((change) => key(change.fact, change.member));
        const told = found.filter((each) => each.to === to).map(({ needs }) => keysOf(needs));
        const single = told.filter((facts) => facts.length === 1).flat();
        expect(new Set(single), `household ${household} to ${to}`).toEqual(new Set(tried));
        if (tried.length > 0) expect(single).toHaveLength(told.length);
        turned += single.length;
      }
    }
    expect(turned).toBeGreaterThan(20);
  });
});

describe('where no single fact is enough', () => {
  const rules = rulesById('bltd');

  test('pairs are told exactly where some pair turns the answer', () => {
    let pairs = 0;
    for (let household = 0; household < 60; household++) {
      const family = familyAt(table, household);
      if (assess(rules, family).fits !== NO) continue;
      const found = turningsOf(rules, table, catalogue, household).filter(({ to }) => to === YES);
      if (found.some(({ needs }) => keysOf(needs).length === 1)) continue;
      const changes = changesOf(rules, family);
      const tried = new Set<string>();
      changes.forEach((one, i) =>
        changes.slice(i + 1).forEach((other) => {
          if (key(one.fact, one.member) === key(other.fact, other.member)) return;
          if (assess(rules, changed(family, [one, other])).fits !== YES) return;
          tried.add([key(one.fact, one.member), key(other.fact, other.member)].sort().join(' + '));
        }),
      );
      expect(new Set(found.map(({ needs }) => keysOf(needs).sort().join(' + ')))).toEqual(tried);
      pairs += tried.size;
    }
    expect(pairs).toBeGreaterThan(3);
  });
});

test('facts that nobody knows come before those that would have to be another', () => {
  const order = programmes.flatMap(({ id, unit }) =>
    Array.from({ length: table.householdCount }, (_, household) =>
      turningsOf(rulesById(id), table, catalogue, household, unit === 'family' ? undefined : 0)
        .filter(({ to }) => to === YES)
        .map(({ needs }) => needs.filter(({ isKnown }) => isKnown).length),
    ),
  );
  for (const counts of order) expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(order.some((counts) => new Set(counts).size > 1)).toBe(true);
});

describe('in words', () => {
  const lists = loadCodeLists(projectPath('models'));
  const need = (fact: string, wanted: PlainTest, more: Partial<FactNeeded> = {}): FactNeeded => ({
    fact,
    member: undefined,
    test: wanted,
    holds: true,
    isKnown: false,
    ...more,
  });
  const words = (...sets: readonly (readonly FactNeeded[])[]): string[] =>
    turningWords(
      sets.map((needs) => ({ to: YES, needs })),
      catalogue,
      lists,
    ).map(({ text }) => `${text.id} | ${text.en}`);

  test('a fact that nobody knows is asked for, one that is known would have to be another', () => {
    const desil = need('desil', { kind: 'atMost', than: 4 });
    expect(words([desil])).toEqual([
      'Memenuhi bila diketahui: Desil DTSEN paling tinggi 4 | Fits if it becomes known: DTSEN decile at most 4',
    ]);
    expect(words([{ ...desil, isKnown: true }])[0]).toMatch(/^Memenuhi bila ternyata: Desil DTSEN paling tinggi 4 /);
  });

  test('codes and amounts are told as people know them, a test that must not hold the other way round', () => {
    const occupation = need('occupation', { kind: 'in', values: [5, 6, 7] }, { holds: false, member: 0 });
    expect(words([occupation])[0]).toContain(
      'Pekerjaan di KK bukan Pegawai negeri sipil (PNS), Tentara Nasional Indonesia (TNI), atau Kepolisian RI (Polri) (anggota ke-1)',
    );
    expect(words([need('pdamBillRupiah', { kind: 'atMost', than: 150_000 }, { holds: false })])[0]).toContain(
      'Tagihan PDAM terakhir di atas Rp150.000 |',
    );
    expect(words([need('isPdamCustomer', { kind: 'is', than: 1 })])[0]).toContain('Pelanggan PDAM: ya |');
  });

  test('the same of several members is told once, two facts together as one way', () => {
    const age = (member: number): FactNeeded =>
      need('ageYears', { kind: 'atLeast', than: 60 }, { member, isKnown: true });
    expect(words([age(0)], [age(2)])).toEqual([
      'Memenuhi bila ternyata: Usia paling rendah 60 (salah satu anggota) | Fits if it turns out: Age at least 60 (a member)',
    ]);
    expect(words([age(1), need('desil', { kind: 'atMost', than: 4 })])[0]).toContain(
      'Usia paling rendah 60 (anggota ke-2) dan Desil DTSEN paling tinggi 4',
    );
  });
});

test.each(['pkh', 'sembako', 'pip', 'atensi-yapi'])('%s: family after family tells what each alone does', (id) => {
  const rules = rulesById(id);
  const find = turningFinder(rules, table, catalogue);
  const isOfPersons = levelOf(rules.programme) === 'person';
  const answers = new Set<string>();
  for (let household = 0; household < table.householdCount; household++) {
    const size = table.memberStart[household + 1]! - table.memberStart[household]!;
    for (let member = 0; member < (isOfPersons ? size : 1); member++) {
      const of = isOfPersons ? member : undefined;
      const alone = turningsOf(rules, table, catalogue, household, of);
      expect(find(household, of)).toEqual(alone);
      expect(find(household, of, [YES])).toEqual(alone.filter(({ to }) => to === YES));
      answers.add(JSON.stringify(alone));
    }
  }
  expect(answers.size).toBeGreaterThan(2);
});
