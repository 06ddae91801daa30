/** Whether errors fall on some more than on others: both errors of each group, with intervals, beside those of all. */
import { intervalOf, type Interval } from './bootstrap.ts';
import type { Grouping } from './groups.ts';
import { choose, type Chosen, type Judged } from './targeting.ts';
import type { WrittenCoverage } from '../survey/model-shape.ts';

export interface GroupErrors {
  readonly group: string;
  readonly households: number;
  /** Share of all weight. */
  readonly share: number;
  readonly dueShare: number;
  readonly selectedShare: number;
  readonly inclusionError: Interval;
  readonly exclusionError: Interval;
  /** Prediction minus what was found, on average, as the model sees welfare: above 0 the group seems richer than it is. */
  readonly bias: Interval;
  /** Whether the interval of its exclusion error lies wholly above the exclusion error of all. */
  readonly isMissedMore: boolean;
}

interface Sums {
  weight: number;
  due: number;
  selected: number;
  both: number;
  bias: number;
}

/** Groups with fewer households than this get no line: it would be about single households. */
const LEAST_HOUSEHOLDS = 10;

/**
 * @param bias       [household] prediction minus what was found
 * @param replicates [replicate][household] weights of the survey drawn again
 * @returns          [grouping] errors of each of its groups
 */
export function fairnessOf(
  data: Judged,
  bias: Float64Array,
  groupings: readonly Grouping[],
  coverage: WrittenCoverage,
  weight: Float64Array,
  replicates: readonly Float64Array[],
): GroupErrors[][] {
  // Who is chosen does not hang on the grouping: it is found once for each replicate.
  const sumsFor = (weights: Float64Array): Sums[][] => {
    const chosen = choose(data, weights, coverage);
    return groupings.map((grouping) => groupSums(chosen, bias, grouping, weights));
  };
  const found = sumsFor(weight);
  const drawn = replicates.map(sumsFor);
  return groupings.map((grouping, i) =>
    groupErrors(
      grouping,
      found[i]!,
      drawn.map((each) => each[i]!),
    ),
  );
}

/** @param drawn [replicate][group] */
function groupErrors(grouping: Grouping, found: readonly Sums[], drawn: readonly Sums[][]): GroupErrors[] {
  const all = found.reduce((sum, each) => added(sum, each), empty());
  const households = new Uint32Array(grouping.names.length);
  for (const code of grouping.codes) households[code]!++;
  return grouping.names.flatMap((group, g) => {
    const own = found[g]!;
    if (households[g]! < LEAST_HOUSEHOLDS || own.weight === 0) return [];
    const interval = (measure: (sums: Sums) => number): Interval =>
      intervalOf(
        measure(own),
        drawn.map((each) => measure(each[g]!)),
      );
    const exclusionError = interval(exclusion);
    return [
      {
        group,
        households: households[g]!,
        share: own.weight / all.weight,
        dueShare: own.due / own.weight,
        selectedShare: own.selected / own.weight,
        inclusionError: interval(inclusion),
        exclusionError,
        bias: interval(({ bias, weight }) => bias / weight),
        isMissedMore: exclusionError.low > exclusion(all),
      },
    ];
  });
}

const exclusion = ({ due, both }: Sums): number => (due > 0 ? 1 - both / due : NaN);
const inclusion = ({ selected, both }: Sums): number => (selected > 0 ? 1 - both / selected : NaN);
const empty = (): Sums => ({ weight: 0, due: 0, selected: 0, both: 0, bias: 0 });

function added(left: Sums, right: Sums): Sums {
  return {
    weight: left.weight + right.weight,
    due: left.due + right.due,
    selected: left.selected + right.selected,
    both: left.both + right.both,
    bias: left.bias + right.bias,
  };
}

function groupSums(
  { due, selected }: Chosen,
  bias: Float64Array,
  { names, codes }: Grouping,
  weight: Float64Array,
): Sums[] {
  const sums = names.map(empty);
  codes.forEach((code, row) => {
    const w = weight[row]!;
    const sum = sums[code]!;
    sum.weight += w;
    sum.due += w * due[row]!;
    sum.selected += w * selected[row]!;
    sum.both += w * Math.min(due[row]!, selected[row]!);
    sum.bias += w * bias[row]!;
  });
  return sums;
}
