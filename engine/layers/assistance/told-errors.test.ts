/**
 * Attacks on the errors that are told: somebody holds the exact totals of the city, the published kelurahan and every answer
 * against each other, and works out what every hidden error, and everybody who is no error, can still be.
 */
import { describe, expect, test } from 'vitest';
import { TruthColumns } from '../../assistance/evaluation/truth-columns.ts';
import { evaluate } from '../../assistance/evaluation/whole-city.ts';
import { randomTable, TEST_DAY } from '../../assistance/facts/test-table.ts';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import { listCounts } from '../../assistance/publication/list-counts.ts';
import { Asker, type Answer } from '../../assistance/what-if/ask.ts';
import { bootstrap } from '../../assistance/what-if/bootstrap.ts';
import type { Effect } from '../../assistance/what-if/effects.ts';
import { questionOfNow, type Question } from '../../assistance/what-if/levers.ts';
import { projectPath } from '../../kernel/files.ts';
import { chance } from '../../kernel/random.ts';
import { smallGeography } from '../../population/small-city.ts';
import { shownList } from './list-disclosure.ts';
import { tellAnswer } from './told-answer.ts';
import type { ShownNow, Span, TellInputs, ToldAnswer, ToldChange, ToldEffect } from './told.ts';
import { intervalsOf } from './told-intervals.ts';
import { Unknowns } from './unknowns.ts';

const LIMIT = 10;
const WIDTH = 2 * LIMIT;
const loaded = loadProgrammes(projectPath('models'));
const geography = smallGeography({ kecamatan: 2, kelurahan: 4, rw: 1, rt: 1 });
const KELURAHAN = geography.levels.kelurahan.count;
/** Large and small kelurahan: in the smallest few families receive, and few of those are due. */
const CUMULATIVE = [38, 60, 74, 84, 91, 95, 98, 100];

interface City {
  readonly asker: Asker;
  readonly now: ShownNow;
  readonly persons: number;
}

function cityOf(seed: number, programme: string, families: number): City {
  const table = randomTable(loaded.facts, { households: families, seed, unknownShare: 0.02 });
  const draw = chance(seed, 'told-errors');
  const kelurahan = Uint16Array.from({ length: families }, (_, h) => draw.pick(CUMULATIVE, h));
  const size = new Float64Array(families);
  for (const household of table.householdRow) size[household]!++;
  const asker = new Asker({
    table,
    programmes: loaded.programmes,
    day: TEST_DAY,
    kelurahan,
    kelurahanCount: KELURAHAN,
    size,
    groups: [],
    lineRupiahPerPersonPerMonth: 666_073,
    basis: undefined,
    score: undefined,
    communityRanks: new Map(),
    seed,
  });
  const columns = new TruthColumns(table);
  const counts = listCounts(
    evaluate(rulesOn(asker.programmeOf(programme), TEST_DAY), columns),
    columns,
    kelurahan,
    KELURAHAN,
  );
  const { kelurahan: shown, city } = shownList({
    counts,
    hasList: true,
    isOfFamilies: true,
    geography,
    limit: LIMIT,
    isReceivingHidden: () => false,
    isLowDesilHidden: undefined,
  });
  return {
    asker,
    persons: table.personCount,
    now: {
      recipients: shown.receives!,
      inclusionErrors: shown['wrongly-in'],
      exclusionErrors: shown['wrongly-out'],
      city: {
        recipients: city.receives![0]!,
        inclusionErrors: city['wrongly-in']?.[0] ?? null,
        exclusionErrors: city['wrongly-out']?.[0] ?? null,
        undetermined: city['cannot-tell']?.[0] ?? null,
      },
    },
  };
}

const QUESTIONS: readonly Partial<Question>[] = [
  {},
  ...[1, 2, 3, 4, 6, 8].map((desilLimit) => ({ method: 'categorical', limits: { desilLimit } }) as const),
  ...[1, 3, 6].map((desilLimit) => ({ limits: { desilLimit } })),
  ...[50, 90, 110].map((placesPercent) => ({ method: 'universal', placesPercent }) as const),
  ...[25, 75].map((budgetPercent) => ({ budgetPercent })),
];

function tell(
  { now, persons }: City,
  answer: Answer,
  question: Partial<Question>,
  about: Partial<TellInputs> = {},
): ToldAnswer {
  const isAsNow = Object.keys(question).length === 0;
  const isOfList = question.method === undefined && question.budgetPercent === undefined;
  return tellAnswer({
    answer,
    groups: [],
    now,
    hasList: true,
    limit: LIMIT,
    persons,
    kept: isAsNow ? 'all' : isOfList ? 'list' : 'nothing',
    isSameDue: question.limits === undefined,
    mostMovedShare: 1,
    ...about,
    intervals: undefined,
  });
}

/** What somebody knows of a number after a change of the list; undefined where nothing is told. */
function afterOf({ before, change }: ToldChange): Span | null {
  if (before === null) return null;
  const by = change ?? [1 - WIDTH, WIDTH - 1];
  return [Math.max(0, before[0] + by[0]), before[1] + by[1]];
}

