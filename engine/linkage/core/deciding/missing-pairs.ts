/** Pairs of records of one component that blocking did not find. */
import type { Components, PairEnds } from './components.ts';
import type { PairLookup } from './pair-lookup.ts';

/** [component] pairs found within it. */
export function pairsWithin({ count, of }: Components, pairs: PairEnds): Uint32Array {
  const within = new Uint32Array(count);
  for (let pair = 0; pair < pairs.count; pair++) {
    const component = of[pairs.left[pair]!]!;
    if (component !== 0 && component === of[pairs.right[pair]!]) within[component - 1]!++;
  }
  return within;
}

export const sizeOf = ({ starts }: Components, component: number): number =>
  starts[component + 1]! - starts[component]!;

/** In ascending order of left, then right. @param lookup of the pairs found */
export function missingPairs(components: Components, pairs: PairEnds, lookup: PairLookup): PairEnds {
  const missing = pairsWithin(components, pairs).map((within, component) => {
    const size = sizeOf(components, component);
    return (size * (size - 1)) / 2 - within;
  });
  const count = missing.reduce((sum, each) => sum + each, 0);
  const [left, right] = [new Uint32Array(count), new Uint32Array(count)];
  const { starts, of } = components;
  const ascending = components.members.slice();
  for (let c = 0; c < components.count; c++) if (missing[c]! > 0) ascending.subarray(starts[c], starts[c + 1]).sort();
  /** [component] place behind the record under way. */
  const behind = starts.slice();
  for (let record = 0, at = 0; record < of.length && at < count; record++) {
    const component = of[record]! - 1;
    if (component < 0 || missing[component] === 0) continue;
    const first = ++behind[component]!;
    for (let place = first; place < starts[component + 1]!; place++) {
      if (lookup.find(record, ascending[place]!) >= 0) continue;
      left[at] = record;
      right[at++] = ascending[place]!;
    }
  }
  return { count, left, right };
}
