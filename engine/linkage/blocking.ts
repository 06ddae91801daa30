/** Which pairs of rows are worth a look: those that share all keys of some rule. */
import { GrowingColumn } from '../kernel/dictionary.ts';
import { keysOfRule, MOST_KEYS, type KeysOfRow } from './blocking-keys.ts';
import type { ComparableRecords } from './comparable.ts';
import type { LinkageModel } from './model.ts';

/** Entry i of every array is one pair; pairs of one left row lie together, in the order of `left`. */
export interface CandidatePairs {
  readonly count: number;
  /** [pair] row in ComparableRecords. */
  readonly left: Uint32Array;
  /** [pair] row in ComparableRecords; an anchor, except among rows that no anchor fits. */
  readonly right: Uint32Array;
  /** [pair] index of the first rule that found it. */
  readonly rule: Uint8Array;
}

/** Rows that can be found by the keys of one rule, in buckets by the lowest bits of the key. */
interface KeyIndex {
  readonly keysOfRow: KeysOfRow;
  readonly mask: number;
  /** [bucket + 1] */
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
  readonly rows: Uint32Array;
}

export interface BlockingOptions {
  readonly records: ComparableRecords;
  readonly blocking: LinkageModel['blocking'];
  /** Rows to find partners for, ascending. */
  readonly left: Uint32Array;
  /** Rows among which they are sought. The same array as `left`: each pair comes once, the later row on the left. */
  readonly right: Uint32Array;
}

/** Finds for each left row the right rows that share all keys of some rule. A pair comes once, whatever finds it. */
export function findCandidates(options: BlockingOptions, onRow: (done: number) => void = () => {}): CandidatePairs {
  const { records, blocking, left, right } = options;
  const indexes = blocking.rules.map(({ keys, maximumPerKey }) =>
    indexByKeys(keysOfRule(records, keys), right, maximumPerKey ?? blocking.maximumPerKey),
  );
  const isAmongThemselves = left === right;
  const lastLeft = new Uint32Array(records.count);
  const keys = new Uint32Array(MOST_KEYS);
  const lefts = new GrowingColumn((length) => new Uint32Array(length));
  const rights = new GrowingColumn((length) => new Uint32Array(length));
  const rules = new GrowingColumn((length) => new Uint8Array(length));
  for (let i = 0; i < left.length; i++) {
    const row = left[i]!;
    for (let rule = 0; rule < indexes.length; rule++) {
      const index = indexes[rule]!;
      const count = index.keysOfRow(row, keys);
      for (let k = 0; k < count; k++) {
        const key = keys[k]!;
        const bucket = key & index.mask;
        for (let slot = index.starts[bucket]!; slot < index.starts[bucket + 1]!; slot++) {
          if (index.keys[slot] !== key) continue;
          const other = index.rows[slot]!;
          // `lastLeft` marks whom this row has met already; 0 is nobody, hence the 1.
          if (lastLeft[other] === i + 1 || (isAmongThemselves && other >= row)) continue;
          lastLeft[other] = i + 1;
          lefts.push(row);
          rights.push(other);
          rules.push(rule);
        }
      }
    }
    if ((i & 4095) === 0) onRow(i);
  }
  return { count: lefts.length, left: lefts.done(), right: rights.done(), rule: rules.done() };
}

/** How many pairs each rule was the first to find. */
export function pairsByRule({ rule }: CandidatePairs, rules: number): Uint32Array {
  const counts = new Uint32Array(rules);
  for (const each of rule) counts[each]!++;
  return counts;
}

function indexByKeys(keysOfRow: KeysOfRow, rows: Uint32Array, maximumPerKey: number): KeyIndex {
  const keysOfOne = new Uint32Array(MOST_KEYS);
  const foundKeys = new GrowingColumn((length) => new Uint32Array(length), rows.length + 1);
  const foundRows = new GrowingColumn((length) => new Uint32Array(length), rows.length + 1);
  for (const row of rows) {
    const count = keysOfRow(row, keysOfOne);
    for (let k = 0; k < count; k++) {
      foundKeys.push(keysOfOne[k]!);
      foundRows.push(row);
    }
  }
  return withoutHubs(sortIntoBuckets(keysOfRow, foundKeys.done(), foundRows.done()), maximumPerKey);
}

function sortIntoBuckets(keysOfRow: KeysOfRow, foundKeys: Uint32Array, foundRows: Uint32Array): KeyIndex {
  const total = foundKeys.length;
  const mask = 2 ** Math.ceil(Math.log2(total + 1)) - 1;
  const starts = new Uint32Array(mask + 2);
  for (const key of foundKeys) starts[(key & mask) + 1]!++;
  for (let bucket = 0; bucket <= mask; bucket++) starts[bucket + 1]! += starts[bucket]!;
  const next = starts.slice(0, -1);
  const keys = new Uint32Array(total);
  const rows = new Uint32Array(total);
  for (let i = 0; i < total; i++) {
    const slot = next[foundKeys[i]! & mask]!++;
    keys[slot] = foundKeys[i]!;
    rows[slot] = foundRows[i]!;
  }
  return { keysOfRow, mask, starts, keys, rows };
}

/** Takes out the entries of keys that more rows share than a look at all of them is worth. */
function withoutHubs(index: KeyIndex, maximumPerKey: number): KeyIndex {
  const { mask, starts, keys, rows } = index;
  const shorter = new Uint32Array(mask + 2);
  let kept = 0;
  for (let bucket = 0; bucket <= mask; bucket++) {
    const [start, end] = [starts[bucket]!, starts[bucket + 1]!];
    const hubs = end - start > maximumPerKey ? keysSharedByMore(keys.subarray(start, end), maximumPerKey) : undefined;
    for (let slot = start; slot < end; slot++) {
      if (hubs?.has(keys[slot]!) === true) continue;
      keys[kept] = keys[slot]!;
      rows[kept++] = rows[slot]!;
    }
    shorter[bucket + 1] = kept;
  }
  return { ...index, starts: shorter, keys: keys.slice(0, kept), rows: rows.slice(0, kept) };
}

function keysSharedByMore(keys: Uint32Array, limit: number): Set<number> {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > limit).map(([key]) => key));
}