interface Rows {
  readonly recipients: number;
  readonly inclusionErrors: number;
  readonly exclusionErrors: number;
}

/** Families on the list by what is known of them: errors, open ones, those who fit, and errors and the rest together. */
function addEffect(unknowns: Unknowns, exempt: Set<number>, effect: Effect, told: ToldEffect, isAfter: boolean): Rows {
  const span = (change: ToldChange): Span | null => (isAfter ? afterOf(change) : change.before);
  const [receive, wrong, open, out] = isAfter
    ? [effect.recipients, effect.inclusionErrors, effect.undetermined, effect.exclusionErrors]
    : [effect.recipientsNow, effect.inclusionErrorsNow, effect.undeterminedNow, effect.exclusionErrorsNow];
  const recipients = unknowns.add(receive, span(told.recipients));
  const inclusionErrors = unknowns.add(wrong, span(told.inclusionErrors));
  const undetermined = unknowns.add(open, span(told.undetermined));
  // What is missing says nothing of a family.
  exempt.add(undetermined);
  const fits = unknowns.add(receive - wrong - open);
  const noError = unknowns.add(receive - wrong);
  unknowns.equal([recipients], [inclusionErrors, noError]);
  unknowns.equal([noError], [undetermined, fits]);
  return { recipients, inclusionErrors, exclusionErrors: unknowns.add(out, span(told.exclusionErrors)) };
}

/** How many small groups of families the answers of a city give away. */
function attack(
  city: City,
  programme: string,
  look: (told: ToldAnswer, answer: Answer) => ToldAnswer = (told) => told,
): { found: number; small: number } {
  const exempt = new Set<number>();
  const unknowns = new Unknowns();
  for (const question of QUESTIONS) {
    const answer = city.asker.answer({ ...questionOfNow(programme), ...question }, 0);
    const told = look(tell(city, answer, question), answer);
    for (const isAfter of [false, true]) {
      const parts = answer.result.byKelurahan.map((effect, k) =>
        addEffect(unknowns, exempt, effect, told.byKelurahan[k]!, isAfter),
      );
      const whole = addEffect(unknowns, exempt, answer.result, told.city, isAfter);
      for (const key of ['recipients', 'inclusionErrors', 'exclusionErrors'] as const)
        unknowns.equal(
          [whole[key]],
          parts.map((part) => part[key]),
        );
    }
  }
  const found = unknowns.foundOut(LIMIT).filter((i) => !exempt.has(i));
  return { found: found.length, small: unknowns.truth.filter((truth) => truth > 0 && truth < LIMIT).length };
}

describe('somebody who holds errors of the city against those of its kelurahan', () => {
  const CITIES = Array.from({ length: 8 }, (_, i) => ({ seed: 31 + i, families: 500 + 250 * (i % 4) }));

  test.each(CITIES)('finds no few families out: city $seed', ({ seed, families }) => {
    for (const programme of ['sembako', 'bltd']) {
      const { found, small } = attack(cityOf(seed, programme, families), programme);
      expect(small).toBeGreaterThan(10);
      expect(found).toBe(0);
    }
  });

  test('would find many if errors of all kelurahan were told', () => {
    const exactly = (effect: Effect, told: ToldEffect): ToldEffect => {
      const exact = (was: number, is: number): ToldChange => ({ before: [was, was], change: [is - was, is - was] });
      return {
        ...told,
        inclusionErrors: exact(effect.inclusionErrorsNow, effect.inclusionErrors),
        exclusionErrors: exact(effect.exclusionErrorsNow, effect.exclusionErrors),
        undetermined: exact(effect.undeterminedNow, effect.undetermined),
      };
    };
    const sum = (look: (told: ToldAnswer, answer: Answer) => ToldAnswer): number =>
      CITIES.slice(0, 4).reduce((total, { seed, families }) => {
        const programmes = ['sembako', 'bltd'];
        return programmes.reduce((of, id) => of + attack(cityOf(seed, id, families), id, look).found, total);
      }, 0);
    const all = (told: ToldAnswer, { result }: Answer): ToldAnswer => ({
      ...told,
      byKelurahan: told.byKelurahan.map((each, k) => exactly(result.byKelurahan[k]!, each)),
    });
    expect(sum(all)).toBeGreaterThan(20);
  });
});

test('who fits for sure is told of no list on which they are few: what is open is hidden then', () => {
  const city = cityOf(50, 'sembako', 1200);
  const answer = city.asker.answer(questionOfNow('sembako'), 0);
  const { result } = answer;
  const counted = { recipients: 200, inclusionErrors: 120, exclusionErrors: 90 };
  const told = (undetermined: number): ToldChange =>
    tell(
      { ...city, now: { ...city.now, city: { ...counted, undetermined } } },
      { ...answer, result: { ...result, recipientsNow: 200, inclusionErrorsNow: 120, undeterminedNow: undetermined } },
      {},
    ).city.undetermined;
  expect(told(60)).toEqual({ before: [60, 60], change: [0, 0] });
  expect(told(76)).toEqual({ before: null, change: null });
});

