/** The loop that counts households by kelurahan and size, and lists those of one person. */
import { columnAt, handOf } from '../../../kernel/loops/loop.ts';
import { and, at, either, isBelow, plus, times } from '../../../kernel/loops/values.ts';
import type { SimulatedHouseholds } from '../households.ts';

/** Households that are passed at a time. */
const COUNTED_AT_ONCE = 4096;
/** Of nobody, of one, and of more. */
export const SIZES = 3;

const HAND = handOf();
const COLUMNS = {
  size: HAND.column('half', COUNTED_AT_ONCE),
  region: HAND.column('half', COUNTED_AT_ONCE),
  alone: HAND.column('word', COUNTED_AT_ONCE + 1),
} as const;

const count = HAND.loop(4, ({ hold, variable, store, repeat }, [number, first, regions, counts]) => {
  const { size, region, alone } = COLUMNS;
  const found = columnAt(counts!, 'word');
  const singles = variable(0);
  repeat(number!, (row) => {
    const members = hold(at(size, row));
    const kind = hold(either(isBelow(members, SIZES - 1), members, SIZES - 1));
    const place = hold(plus(times(kind, regions!), at(region, row)));
    store(found, place, plus(at(found, place), 1));
    // Others are written too, and the next one over them.
    store(alone, singles.value, plus(row, first!));
    singles.set(plus(singles.value, and(kind, 1)));
  });
  return singles.value;
});

/**
 * @param alone filled with the rows of those of one person, from 0 on; as long as there are rows
 * @returns     how many these are, and [SIZES × region] households
 */
export function countBySize(
  { rows, size, region }: Pick<SimulatedHouseholds, 'rows' | 'size' | 'region'>,
  regions: number,
  alone: Uint32Array,
): { readonly singles: number; readonly counts: Uint32Array } {
  const [counts] = HAND.behind(SIZES * regions * Uint32Array.BYTES_PER_ELEMENT) as [number];
  const bytes = HAND.bytes();
  const counted = new Uint32Array(bytes, counts, SIZES * regions).fill(0);
  const sizeAtHand = new Uint16Array(bytes, COLUMNS.size.offset, COUNTED_AT_ONCE);
  const regionAtHand = new Uint16Array(bytes, COLUMNS.region.offset, COUNTED_AT_ONCE);
  const aloneAtHand = new Uint32Array(bytes, COLUMNS.alone.offset, COUNTED_AT_ONCE);
  let singles = 0;
  for (let from = 0; from < rows; from += COUNTED_AT_ONCE) {
    const to = Math.min(rows, from + COUNTED_AT_ONCE);
    sizeAtHand.set(size.subarray(from, to));
    regionAtHand.set(region.subarray(from, to));
    const more = count(to - from, from, regions, counts);
    alone.set(aloneAtHand.subarray(0, more), singles);
    singles += more;
  }
  return { singles, counts: counted.slice() };
}
