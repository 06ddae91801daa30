/** `mayBeAlike` of word-facts.ts in WebAssembly: the same answers. */
import type { Writer } from '../../../../kernel/loops/loop.ts';
import {
  and,
  at,
  bitsSet,
  either,
  isBelow,
  isEqual,
  isLess,
  isNought,
  isRealLess,
  minus,
  or,
  plus,
  realMinus,
  realOfSigned,
  realOver,
  realPlus,
  realTimes,
  shiftDown,
  shiftLeft,
  shiftRight,
  times,
  xor,
  type Place,
  type Real,
  type Whole,
} from '../../../../kernel/loops/values.ts';
import { LONGEST_PREFIX, PREFIX_WEIGHT } from './likeness.ts';
import { FACT, FIRST, FIRST_BITS, LEAST, LEAST_SHARE, MANY_LETTERS, NUMBERS_A_WORD } from './word-facts.ts';

const factAt = (facts: Place, word: Whole, fact: number): Whole => at(facts, plus(times(word, NUMBERS_A_WORD), fact));

/** Letters of a word, as far as its facts tell. */
export const lettersOf = (facts: Place, word: Whole): Whole => and(factAt(facts, word, FACT.letters), 0xff);

/** 1 where two different words must be looked at, 0 where they are known to have nothing in common. */
export function mayBeAlikeIn(writer: Writer, facts: Place, left: Whole, right: Whole): Whole {
  const { hold, variable, when } = writer;
  const factsOf = (word: Whole, fact: number): Whole => hold(factAt(facts, word, fact));
  const both = (fact: number): [Whole, Whole] => [factsOf(left, fact), factsOf(right, fact)];
  const [inLeft, inRight] = both(FACT.mask);
  const [one, other] = both(FACT.firstAndApart);
  const apart = hold(xor(inLeft, inRight));
  const most = plus(shiftRight(one, FIRST_BITS), shiftRight(other, FIRST_BITS));
  const mayBe = variable(0);
  when(isNought(isLess(most, shiftLeft(bitsSet(apart), 1))), () => {
    const [lettersLeft, lettersRight] = both(FACT.letters);
    const [m, n] = [hold(and(lettersLeft, 0xff)), hold(and(lettersRight, 0xff))];
    const isOf = (letters: number): Whole => or(isEqual(m, letters), isEqual(n, letters));
    const isFirstSame = hold(isNought(and(xor(one, other), FIRST)));
    const lacking = (own: Whole, letters: Whole): Whole => hold(minus(letters, bitsSet(and(apart, own))));
    const [ofLeft, ofRight] = [lacking(inLeft, m), lacking(inRight, n)];
    const matches = hold(either(isLess(ofLeft, ofRight), ofLeft, ofRight));
    const same = hold(sharedBytes(hold(xor(lettersLeft, lettersRight))));
    const word = { m, n, matches };
    const byLetters = either(
      isFirstSame,
      or(isCut(same, m, n), isNought(isRealLess(mostAlike(writer, word, same), LEAST))),
      isNought(isRealLess(realOfSigned(times(matches, plus(m, n))), leastMatches(word))),
    );
    const soundsAlike = isEqual(factAt(facts, left, FACT.sound), factAt(facts, right, FACT.sound));
    mayBe.set(or(soundsAlike, either(isOf(1), isFirstSame, or(isOf(MANY_LETTERS), byLetters))));
  });
  return mayBe.value;
}

interface Words {
  readonly m: Whole;
  readonly n: Whole;
  readonly matches: Whole;
}

const leastMatches = ({ m, n }: Words): Real => realTimes(realTimes(LEAST_SHARE, realOfSigned(m)), realOfSigned(n));

/** One may be the other cut short. */
const isCut = (same: Whole, m: Whole, n: Whole): Whole =>
  or(isNought(isLess(same, LONGEST_PREFIX)), or(isNought(isLess(same, m)), isNought(isLess(same, n))));

function mostAlike({ holdReal }: Writer, { m, n, matches }: Words, same: Whole): Real {
  const share = (letters: Whole): Real => realOver(realOfSigned(matches), realOfSigned(letters));
  const plain = holdReal(realOver(realPlus(realPlus(share(m), share(n)), 1), 3));
  return realPlus(plain, realTimes(realTimes(realOfSigned(same), PREFIX_WEIGHT), realMinus(1, plain)));
}

/** As in word-facts.ts. */
const sharedBytes = (apart: Whole): Whole => {
  const isApart = (bits: Whole): Whole => isBelow(0, bits);
  const afterThree = either(isApart(shiftDown(apart, 24)), 3, 4);
  const afterTwo = either(isApart(and(apart, 0xff0000)), 2, afterThree);
  return either(isApart(and(apart, 0xff00)), 1, afterTwo);
};
