/** Why a pair has the weight that it was given: with its NIK counted, or with the NIK taken to be borrowed. */
import type { ComparedEnds } from '../core/comparing/compare-candidates.ts';
import { probabilityOf } from '../core/deciding/match-weights.ts';
import { explainWeight, type Evidence } from '../files/explain.ts';
import { withoutNik } from './pattern-meaning.ts';
import type { ResidentModel } from './resident-model.ts';
import { weigh, weighWithoutNik, type Weighing } from './weighing.ts';

/** Less than this is rounding. */
const LEAST_BITS = 0.05;

export interface ExplainedPair {
  /** False where the NIK was taken to be borrowed, and says nothing. */
  readonly isNikCounted: boolean;
  /** The bits that it was weighed with less those that it was given. */
  readonly apart: number;
  readonly evidence: Evidence[];
}

/** @returns explains a pair of those compared by the way of weighing that is nearest to the bits it was given */
export function pairExplainer(
  compared: ComparedEnds,
  weighing: Weighing,
  { link }: Pick<ResidentModel, 'link'>,
): (pair: number, bits: number) => ExplainedPair {
  const { comparisons } = link;
  const ways = [
    { isNikCounted: true, levels: compared.patterns.levels, bits: weigh(compared, weighing) },
    {
      isNikCounted: false,
      levels: withoutNik(compared.patterns, comparisons),
      bits: weighWithoutNik(compared, weighing, comparisons),
    },
  ] as const;
  const trained = trainedOf(weighing, link);
  return (pair, bits) => {
    const apartOf = (way: (typeof ways)[number]): number => Math.abs(bits - way.bits[pair]!);
    const way = apartOf(ways[1]) < apartOf(ways[0]) ? ways[1] : ways[0];
    const from = compared.pattern[pair]! * comparisons.length;
    const pairs = {
      levels: way.levels.subarray(from, from + comparisons.length),
      rarityBits: compared.rarityBits.subarray(pair, pair + 1),
      weightBits: way.bits.subarray(pair, pair + 1),
    };
    const evidence = withUnit(explainWeight({ pairs, trained }, 0), bits - way.bits[pair]!);
    return { isNikCounted: way.isNikCounted, apart: apartOf(way), evidence };
  };
}

/** Who is decided to be one with a row that waits, waits with it, and has its weight. */
function withUnit(evidence: Evidence[], bits: number): Evidence[] {
  if (Math.abs(bits) < LEAST_BITS) return evidence;
  const id = 'Baris lain, yang menurut keputusan petugas orang yang sama';
  return [...evidence, { id, en: 'Another row, which people decided to be the same person', bits }];
}

function trainedOf({ learnt, priorBits }: Weighing, { comparisons }: ResidentModel['link']) {
  const { space, weightBits } = learnt;
  const told = comparisons.map(({ name, levels }, c) => ({
    name,
    levels: levels.map((level, l) => ({ name: level.name, weightBits: weightBits[space.first[c]! + 1 + l]! })),
  }));
  return { priorShare: probabilityOf(priorBits), comparisons: told };
}
