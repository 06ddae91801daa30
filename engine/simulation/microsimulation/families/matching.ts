/**
 * Who marries whom in one market: the pair that likes each other best of all who are left, again and again. Each pair has a
 * cost of its own, so that one seeker more or less changes only those who compete with him, and it does not matter who is
 * asked first.
 */

/** Stands for a pair that will not do. */
export const NEVER = Infinity;

const NOBODY = -1;

/**
 * @param costs [woman × man]; no two that are not NEVER are the same
 * @returns     [woman] number of the man, or -1
 */
export function matchPairs(women: number, men: number, costs: Float64Array): Int32Array {
  const manOf = new Int32Array(women).fill(NOBODY);
  const isMatched = new Uint8Array(men);
  const bestMan = (woman: number): number => {
    let [found, least] = [NOBODY, NEVER];
    for (let man = 0; man < men; man++) {
      const cost = costs[woman * men + man]!;
      if (cost < least && isMatched[man] === 0) [found, least] = [man, cost];
    }
    return found;
  };
  const isSettled = new Uint8Array(women);
  const bestWoman = (man: number): number => {
    let [found, least] = [NOBODY, NEVER];
    for (let woman = 0; woman < women; woman++) {
      const cost = costs[woman * men + man]!;
      if (cost < least && isSettled[woman] === 0) [found, least] = [woman, cost];
    }
    return found;
  };
  for (let first = 0; first < women; first++) {
    // Walks from a woman to the man she likes best, to the woman he likes best, and so on: costs fall until two point at each
    // other. Then again from the first, until she has a man or none is left that would do.
    while (isSettled[first] === 0) {
      let woman = first;
      let man = bestMan(woman);
      while (man !== NOBODY) {
        const other = bestWoman(man);
        if (other === woman) break;
        woman = other;
        man = bestMan(woman);
      }
      isSettled[woman] = 1;
      if (man === NOBODY) continue;
      manOf[woman] = man;
      isMatched[man] = 1;
    }
  }
  return manOf;
}
