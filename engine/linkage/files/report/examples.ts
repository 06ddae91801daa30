/** Pairs to look at: some that are sure, and those on either side of the threshold. */
import type { LinkResult } from '../../core/pairs.ts';
import { textAt } from '../../core/values/text-arena.ts';
import { explainWeight, type Evidence } from '../explain.ts';
import type { ReadSource } from '../reading/read-source.ts';
import { idOf, sourceOf, type RecordNames } from '../writing/write-pairs.ts';
import type { Both } from './both.ts';

export interface ExamplePair {
  readonly title: Both;
  readonly isLinked: boolean;
  readonly probability: number;
  readonly weightBits: number;
  readonly evidence: readonly Evidence[];
  /** Ids and values as they stand in the files: only where they were asked for, since they are about persons. */
  readonly values?: readonly {
    readonly field: string;
    readonly left: string;
    readonly right: string;
  }[];
}

/** Which pair an example is: the one nearest to so many bits from the threshold. */
const PLACES: readonly (readonly [bitsFromThreshold: number, title: Both])[] = [
  [20, { id: 'Jauh di atas ambang', en: 'Far above the threshold' }],
  [8, { id: 'Di atas ambang', en: 'Above the threshold' }],
  [3, { id: 'Sedikit di atas ambang', en: 'A little above the threshold' }],
  [0, { id: 'Tepat di ambang', en: 'At the threshold' }],
  [-3, { id: 'Sedikit di bawah ambang', en: 'A little below the threshold' }],
  [-6, { id: 'Di bawah ambang', en: 'Below the threshold' }],
];

/** @param sources with their columns where values are shown, undefined where they are not */
export function examplePairs(
  result: LinkResult,
  names: RecordNames,
  sources: readonly ReadSource[] | undefined,
): ExamplePair[] {
  const chosen = new Map<number, Both>();
  for (const [fromThreshold, title] of PLACES) {
    const pair = nearestPair(result, names, result.threshold.weightBits + fromThreshold);
    if (pair >= 0 && !chosen.has(pair)) chosen.set(pair, title);
  }
  return [...chosen].map(([pair, title]) => ({
    title,
    isLinked: result.pairs.isLinked[pair] === 1,
    probability: result.pairs.probability[pair]!,
    weightBits: result.pairs.weightBits[pair]!,
    evidence: explainWeight(result, pair, result.parameters),
    ...(sources === undefined ? {} : { values: valuesOf(result, pair, names, sources) }),
  }));
}

/** Of pairs equally near the one whose records come first, so that the order of rows changes nothing. */
function nearestPair({ pairs }: LinkResult, { order }: RecordNames, weightBits: number): number {
  let best = -1;
  let nearest = Infinity;
  const first = (pair: number): number => Math.min(order.place[pairs.left[pair]!]!, order.place[pairs.right[pair]!]!);
  const second = (pair: number): number => Math.max(order.place[pairs.left[pair]!]!, order.place[pairs.right[pair]!]!);
  for (let pair = 0; pair < pairs.count; pair++) {
    const distance = Math.abs(pairs.weightBits[pair]! - weightBits);
    if (distance > nearest) continue;
    const isEarlier = () => first(pair) - first(best) || second(pair) - second(best);
    if (distance < nearest || isEarlier() < 0) [best, nearest] = [pair, distance];
  }
  return best;
}

function valuesOf(
  { pairs }: LinkResult,
  pair: number,
  names: RecordNames,
  sources: readonly ReadSource[],
): NonNullable<ExamplePair['values']> {
  const ends = [pairs.left[pair]!, pairs.right[pair]!].sort((a, b) => names.order.place[a]! - names.order.place[b]!);
  const fields = new Set(sources.flatMap(({ columns }) => [...columns.keys()]));
  const textOf = (record: number, field: string): string => {
    const source = sourceOf(names, record);
    const column = sources[source]!.columns.get(field);
    return column === undefined ? '' : textAt(column.texts, column.codes[record - names.sourceStart[source]!]!);
  };
  const rows = [...fields].map((field) => ({ field, left: textOf(ends[0]!, field), right: textOf(ends[1]!, field) }));
  return [{ field: 'id', left: idOf(names, ends[0]!), right: idOf(names, ends[1]!) }, ...rows];
}
