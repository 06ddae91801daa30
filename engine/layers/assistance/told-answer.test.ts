/**
 * Attacks on what is told: somebody asks every question of the grid, holds the answers against each other and against the lists
 * as they are published, and works out what every hidden number can still be.
 */
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../assistance/evaluation/whole-city.ts';
import { TruthColumns } from '../../assistance/evaluation/truth-columns.ts';
import { randomTable, TEST_DAY } from '../../assistance/facts/test-table.ts';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import { listCounts } from '../../assistance/publication/list-counts.ts';
import { Asker, type Answer } from '../../assistance/what-if/ask.ts';
import { familyGroups } from '../../assistance/what-if/groups.ts';
import { PERCENTS, questionOfNow, type Question } from '../../assistance/what-if/levers.ts';
import { assumedSpending } from '../../assistance/what-if/spending-assumption.ts';
import { projectPath } from '../../kernel/files.ts';
import { chance } from '../../kernel/random.ts';
import { smallGeography } from '../../population/small-city.ts';
import { shownList } from './list-disclosure.ts';
import { tellAnswer } from './told-answer.ts';
import type { ShownNow, Span, ToldAnswer } from './told.ts';
import { Unknowns } from './unknowns.ts';

const LIMIT = 10;
const PROGRAMME = 'sembako';
const FAMILIES = 2400;
const LINE = 666_073;
const loaded = loadProgrammes(projectPath('models'));
const geography = smallGeography({ kecamatan: 2, kelurahan: 4, rw: 1, rt: 1 });
const KELURAHAN = geography.levels.kelurahan.count;
const table = randomTable(loaded.facts, { households: FAMILIES, seed: 21, unknownShare: 0.03 });
const draw = chance(3, 'told');
/** Large and small kelurahan: of the smallest few families are in a decile. */
const CUMULATIVE = [40, 62, 76, 85, 91, 95, 98, 100];
const kelurahan = Uint16Array.from({ length: FAMILIES }, (_, h) => draw.pick(CUMULATIVE, h));
const size = new Float64Array(FAMILIES);
for (const household of table.householdRow) size[household]!++;
const desil = table.columns.get('desil')!.values.map((of) => (of === 0 ? 1 : of));
const groups = familyGroups(desil, size);
const asker = new Asker({
  table,
  programmes: loaded.programmes,
  day: TEST_DAY,
  kelurahan,
  kelurahanCount: KELURAHAN,
  size,
  groups,
  lineRupiahPerPersonPerMonth: LINE,
  basis: {
    kind: 'assumption',
    name: { id: '-', en: '-' },
    explanation: { id: '-', en: '-' },
    reference: [],
    spending: assumedSpending(desil, size, LINE, { poorShare: 0.04, gini: 0.39, rankCorrelation: 0.7 }, 2),
  },
  score: undefined,
  communityRanks: new Map(),
  seed: 11,
});
const columns = new TruthColumns(table);
const published = shownList({
  counts: listCounts(evaluate(rulesOn(asker.programmeOf(PROGRAMME), TEST_DAY), columns), columns, kelurahan, KELURAHAN),
  hasList: true,
  isOfFamilies: true,
  geography,
  limit: LIMIT,
  isReceivingHidden: () => false,
  isLowDesilHidden: undefined,
});
const shown = published.kelurahan;

const ask = (more: Partial<Question>): Answer => asker.answer({ ...questionOfNow(PROGRAMME), ...more }, 0);

function tell(
  answer: Answer,
  limit = LIMIT,
  kept: 'all' | 'nothing' = 'nothing',
  city: Partial<ShownNow['city']> = {},
): ToldAnswer {
  return tellAnswer({
    answer,
    groups,
    now: {
      recipients: shown.receives!,
      inclusionErrors: shown['wrongly-in'],
      exclusionErrors: shown['wrongly-out'],
      city: {
        recipients: published.city.receives![0]!,
        inclusionErrors: published.city['wrongly-in']![0]!,
        exclusionErrors: published.city['wrongly-out']![0]!,
        undetermined: published.city['cannot-tell']![0]!,
        ...city,
      },
    },
    hasList: true,
    limit,
    persons: table.personCount,
    kept,
    isSameDue: false,
    mostMovedShare: 1,
    intervals: undefined,
  });
}

