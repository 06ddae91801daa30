/**
 * Exact Shapley values of boosted trees: how much each fact moved a prediction away from the mean, fairly divided.
 *
 * A leaf is reached by way of a few facts. For each set of them that a household meets the values are the same, so they are
 * reckoned once for each leaf and set that occurs.
 *
 * Source: the path-dependent values of Lundberg, Erion and Lee (2018), "Consistent Individualized Feature Attribution for
 * Tree Ensembles".
 */
import type { BinnedTable } from '../trees/binning.ts';
import { WORDS, type Forest } from '../trees/forest.ts';

/** As deep as trees grow; a set of conditions is one byte. */
const MOST_CONDITIONS = 8;

/** One leaf and what leads to it. */
interface LeafPath {
  readonly value: number;
  /** [condition] fact, once each. */
  readonly features: Int32Array;
  /** [condition × 8] bins that lead on to the leaf. */
  readonly bins: Uint32Array;
  /** [condition] share of households that flow on where the fact is not known. */
  readonly zero: Float64Array;
}

export interface ForestPaths {
  readonly leaves: readonly LeafGame[];
  /** What trees predict for nobody in particular: the mean by the weight that passed through them. */
  readonly expected: number;
}

/** What was reckoned for a leaf serves all households that are explained, whenever they come. */
const KNOWN = new WeakMap<Forest, ForestPaths>();

export function pathsOf(forest: Forest): ForestPaths {
  const known = KNOWN.get(forest) ?? newPaths(forest);
  KNOWN.set(forest, known);
  return known;
}

function newPaths(forest: Forest): ForestPaths {
  const leaves: LeafGame[] = [];
  let expected = forest.base;
  for (const root of forest.roots) {
    walk(forest, root, { features: [], bins: [], zero: [] }, (leaf, reached) => {
      leaves.push(new LeafGame(leaf));
      expected += reached * leaf.value;
    });
  }
  return { leaves, expected };
}

interface Way {
  readonly features: readonly number[];
  readonly bins: readonly Uint32Array[];
  readonly zero: readonly number[];
}

function walk(forest: Forest, node: number, way: Way, onLeaf: (leaf: LeafPath, reached: number) => void): void {
  const feature = forest.feature[node]!;
  if (feature < 0)
    return onLeaf(
      leafPath(forest.value[node]!, way),
      way.zero.reduce((all, share) => all * share, 1),
    );
  const goesLeft = forest.goesLeft.subarray(node * WORDS, (node + 1) * WORDS);
  const cover = forest.cover[node]!;
  for (const [child, bins] of [
    [forest.left[node]!, goesLeft],
    [forest.right[node]!, goesLeft.map((word) => ~word)],
  ] as const) {
    const share = cover > 0 ? forest.cover[child]! / cover : 0.5;
    walk(forest, child, narrowed(way, feature, bins, share), onLeaf);
  }
}

/** A fact that is asked for again narrows its own condition. */
function narrowed(way: Way, feature: number, bins: Uint32Array, share: number): Way {
  const at = way.features.indexOf(feature);
  if (at < 0) {
    return { features: [...way.features, feature], bins: [...way.bins, bins.slice()], zero: [...way.zero, share] };
  }
  return {
    features: way.features,
    bins: way.bins.with(
      at,
      way.bins[at]!.map((word, i) => word & bins[i]!),
    ),
    zero: way.zero.with(at, way.zero[at]! * share),
  };
}

function leafPath(value: number, { features, bins, zero }: Way): LeafPath {
  const all = new Uint32Array(features.length * WORDS);
  bins.forEach((words, i) => all.set(words, i * WORDS));
  return { value, features: Int32Array.from(features), bins: all, zero: Float64Array.from(zero) };
}

/** Households at a time: their bins, sets and sums stay in the cache of the processor. */
const TOGETHER = 1024;

/**
 * Leaf by leaf, so that what is known of a leaf stays at hand for all households.
 *
 * @param into [household × feature] what each fact adds is added to it, times the share
 */
export function addTreeContributions(
  { leaves }: ForestPaths,
  table: BinnedTable,
  rows: Uint32Array,
  share: number,
  into: Float64Array,
): void {
  const width = table.featureCount;
  for (let from = 0; from < rows.length; from += TOGETHER) {
    const part = rows.subarray(from, from + TOGETHER);
    const bins = binsOf(table, part);
    const sums = columnsOf(into, from, part.length, width);
    const met = new Uint8Array(part.length);
    for (const leaf of leaves) leaf.play(bins, part.length, met, share, sums);
    sums.forEach((column, feature) => column.forEach((sum, i) => (into[(from + i) * width + feature] = sum)));
  }
}

