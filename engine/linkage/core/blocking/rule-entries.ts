/** Keys of a rule beside their records, those left out that no other record has: what sorting has to do with. */
import type { BlockingRuleSpec } from '../link-model.ts';
import { joinHash } from '../values/text-hash.ts';
import { firstKey, keysOfRule, partsOfRule, type KeyBook, type KeysOfRecord, type PartKeys } from './key-columns.ts';
import { MOST_KEYS } from './key-parts.ts';
import { sortShared, type KeyEntries, type KeysInTurn } from './sort-shared.ts';

/** Sorted by key, then by record. @param count records */
export function entriesOfRule(count: number, rule: BlockingRuleSpec, book: KeyBook): KeyEntries {
  const parts = partsOfRule(rule, book);
  const hasOneEach = parts.every(({ starts }) => starts === undefined);
  return sortShared(hasOneEach ? { keys: oneKeyEach(count, parts) } : manyKeysEach(count, keysOfRule(rule, book)));
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

function manyKeysEach(count: number, keysOf: KeysOfRecord): Required<KeysInTurn> {
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
