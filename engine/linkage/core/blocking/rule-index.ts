/** The records of a rule, those that share a key side by side: from each of them its partners are at hand. */
import type { BlockingRuleSpec } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import { sharedNumbers, shareNumbers } from '../threads/shared.ts';
import type { KeyBook } from './key-columns.ts';
import { entriesOfRule } from './rule-entries.ts';
import { pairsOfCounts, type SourcePairs } from './source-pairs.ts';

/** Records that share a key are a group; those alone with theirs and those of hubs are in none. All in shared memory. */
export interface RuleIndex {
  /** Records, group by group, ascending within a group. */
  readonly members: Uint32Array;
  /** [record + 1] where the record's runs begin in `runs`. */
  readonly runStarts: Uint32Array;
  /** [run × 2] where the members that come after the record in one of its groups begin, and where they end. */
  readonly runs: Uint32Array;
  /** Pairs within groups; one that shares several keys counts as often. */
  readonly pairs: number;
  readonly hubs: number;
  readonly recordsInHubs: number;
  readonly seconds: number;
}

export function indexRule(
  table: LinkTable,
  rule: BlockingRuleSpec,
  book: KeyBook,
  maximumPerKey: number,
  sources: SourcePairs,
): RuleIndex {
  const start = performance.now();
  const { keys, records } = entriesOfRule(table.count, rule, book);
  const { members, ends, ...counts } = keepGroups(table, keys, records, rule.maximumPerKey ?? maximumPerKey, sources);
  const runs = runsOfRecords(table.count, members, ends);
  return { members: shareNumbers(members), ...runs, ...counts, seconds: (performance.now() - start) / 1000 };
}

interface Groups extends Pick<RuleIndex, 'pairs' | 'hubs' | 'recordsInHubs'> {
  readonly members: Uint32Array;
  /** [member] where its group ends. */
  readonly ends: Uint32Array;
}

/** Moves the groups that make pairs to the front of `records` and counts what they make. */
function keepGroups(
  table: LinkTable,
  keys: Uint32Array,
  records: Uint32Array,
  maximumPerKey: number,
  sources: SourcePairs,
): Groups {
  const ends = new Uint32Array(records.length);
  const pairsOf = pairsOfGroups(table, records, sources);
  let [kept, pairs, hubs, recordsInHubs] = [0, 0, 0, 0];
  for (let from = 0, to = 0; from < keys.length; from = to) {
    const key = keys[from]!;
    for (to = from + 1; to < keys.length && keys[to] === key;) to++;
    const size = to - from;
    if (size === 1) continue;
    const pairsOfGroup = pairsOf(from, to);
    if (pairsOfGroup === 0) continue;
    if (size > maximumPerKey) {
      hubs++;
      recordsInHubs += size;
      continue;
    }
    pairs += pairsOfGroup;
    for (let at = from; at < to; at++) {
      ends[kept + at - from] = kept + size;
      records[kept + at - from] = records[at]!;
    }
    kept += size;
  }
  return { members: records.subarray(0, kept), ends: ends.subarray(0, kept), pairs, hubs, recordsInHubs };
}

/** Pairs that may be compared among the records from one place to before another. */
function pairsOfGroups(
  { source }: LinkTable,
  records: Uint32Array,
  sources: SourcePairs,
): (from: number, to: number) => number {
  if (sources.sources === 1) {
    const isCompared = sources.isCompared[0]!;
    return (from, to) => (isCompared * (to - from) * (to - from - 1)) / 2;
  }
  const counts = new Float64Array(sources.sources);
  return (from, to) => {
    counts.fill(0);
    for (let at = from; at < to; at++) counts[source[records[at]!]!]!++;
    return pairsOfCounts(counts, sources);
  };
}

/** Members ascend in a group, so that those behind a record are the later ones; the last one of a group has none. */
function runsOfRecords(count: number, members: Uint32Array, ends: Uint32Array): Pick<RuleIndex, 'runStarts' | 'runs'> {
  const runStarts = sharedNumbers(count + 1);
  let total = 0;
  for (let at = 0; at < members.length; at++) {
    if (at + 1 === ends[at]) continue;
    runStarts[members[at]! + 1]!++;
    total++;
  }
  for (let record = 0; record < count; record++) runStarts[record + 1]! += runStarts[record]!;
  const next = runStarts.slice(0, count);
  const runs = sharedNumbers(total * 2);
  for (let at = 0; at < members.length; at++) {
    if (at + 1 === ends[at]) continue;
    const run = next[members[at]!]!++ * 2;
    runs[run] = at + 1;
    runs[run + 1] = ends[at]!;
  }
  return { runStarts, runs };
}
