/**
 * A part of a name beside another that it may have changed places with: given name and surname. The comparison of the
 * first of the two says `swapped` and is worth what one of the parts agreed on is worth; the comparison of the second,
 * with the fields the other way round and the option `follows`, sees its own part where it has gone to. So the swap
 * itself counts once, and both parts count.
 */
import type { ComparisonSpec, MeasureKind, PairMeasure, UnrelatedShares } from '../comparison.ts';
import type { FieldColumn, LinkTable } from '../table.ts';
import { frequenciesOf } from '../values/features.ts';
import { NAME_LEVELS, namePart, namePartBound, namePartComparer, RARE_NAME_LEVELS } from './name-levels.ts';
import { cachedPairs } from './words/pair-cache.ts';
import { columnOf, levelsOfSpec } from './kinds/spec-levels.ts';
import { pairByPair, type RowLevels } from './kinds/pair-by-pair.ts';
import { writeNumbers } from './kinds/row-comparer.ts';
import { rareLevels } from './kinds/row-kind.ts';

const LEVELS = ['different', 'similar', 'initial', 'part', 'swapped', 'spelled', 'same'] as const;
const KNOWN = { rare: [...RARE_NAME_LEVELS, 'swapped'] };
/** Level of `LEVELS` for each of NAME_LEVELS. */
const STRAIGHT = Uint8Array.from(NAME_LEVELS, (level) => LEVELS.indexOf(level));
const SWAPPED = LEVELS.indexOf('swapped');
const [SIMILAR, SPELLED, SAME] = ['similar', 'spelled', 'same'].map((level) =>
  NAME_LEVELS.indexOf(level as 'same'),
) as [number, number, number];

export const nameParts: MeasureKind = {
  levels: LEVELS,
  unrelated,
  make: (table, spec, shares = unrelated(table, spec)) => makeMeasure(table, spec, shares),
};

/** Shares of the straight comparison; what agrees across the fields is taken from `different`. */
function unrelated(table: LinkTable, spec: ComparisonSpec): UnrelatedShares {
  const [own, other] = [columnOf(table, spec), columnOf(table, spec, 1)];
  const straight = namePart.unrelated(table, {
    ...spec,
    levels: NAME_LEVELS.map((name) => ({ name, m: 0, isLearnt: true })),
  });
  const levels = levelsOfSpec(LEVELS, spec);
  const merged = mergeLevels(straight, levels, spec);
  const swapped = levels[SWAPPED]!;
  if (!hasSwaps(spec)) return merged;
  const across = shareAcross(own, other);
  merged.u[swapped]! += across.share;
  merged.u[1]! = Math.max(merged.u[1]! - across.share, Number.MIN_VALUE);
  merged.averageBits[swapped] = across.averageBits;
  return merged;
}

function mergeLevels(straight: UnrelatedShares, levels: Uint8Array, spec: ComparisonSpec): UnrelatedShares {
  const width = spec.levels.length + 1;
  const merged = {
    u: new Float64Array(width),
    error: new Float64Array(width),
    averageBits: new Float64Array(width).fill(NaN),
  };
  for (let level = 0; level < NAME_LEVELS.length; level++) {
    const to = levels[STRAIGHT[level]!]!;
    merged.u[to]! += straight.u[level + 1]!;
    merged.error[to]! += straight.error[level + 1]!;
    // The strongest of the levels that fall together speaks for them.
    merged.averageBits[to] = straight.averageBits[level + 1]!;
  }
  const isRare = rareLevels(KNOWN, spec);
  for (let level = 1; level < width; level++) if (isRare[level] !== true) merged.averageBits[level] = NaN;
  return merged;
}

const hasSwaps = (spec: ComparisonSpec): boolean =>
  spec.options?.['follows'] !== true && spec.levels.some(({ name }) => name === 'swapped');

/** Chance that a value of one field is that of the other field of an unrelated record, and the share of such a value. */
function shareAcross(own: FieldColumn, other: FieldColumn): { share: number; averageBits: number } {
  const [first, second] = [frequenciesOf(own), frequenciesOf(other)];
  const pairs = Math.max(1, first.told) * Math.max(1, second.told);
  let [together, byRarer] = [0, 0];
  for (let value = 1; value < own.book.count; value++) {
    together += first.counts[value]! * second.counts[value]!;
    byRarer += Math.min(
      first.counts[value]! / Math.max(1, first.told),
      second.counts[value]! / Math.max(1, second.told),
    );
  }
  const share = Math.max(0.5, together) / pairs;
  return { share, averageBits: byRarer > 0 ? Math.log2(share / byRarer) : Math.log2(share) };
}

