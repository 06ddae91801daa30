/** For tests: a LinkResult made by hand, of three records of which the first two are one. */
import type { LinkResult } from '../core/pairs.ts';
import type { TrainedParameters } from '../core/trained/parameters.ts';

const ESTIMATE = { value: 0.98, low: 0.95, high: 1 };
const level = (name: string, m: number, u: number) => ({
  name,
  m,
  u,
  uError: 0,
  weightBits: Math.log2(m / u),
  isLearnt: true,
});

const COMPARISONS = [
  { name: 'given', levels: [level('different', 0.1, 0.95), level('same', 0.9, 0.05)] },
  { name: 'born', levels: [level('different', 0.05, 0.99), level('slip', 0.05, 0.009), level('same', 0.9, 0.001)] },
];
const PRIOR_SHARE = 1 / 3;
const PARAMETERS: TrainedParameters = {
  model: {
    fields: COMPARISONS.map(({ name }) => ({ name, kind: 'category' })),
    comparisons: COMPARISONS.map(({ name, levels }) => ({ name, measure: 'category', fields: [name], levels })),
    rules: [{ name: 'born', keys: [{ part: 'value', fields: ['born'] }] }],
    maximumPerKey: 1000,
    maximumPairs: 1e6,
    deduplicate: [true],
    between: [],
    threshold: 0.5,
    training: { maximumRounds: 10, tolerance: 1e-5, priorMatches: 5 },
  },
  levels: COMPARISONS.map(({ levels }) => levels.map((each) => ({ ...each, averageBits: NaN }))),
  dropped: COMPARISONS.map(() => undefined),
  classes: [
    { name: 'match', share: 0.01, levels: COMPARISONS.map(({ levels }) => levels.map(({ m }) => m)), byChance: [] },
  ],
  together: [],
  priorShare: PRIOR_SHARE,
  threshold: { probability: 0.5, weightBits: 0 },
  expectedMatches: 1,
  blockingRecall: ESTIMATE,
  rounds: 7,
  frequencies: { columns: new Map(), joined: new Map() },
};

/**
 * Pairs of records with their levels; weights and probabilities follow from them.
 *
 * @param pairs left, right, level of given, level of born, bits of rarity, 1 where linked
 */
export function resultOf(
  records: number,
  pairs: readonly (readonly number[])[],
  clusterOf: readonly number[],
): LinkResult {
  const prior = Math.log2(PRIOR_SHARE / (1 - PRIOR_SHARE));
  const weights = pairs.map(([, , given, born, rarity]) => {
    const bits = [given!, born!].map((one, i) => (one === 0 ? 0 : COMPARISONS[i]!.levels[one - 1]!.weightBits));
    return prior + bits[0]! + bits[1]! + rarity!;
  });
  const column = (at: number) => pairs.map((pair) => pair[at]!);
  return {
    pairs: {
      count: pairs.length,
      left: Uint32Array.from(column(0)),
      right: Uint32Array.from(column(1)),
      weightBits: Float32Array.from(weights),
      probability: Float32Array.from(weights, (bits) => 1 / (1 + 2 ** -bits)),
      levels: Uint8Array.from(pairs.flatMap((pair) => pair.slice(2, 4))),
      rarityBits: Float32Array.from(column(4)),
      isLinked: Uint8Array.from(column(5)),
    },
    clusterOf: Uint32Array.from(clusterOf),
    threshold: { probability: 0.5, weightBits: 0 },
    trained: {
      comparisons: COMPARISONS,
      priorShare: PRIOR_SHARE,
      expectedMatches: records / 3,
      blockingRecall: ESTIMATE,
      rounds: 7,
    },
    parameters: PARAMETERS,
    rules: [
      {
        rule: 'born',
        pairs: 3,
        firstFound: 3,
        unique: 2,
        expectedMatches: 1,
        hubs: 0,
        recordsInHubs: 0,
        seconds: 0.01,
      },
    ],
    precision: ESTIMATE,
    recall: ESTIMATE,
    weightHistogram: {
      fromBits: -10,
      binBits: 5,
      pairs: Float64Array.of(1, 1, 0, 1),
      matches: Float64Array.of(0, 0.1, 0, 0.9),
    },
    unlinkable: 1,
    ownWeights: { fromBits: -5, binBits: 5, records: Float64Array.of(1, 0, 2) },
    stages: [
      { name: 'Mencari pasangan calon', seconds: 0.01, cpuSeconds: 0.02 },
      { name: 'Membandingkan pasangan calon', seconds: 0.01, cpuSeconds: 0.03 },
    ],
    notes: [],
  };
}
