/** The records of a rule, those that share a key side by side: from each of them its partners are at hand. */
import type { BlockingRuleSpec } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import { sharedNumbers, shareNumbers } from '../threads/shared.ts';
import { keysOfRule, type KeyBook } from './key-columns.ts';
import { MOST_KEYS } from './key-parts.ts';
import { sortByKey } from './radix-sort.ts';
import { pairsOfCounts, type SourcePairs } from './source-pairs.ts';

/** Records that share a key are a group; those alone with theirs and those of hubs are in none. All in shared memory. */
export interface RuleIndex {
  /** [slot] record; group by group, ascending within a group. */
  readonly members: Uint32Array;
  /** [slot] where its group ends. */
  readonly groupEnd: Uint32Array;
  /** [record + 1] where the record's slots begin in `slots`. */
  readonly slotStarts: Uint32Array;
  readonly slots: Uint32Array;
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
  const { keys, records } = entriesOfRule(table, rule, book);
  sortByKey(keys, records);
  const groups = keepGroups(table, keys, records, rule.maximumPerKey ?? maximumPerKey, sources);
  const slots = slotsOfRecords(table.count, groups.members);
  return { ...groups, ...slots, seconds: (performance.now() - start) / 1000 };
}

function entriesOfRule(table: LinkTable, rule: BlockingRuleSpec, book: KeyBook) {
  const keysOf = keysOfRule(table, rule, book);
  const out = new Uint32Array(MOST_KEYS);
  let keys = new Uint32Array(table.count + MOST_KEYS);
  let records = new Uint32Array(table.count + MOST_KEYS);
  let filled = 0;
  for (let record = 0; record < table.count; record++) {
    const count = keysOf(record, out);
    if (filled + count > keys.length) [keys, records] = [doubled(keys), doubled(records)];
    for (let i = 0; i < count; i++) {
      keys[filled] = out[i]!;
      records[filled++] = record;
    }
  }
  return { keys: keys.subarray(0, filled), records: records.subarray(0, filled) };
}

function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** Moves the groups that make pairs to the front of `records` and counts what they make. */
function keepGroups(
  table: LinkTable,
  keys: Uint32Array,
  records: Uint32Array,
  maximumPerKey: number,
  sources: SourcePairs,
): Pick<RuleIndex, 'members' | 'groupEnd' | 'pairs' | 'hubs' | 'recordsInHubs'> {
  const ends = new Uint32Array(records.length);
  const counts = new Float64Array(sources.sources);
  let [kept, pairs, hubs, recordsInHubs] = [0, 0, 0, 0];
  for (let from = 0, to = 0; from < keys.length; from = to) {
    const key = keys[from]!;
    for (to = from + 1; to < keys.length && keys[to] === key;) to++;
    const size = to - from;
    if (size === 1) continue;
    counts.fill(0);
    for (let at = from; at < to; at++) counts[table.source[records[at]!]!]!++;
    const pairsOfGroup = pairsOfCounts(counts, sources);
    if (pairsOfGroup === 0) continue;
    if (size > maximumPerKey) {
      hubs++;
      recordsInHubs += size;
      continue;
    }
    pairs += pairsOfGroup;
    records.copyWithin(kept, from, to);
    ends.fill(kept + size, kept, kept + size);
    kept += size;
  }
  return { members: shareNumbers(records, kept), groupEnd: shareNumbers(ends, kept), pairs, hubs, recordsInHubs };
}

/** Where each record stands among the members. */
function slotsOfRecords(count: number, members: Uint32Array): Pick<RuleIndex, 'slotStarts' | 'slots'> {
  const slotStarts = sharedNumbers(count + 1);
  for (const record of members) slotStarts[record + 1]!++;
  for (let record = 0; record < count; record++) slotStarts[record + 1]! += slotStarts[record]!;
  const next = slotStarts.slice(0, count);
  const slots = sharedNumbers(members.length);
  for (let slot = 0; slot < members.length; slot++) slots[next[members[slot]!]!++] = slot;
  return { slotStarts, slots };
}
