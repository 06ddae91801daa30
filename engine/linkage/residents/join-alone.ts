/** Rows about people whom the population register does not know, joined with each other. */
import type { FoundPairs } from '../core/blocking/find-pairs.ts';
import type { ComparedEnds } from '../core/comparing/compare-candidates.ts';
import { countPatterns } from '../core/comparing/sort-patterns.ts';
import { decideClusters } from '../core/deciding/decide-clusters.ts';
import { bitsOf } from '../core/deciding/match-weights.ts';
import { settledPairs, type SettledPair } from '../core/deciding/settled-pairs.ts';
import { shareNumbers } from '../core/threads/shared.ts';
import { findAmong, rowsWithRows } from './candidates.ts';
import type { Unit } from './decided/decided.ts';
import type { LinkBook } from './link-book.ts';
import { meaningOf } from './pattern-meaning.ts';
import type { ResidentRun } from './resident-run.ts';
import { learnWeights, weigh, type Weighing } from './weighing.ts';

/** Matches with residents in expectation from which on there is enough to learn from. */
const FEWEST_MATCHES = 50;

export interface JoinedAlone {
  readonly weighing: Weighing;
  /** True where too few rows have a resident, so that weights were learnt from these rows. */
  readonly isLearntHere: boolean;
}

/** Gives each row that is alone its person, together with the rows that are the same one. */
export async function joinAlone(run: ResidentRun, known: Weighing, book: LinkBook): Promise<JoinedAlone> {
  const { residents, model, threads } = run;
  const records = book.aloneRecords();
  const sources = rowsWithRows(residents);
  const found = await findAmong(residents.table, records, sources, model, threads);
  const compared = await run.compare(found);
  const isLearntHere = known.learnt.estimation.matches < FEWEST_MATCHES;
  const weighing = isLearntHere
    ? learnAmong(run, records.length, found, compared)
    : { ...known, priorBits: -Math.log2(Math.max(2, records.length)) };
  const { clusterOf } = await decideClusters({
    table: residents.table,
    sources,
    deduplicate: residents.table.sources.map(() => true),
    pairs: found,
    bits: weigh(compared, weighing),
    thresholdBits: bitsOf(model.decisions.joinFrom),
    priorBits: weighing.priorBits,
    settled: settledPairs([...differentPeople(run, found, compared), ...decidedPeople(run, records)]),
    weigh: async (left, right) => {
      const ends = { count: left.length, left: shareNumbers(left), right: shareNumbers(right) };
      return weigh(await run.compare(ends), weighing);
    },
  });
  book.numberAlone(
    records,
    records.map((record) => clusterOf[record]!),
  );
  return { weighing, isLearntHere };
}

function learnAmong(run: ResidentRun, records: number, { rule }: FoundPairs, { pattern, patterns }: ComparedEnds) {
  const { residents, model, unrelated } = run;
  const { comparisons, rules } = model.link;
  return learnWeights({
    table: residents.table,
    model,
    unrelated,
    patterns: countPatterns(patterns, comparisons.length, pattern, rule, rules.length),
    allPairs: (records * (records - 1)) / 2,
    records,
  });
}

/** Pairs that are never one person: names speak against it, or they are two members of one card in one register. */
function differentPeople(run: ResidentRun, found: FoundPairs, compared: ComparedEnds): SettledPair[] {
  const { residents, model, decided } = run;
  const { source, fields } = residents.table;
  const cards = fields.get('kkNumber')!.values;
  const meaning = meaningOf(compared.patterns, model.link.comparisons);
  const isOther = (pair: number): boolean => {
    const [left, right] = [found.left[pair]!, found.right[pair]!];
    const unit = decided.unitOf(left);
    if (unit !== undefined && unit === decided.unitOf(right)) return false;
    const pattern = compared.pattern[pair]!;
    if (meaning.hasOtherName[pattern] === 1 || meaning.nik[pattern] === 'borrowed') return true;
    const isOneCard = source[left] === source[right] && cards[left] !== 0 && cards[left] === cards[right];
    return isOneCard && meaning.isOneMember[pattern] === 0;
  };
  const pairs = Array.from({ length: found.count }, (_, pair) => pair).filter(isOther);
  return pairs.map((pair) => ({ left: found.left[pair]!, right: found.right[pair]!, kind: 'different' }));
}

/** Pairs of rows alone that people settled. */
function decidedPeople({ decided }: ResidentRun, records: Uint32Array): SettledPair[] {
  const isAlone = new Set(records);
  const aloneOf = ({ rows }: Unit): number[] => rows.filter((row) => isAlone.has(row));
  return decided.units.flatMap((unit, i) => {
    const rows = aloneOf(unit);
    const same = rows.slice(1).map((row) => pairOf(rows[0]!, row, 'same'));
    const later = [...decided.apartFrom(unit)].filter((other) => decided.units.indexOf(other) > i);
    const others = later.flatMap(aloneOf);
    return [...same, ...rows.flatMap((row) => others.map((other) => pairOf(row, other, 'different')))];
  });
}

const pairOf = (one: number, other: number, kind: SettledPair['kind']): SettledPair => ({
  left: Math.min(one, other),
  right: Math.max(one, other),
  kind,
});
