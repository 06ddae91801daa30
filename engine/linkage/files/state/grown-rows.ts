/** rows.bin and rows.written.bin of a result that grew: texts that stay are copied as they lie, and none of them is looked at. */
import { arenaOfTexts, type TextArena } from '../../core/values/text-arena.ts';
import { findTexts } from './find-texts.ts';
import type { StoredColumn } from './rows-file.ts';

const NOT_YET = -1;

/**
 * A column as it would be made of all records anew: distinct texts in the order in which records first hold them.
 *
 * @param numbers [record] its number in the stored column, where it says what it said there
 * @param fresh   texts of the other records
 */
export function grownColumn(
  { texts, codes }: StoredColumn,
  numbers: Uint32Array,
  fresh: ReadonlyMap<number, string>,
): StoredColumn {
  const come = [...new Set(fresh.values())];
  const there = findTexts(texts, come);
  const added = arenaOfTexts(come.filter((_, i) => there[i]! < 0));
  let next = texts.count;
  const codeOf = new Map(come.map((text, i) => [text, there[i]! < 0 ? next++ : there[i]!]));
  const before = new Uint32Array(numbers.length);
  for (let record = 0; record < numbers.length; record++) before[record] = codes[numbers[record]!] ?? 0;
  for (const [record, text] of fresh) before[record] = codeOf.get(text)!;
  const renumbered = new Int32Array(next).fill(NOT_YET);
  const order = new Uint32Array(next);
  let count = 0;
  for (let record = 0; record < before.length; record++) {
    const code = before[record]!;
    if (renumbered[code] === NOT_YET) {
      order[count] = code;
      renumbered[code] = count++;
    }
    before[record] = renumbered[code]!;
  }
  return { codes: before, texts: copied([texts, added], order.subarray(0, count)) };
}

/** Texts of two lists in another order; those that follow each other before and after are copied at once. */
function copied([one, other]: readonly [TextArena, TextArena], order: Uint32Array): TextArena {
  const starts = new Uint32Array(order.length + 1);
  const bytes = new Uint8Array(one.bytes.length + other.bytes.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    const first = order[from]!;
    const [of, place] = first < one.count ? [one, first] : [other, first - one.count];
    to = from + 1;
    while (to < order.length && order[to]! === order[to - 1]! + 1 && place + to - from < of.count) to++;
    const moved = starts[from]! - of.starts[place]!;
    for (let at = from; at < to; at++) starts[at + 1] = of.starts[place + at - from + 1]! + moved;
    bytes.set(of.bytes.subarray(of.starts[place], of.starts[place + to - from]), starts[from]);
  }
  return { count: order.length, bytes: bytes.subarray(0, starts[order.length]), starts };
}
