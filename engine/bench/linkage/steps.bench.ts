/** Blocking, u and comparing against the plain DuckDB SQL form of the same step, one thread each. */
import { findCandidates } from '../../linkage/core/blocking/find-candidates.ts';
import type { FoundPairs } from '../../linkage/core/blocking/find-pairs.ts';
import { allPairs, sourcePairs } from '../../linkage/core/blocking/source-pairs.ts';
import { automaticRules } from '../../linkage/core/blocking/automatic/automatic-rules.ts';
import { compareCandidates, comparePairs } from '../../linkage/core/comparing/compare-candidates.ts';
import type { UnrelatedShares } from '../../linkage/core/comparison.ts';
import { learnFrom } from '../../linkage/core/link-table.ts';
import type { ComparedPairs } from '../../linkage/core/pairs.ts';
import type { LinkContext } from '../../linkage/core/threads/link-tasks.ts';
import { MEASURES_MODULE } from '../../linkage/core/threads/load-measures.ts';
import { jointAgreements } from '../../linkage/core/measures/auto/joint-agreement.ts';
import { openThreads, type LinkThreads } from '../../linkage/core/threads/threads.ts';
import { pair, type Paired } from '../pairing.ts';
import { countOf, loadPairs, makePersonsTable, type PersonsTable } from './persons-table.ts';
import { countCandidates, countPatterns, drawnPairs, RULE_KEYS } from './yardstick-sql.ts';

const ROUNDS = 3;
/** Pairs that Splink draws for u unless it is told otherwise. */
const DRAWN_PAIRS = 1_000_000;
/** Share of the pairs found that no condition holds for. */
const MOST_CHANCE_PAIRS = 0.001;
const SILENTLY = (): void => {};

export async function linkageStepsBench(rows: number): Promise<Paired[]> {
  const persons = await makePersonsTable(rows);
  try {
    const { table, model } = persons;
    const context = {
      table,
      sources: sourcePairs(table, model),
      comparisons: model.comparisons,
      measuresModule: MEASURES_MODULE,
    };
    const threads = await openThreads(context, 1);
    const unrelated = await unrelatedOf(context.comparisons.length, threads);
    const candidates = await findCandidates(
      table,
      automaticRules(table, context.sources, model).rules,
      model,
      threads,
      SILENTLY,
    );
    const compared = await compareCandidates(candidates.pairs, unrelated, candidates.rules.length, threads, SILENTLY);
    return [
      await blocking(persons, context),
      await parameters(persons, context, compared),
      await comparing(persons, context, unrelated, candidates.pairs),
    ];
  } finally {
    persons.remove();
  }
}

const unrelatedOf = (comparisons: number, threads: LinkThreads): Promise<UnrelatedShares[]> =>
  threads.run(
    'unrelated',
    Array.from({ length: comparisons }, (_, comparison) => ({ comparison })),
  );

async function blocking({ table, model, duckdb }: PersonsTable, context: LinkContext): Promise<Paired> {
  const rules = RULE_KEYS.map((keys, i) => ({
    name: String(i),
    keys: keys.map(([field, part]) => ({ part, fields: [field] })),
    maximumPerKey: table.count,
  }));
  const count = async (): Promise<number> => {
    const threads = await openThreads(context, 1);
    return (await findCandidates(table, rules, model, threads, SILENTLY)).pairs.count;
  };
  const found = await count();
  // Keys are hashes of 32 bits, of which a few fall together.
  const own = async (): Promise<boolean> => Math.abs((await count()) - found) === 0;
  const yardstick = async (): Promise<boolean> =>
    Math.abs((await countOf(duckdb, countCandidates)) - found) <= MOST_CHANCE_PAIRS * found;
  return pair(
    { what: 'Blocking by four rules', unit: 'pairs', size: found },
    { name: 'keys, indexes, pairs found once', run: own },
    { name: 'DuckDB: four joins, each without the pairs of those before', run: yardstick },
    ROUNDS,
  );
}

/** Ours does all of it; the yardstick u alone, as learning by SQL counts patterns again and again. */
async function parameters(
  { table, model, duckdb }: PersonsTable,
  context: LinkContext,
  compared: ComparedPairs,
): Promise<Paired> {
  const sql = countPatterns('drawn').replace('from drawn join', `from ${drawnPairs(DRAWN_PAIRS, table.count)} join`);
  const own = async (): Promise<number> => {
    // A table that nothing is remembered of.
    const fields = new Map([...table.fields].map(([name, column]) => [name, { ...column, book: { ...column.book } }]));
    const fresh = { ...table, fields };
    const threads = await openThreads({ ...context, table: fresh }, 1);
    const unrelated = await unrelatedOf(context.comparisons.length, threads);
    const { sources } = context;
    const run = { table: fresh, model, sources, trained: undefined, allPairs: allPairs(fresh, sources) };
    learnFrom(run, compared, unrelated, jointAgreements(fresh, sources, model.comparisons));
    return 0;
  };
  const yardstick = async (): Promise<number> => (await countOf(duckdb, sql), 0);
  return pair(
    { what: 'Parameters, of all records and the pairs compared', unit: 'records', size: table.count },
    { name: 'u from the frequencies of values, EM, weights', run: own },
    { name: 'DuckDB: u alone, from a million pairs drawn by chance', run: yardstick },
    ROUNDS,
  );
}

async function comparing(
  persons: PersonsTable,
  context: LinkContext,
  unrelated: readonly UnrelatedShares[],
  pairs: FoundPairs,
): Promise<Paired> {
  const { duckdb } = persons;
  await loadPairs(persons, pairs.left, pairs.right);
  // Each time with new threads: what is known of records is laid down anew.
  const own = async (): Promise<number> => {
    const { patterns, pattern } = await comparePairs(pairs, unrelated, await openThreads(context, 1), SILENTLY);
    return patterns.count > 0 ? pattern.length : 0;
  };
  return pair(
    { what: 'Comparing nine fields of the same pairs', unit: 'pairs', size: pairs.count },
    { name: `levels and rarity, ${context.comparisons.length} comparisons`, run: own },
    { name: 'DuckDB: jaro_winkler_similarity, damerau_levenshtein', run: () => countOf(duckdb, countPatterns('pair')) },
    ROUNDS,
  );
}
