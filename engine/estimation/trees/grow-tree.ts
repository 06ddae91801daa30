/** Grows one tree, always at the leaf where a question helps most. */
import type { BinnedTable } from './binning.ts';
import { bestSplit, type Split, type SplitRules, type Sums } from './best-split.ts';
import { WORDS, type ForestBuilder } from './forest.ts';
import { fillHistogram, newHistogram, subtractHistogram, type Histogram } from './histogram.ts';

export interface TreeRules extends SplitRules {
  readonly mostLeaves: number;
  readonly mostDepth: number;
}

interface OpenLeaf {
  readonly node: number;
  /** Its households: `order` from here to before `end`. */
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly sums: Sums;
  readonly histogram: Histogram;
  readonly split: Split | undefined;
}

/** Histograms that are used again from tree to tree. */
export class HistogramPool {
  readonly #free: Histogram[] = [];
  readonly #featureCount: number;

  constructor(featureCount: number) {
    this.#featureCount = featureCount;
  }

  take(): Histogram {
    return this.#free.pop() ?? newHistogram(this.#featureCount);
  }

  give(histogram: Histogram): void {
    this.#free.push(histogram);
  }
}

export interface TreeInput {
  readonly table: BinnedTable;
  /** [household] what is left to explain, times the weight. */
  readonly gradient: Float64Array;
  readonly weight: Float64Array;
  readonly features: Int32Array;
  readonly rules: TreeRules;
  /** How much of what a leaf found is believed. */
  readonly learningRate: number;
}

/**
 * @param order households of the tree, parted leaf by leaf in place
 * @returns its root
 */
export function growTree(builder: ForestBuilder, input: TreeInput, order: Int32Array, pool: HistogramPool): number {
  const { table, gradient, weight, features, rules } = input;
  const sums = sumsOf(order, 0, order.length, gradient, weight);
  const root = builder.root(sums.weight);
  const histogram = pool.take();
  fillHistogram(histogram, table, order, 0, order.length, gradient, weight, features);
  const split = bestSplit(histogram, table, features, sums, rules);
  const open: OpenLeaf[] = [{ node: root, start: 0, end: order.length, depth: 0, sums, histogram, split }];
  const scratch = new Int32Array(order.length);
  while (open.length < rules.mostLeaves) {
    const at = mostHelped(open);
    if (at < 0) break;
    open.push(...divide(builder, input, open.splice(at, 1)[0]!, order, scratch, pool));
  }
  for (const leaf of open) {
    builder.setValue(leaf.node, (input.learningRate * leaf.sums.gradient) / (leaf.sums.weight + rules.lambda));
    pool.give(leaf.histogram);
  }
  return root;
}

function mostHelped(open: readonly OpenLeaf[]): number {
  let best = -1;
  let gain = 0;
  open.forEach(({ split }, i) => {
    if (split === undefined || split.gain <= gain) return;
    best = i;
    gain = split.gain;
  });
  return best;
}

function divide(
  builder: ForestBuilder,
  input: TreeInput,
  leaf: OpenLeaf,
  order: Int32Array,
  scratch: Int32Array,
  pool: HistogramPool,
): OpenLeaf[] {
  const { table, gradient, weight, features, rules } = input;
  const { feature, goesLeft } = leaf.split!;
  const middle = part(table, feature, goesLeft, order, leaf.start, leaf.end, scratch);
  const leftSums = sumsOf(order, leaf.start, middle, gradient, weight);
  const rightSums = {
    gradient: leaf.sums.gradient - leftSums.gradient,
    weight: leaf.sums.weight - leftSums.weight,
    rows: leaf.sums.rows - leftSums.rows,
  };
  const left = builder.leaf(leftSums.weight);
  const right = builder.leaf(rightSums.weight);
  builder.split(leaf.node, feature, goesLeft, left, right);
  const isLeftSmaller = leftSums.rows <= rightSums.rows;
  const [smallStart, smallEnd] = isLeftSmaller ? [leaf.start, middle] : [middle, leaf.end];
  const small = pool.take();
  const large = leaf.histogram;
  fillHistogram(small, table, order, smallStart, smallEnd, gradient, weight, features);
  subtractHistogram(leaf.histogram, small, large, table, features);
  const depth = leaf.depth + 1;
  const half = (node: number, start: number, end: number, sums: Sums, histogram: Histogram): OpenLeaf => ({
    node,
    start,
    end,
    depth,
    sums,
    histogram,
    split: depth < rules.mostDepth ? bestSplit(histogram, table, features, sums, rules) : undefined,
  });
  return [
    half(left, leaf.start, middle, leftSums, isLeftSmaller ? small : large),
    half(right, middle, leaf.end, rightSums, isLeftSmaller ? large : small),
  ];
}

/** Puts households that go left before those that go right, each side in its order; gives where the right begins. */
function part(
  table: BinnedTable,
  feature: number,
  goesLeft: Uint32Array,
  order: Int32Array,
  start: number,
  end: number,
  scratch: Int32Array,
): number {
  const column = feature * table.count;
  let left = start;
  let right = 0;
  for (let i = start; i < end; i++) {
    const row = order[i]!;
    const bin = table.bins[column + row]!;
    if (((goesLeft[(bin >> 5) & (WORDS - 1)]! >>> (bin & 31)) & 1) === 1) order[left++] = row;
    else scratch[right++] = row;
  }
  order.set(scratch.subarray(0, right), left);
  return left;
}

function sumsOf(order: Int32Array, start: number, end: number, gradient: Float64Array, weight: Float64Array): Sums {
  let sumGradient = 0;
  let sumWeight = 0;
  for (let i = start; i < end; i++) {
    sumGradient += gradient[order[i]!]!;
    sumWeight += weight[order[i]!]!;
  }
  return { gradient: sumGradient, weight: sumWeight, rows: end - start };
}
