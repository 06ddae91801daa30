/**
 * Who marries whom in one market: the pair that likes each other best of all who are left, again and again. Each pair has a
 * cost of its own, so that one seeker more or less changes only those who compete with him, and it does not matter who is
 * asked first.
 */

import { columnAt, handOf } from '../../../../kernel/loops/loop.ts';
import { at, either, isRealLess, plus, realAt, realLeast, realOf } from '../../../../kernel/loops/values.ts';

/** Stands for a pair that will not do. */
export const NEVER = Infinity;

const NOBODY = -1;
const SETTLED = 1;

/** Where the loops of a market find their columns. */
export const HAND = handOf();

/** What the cost of a pair depends on, of women or of men. */
export interface Seekers {
  readonly ages: Uint8Array;
  readonly education: Uint8Array;
  readonly household: Uint32Array;
  readonly liking: Uint32Array;
}

/** Columns that are used again from market to market, as there are hundreds of small ones a year; of the room laid last alone. */
export interface MatchingRoom {
  readonly wives: Seekers;
  readonly husbands: Seekers;
  /** [woman × man]; no two that are not NEVER are the same */
  readonly costs: Float64Array;
  /** [woman] number of the man, or -1: filled by `matchPairs`. */
  readonly manOf: Int32Array;
  readonly womanIsSettled: Uint8Array;
  readonly manIsSettled: Uint8Array;
  /** Whom each liked best when somebody last looked; -1 for nobody. Who is settled since is looked for anew. */
  readonly bestMan: Int32Array;
  readonly bestWoman: Int32Array;
  /** [man] what the best woman costs. */
  readonly least: Float64Array;
}

export function matchingRoom(women: number, men: number): MatchingRoom {
  const [wives, husbands] = [seekerBytes(women), seekerBytes(men)];
  const starts = HAND.behind(
    ...wives,
    ...husbands,
    women * men * 8,
    women * 4,
    women,
    men,
    women * 4,
    men * 4,
    men * 8,
  );
  const buffer = HAND.bytes();
  const start = (place: number): number => starts[wives.length + husbands.length + place]!;
  return {
    wives: seekersAt(starts.slice(0, wives.length), women),
    husbands: seekersAt(starts.slice(wives.length), men),
    costs: new Float64Array(buffer, start(0), women * men),
    manOf: new Int32Array(buffer, start(1), women),
    womanIsSettled: new Uint8Array(buffer, start(2), women),
    manIsSettled: new Uint8Array(buffer, start(3), men),
    bestMan: new Int32Array(buffer, start(4), women),
    bestWoman: new Int32Array(buffer, start(5), men),
    least: new Float64Array(buffer, start(6), men),
  };
}

const seekerBytes = (people: number): number[] => [people, people, people * 4, people * 4];

const seekersAt = (starts: readonly number[], people: number): Seekers => ({
  ages: new Uint8Array(HAND.bytes(), starts[0], people),
  education: new Uint8Array(HAND.bytes(), starts[1], people),
  household: new Uint32Array(HAND.bytes(), starts[2], people),
  liking: new Uint32Array(HAND.bytes(), starts[3], people),
});

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
const lookAtAll = HAND.loop(6, (writer, given) => {
  const { hold, holdReal, variable, realVariable, store, storeReal, repeat } = writer;
  const [women, men] = [given[0]!, given[1]!];
  const [costs, least] = [columnAt(given[2]!, 'real'), columnAt(given[5]!, 'real')];
  const [bestMan, bestWoman] = [columnAt(given[3]!, 'word'), columnAt(given[4]!, 'word')];
  const next = variable(0);
  repeat(women, (woman) => {
    const found = variable(NOBODY);
    const leastOfHers = realVariable(realOf(NEVER));
    repeat(men, (man) => {
      const cost = holdReal(realAt(costs, next.value));
      next.set(plus(next.value, 1));
      found.set(either(isRealLess(cost, leastOfHers.value), man, found.value));
      leastOfHers.set(realLeast(cost, leastOfHers.value));
      const leastOfHis = holdReal(realAt(least, man));
      const isBetter = hold(isRealLess(cost, leastOfHis));
      store(bestWoman, man, either(isBetter, woman, at(bestWoman, man)));
      storeReal(least, man, realLeast(cost, leastOfHis));
    });
    store(bestMan, woman, found.value);
  });
  return 0;
});

function findBest({ costs, bestMan, bestWoman, least }: MatchingRoom, women: number, men: number): void {
  bestWoman.fill(NOBODY, 0, men);
  least.fill(NEVER, 0, men);
  lookAtAll(women, men, costs.byteOffset, bestMan.byteOffset, bestWoman.byteOffset, least.byteOffset);
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
