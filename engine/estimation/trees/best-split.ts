/** Finds the question that divides a leaf best. */
import type { BinnedTable } from './binning.ts';
import { WORDS } from './forest.ts';
import { histogramStart, SLOT, type Histogram } from './histogram.ts';

export interface SplitRules {
  readonly leastLeafRows: number;
  /** Added to the weight of a leaf: the larger, the smaller what a leaf may say. */
  readonly lambda: number;
  /** The same for splits of unordered words, which can be chosen in many more ways. */
  readonly categoryLambda: number;
}

export interface Split {
  readonly feature: number;
  readonly gain: number;
  readonly goesLeft: Uint32Array;
}

export interface Sums {
  readonly gradient: number;
  readonly weight: number;
  readonly rows: number;
}

interface Best {
  gain: number;
  feature: number;
  /** Ordered: bins up to this go left. Words: as many of `ranked` go left. */
  cut: number;
  isMissingLeft: boolean;
  ranked: readonly number[] | undefined;
}

const LEAST_GAIN = 1e-12;

/** @returns undefined where no question divides the leaf within the rules */
export function bestSplit(
  histogram: Histogram,
  table: BinnedTable,
  features: Int32Array,
  sums: Sums,
  rules: SplitRules,
): Split | undefined {
  const best: Best = { gain: LEAST_GAIN, feature: -1, cut: 0, isMissingLeft: false, ranked: undefined };
  for (const feature of features) {
    if (table.isCategory[feature] === 1) tryWords(histogram, table.binCounts[feature]!, feature, sums, rules, best);
    else tryNumbers(histogram, table.binCounts[feature]!, feature, sums, rules, best);
  }
  if (best.feature < 0) return undefined;
  return { feature: best.feature, gain: best.gain, goesLeft: markLeft(best) };
}

function markLeft({ cut, isMissingLeft, ranked }: Best): Uint32Array {
  const words = new Uint32Array(WORDS);
  const mark = (bin: number): void => void (words[bin >> 5]! |= 1 << (bin & 31));
  if (ranked !== undefined) ranked.slice(0, cut).forEach(mark);
  else for (let bin = isMissingLeft ? 0 : 1; bin <= cut; bin++) mark(bin);
  return words;
}

function tryNumbers(h: Histogram, bins: number, feature: number, sums: Sums, rules: SplitRules, best: Best): void {
  const base = histogramStart(feature);
  const hasMissing = h[base + 2]! > 0;
  for (let side = 0; side < (hasMissing ? 2 : 1); side++) {
    const isMissingLeft = side === 1;
    let gradient = isMissingLeft ? h[base]! : 0;
    let weight = isMissingLeft ? h[base + 1]! : 0;
    let rows = isMissingLeft ? h[base + 2]! : 0;
    // Up to the last bin where "not known" goes right: known against not known is a question as well.
    const last = !isMissingLeft && hasMissing ? bins - 1 : bins - 2;
    for (let bin = isMissingLeft ? 0 : 1; bin <= last; bin++) {
      if (bin > 0) {
        const slot = base + bin * SLOT;
        gradient += h[slot]!;
        weight += h[slot + 1]!;
        rows += h[slot + 2]!;
      }
      if (rows < rules.leastLeafRows) continue;
      if (sums.rows - rows < rules.leastLeafRows) break;
      const gain = gainOf(gradient, weight, sums, rules.lambda);
      if (gain > best.gain) Object.assign(best, { gain, feature, cut: bin, isMissingLeft, ranked: undefined });
    }
  }
}

/** Words in the order of their means: the best division is between two neighbours of it (Fisher 1958). */
function tryWords(h: Histogram, bins: number, feature: number, sums: Sums, rules: SplitRules, best: Best): void {
  const base = histogramStart(feature);
  const meanOf = (bin: number): number => h[base + bin * SLOT]! / (h[base + bin * SLOT + 1]! + rules.categoryLambda);
  const ranked: number[] = [];
  for (let bin = 0; bin < bins; bin++) if (h[base + bin * SLOT + 2]! > 0) ranked.push(bin);
  ranked.sort((a, b) => meanOf(a) - meanOf(b) || a - b);
  let gradient = 0;
  let weight = 0;
  let rows = 0;
  for (let taken = 1; taken < ranked.length; taken++) {
    const slot = base + ranked[taken - 1]! * SLOT;
    gradient += h[slot]!;
    weight += h[slot + 1]!;
    rows += h[slot + 2]!;
    if (rows < rules.leastLeafRows) continue;
    if (sums.rows - rows < rules.leastLeafRows) break;
    const gain = gainOf(gradient, weight, sums, rules.lambda + rules.categoryLambda);
    if (gain > best.gain) Object.assign(best, { gain, feature, cut: taken, isMissingLeft: false, ranked });
  }
}

/** By how much the squared error falls (half of it), penalty included. */
function gainOf(gradient: number, weight: number, sums: Sums, lambda: number): number {
  const otherGradient = sums.gradient - gradient;
  return (
    (gradient * gradient) / (weight + lambda) +
    (otherGradient * otherGradient) / (sums.weight - weight + lambda) -
    (sums.gradient * sums.gradient) / (sums.weight + lambda)
  );
}
