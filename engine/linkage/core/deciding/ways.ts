/** Chances of the pairs of one cluster: by themselves, and over other records of it. */
import type { Doubts } from './doubts.ts';
import { probabilityOf } from './match-weights.ts';

/** Clusters of more records are judged pair by pair. */
const MOST_RECORDS = 100;

type BitsBetween = (one: number, other: number) => number;

/**
 * Chance of each pair of a cluster, and the least: by one way alone, and as far as it may be doubted.
 *
 * A pair is as likely as the best way to it, its own or over a third record. Two ways over two records would make it more
 * likely than either, as far as they do not share errors of the records that they lead from and to: the truth lies between.
 */
export function forEachChance(
  members: Uint32Array,
  bitsBetween: BitsBetween,
  doubts: Doubts | undefined,
  visit: (one: number, other: number, chance: number, least: number) => void,
): void {
  const size = members.length;
  const { best, two } = waysBetween(members, bitsBetween);
  const least = doubts === undefined ? best : leastBetween(members, bitsBetween, doubts);
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const at = i * size + j;
      visit(members[i]!, members[j]!, (best[at]! + two[at]!) / 2, least[at]!);
    }
  }
}

function leastBetween(members: Uint32Array, bitsBetween: BitsBetween, { leastBits, thirdsTell }: Doubts): Float64Array {
  const { own, best } = waysBetween(members, (one, other) => leastBits(one, other, bitsBetween(one, other)));
  return thirdsTell ? best : own;
}

interface Ways {
  /** [member × member] above the diagonal: the chance of the pair by itself. */
  readonly own: Float64Array;
  /** That, or the best over a third record. */
  readonly best: Float64Array;
  /** The same over either of two other records, where that is more. */
  readonly two: Float64Array;
}

function waysBetween(members: Uint32Array, bitsBetween: BitsBetween): Ways {
  const size = members.length;
  const chances = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      chances[i * size + j] = chances[j * size + i] = probabilityOf(bitsBetween(members[i]!, members[j]!));
    }
  }
  if (size < 3 || size > MOST_RECORDS) return { own: chances, best: chances, two: chances };
  const [best, two] = [chances.slice(), chances.slice()];
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      let [first, second] = [0, 0];
      for (let k = 0; k < size; k++) {
        const over = chances[i * size + k]! * chances[k * size + j]!;
        if (over > first) [first, second] = [over, first];
        else if (over > second) second = over;
      }
      const at = i * size + j;
      best[at] = Math.max(chances[at]!, first);
      two[at] = Math.max(best[at], 1 - (1 - first) * (1 - second));
    }
  }
  return { own: chances, best, two };
}
