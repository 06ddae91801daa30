/** What pairs are weighed by. */
import type { LevelSpace } from '../learning/level-space.ts';
import type { Together } from '../learning/together.ts';

/** What a model knows of levels and kinds of pairs; plain data, so that it can be sent to a thread. */
export interface PairWeights {
  readonly space: LevelSpace;
  /** Flat: log2(m / u) of each level. */
  readonly weightBits: Float64Array;
  /** [class] flat: share of its pairs that show each level; matches first. */
  readonly shares: readonly Float64Array[];
  readonly classShares: Float64Array;
  /** What strangers agree on together, which a pair that agrees on both has against it. */
  readonly together: readonly Together[];
  /** [class][comparison] 1 where it agrees as strangers do. */
  readonly byChance: readonly Uint8Array[];
  readonly priorBits: number;
}
