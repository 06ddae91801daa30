/** Rows about people whom the population register does not know, joined with each other. */
import type { FoundPairs } from '../core/blocking/find-pairs.ts';
import type { ComparedEnds } from '../core/comparing/compare-candidates.ts';
import { countPatterns } from '../core/comparing/sort-patterns.ts';
import { decideClusters } from '../core/deciding/decide-clusters.ts';
import { bitsOf } from '../core/deciding/match-weights.ts';
import { settledPairs, type Settled } from '../core/deciding/settled-pairs.ts';
import { shareNumbers } from '../core/threads/shared.ts';
import { findAmong, rowsWithRows } from './candidates.ts';
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
    settled: differentPeople(run, found, compared),
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
function differentPeople({ residents, model }: ResidentRun, found: FoundPairs, compared: ComparedEnds): Settled {
  const { source, fields } = residents.table;
  const cards = fields.get('kkNumber')!.values;
  const meaning = meaningOf(compared.patterns, model.link.comparisons);
  const isOther = (pair: number): boolean => {
    const pattern = compared.pattern[pair]!;
    if (meaning.hasOtherName[pattern] === 1 || meaning.nik[pattern] === 'borrowed') return true;
    const [left, right] = [found.left[pair]!, found.right[pair]!];
    const isOneCard = source[left] === source[right] && cards[left] !== 0 && cards[left] === cards[right];
    return isOneCard && meaning.isOneMember[pattern] === 0;
  };
  const pairs = Array.from({ length: found.count }, (_, pair) => pair).filter(isOther);
  return settledPairs(
    pairs.map((pair) => ({ left: found.left[pair]!, right: found.right[pair]!, kind: 'different' as const })),
  );
}
