/** Which texts may be near each other, by their rows, in WebAssembly. */
import {
  and,
  bitsSet,
  isBelow,
  isEqual,
  isLess,
  isNought,
  minus,
  or,
  shiftDown,
  xor,
  type Whole,
} from '../../../../kernel/loops/values.ts';
import type { TextAtHand } from '../words/screen-loop.ts';
import { MOST_LETTERS_APART, SHORTEST_WITH_SLIP } from '../words/text-nearness.ts';
import { LETTERS_AT, MANY_LETTERS, STEADY_AT } from './text-rows.ts';

/** Where it is 0 the texts are not near: see nearTextsInRows. */
export function isNearPossible(left: TextAtHand, right: TextAtHand): Whole {
  const lettersOf = ({ sizes }: TextAtHand): Whole => and(shiftDown(sizes, LETTERS_AT), 0xff);
  const [m, n] = [lettersOf(left), lettersOf(right)];
  const isOne = isNought(shiftDown(xor(left.sizes, right.sizes), STEADY_AT));
  const isLong = or(isEqual(m, MANY_LETTERS), isEqual(n, MANY_LETTERS));
  const isShort = and(isBelow(m, SHORTEST_WITH_SLIP), isBelow(n, SHORTEST_WITH_SLIP));
  const isFar = or(isLess(2, minus(m, n)), isLess(2, minus(n, m)));
  const isAlike = isNought(isBelow(MOST_LETTERS_APART, bitsSet(xor(left.mask, right.mask))));
  return or(or(isOne, isLong), and(isAlike, isNought(or(isShort, isFar))));
}
