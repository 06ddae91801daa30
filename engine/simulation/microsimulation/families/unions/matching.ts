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
  /** Whom each liked best when somebody last looked; -1 for nobody. Who is settled since is looked for anew. */
  bestMan: Int32Array;
  bestWoman: Int32Array;
  /** [man] what the best woman costs. */
  least: Float64Array;
}

export function matchingRoom(women: number, men: number): MatchingRoom {
  return {
    costs: new Float64Array(women * men),
    manOf: new Int32Array(women),
    womanIsSettled: new Uint8Array(women),
    manIsSettled: new Uint8Array(men),
    bestMan: new Int32Array(women),
    bestWoman: new Int32Array(men),
    least: new Float64Array(men),
  };
}

/** Matches the first so many women and men of the room. */
export function matchPairs(room: MatchingRoom, women: number, men: number): void {
  const { manOf, womanIsSettled, manIsSettled } = room;
  manOf.fill(NOBODY, 0, women);
  womanIsSettled.fill(0, 0, women);
  manIsSettled.fill(0, 0, men);
  findBest(room, women, men);
  for (let first = 0; first < women; first++) {
    // Walks from a woman to the man she likes best, to the woman he likes best, and so on: costs fall until two point at each
    // other. Then again from the first, until she has a man or none is left that would do.
    while (womanIsSettled[first] === 0) {
      let woman = first;
      let man = bestManOf(room, woman, men);
      while (man !== NOBODY) {
        const other = bestWomanOf(room, man, women, men);
        if (other === woman) break;
        woman = other;
        man = bestManOf(room, woman, men);
      }
      womanIsSettled[woman] = SETTLED;
      if (man === NOBODY) continue;
      manOf[woman] = man;
      manIsSettled[man] = SETTLED;
    }
  }
}

/** Whom each likes best of all, in one pass over the costs. */
function findBest({ costs, bestMan, bestWoman, least }: MatchingRoom, women: number, men: number): void {
  bestWoman.fill(NOBODY, 0, men);
  least.fill(NEVER, 0, men);
  for (let woman = 0, at = 0; woman < women; woman++) {
    let found = NOBODY;
    let leastOfHers = NEVER;
    for (let man = 0; man < men; man++, at++) {
      const cost = costs[at]!;
      if (cost < leastOfHers) {
        found = man;
        leastOfHers = cost;
      }
      if (cost < least[man]!) {
        bestWoman[man] = woman;
        least[man] = cost;
      }
    }
    bestMan[woman] = found;
  }
}

function bestManOf({ costs, bestMan, manIsSettled }: MatchingRoom, woman: number, men: number): number {
  const man = bestMan[woman]!;
  if (man === NOBODY || manIsSettled[man] === 0) return man;
  return (bestMan[woman] = best(costs, woman * men, 1, men, manIsSettled));
}

function bestWomanOf(
  { costs, bestWoman, womanIsSettled }: MatchingRoom,
  man: number,
  women: number,
  men: number,
): number {
  const woman = bestWoman[man]!;
  if (woman === NOBODY || womanIsSettled[woman] === 0) return woman;
  return (bestWoman[man] = best(costs, man, men, women, womanIsSettled));
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
