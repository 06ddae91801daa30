/**
 * Pairs the words of many texts at once, of those that word-matching.ts would pair by equal words alone, in WebAssembly:
 * the same bits and levels. What it does not tell is left to be looked at one by one.
 */
import {
  bytesOfColumn,
  columnAt,
  type Loop,
  type RealVariable,
  type Variable,
  type Writer,
} from '../../../../kernel/loops/loop.ts';
import {
  and,
  at,
  either,
  isBelow,
  isEqual,
  isLess,
  isNought,
  isRealEqual,
  lowestBit,
  minus,
  or,
  plus,
  realAt,
  realLeast,
  realOf,
  realPlus,
  shiftDown,
  shiftLeft,
  times,
  xor,
  type Place,
  type Real,
  type Whole,
} from '../../../../kernel/loops/values.ts';
import { lettersOf, mayBeAlikeIn } from './alike-loop.ts';
import type { PairsAtHand } from '../../comparison.ts';
import { MASK, SIZES, WEIGHT, WORDS } from '../kinds/text-rows.ts';
import type { WordMatcher } from './word-matching.ts';
import { FEW_WORDS, type OpenPairs } from './open-pairs.ts';

const ALL_BUT_ONE = -1;

/** What is known of the pairs of equal words of two texts. */
export interface EqualWords {
  readonly writer: Writer;
  /** Pairs of words of more than a letter, and of initials. */
  readonly equal: Whole;
  readonly initials: Whole;
  /** 1 where all words of a side have a partner. */
  readonly isLeftWhole: Whole;
  readonly isRightWhole: Whole;
  readonly matchedWeight: Real;
  /** Weight of all words of both. */
  readonly wholeWeight: Real;
}

export interface ScreenSpec {
  /** What is known of words, and which pairs are open. */
  readonly words: Pick<WordMatcher, 'facts' | 'rarity' | 'open'>;
  /** The most that agreeing may be worth. */
  readonly mostBits: number;
  /** Whether two texts may be one text but for a slip, which is to be looked at. */
  readonly mayBeNear: (left: TextAtHand, right: TextAtHand) => Whole;
  /** Writes what finds the level of the kind. */
  readonly levelOf: (found: EqualWords) => Whole;
}

/** What levels are worth. */
export interface LevelWorth {
  /** [level of the kind] level of the spec. */
  readonly levels: Uint8Array;
  /** [level of the spec] see UnrelatedShares. */
  readonly averageBits: Float64Array;
}

/** Of a text at hand. */
export interface TextAtHand {
  readonly mask: Whole;
  readonly sizes: Whole;
  readonly words: Whole;
}

export interface PairsToScreen extends PairsAtHand {
  /** Which pairs are left, in their order. */
  readonly left: Place;
}

const columnsOf = ({ words: { facts, rarity, open } }: ScreenSpec, { levels, averageBits }: LevelWorth) =>
  ({
    facts: ['word', facts.length],
    rarity: ['short', rarity.length],
    open: ['word', open.bits.length],
    levels: ['byte', levels.length],
    averageBits: ['real', averageBits.length],
  }) as const;

export const bytesOfScreen = (spec: ScreenSpec, worth: LevelWorth): number =>
  Object.values(columnsOf(spec, worth)).reduce((sum, [kind, length]) => sum + bytesOfColumn(kind, length), 0);

/**
 * A loop that tells the pairs of a batch.
 *
 * @param place of the numbers of texts in rows
 * @returns     called with the number of pairs, and with where the column of left rows begins, it says how many are left
 */
