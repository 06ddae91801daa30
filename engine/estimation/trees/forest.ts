/** Boosted trees as columns: nodes of all trees one after another. */
import type { BinnedTable } from './binning.ts';

/** Words of 32 bits in which the bins that go left are marked, one bit a bin. */
export const WORDS = 8;

export interface Forest {
  /** [tree] first node. */
  readonly roots: Int32Array;
  /** [node] feature that it asks for; -1 where it is a leaf. */
  readonly feature: Int16Array;
  /** [node × 8] bit b is set where bin b goes left. */
  readonly goesLeft: Uint32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** [node] what a leaf adds to the prediction. */
  readonly value: Float64Array;
  /** [node] survey weight of the households that passed through it in training. */
  readonly cover: Float64Array;
  /** What is predicted before the first tree. */
  readonly base: number;
}

export function isLeft(forest: Forest, node: number, bin: number): boolean {
  return ((forest.goesLeft[node * WORDS + (bin >> 5)]! >>> (bin & 31)) & 1) === 1;
}

/** Leaf of a tree in which a household ends. */
export function leafOf(forest: Forest, tree: number, table: BinnedTable, row: number): number {
  const { feature, left, right, roots } = forest;
  let node = roots[tree]!;
  while (feature[node]! >= 0) {
    const bin = table.bins[feature[node]! * table.count + row]!;
    node = isLeft(forest, node, bin) ? left[node]! : right[node]!;
  }
  return node;
}

/**
 * @param trees how many of the first trees count
 * @returns [row of `rows`] prediction
 */
export function predictForest(
  forest: Forest,
  table: BinnedTable,
  rows: Uint32Array,
  trees = forest.roots.length,
): Float64Array {
  const predicted = new Float64Array(rows.length).fill(forest.base);
  for (let tree = 0; tree < trees; tree++) {
    for (let i = 0; i < rows.length; i++) predicted[i]! += forest.value[leafOf(forest, tree, table, rows[i]!)]!;
  }
  return predicted;
}

/** Collects the nodes of trees as they grow. */
export class ForestBuilder {
  readonly #roots: number[] = [];
  readonly #feature: number[] = [];
  readonly #goesLeft: number[] = [];
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #value: number[] = [];
  readonly #cover: number[] = [];

  /** Opens a tree; gives its root. */
  root(cover: number): number {
    const node = this.leaf(cover);
    this.#roots.push(node);
    return node;
  }

  leaf(cover: number): number {
    this.#feature.push(-1);
    for (let word = 0; word < WORDS; word++) this.#goesLeft.push(0);
    this.#left.push(-1);
    this.#right.push(-1);
    this.#value.push(0);
    return this.#cover.push(cover) - 1;
  }

  /** Makes a leaf ask for a feature. */
  split(node: number, feature: number, goesLeft: Uint32Array, left: number, right: number): void {
    this.#feature[node] = feature;
    goesLeft.forEach((word, i) => (this.#goesLeft[node * WORDS + i] = word));
    this.#left[node] = left;
    this.#right[node] = right;
  }

  setValue(node: number, value: number): void {
    this.#value[node] = value;
  }

  /** What a tree adds for a household. */
  valueFor(root: number, table: BinnedTable, row: number): number {
    let node = root;
    while (this.#feature[node]! >= 0) {
      const bin = table.bins[this.#feature[node]! * table.count + row]!;
      const isLeft = ((this.#goesLeft[node * WORDS + (bin >> 5)]! >>> (bin & 31)) & 1) === 1;
      node = isLeft ? this.#left[node]! : this.#right[node]!;
    }
    return this.#value[node]!;
  }

  forest(base: number): Forest {
    return {
      roots: Int32Array.from(this.#roots),
      feature: Int16Array.from(this.#feature),
      goesLeft: Uint32Array.from(this.#goesLeft),
      left: Int32Array.from(this.#left),
      right: Int32Array.from(this.#right),
      value: Float64Array.from(this.#value),
      cover: Float64Array.from(this.#cover),
      base,
    };
  }
}

/** The first trees alone. */
export function firstTrees(forest: Forest, trees: number): Forest {
  const nodes = trees < forest.roots.length ? forest.roots[trees]! : forest.feature.length;
  return {
    roots: forest.roots.slice(0, trees),
    feature: forest.feature.slice(0, nodes),
    goesLeft: forest.goesLeft.slice(0, nodes * WORDS),
    left: forest.left.slice(0, nodes),
    right: forest.right.slice(0, nodes),
    value: forest.value.slice(0, nodes),
    cover: forest.cover.slice(0, nodes),
    base: forest.base,
  };
}