/** Of sets that grow from one question to the next: what everybody knows of the rules. */
interface Chain {
  readonly answers: readonly Answer[];
}
const CHAINS: readonly Chain[] = [
  {
    answers: Array.from({ length: 10 }, (_, i) => ask({ method: 'categorical', limits: { desilLimit: i + 1 } })),
  },
  { answers: Array.from({ length: 10 }, (_, i) => ask({ method: 'desil', limits: { desilLimit: i + 1 } })) },
  { answers: PERCENTS.map((placesPercent) => ask({ method: 'universal', placesPercent })) },
  { answers: PERCENTS.map((budgetPercent) => ask({ method: 'current-list', budgetPercent })) },
];

const shift = (before: number, change: Span | null, width: number): Span => [
  Math.max(0, before + (change?.[0] ?? 1 - width)),
  before + (change?.[1] ?? width - 1),
];
const hidden = (width: number): Span => [0, width - 1];

/** What the answers of all chains give away, told for a limit; the width of a span is twice that. */
function attack(limit: number): number {
  const width = 2 * limit;
  let found = 0;
  for (const { answers } of CHAINS) {
    const told = answers.map((answer) => tell(answer, limit));
    const unknowns = new Unknowns();
    const city = answers.map(() => ({ recipients: [] as number[], winners: [] as number[], losers: [] as number[] }));
    for (let k = 0; k < KELURAHAN; k++) {
      let before: { recipients: number; winners: number; losers: number } | undefined;
      answers.forEach(({ result }, q) => {
        const [effect, of] = [result.byKelurahan[k]!, told[q]!.byKelurahan[k]!];
        const now = shown.receives![k];
        const isHidden = now === null || now === undefined;
        const recipients = unknowns.add(effect.recipients, isHidden ? null : shift(now, of.recipients.change, width));
        const winners = unknowns.add(effect.winners, isHidden ? null : (of.winners ?? hidden(width)));
        const losers = unknowns.add(effect.losers, isHidden ? null : (of.losers ?? hidden(width)));
        const receives = unknowns.add(effect.recipientsNow, isHidden ? null : [now, now]);
        unknowns.equal([recipients, losers], [receives, winners]);
        if (before !== undefined) {
          // Families that the next question takes in as well, whether they receive now or not.
          const more = [
            effect.recipients - unknowns.truth[before.recipients]!,
            effect.winners - unknowns.truth[before.winners]!,
          ];
          const fewer = unknowns.truth[before.losers]! - effect.losers;
          const [joined, joinedNew, joinedOld] = [unknowns.add(more[0]!), unknowns.add(more[1]!), unknowns.add(fewer)];
          unknowns.equal([recipients], [before.recipients, joined]);
          unknowns.equal([winners], [before.winners, joinedNew]);
          unknowns.equal([before.losers], [losers, joinedOld]);
          unknowns.equal([joined], [joinedNew, joinedOld]);
        }
        before = { recipients, winners, losers };
        city[q]!.recipients.push(recipients);
        city[q]!.winners.push(winners);
        city[q]!.losers.push(losers);
      });
    }
    answers.forEach(({ result }, q) => {
      const of = told[q]!.city;
      const { before, change } = of.recipients;
      const whole = unknowns.add(result.recipients, before && shift(before[0], change, width));
      unknowns.equal([whole], city[q]!.recipients);
      for (const side of ['winners', 'losers'] as const) {
        const span = of[side];
        if (span !== null) unknowns.equal([unknowns.add(result[side], span)], city[q]![side]);
      }
    });
    found += unknowns.foundOut(LIMIT).length;
  }
  return found;
}

describe('somebody who asks every question', () => {
  test('finds no small group of families out', () => {
    expect(attack(LIMIT)).toBe(0);
  });

  test('would find some if spans were as wide as the limit, and many if counts were told', () => {
    expect(attack(LIMIT / 2)).toBeGreaterThan(5);
    expect(attack(0.5)).toBeGreaterThan(50);
  });

  test('meets small groups that there are to be found', () => {
    const joined = CHAINS[0]!.answers.flatMap(({ result }, q, { [q - 1]: before }) =>
      before === undefined
        ? []
        : result.byKelurahan.map(({ recipients }, k) => recipients - before.result.byKelurahan[k]!.recipients),
    );
    expect(joined.filter((count) => count > 0 && count < LIMIT).length).toBeGreaterThan(8);
  });
});