export function screenLoop(
  pairs: PairsToScreen,
  spec: ScreenSpec & LevelWorth,
  place: number,
  comparison: number,
): Loop {
  const { hand } = pairs;
  const { facts, rarity, open } = spec.words;
  const sizes = columnsOf(spec, spec);
  const known: Known = {
    facts: hand.column(...sizes.facts),
    rarity: hand.column(...sizes.rarity),
    open: hand.column(...sizes.open),
    levels: hand.column(...sizes.levels),
    averageBits: hand.column(...sizes.averageBits),
  };
  const bytes = hand.bytes();
  new Int32Array(bytes, known.facts.offset, facts.length).set(facts);
  new Float32Array(bytes, known.rarity.offset, rarity.length).set(rarity);
  new Uint8Array(bytes, known.levels.offset, spec.levels.length).set(spec.levels);
  new Float64Array(bytes, known.averageBits.offset, spec.averageBits.length).set(spec.averageBits);
  open.moveTo(new Uint32Array(bytes, known.open.offset, open.bits.length));
  return hand.loop(2, (writer, [count, leftRows]) => {
    const left = writer.variable(0);
    writer.repeat(count!, (pair) => {
      const row = (places: Place): Whole => writer.hold(plus(at(places, pair), place));
      const [l, r] = [row(columnAt(leftRows!, 'word')), row(pairs.right)];
      const [one, other] = [l, r].map((text) => writer.hold(at(pairs.rows, text))) as [Whole, Whole];
      writer.when(and(isBelow(0, one), isBelow(0, other)), () => {
        const isTold = writer.variable(0);
        writer.when(isNought(isEqual(one, other)), () => {
          const texts = [textAt(writer, pairs.rows, l), textAt(writer, pairs.rows, r)] as const;
          writePair(writer, { texts, rows: pairs.rows, ...known }, spec, isTold, (kind, bits) => {
            const level = writer.hold(at(known.levels, kind));
            writer.store(pairs.levels, plus(times(pair, pairs.levelsWidth), comparison), level);
            const average = writer.holdReal(realAt(known.averageBits, level));
            writer.when(isRealEqual(average, average), () => {
              const rarityBits = realPlus(realAt(pairs.rarityBits, pair), realPlus(average, bits));
              writer.storeReal(pairs.rarityBits, pair, rarityBits);
            });
          });
        });
        writer.when(isNought(isTold.value), () => {
          writer.store(pairs.left, left.value, pair);
          left.set(plus(left.value, 1));
        });
      });
    });
    return left.value;
  });
}

interface Known {
  readonly facts: Place;
  readonly rarity: Place;
  readonly open: Place;
  readonly levels: Place;
  readonly averageBits: Place;
}

interface Texts extends Known {
  readonly rows: Place;
  readonly texts: readonly [HeldText, HeldText];
}

/** @param told writes what is done with a level of the kind, and bits of rarity */
function writePair(
  writer: Writer,
  places: Texts,
  spec: ScreenSpec,
  isTold: Variable,
  told: (level: Whole, bits: Real) => void,
): void {
  const [left, right] = places.texts;
  const hasMany = or(isBelow(FEW_WORDS, left.words), isBelow(FEW_WORDS, right.words));
  writer.when(isNought(or(hasMany, spec.mayBeNear(left, right))), () => {
    const open = writeOpen(writer, places, spec.words.open);
    const found = writeEqual(writer, places, open);
    const isLeft = writeLooks(writer, places, spec.words.open, found.free);
    writer.when(isNought(isLeft), () => {
      const isWhole = (used: Whole, { words }: TextAtHand): Whole => isEqual(used, minus(shiftLeft(1, words), 1));
      const weightOf = ({ at: text }: HeldText): Real =>
        realAt({ ...places.rows, entry: places.rarity.entry }, plus(text, WEIGHT));
      const level = spec.levelOf({
        writer,
        equal: found.equal.value,
        initials: found.initials.value,
        isLeftWhole: isWhole(found.usedLeft.value, left),
        isRightWhole: isWhole(found.usedRight.value, right),
        matchedWeight: found.weight.value,
        wholeWeight: realPlus(weightOf(left), weightOf(right)),
      });
      isTold.set(1);
      told(level, realLeast(found.bits.value, spec.mostBits));
    });
  });
}

interface HeldText extends TextAtHand {
  /** Where its numbers begin. */
  readonly at: Whole;
}

function textAt(writer: Writer, rows: Place, from: Whole): HeldText {
  const sizes = writer.hold(at(rows, plus(from, SIZES)));
  return { at: from, sizes, mask: writer.hold(at(rows, plus(from, MASK))), words: writer.hold(and(sizes, 0xff)) };
}

const wordAt = ({ rows }: Texts, text: HeldText, word: Whole | number): Whole =>
  at(rows, plus(text.at, plus(word, WORDS)));

