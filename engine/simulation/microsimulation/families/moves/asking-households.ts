/** The loop that draws for all households, and lists those of which something may be asked. */
import type { DrawKey } from '../../../chance/keyed-draws.ts';
import { drawLoop, highOfDraw } from '../../../loops/draws.ts';
import { handOf } from '../../../../kernel/loops/loop.ts';
import { at, minus, or, plus, shiftDown } from '../../../../kernel/loops/values.ts';
import type { SimulatedHouseholds } from '../../households.ts';

/** Households that are drawn for at a time. */
const DRAWN_AT_ONCE = 4096;

const HAND = handOf();
const COLUMNS = {
  low: HAND.column('word', DRAWN_AT_ONCE),
  high: HAND.column('word', DRAWN_AT_ONCE),
  bits: HAND.column('word', DRAWN_AT_ONCE),
  listed: HAND.column('word', DRAWN_AT_ONCE + 1),
} as const;

const drawOfHouseholds = drawLoop(HAND, COLUMNS.low, COLUMNS.high, COLUMNS.bits);
const list = HAND.loop(4, ({ hold, variable, store, repeat }, [number, first, least, hosts]) => {
  const { bits, listed } = COLUMNS;
  const found = variable(0);
  repeat(number!, (row) => {
    // Halved, so that differences are whole numbers of 32 bits with a sign.
    const half = hold(shiftDown(at(bits, row), 1));
    // Of which nothing is asked is written too, and the next one over it.
    store(listed, found.value, plus(row, first!));
    found.set(plus(found.value, shiftDown(or(minus(half, least!), minus(minus(hosts!, 1), half)), 31)));
  });
  return found.value;
});

/**
 * @param below, above of what is asked: draws below the one or above the other, 0 to 2^32; some more are listed besides
 * @param into         filled from 0 on; as long as there are rows
 * @returns            how many are listed
 */
export function listHouseholds(
  { rows, low, high }: Pick<SimulatedHouseholds, 'rows' | 'low' | 'high'>,
  key: DrawKey,
  below: number,
  above: number,
  into: Uint32Array,
): number {
  const bytes = HAND.bytes();
  const lowAtHand = new Uint32Array(bytes, COLUMNS.low.offset, DRAWN_AT_ONCE);
  const highAtHand = new Uint32Array(bytes, COLUMNS.high.offset, DRAWN_AT_ONCE);
  const listed = new Uint32Array(bytes, COLUMNS.listed.offset, DRAWN_AT_ONCE);
  const least = Math.ceil(below / 2);
  const hosts = Math.floor(above / 2);
  let found = 0;
  for (let from = 0; from < rows; from += DRAWN_AT_ONCE) {
    const to = Math.min(rows, from + DRAWN_AT_ONCE);
    lowAtHand.set(low.subarray(from, to));
    highAtHand.set(high.subarray(from, to));
    drawOfHouseholds(to - from, key.low, highOfDraw(key, 0));
    const more = list(to - from, from, least, hosts);
    into.set(listed.subarray(0, more), found);
    found += more;
  }
  return found;
}