describe('intervals that are told', () => {
  const city = cityOf(50, 'sembako', 1200);
  const TRIED = QUESTIONS.filter((question) => Object.keys(question).length > 0);

  test('hold those of the bootstrap, and are of the same order where much changes', () => {
    let [compared, near] = [0, 0];
    for (const question of TRIED) {
      const answer = city.asker.answer({ ...questionOfNow('sembako'), ...question }, 0);
      const told = tell(city, answer, question);
      const drawn = bootstrap({ ...answer.result.drawing, hasAreas: true }, 300, 4);
      const places = [drawn, ...drawn.byKelurahan!];
      [told.city, ...told.byKelurahan].forEach(({ intervals }, i) => {
        for (const key of [
          'recipients',
          'inclusionErrors',
          'exclusionErrors',
          'costRupiahPerYear',
          'mostCostRupiahPerYear',
        ] as const) {
          const [told95, { low, high }] = [intervals[key], places[i]![key]!.change];
          if (told95 === null) continue;
          // 300 draws tell an end to a tenth of its distance.
          const slack = (high - low) / 10;
          expect(told95[0], `${key} ${JSON.stringify(question)}`).toBeLessThanOrEqual(low + slack);
          expect(told95[1], `${key} ${JSON.stringify(question)}`).toBeGreaterThanOrEqual(high - slack);
          if (i === 0 && (key === 'recipients' || key === 'inclusionErrors') && high - low > 20) {
            compared++;
            if (told95[1] - told95[0] < 4 * (high - low)) near++;
          }
        }
      });
    }
    expect(compared).toBeGreaterThan(10);
    expect(near / compared).toBeGreaterThan(0.8);
  });

  test('are made of what is told and of nothing else', () => {
    const question = QUESTIONS[2]!;
    const answer = city.asker.answer({ ...questionOfNow('sembako'), ...question }, 0);
    for (const { intervals, ...told } of tell(city, answer, question).byKelurahan)
      expect(intervalsOf(told, { families: WIDTH, rupiah: 50_000_000, isSameDue: false, mostMovedShare: 1 })).toEqual(
        intervals,
      );
  });

  test('of money hold those of the bootstrap where families get unlike amounts', () => {
    const unlike = cityOf(50, 'pkh', 1200);
    for (const question of TRIED) {
      const answer = unlike.asker.answer({ ...questionOfNow('pkh'), ...question }, 0);
      const drawn = bootstrap({ ...answer.result.drawing, hasAreas: true }, 300, 4);
      const told = tell(unlike, answer, question);
      [told.city, ...told.byKelurahan].forEach(({ intervals }, i) => {
        for (const key of ['costRupiahPerYear', 'mostCostRupiahPerYear'] as const) {
          const [told95, { low, high }] = [intervals[key], (i === 0 ? drawn : drawn.byKelurahan![i - 1]!)[key]!.change];
          if (told95 === null) continue;
          expect(told95[0], `${key} ${JSON.stringify(question)}`).toBeLessThanOrEqual(low + (high - low) / 10);
          expect(told95[1], `${key} ${JSON.stringify(question)}`).toBeGreaterThanOrEqual(high - (high - low) / 10);
        }
      });
    }
  });

  test('of other amounts alone: errors stay as they are, and no more money moves than the part that is tried', () => {
    const question = { amountPercents: { food: 150 } };
    const answer = city.asker.answer({ ...questionOfNow('sembako'), ...question }, 0);
    const { low, high } = bootstrap(answer.result.drawing, 300, 4).costRupiahPerYear!.change;
    const told = tell(city, answer, question, { mostMovedShare: 1 / 3 });
    for (const effect of [told.city, ...told.byKelurahan])
      for (const key of ['inclusionErrors', 'exclusionErrors', 'undetermined'] as const) {
        expect(effect[key].change).toEqual(effect[key].before === null ? null : [0, 0]);
        expect(effect.intervals[key]).toEqual(effect[key].before === null ? null : [0, 0]);
      }
    const [from, to] = told.city.intervals.costRupiahPerYear!;
    expect(from).toBeLessThanOrEqual(low);
    expect(to).toBeGreaterThanOrEqual(high);
    // What is told beside the interval is a span itself.
    const { change } = told.city.costRupiahPerYear;
    const beyond = ([least, most]: Span): number => most - least - (change![1] - change![0]);
    const wide = tell(city, answer, question).city.intervals.costRupiahPerYear!;
    expect(beyond([from, to])).toBeLessThan(0.7 * beyond(wide));
  });

  test('of what is hidden are hidden, and of what stays as it is are nothing', () => {
    const { byKelurahan, city: whole } = tell(city, city.asker.answer(questionOfNow('sembako'), 0), {});
    expect(whole.intervals.recipients).toEqual([0, 0]);
    for (const { recipients, intervals } of byKelurahan)
      expect(intervals.recipients).toEqual(recipients.before === null ? null : [0, 0]);
  });
});
