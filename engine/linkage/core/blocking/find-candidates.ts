/** All of blocking over several threads: keys, indexes, pairs, and what each rule gave. */
import { TwinError } from '../../../kernel/errors.ts';
import type { BlockingRuleSpec, LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import type { ResultOf, TaskName, TaskOf } from '../threads/link-tasks.ts';
import type { LinkThreads, OnDone } from '../threads/threads.ts';
import { ruleBit, type FoundPairs } from './find-pairs.ts';
import { PairJoiner } from './join-pairs.ts';
import { columnNamed, countKeys, keyName, keysToMake, partsOfRule } from './key-columns.ts';
import type { RuleIndex } from './rule-index.ts';

export interface Candidates {
  readonly pairs: FoundPairs;
  readonly rules: readonly BlockingRuleSpec[];
  /** [rule] */
  readonly indexes: readonly Pick<RuleIndex, 'hubs' | 'recordsInHubs'>[];
  readonly seconds: readonly number[];
}

const RECORDS_A_RANGE = 8192;

export interface PairLimits extends Pick<LinkModel, 'maximumPerKey' | 'maximumPairs'> {
  /** What pairs may take of memory; what is free now where left out. */
  readonly roomBytes?: number;
}

/**
 * @throws TwinError configuration: a rule would make more pairs than the limit, or pairs would take more memory than there
 *         is; before they do
 */
export async function findCandidates(
  table: LinkTable,
  rules: readonly BlockingRuleSpec[],
  { roomBytes = process.availableMemory(), ...model }: PairLimits,
  threads: LinkThreads,
  onRecords: (done: number) => void,
): Promise<Candidates> {
  const { indexes, seconds } = await indexRules(table, rules, model, threads);
  const mostPairs = Math.min(model.maximumPairs, Math.floor(roomBytes / BYTES_A_PAIR));
  const ranges = rangesOf(table.count);
  const joiner = new PairJoiner(
    Math.min(
      mostPairs,
      indexes.reduce((sum, { pairs }) => sum + pairs, 0),
    ),
  );
  let [done, found] = [0, 0];
  await threads.each(
    'find',
    ranges.map(({ from, to }) => ({ indexes, from, to })),
    (pairs, range) => {
      found += pairs.count;
      if (found > model.maximumPairs) throw tooManyPairs(undefined, found, model.maximumPairs);
      if (found > mostPairs) throw tooLittleMemory(found, roomBytes);
      joiner.add(range, pairs);
      done += ranges[range]!.to - ranges[range]!.from;
      onRecords(done);
    },
  );
  return { pairs: joiner.done(), rules, indexes, seconds };
}

async function indexRules(
  table: LinkTable,
  rules: readonly BlockingRuleSpec[],
  { maximumPerKey, maximumPairs }: Pick<LinkModel, 'maximumPerKey' | 'maximumPairs'>,
  threads: LinkThreads,
): Promise<{ indexes: RuleIndex[]; seconds: number[] }> {
  const wanted = keysToMake(rules);
  const made = await runHeaviestFirst(threads, 'keys', wanted, ({ fields }) => lettersOf(table, fields));
  const book = new Map(wanted.map((key, i) => [keyName(key), made[i]!]));
  const seconds: number[] = [];
  const indexes = await runHeaviestFirst(
    threads,
    'index',
    rules.map((rule) => ({ rule, book, maximumPerKey })),
    ({ rule }) => countKeys(table.count, partsOfRule(rule, book)),
    (index, rule) => {
      if (index.pairs > maximumPairs) throw tooManyPairs(rules[rule], index.pairs, maximumPairs);
      seconds[rule] = index.seconds;
    },
  );
  return { indexes, seconds };
}

const lettersOf = (table: LinkTable, fields: readonly string[]): number =>
  fields.reduce((sum, field) => sum + columnNamed(table, field).book.letters.length, 0);

/** So that no thread begins with a long task when the others are done. Results in the order of the tasks. */
async function runHeaviestFirst<N extends TaskName>(
  threads: LinkThreads,
  name: N,
  tasks: readonly TaskOf<N>[],
  weightOf: (task: TaskOf<N>) => number,
  onDone?: OnDone<N>,
): Promise<ResultOf<N>[]> {
  const weights = tasks.map(weightOf);
  const order = [...tasks.keys()].sort((a, b) => weights[b]! - weights[a]! || a - b);
  const results = new Array<ResultOf<N>>(tasks.length);
  await threads.run(
    name,
    order.map((task) => tasks[task]!),
    (result, place, cpuSeconds) => {
      results[order[place]!] = result;
      onDone?.(result, order[place]!, cpuSeconds);
    },
  );
  return results;
}

function rangesOf(records: number): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(records / RECORDS_A_RANGE) }, (_, range) => ({
    from: range * RECORDS_A_RANGE,
    to: Math.min(records, (range + 1) * RECORDS_A_RANGE),
  }));
}

function tooManyPairs(rule: BlockingRuleSpec | undefined, pairs: number, most: number): TwinError {
  const keys = rule?.keys.map(({ part, fields }) => `${part} of ${fields.join(' or ')}`).join(' and ') ?? '';
  const who = rule === undefined ? 'The blocking rules' : `The blocking rule "${rule.name}" (${keys})`;
  return new TwinError('configuration', {
    code: 'link-too-many-pairs',
    what: `${who} would make ${rule === undefined ? 'more than ' : ''}${String(pairs)} pairs.`,
    expected: `no more than ${String(most)} pairs`,
    todo: 'In MODEL.yaml, add a key to the rule under blocking, lower its maximumPerKey, or raise limits.maximumPairs if there is memory for them.',
  });
}

/**
 * Bytes of a candidate pair until it is weighed: its ends and rules, its pattern and the rarity of its values, its weight
 * and chance.
 */
const BYTES_A_PAIR = 37;

const inMebibytes = (bytes: number): string => String(Math.floor(bytes / 2 ** 20));

const tooLittleMemory = (pairs: number, roomBytes: number): TwinError =>
  new TwinError('configuration', {
    code: 'link-too-little-memory',
    what: `The blocking rules make more than ${String(pairs)} pairs, which take more than ${inMebibytes(pairs * BYTES_A_PAIR)} MiB of memory; ${inMebibytes(roomBytes)} MiB are free.`,
    expected: `no more than ${String(Math.floor(roomBytes / BYTES_A_PAIR))} pairs on this machine as it is now`,
    todo: 'Free memory, or in MODEL.yaml add a key to a rule under blocking or lower its maximumPerKey.',
  });

export interface RuleCounts {
  /** [rule] */
  readonly pairs: Float64Array;
  readonly firstFound: Float64Array;
  readonly unique: Float64Array;
}

/** How many pairs each rule finds, finds first, and alone. */
export function countByRule({ count, rule, foundBy }: FoundPairs, rules: number): RuleCounts {
  const counts = {
    pairs: new Float64Array(rules),
    firstFound: new Float64Array(rules),
    unique: new Float64Array(rules),
  };
  for (let pair = 0; pair < count; pair++) {
    const by = foundBy[pair]!;
    counts.firstFound[rule[pair]!]!++;
    if ((by & (by - 1)) === 0) counts.unique[rule[pair]!]!++;
    for (let each = rule[pair]!; each < rules; each++) if ((by & ruleBit(each)) !== 0) counts.pairs[each]!++;
  }
  return counts;
}
