/** Skor kerentanan lokal of all families of a city: by a model, and by a second one for those of whom too little is known. */
import { ascending } from '../metrics/membership.ts';
import { vulnerability } from '../outputs/write-predictions.ts';
import { transformationOf } from '../survey/label.ts';
import { scoreFamilies, type ModelScores, type ScoringCity } from './score-families.ts';
import type { TrainedModel } from '../outputs/trained-model.ts';

/** Which model scored a family. */
export const SCORED_BY = ['nobody', 'main', 'otherwise'] as const;
export type ScoredBy = (typeof SCORED_BY)[number];

/** Row i of every column is one family; NaN where it has no score. Never a desil. */
export interface ScoreColumns {
  readonly count: number;
  /** [family] predicted welfare and its interval, in the unit of the survey's label. */
  readonly amount: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** [family] 0 to 100 among the families that have a score, 100 most vulnerable. */
  readonly score: Float64Array;
  /** [family] where it would stand if it had as much as the upper and the lower end of its interval. */
  readonly scoreLow: Float64Array;
  readonly scoreHigh: Float64Array;
  /** [family] 1 most vulnerable; alike families share the better rank; 0 without a score. */
  readonly rank: Uint32Array;
  /** [family] index into SCORED_BY. */
  readonly by: Uint8Array;
  /** [family] facts that the model reads and nobody knows of it. */
  readonly unknown: Uint16Array;
}

export interface CityScores extends ScoreColumns {
  readonly main: ModelScores;
  readonly otherwise: ModelScores | undefined;
}

/** @throws TwinError configuration as matchFacts */
export function scoreCity(
  main: TrainedModel,
  otherwise: TrainedModel | undefined,
  city: ScoringCity,
  onDone: (count: number) => void = () => undefined,
): CityScores {
  const count = city.clusters.length;
  const first = scoreFamilies(main, city, new Uint8Array(count).fill(1), onDone);
  const left = new Uint8Array(count).fill(1);
  for (const row of first.rows) left[row] = 0;
  const second =
    otherwise === undefined
      ? undefined
      : scoreFamilies(otherwise, city, left, (done) => onDone(first.rows.length + done));
  const columns = {
    amount: new Float64Array(count).fill(NaN),
    low: new Float64Array(count).fill(NaN),
    high: new Float64Array(count).fill(NaN),
    by: new Uint8Array(count),
    unknown: first.unknown.count.slice(),
  };
  [first, second].forEach((scores, i) => {
    if (scores === undefined) return;
    const { back } = transformationOf(scores.trained.transformation, scores.trained.scale);
    scores.rows.forEach((household, row) => {
      columns.amount[household] = back(scores.prediction[row]!);
      columns.low[household] = back(scores.low[row]!);
      columns.high[household] = back(scores.high[row]!);
      columns.by[household] = i + 1;
      columns.unknown[household] = scores.unknown.count[household]!;
    });
  });
  return { count, ...columns, ...standings(columns), main: first, otherwise: second };
}

type Amounts = Pick<ScoreColumns, 'amount' | 'low' | 'high'>;

function standings({ amount, low, high }: Amounts): Pick<ScoreColumns, 'score' | 'scoreLow' | 'scoreHigh' | 'rank'> {
  const count = amount.length;
  const scored = Uint32Array.from(amount.keys()).filter((h) => !Number.isNaN(amount[h]!));
  const known = Float64Array.from(scored, (h) => amount[h]!);
  const own = vulnerability(known, new Float64Array(known.length).fill(1));
  const sorted = known.slice().sort();
  const at = (value: number): number => 100 * (1 - countBelow(sorted, value) / sorted.length);
  const columns = {
    score: new Float64Array(count).fill(NaN),
    scoreLow: new Float64Array(count).fill(NaN),
    scoreHigh: new Float64Array(count).fill(NaN),
    rank: new Uint32Array(count),
  };
  scored.forEach((household, i) => {
    columns.score[household] = own[i]!;
    columns.scoreLow[household] = Math.min(own[i]!, at(high[household]!));
    columns.scoreHigh[household] = Math.max(own[i]!, at(low[household]!));
  });
  let rank = 0;
  let last = NaN;
  ascending(known).forEach((i, place) => {
    if (known[i] !== last) [rank, last] = [place + 1, known[i]!];
    columns.rank[scored[i]!] = rank;
  });
  return columns;
}

/** Where an amount would stand among those of the families with a score: 0 to 100, 100 most vulnerable. */
export function standingOf({ amount }: Pick<ScoreColumns, 'amount'>): (amount: number) => number {
  const sorted = amount.filter((value) => !Number.isNaN(value)).sort();
  return (value) => 100 * (1 - countBelow(sorted, value) / Math.max(1, sorted.length));
}

/** How many of ascending values lie below one. */
function countBelow(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Amounts at the cut of each coverage: who has less is within it. */
export function cutsAt({ amount }: Pick<ScoreColumns, 'amount'>, coverages: readonly number[]): number[] {
  const sorted = amount.filter((value) => !Number.isNaN(value)).sort();
  return coverages.map((coverage) => sorted[Math.min(sorted.length - 1, Math.round(coverage * sorted.length))] ?? NaN);
}