describe('an answer as it is told', () => {
  const answer = ask({ method: 'categorical', limits: { desilLimit: 3 } });
  const told = tell(answer);

  test('hides in every question what the lists hide', () => {
    const hiddenAreas = shown.receives!.flatMap((count, k) => (count === null ? [k] : []));
    expect(hiddenAreas.length).toBeGreaterThan(0);
    for (const { answers } of CHAINS)
      for (const each of answers)
        for (const k of hiddenAreas) {
          const effect = tell(each).byKelurahan[k]!;
          const { recipients, winners, losers, costRupiahPerYear } = effect;
          expect([
            recipients.before,
            recipients.change,
            winners,
            losers,
            costRupiahPerYear.before,
            costRupiahPerYear.change,
          ]).toEqual([null, null, null, null, null, null]);
        }
  });

  test('has spans that hold the truth, twice as wide as the limit, or none', () => {
    let spans = 0;
    told.byKelurahan.forEach((effect, k) => {
      const { winners, losers } = answer.result.byKelurahan[k]!;
      for (const [span, truth] of [
        [effect.winners, winners],
        [effect.losers, losers],
      ] as const) {
        if (span === null) continue;
        spans++;
        expect(span[1] - span[0]).toBe(2 * LIMIT - 1);
        expect(truth).toBeGreaterThanOrEqual(span[0]);
        expect(truth).toBeLessThanOrEqual(span[1]);
      }
    });
    expect(spans).toBeGreaterThan(5);
  });

  test('leaves nobody a small number after a change', () => {
    let small = 0;
    for (const { answers } of CHAINS)
      for (const each of answers) {
        const { byKelurahan } = tell(each);
        each.result.byKelurahan.forEach(({ recipients, inclusionErrors, exclusionErrors }, k) => {
          const of = byKelurahan[k]!;
          for (const [truth, { before, change }] of [
            [recipients, of.recipients],
            [inclusionErrors, of.inclusionErrors],
            [exclusionErrors, of.exclusionErrors],
          ] as const) {
            if (before === null || change === null || truth >= LIMIT) continue;
            small++;
            expect(before[1] + change[1], `${truth} of ${before[0]}`).toBeGreaterThanOrEqual(LIMIT);
          }
        });
      }
    expect(small).toBeGreaterThan(5);
  });

  test('hides of the city what the lists hide of it', () => {
    expect(told.city.inclusionErrors.before).toEqual([
      answer.result.inclusionErrorsNow,
      answer.result.inclusionErrorsNow,
    ]);
    const { city } = tell(answer, LIMIT, 'nothing', { inclusionErrors: null });
    expect(city.inclusionErrors).toEqual({ before: null, change: null });
  });

  test('tells a change of twenty or more as such, and never as one of less', () => {
    let changes = 0;
    for (const { answers } of CHAINS)
      for (const each of answers) {
        const { city, byKelurahan } = tell(each);
        [each.result, ...each.result.byKelurahan].forEach((effect, i) => {
          const { before, change } = [city, ...byKelurahan][i]!.recipients;
          if (before === null) return;
          changes++;
          const by = effect.recipients - effect.recipientsNow;
          const [least, most] = change ?? [1 - 2 * LIMIT, 2 * LIMIT - 1];
          expect([least <= by, by <= most], `${by} of ${effect.recipientsNow}`).toEqual([true, true]);
        });
      }
    expect(changes).toBeGreaterThan(100);
  });

  test('of the question that changes nothing says so, whatever is hidden', () => {
    const { city, byKelurahan } = tell(ask({}), LIMIT, 'all');
    expect([city.recipients.change, city.inclusionErrors.change, city.winners]).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    for (const { recipients } of byKelurahan)
      expect(recipients.change).toEqual(recipients.before === null ? null : [0, 0]);
  });

  test('rounds shares so that no few persons show in them', () => {
    expect(told.shareStep * table.personCount).toBeGreaterThanOrEqual(2 * LIMIT);
    const { before, after, change } = told.welfare!.headcountShare;
    for (const share of [before, after, change])
      expect(Math.abs(share / told.shareStep - Math.round(share / told.shareStep))).toBeLessThan(1e-6);
    expect(after - before).toBeCloseTo(change, 12);
  });
});
