/** Keys of a rule beside their records, those left out that no other record has: what sorting has to do with. */
import type { BlockingRuleSpec } from '../link-model.ts';
import { countKeys, keysOfParts, partsOfRule, type KeyBook } from './key-columns.ts';
import { KeyHeaps } from './key-heaps.ts';
import { MOST_KEYS } from './key-parts.ts';
import { sortShared, type KeyEntries } from './sort-shared.ts';

/** Sorted by key, then by record. @param count records */
export function entriesOfRule(count: number, rule: BlockingRuleSpec, book: KeyBook): KeyEntries {
  const parts = partsOfRule(rule, book);
  const keysOf = keysOfParts(parts);
  const heaps = new KeyHeaps(countKeys(count, parts));
  const out = new Uint32Array(MOST_KEYS);
  for (let record = 0; record < count; record++) {
    const found = keysOf(record, out);
    for (let i = 0; i < found; i++) heaps.add(out[i]!, record);
  }
  return sortShared(heaps);
}
