/** For tests: what a programme says otherwise than its worked families and their orders do. */
import { isoDate } from '../../kernel/time.ts';
import { assess, type ConditionOutcome } from '../evaluation/one-family.ts';
import { NO, TRUTH_WORDS, UNKNOWN, type Truth } from '../evaluation/truth.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import type { FactCatalogue } from '../facts/catalogue.ts';
import { tableOfFamilies } from '../facts/test-table.ts';
import { rankingOf } from '../lists/ranking.ts';
import type { WorkedCases, WorkedFamily, WorkedOrder } from './cases.ts';
import { isInForce, rulesOn } from './rule-set.ts';
import type { Programme } from './shape.ts';

const keysWith = (wanted: Truth, outcomes: readonly ConditionOutcome[]): string =>
  outcomes
    .filter(({ truth }) => truth === wanted)
    .map(({ condition }) => condition.key)
    .join(', ');

/** Undefined where the rules find what the case says. */
export function faultOf(programme: Programme, { day, isInForce: isSaid, family, expectations }: WorkedFamily) {
  if (isInForce(programme, day) !== isSaid) return `rules ${isSaid ? 'do not hold' : 'hold'} on ${isoDate(day)}`;
  if (!isSaid) return undefined;
  const rules = rulesOn(programme, day);
  for (const { member, fits, rupiahPerYear, failed, open } of expectations) {
    const found = assess(rules, family, member);
    const outcomes = [...found.conditions, ...found.overlaps];
    const who = member === undefined ? '' : `member ${member}: `;
    if (found.fits !== fits) return `${who}layak is ${TRUTH_WORDS[found.fits]}`;
    if (rupiahPerYear !== undefined && !Object.is(found.rupiahPerYear, rupiahPerYear))
      return `${who}rupiah is ${found.rupiahPerYear}`;
    const [fails, opens] = [keysWith(NO, outcomes), keysWith(UNKNOWN, outcomes)];
    if (failed !== undefined && fails !== failed.join(', ')) return `${who}gagal is ${fails}`;
    if (open !== undefined && opens !== open.join(', ')) return `${who}terbuka is ${opens}`;
  }
  return undefined;
}

/** Undefined where each family stands before the one after it, by the ranking and not by lot. */
export function orderFaultOf(programme: Programme, { day, families }: WorkedOrder, catalogue: FactCatalogue) {
  if (!isInForce(programme, day)) return `no rules hold on ${isoDate(day)}`;
  const table = tableOfFamilies(catalogue, families);
  const columns = new TruthColumns(table);
  const found = evaluate(rulesOn(programme, day), columns);
  const { compare } = rankingOf(found, columns);
  const unitOf = (h: number): number => (found.level === 'household' ? h : table.members[table.memberStart[h]!]!);
  for (let h = 1; h < families.length; h++) {
    const difference = compare(unitOf(h - 1), unitOf(h));
    if (difference >= 0) return `family ${h} stands ${difference > 0 ? 'behind' : 'beside'} the next one`;
  }
  return undefined;
}

export const isSeen = (programme: Programme, { families, orders }: WorkedCases, catalogue: FactCatalogue): boolean =>
  families.some((each) => faultOf(programme, each) !== undefined) ||
  orders.some((each) => orderFaultOf(programme, each, catalogue) !== undefined);
