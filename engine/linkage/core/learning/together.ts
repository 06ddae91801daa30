/** What strangers agree on together more often than by chance: it must not count twice as evidence. */
import type { JointAgreement } from '../measures/auto/joint-agreement.ts';
import type { LevelSpace } from './level-space.ts';

/** Two comparisons, by their places, on which strangers agree in full together 2 ** bits times as often as by chance. */
export interface Together {
  readonly left: number;
  readonly right: number;
  readonly bits: number;
}

/** Less than this is not worth a word. */
const LEAST_BITS = 0.1;

/**
 * Pairs of comparisons that depend on each other among strangers, the strongest first and no circle of them: a third field
 * that follows from the same thing as two others is taken off once.
 *
 * Source: Chow and Liu (1968), "Approximating Discrete Probability Distributions with Dependence Trees", IEEE Transactions
 *         on Information Theory 14; of each dependence only that both agree in full, which alone can be counted exactly.
 */
export function togetherOf(comparisons: number, joint: readonly JointAgreement[]): Together[] {
  const found = joint.map(({ left, right, times }) => ({ left, right, bits: Math.log2(Math.max(1, times)) }));
  return strongestForest(
    comparisons,
    found.filter(({ bits }) => bits >= LEAST_BITS),
  );
}

function strongestForest(comparisons: number, edges: readonly Together[]): Together[] {
  const treeOf = Array.from({ length: comparisons }, (_, comparison) => comparison);
  const strongest = [...edges].sort(
    (one, other) => other.bits - one.bits || one.left - other.left || one.right - other.right,
  );
  return strongest.filter(({ left, right }) => {
    const [kept, gone] = [treeOf[left]!, treeOf[right]!];
    if (kept === gone) return false;
    treeOf.forEach((tree, comparison) => {
      if (tree === gone) treeOf[comparison] = kept;
    });
    return true;
  });
}

/**
 * Bits by which strangers agree together on what a pattern shows.
 *
 * @param levelAt  level of a comparison in the pattern
 * @param byChance [comparison] 1 where a class agrees as strangers do: what it agrees on by chance depends on the other
 *                 field as it does among them; of strangers where it is left out
 */
export function togetherBits(
  together: readonly Together[],
  { first }: LevelSpace,
  levelAt: (comparison: number) => number,
  byChance?: Uint8Array,
): number {
  let sum = 0;
  for (const { left, right, bits } of together) {
    if (byChance !== undefined && byChance[left] === 0 && byChance[right] === 0) continue;
    const isFull = (comparison: number): boolean =>
      levelAt(comparison) === first[comparison + 1]! - first[comparison]! - 1;
    if (isFull(left) && isFull(right)) sum += bits;
  }
  return sum;
}
