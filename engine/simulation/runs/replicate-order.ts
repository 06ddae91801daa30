/** In which order the replicates of a run are simulated, and of how many results are shown on the way. */
import { LUCKS } from '../replicates/samples.ts';

/** So many draws of rates come first, one replicate each: what little is known then tells most, of luck and of rates. */
const DRAWS_FIRST = 20;

/**
 * One luck of the first draws of rates, then the other luck of them, then both of each draw. The first 2 · DRAWS_FIRST are
 * those with the lowest numbers, and so are as many more as there are.
 *
 * @returns each number from 0 to n − 1 once
 */
export function replicateOrder(replicates: number): number[] {
  const numbers = Array.from({ length: replicates }, (_, i) => i);
  const first = numbers.filter((number) => number < LUCKS * DRAWS_FIRST);
  return [
    ...first.filter((number) => number % LUCKS === 0),
    ...first.filter((number) => number % LUCKS !== 0),
    ...numbers.slice(first.length),
  ];
}

const FIRST_LOOKS = [1, 3, 5, 10, 20];
const THEN_FROM = 50;

/** How many replicates results are made of on the way: the first, the fewest that have bands, some more, then twice as many each time. */
export const isMilestone = (replicates: number): boolean =>
  FIRST_LOOKS.includes(replicates) || (replicates >= THEN_FROM && Number.isInteger(Math.log2(replicates / THEN_FROM)));