/** As OpenPairs.among. */
function writeOpen(writer: Writer, places: Texts, { last, stride }: OpenPairs): Variable {
  const [left, right] = places.texts;
  const open = writer.variable(0);
  const placeOf = (text: HeldText, word: number): Whole => {
    const number = writer.hold(wordAt(places, text, word));
    return either(isBelow(number, last), number, last);
  };
  const rowOf = (word: number): Whole => writer.hold(times(placeOf(left, word), stride));
  const columnOf = (word: number): Column => {
    const place = writer.hold(placeOf(right, word));
    return { place, number: writer.hold(shiftDown(place, 5)) };
  };
  const add = (rows: readonly Whole[], columns: readonly Column[], first: number): void => {
    let bits: Whole | undefined;
    rows.forEach((row, i) =>
      columns.forEach(({ place, number }, j) => {
        const bit = and(shiftDown(at(places.open, plus(row, number)), place), 1);
        const there = shiftLeft(bit, first + 4 * i + j);
        bits = bits === undefined ? there : or(bits, there);
      }),
    );
    open.set(or(open.value, bits!));
  };
  const [rows, columns] = [
    [rowOf(0), rowOf(1)],
    [columnOf(0), columnOf(1)],
  ];
  add(rows, columns, 0);
  const hasMore = (text: TextAtHand): Whole => isLess(2, text.words);
  writer.when(hasMore(right), () => add(rows, [columnOf(2), columnOf(3)], 2));
  writer.when(hasMore(left), () => {
    const more = [rowOf(2), rowOf(3)];
    add(more, columns, 8);
    writer.when(hasMore(right), () => add(more, [columnOf(2), columnOf(3)], 10));
  });
  return open;
}

interface Column {
  readonly place: Whole;
  readonly number: Whole;
}

interface FoundEqual {
  readonly bits: RealVariable;
  readonly weight: RealVariable;
  readonly equal: Variable;
  readonly initials: Variable;
  readonly usedLeft: Variable;
  readonly usedRight: Variable;
  /** Pairs whose words are both still free. */
  readonly free: Variable;
}

/** As the first half of lookAtFew in word-matching.ts. */
function writeEqual(writer: Writer, places: Texts, open: Variable): FoundEqual {
  const [left, right] = places.texts;
  const { variable, realVariable } = writer;
  const nought = (): RealVariable => realVariable(realOf(0));
  const found: FoundEqual = {
    ...{ bits: nought(), weight: nought(), equal: variable(0), initials: variable(0) },
    ...{ usedLeft: variable(0), usedRight: variable(0), free: variable(open.value) },
  };
  const take = (word: Whole, place: Whole): void => {
    const [i, j] = [shiftDown(place, 2), and(place, 3)];
    const rarity = writer.holdReal(realAt(places.rarity, word));
    const isInitial = writer.hold(isEqual(lettersOf(places.facts, word), 1));
    found.usedLeft.set(or(found.usedLeft.value, shiftLeft(1, i)));
    found.usedRight.set(or(found.usedRight.value, shiftLeft(1, j)));
    found.bits.set(realPlus(found.bits.value, rarity));
    found.weight.set(realPlus(found.weight.value, realPlus(rarity, rarity)));
    found.initials.set(plus(found.initials.value, isInitial));
    found.equal.set(plus(found.equal.value, minus(1, isInitial)));
    const others = or(shiftLeft(0b1111, and(place, 0b1100)), shiftLeft(0x1111, j));
    found.free.set(and(found.free.value, xor(others, ALL_BUT_ONE)));
  };
  forEachPair(writer, open, (place) => {
    const word = writer.hold(wordAt(places, left, shiftDown(place, 2)));
    const isFree = and(shiftDown(found.free.value, place), 1);
    writer.when(and(isEqual(word, wordAt(places, right, and(place, 3))), isFree), () => take(word, place));
  });
  return found;
}

/** As its other half where nothing is alike. @returns 1 where two words may be */
function writeLooks(writer: Writer, places: Texts, { shared, stride }: OpenPairs, free: Variable): Whole {
  const [left, right] = places.texts;
  const isLeft = writer.variable(0);
  const close = (one: Whole, other: Whole): void => {
    const number = writer.hold(plus(times(one, stride), shiftDown(other, 5)));
    writer.store(places.open, number, and(at(places.open, number), xor(shiftLeft(1, other), ALL_BUT_ONE)));
  };
  forEachPair(writer, free, (place) => {
    const one = writer.hold(wordAt(places, left, shiftDown(place, 2)));
    const other = writer.hold(wordAt(places, right, and(place, 3)));
    const mayBe = writer.hold(mayBeAlikeIn(writer, places.facts, one, other));
    isLeft.set(or(isLeft.value, mayBe));
    writer.when(and(isNought(mayBe), and(isBelow(one, shared), isBelow(other, shared))), () => {
      close(one, other);
      close(other, one);
    });
    // What is left is looked at again in any case.
    free.set(either(mayBe, 0, free.value));
  });
  return isLeft.value;
}

/** Calls for each bit set, the lowest first, which is cleared after it; none is left. */
function forEachPair(writer: Writer, pairs: Variable, body: (place: Whole) => void): void {
  writer.asLongAs(pairs.value, () => {
    const place = writer.hold(lowestBit(pairs.value));
    body(place);
    pairs.set(and(pairs.value, minus(pairs.value, 1)));
  });
}
