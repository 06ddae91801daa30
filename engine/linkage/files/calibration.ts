/** Whether the chances told of pairs come true: of the pairs told a chance of 90 %, nine in ten should be one entity. */
import type { LinkResult } from '../core/pairs.ts';
import type { Truth } from './truth.ts';

/** Pairs whose chance is at least `from` and below `to`; the last bin holds 1 as well. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly pairs: number;
  readonly truePairs: number;
  readonly meanChance: number;
  readonly shareTrue: number;
  /** Wilson's interval of the share, 95 %, as if pairs came true independently of each other. */
  readonly low: number;
  readonly high: number;
}

export interface Calibration {
  /** Those of which a chance is told and both records are in the truth. */
  readonly pairs: number;
  readonly meanChance: number;
  readonly shareTrue: number;
  /** Mean squared distance of the chance from what came true, 0 to 1. */
  readonly brierScore: number;
  /** Mean distance of chance from share over the bins, weighted by their pairs, 0 to 1. */
  readonly expectedError: number;
  /** In ascending order; bins without a pair are left out. */
  readonly bins: readonly CalibrationBin[];
}

/** Tenths, and finer where nearly all links are. */
export const CALIBRATION_EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 0.999, 1] as const;
const BINS = CALIBRATION_EDGES.length - 1;
/** Chances are kept in single precision, in which 0.7 is a little less than 0.7. */
const SINGLE_EDGES = Float32Array.from(CALIBRATION_EDGES);

/** @returns undefined where the truth knows no pair of which a chance is told */
export function calibrationOf(
  { entity }: Truth,
  pairs: Pick<LinkResult['pairs'], 'count' | 'left' | 'right' | 'probability'>,
): Calibration | undefined {
  const told = new ToldChances();
  for (let pair = 0; pair < pairs.count; pair++) {
    const [left, right] = [entity[pairs.left[pair]!]!, entity[pairs.right[pair]!]!];
    if (left !== 0 && right !== 0) told.add(pairs.probability[pair]!, left === right);
  }
  return told.calibration();
}

/** Chances that were told, each with whether it came true. */
export class ToldChances {
  readonly #counts = new Float64Array(BINS);
  readonly #trues = new Float64Array(BINS);
  readonly #chances = new Float64Array(BINS);
  #squares = 0;

  add(chance: number, cameTrue: boolean): void {
    const bin = binOf(chance);
    const isTrue = Number(cameTrue);
    this.#counts[bin]!++;
    this.#trues[bin]! += isTrue;
    this.#chances[bin]! += chance;
    this.#squares += (chance - isTrue) ** 2;
  }

  /** @returns undefined where none was told */
  calibration(): Calibration | undefined {
    const [counts, trues, chances] = [this.#counts, this.#trues, this.#chances];
    const total = sum(counts);
    if (total === 0) return undefined;
    const bins = [...counts.keys()]
      .filter((bin) => counts[bin]! > 0)
      .map((bin) => ({
        from: CALIBRATION_EDGES[bin]!,
        to: CALIBRATION_EDGES[bin + 1]!,
        pairs: counts[bin]!,
        truePairs: trues[bin]!,
        meanChance: chances[bin]! / counts[bin]!,
        shareTrue: trues[bin]! / counts[bin]!,
        ...wilson(trues[bin]!, counts[bin]!),
      }));
    const error = bins.map((bin) => bin.pairs * Math.abs(bin.meanChance - bin.shareTrue));
    return {
      pairs: total,
      meanChance: sum(chances) / total,
      shareTrue: sum(trues) / total,
      brierScore: this.#squares / total,
      expectedError: sum(error) / total,
      bins,
    };
  }
}

function binOf(chance: number): number {
  let bin = BINS - 1;
  while (bin > 0 && chance < SINGLE_EDGES[bin]!) bin--;
  return bin;
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

const NORMAL_975 = 1.959963984540054;

/** Wilson (1927): holds for shares of 0 and 1 and for few pairs as well. */
function wilson(hits: number, count: number): { low: number; high: number } {
  const share = hits / count;
  const square = NORMAL_975 ** 2 / count;
  const middle = share + square / 2;
  const half = Math.sqrt(square * (share * (1 - share) + square / 4));
  return { low: Math.max(0, (middle - half) / (1 + square)), high: Math.min(1, (middle + half) / (1 + square)) };
}