/** Place of the value of the other field, after that of its own. */
const OTHER = 1;

function makeMeasure(table: LinkTable, spec: ComparisonSpec, { averageBits }: UnrelatedShares): PairMeasure {
  const [own, other] = [columnOf(table, spec), columnOf(table, spec, 1)];
  const [ownRarity, otherRarity] = [frequenciesOf(own).rarityBits, frequenciesOf(other).rarityBits];
  const levels = levelsOfSpec(LEVELS, spec);
  const follows = spec.options?.['follows'] === true;
  const swaps = hasSwaps(spec);
  const compareDifferent = cachedPairs(namePartComparer(own), namePartBound(own), own.book.count);
  const compare = (l: number, r: number): number => (l === r ? SAME : compareDifferent(l, r));

  /** Levels of a part of one record with the other part of the other record, told of both orders; -1 where not told. */
  const across = new Int8Array(2);
  function isSwapped(ownLeft: number, ownRight: number, otherLeft: number, otherRight: number): boolean {
    across[0] = ownLeft === 0 || otherRight === 0 ? -1 : compare(ownLeft, otherRight);
    if (across[0] !== -1 && across[0]! < SIMILAR) return false;
    across[1] = otherLeft === 0 || ownRight === 0 ? -1 : compare(otherLeft, ownRight);
    const [weaker, stronger] = across[0]! < across[1]! ? [across[0]!, across[1]!] : [across[1]!, across[0]!];
    if (weaker === -1) return stronger === SAME;
    return (weaker >= SPELLED && stronger >= SPELLED) || (weaker === SIMILAR && stronger === SAME);
  }

  /** Rarity of the more common of two values, each in the field in which it stands. */
  const rarer = (ownValue: number, otherValue: number): number =>
    Math.min(ownRarity[ownValue]!, otherRarity[otherValue]!);

  const say = (level: number, rarity: number): number => {
    const average = averageBits[level]!;
    measure.rarityBits = average === average ? average + rarity : 0;
    return level;
  };

  function sayStraight(l: number, r: number, level: number): number {
    if (l === 0 || r === 0) {
      measure.rarityBits = 0;
      return 0;
    }
    return say(levels[STRAIGHT[level]!]!, Math.min(ownRarity[l]!, ownRarity[r]!));
  }

  /** Which of the two agreements across the fields speaks: the stronger one here, the weaker one where this follows. */
  function speaksFirst(ownLeft: number, ownRight: number, otherLeft: number, otherRight: number): boolean {
    if (across[0] !== across[1]) return across[0]! > across[1]! !== follows;
    return rarer(ownLeft, otherRight) >= rarer(ownRight, otherLeft) !== follows;
  }

  function sayAcross(ownLeft: number, ownRight: number, otherLeft: number, otherRight: number): number {
    const isFirst = speaksFirst(ownLeft, ownRight, otherLeft, otherRight);
    const level = across[isFirst ? 0 : 1]!;
    if (level === -1) {
      measure.rarityBits = 0;
      return 0;
    }
    const rarity = isFirst ? rarer(ownLeft, otherRight) : rarer(ownRight, otherLeft);
    return say(follows ? levels[STRAIGHT[level]!]! : levels[SWAPPED]!, rarity);
  }

  const measure: RowLevels = {
    rarityBits: 0,
    level(rows, left, right) {
      const [l, r] = [rows[left]!, rows[right]!];
      if (l === r) return sayStraight(l, r, SAME);
      const straight = l === 0 || r === 0 ? 0 : compareDifferent(l, r);
      if ((!swaps && !follows) || straight > SIMILAR) return sayStraight(l, r, straight);
      const [otherLeft, otherRight] = [rows[left + OTHER]!, rows[right + OTHER]!];
      // Parts that agree where they stand have not changed places.
      if (otherLeft === otherRight && otherLeft !== 0) return sayStraight(l, r, straight);
      if (!isSwapped(l, r, otherLeft, otherRight)) return sayStraight(l, r, straight);
      const otherStraight = otherLeft === 0 || otherRight === 0 ? 0 : compareDifferent(otherLeft, otherRight);
      if (otherStraight > SIMILAR) return sayStraight(l, r, straight);
      return sayAcross(l, r, otherLeft, otherRight);
    },
  };
  const write: PairMeasure['write'] = (from, to, { rows, at, stride }) => {
    writeNumbers(own.values, from, to, { rows, at, stride });
    writeNumbers(other.values, from, to, { rows, at: at + OTHER, stride });
  };
  return pairByPair({ width: OTHER + 1, write }, measure);
}