/** [feature][household] */
const binsOf = ({ bins, count, featureCount }: BinnedTable, rows: Uint32Array): Uint8Array[] =>
  Array.from({ length: featureCount }, (_, feature) => Uint8Array.from(rows, (row) => bins[feature * count + row]!));

const columnsOf = (values: Float64Array, from: number, count: number, width: number): Float64Array[] =>
  Array.from({ length: width }, (_, feature) =>
    Float64Array.from({ length: count }, (__, i) => values[(from + i) * width + feature]!),
  );

const BINS = 32 * WORDS;

/** What one leaf adds for each set of its conditions that a household may meet. */
class LeafGame {
  readonly #leaf: LeafPath;
  /** [condition × bin] the bit of the condition where the bin meets it. */
  readonly #bits: Uint8Array;
  /** [condition × set] what the condition adds; 0 until the set is met. */
  readonly #adds: Float64Array;
  readonly #isKnown: Uint8Array;

  constructor(leaf: LeafPath) {
    const conditions = leaf.features.length;
    if (conditions > MOST_CONDITIONS) throw new RangeError(`a leaf with more than ${MOST_CONDITIONS} conditions`);
    this.#leaf = leaf;
    this.#bits = new Uint8Array(conditions * BINS);
    for (let c = 0; c < conditions; c++)
      for (let bin = 0; bin < BINS; bin++)
        this.#bits[c * BINS + bin] = ((leaf.bins[c * WORDS + (bin >> 5)]! >>> (bin & 31)) & 1) << c;
    this.#adds = new Float64Array(conditions << conditions);
    this.#isKnown = new Uint8Array(1 << conditions);
  }

  /**
   * @param bins [feature][household]
   * @param met  [household] room for the set that each meets
   * @param sums [feature][household]
   */
  play(
    bins: readonly Uint8Array[],
    count: number,
    met: Uint8Array,
    share: number,
    sums: readonly Float64Array[],
  ): void {
    const { features } = this.#leaf;
    const bits = this.#bits;
    met.fill(0);
    for (let c = 0; c < features.length; c++) {
      const [own, at] = [bins[features[c]!]!, c * BINS];
      for (let i = 0; i < count; i++) met[i]! |= bits[at + own[i]!]!;
    }
    for (let i = 0; i < count; i++) if (this.#isKnown[met[i]!] === 0) this.#learn(met[i]!);
    const adds = this.#adds;
    for (let c = 0; c < features.length; c++) {
      const [sum, at] = [sums[features[c]!]!, c << features.length];
      for (let i = 0; i < count; i++) sum[i]! += share * adds[at + met[i]!]!;
    }
  }

  #learn(set: number): void {
    const { value, zero } = this.#leaf;
    shapleyOf(value, zero, set).forEach((each, c) => (this.#adds[(c << zero.length) + set] = each));
    this.#isKnown[set] = 1;
  }
}

/**
 * The leaf as a game: a coalition of conditions is worth the leaf's value if all of its members are met, times the shares of
 * those outside it.
 *
 * @returns [condition]
 */
function shapleyOf(value: number, zero: Float64Array, met: number): Float64Array {
  const count = zero.length;
  return Float64Array.from(zero, (own, i) => {
    // [size] sum over coalitions of others of that size.
    const bySize = new Float64Array(count);
    bySize[0] = 1;
    let others = 0;
    for (let j = 0; j < count; j++) {
      if (j === i) continue;
      const isMet = (met >> j) & 1;
      for (let size = others + 1; size >= 0; size--) {
        bySize[size] = bySize[size]! * zero[j]! + (size > 0 ? bySize[size - 1]! * isMet : 0);
      }
      others++;
    }
    let sum = 0;
    // |S|! (n - |S| - 1)! / n!, from size to size.
    let weight = 1 / count;
    for (let size = 0; size < count; size++) {
      sum += weight * bySize[size]!;
      weight *= (size + 1) / Math.max(1, count - size - 1);
    }
    return value * (((met >> i) & 1) - own) * sum;
  });
}
