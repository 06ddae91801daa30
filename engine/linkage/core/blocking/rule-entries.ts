/** Keys of a rule beside their records, those left out that no other record has: what sorting has to do with. */
import type { BlockingRuleSpec } from '../link-model.ts';
import { joinHash } from '../values/text-hash.ts';
import { firstKey, keysOfRule, partsOfRule, type KeyBook, type KeysOfRecord, type PartKeys } from './key-columns.ts';
import { MOST_KEYS } from './key-parts.ts';
import { SeenKeys } from './seen-keys.ts';

/** Entry i of both is one key of one record; records ascend. */
export interface RuleEntries {
  readonly keys: Uint32Array;
  readonly records: Uint32Array;
}

/** Every key that two records have is among them, and few that only one has. @param count records */
export function entriesOfRule(count: number, rule: BlockingRuleSpec, book: KeyBook): RuleEntries {
  const parts = partsOfRule(rule, book);
  const { keys, ends } = parts.every(({ starts }) => starts === undefined)
    ? { keys: oneKeyEach(count, parts) }
    : manyKeysEach(count, keysOfRule(rule, book));
  return sharedEntries(keys, ends);
}

/** [record] its only key, or 0. */
function oneKeyEach(count: number, parts: readonly PartKeys[]): Uint32Array {
  const keys = new Uint32Array(count).fill(firstKey(parts));
  for (const { keys: ofPart } of parts) {
    for (let record = 0; record < count; record++) {
      const [before, key] = [keys[record]!, ofPart[record]!];
      keys[record] = key === 0 || before === 0 ? 0 : joinHash(before, key);
    }
  }
  return keys;
}

interface KeysOfAll {
  readonly keys: Uint32Array;
  /** [record] where its keys end; where left out each record has one. */
  readonly ends?: Uint32Array;
}

function manyKeysEach(count: number, keysOf: KeysOfRecord): Required<KeysOfAll> {
  const out = new Uint32Array(MOST_KEYS);
  const ends = new Uint32Array(count);
  let keys = new Uint32Array(count + MOST_KEYS);
  let filled = 0;
  for (let record = 0; record < count; record++) {
    const found = keysOf(record, out);
    if (filled + found > keys.length) keys = enlarged(keys);
    for (let i = 0; i < found; i++) keys[filled++] = out[i]!;
    ends[record] = filled;
  }
  return { keys: keys.subarray(0, filled), ends };
}

function enlarged(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

function sharedEntries(all: Uint32Array, ends: Uint32Array | undefined): RuleEntries {
  const seen = new SeenKeys(all.length);
  for (let i = 0; i < all.length; i++) if (all[i] !== 0) seen.add(all[i]!);
  let kept = 0;
  for (let i = 0; i < all.length; i++) if (all[i] !== 0 && seen.isShared(all[i]!)) kept++;
  const entries = { keys: new Uint32Array(kept), records: new Uint32Array(kept) };
  let filled = 0;
  for (let i = 0, record = 0; i < all.length; i++) {
    if (ends === undefined) record = i;
    else while (ends[record]! <= i) record++;
    const key = all[i]!;
    if (key === 0 || !seen.isShared(key)) continue;
    entries.keys[filled] = key;
    entries.records[filled++] = record;
  }
  return entries;
}
