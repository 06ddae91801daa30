/**
 * Who marries whom in one market: the pair that likes each other best of all who are left, again and again. Each pair has a
 * cost of its own, so that one seeker more or less changes only those who compete with him, and it does not matter who is
 * asked first.
 */

/** Stands for a pair that will not do. */
export const NEVER = Infinity;

const NOBODY = -1;
const SETTLED = 1;

/** Columns that are used again from market to market, as there are hundreds of small ones a year. */
export interface MatchingRoom {
  /** [woman × man]; no two that are not NEVER are the same */
  costs: Float64Array;
  /** [woman] number of the man, or -1: filled by `matchPairs`. */
  manOf: Int32Array;
  womanIsSettled: Uint8Array;
  manIsSettled: Uint8Array;
}

export function matchingRoom(women: number, men: number): MatchingRoom {
  return {
    costs: new Float64Array(women * men),
    manOf: new Int32Array(women),
    womanIsSettled: new Uint8Array(women),
    manIsSettled: new Uint8Array(men),
  };
}

/** Matches the first so many women and men of the room. */
export function matchPairs(room: MatchingRoom, women: number, men: number): void {
  const { costs, manOf, womanIsSettled, manIsSettled } = room;
  manOf.fill(NOBODY, 0, women);
  womanIsSettled.fill(0, 0, women);
  manIsSettled.fill(0, 0, men);
  for (let first = 0; first < women; first++) {
    // Walks from a woman to the man she likes best, to the woman he likes best, and so on: costs fall until two point at each
    // other. Then again from the first, until she has a man or none is left that would do.
    while (womanIsSettled[first] === 0) {
      let woman = first;
      let man = best(costs, woman * men, 1, men, manIsSettled);
      while (man !== NOBODY) {
        const other = best(costs, man, men, women, womanIsSettled);
        if (other === woman) break;
        woman = other;
        man = best(costs, woman * men, 1, men, manIsSettled);
      }
      womanIsSettled[woman] = SETTLED;
      if (man === NOBODY) continue;
      manOf[woman] = man;
      manIsSettled[man] = SETTLED;
    }
  }
}

/** The cheapest of `count` that stand `stride` apart and are not settled; -1 where all will never do. */
function best(costs: Float64Array, from: number, stride: number, count: number, isSettled: Uint8Array): number {
  let found = NOBODY;
  let least = NEVER;
  for (let i = 0, at = from; i < count; i++, at += stride) {
    const cost = costs[at]!;
    if (cost >= least || isSettled[i] === SETTLED) continue;
    found = i;
    least = cost;
  }
  return found;
}
