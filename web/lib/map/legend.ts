/**
 * The one legend: classes made once from the values, and the class of each value, for map, table and export alike.
 *
 * Classes are made of steps (lib/format.ts): whole numbers of the smallest amount that is shown. The classes 0,0–12,4 %
 * and 12,5–20,1 % therefore leave no value between them and share none, and a value stands where its written form says.
 */
import { ckmeans } from 'simple-statistics';
import { fromSteps, toSteps, type ShownAs } from '../format.ts';
import type { Cell } from '../columns.ts';

export const LEGEND_METHODS = ['quantile', 'equal', 'ckmeans', 'manual'] as const;
export type LegendMethod = (typeof LEGEND_METHODS)[number];

export const FEWEST_CLASSES = 3;
export const MOST_CLASSES = 7;

export interface LegendChoice {
  readonly method: LegendMethod;
  /** 3 to 7; with `manual` the breaks decide. */
  readonly classCount: number;
  /** Lower bounds of all classes but the first, as values; used by `manual` alone. */
  readonly breaks: readonly number[];
}

/** Bounds are steps and belong to the class. */
export interface LegendClass {
  readonly index: number;
  /** undefined: open below, as the first class of chosen breaks is. */
  readonly from: number | undefined;
  /** undefined: open above. */
  readonly to: number | undefined;
  /** Areas in it. */
  readonly count: number;
}

/** Where a cell stands: a class by its index, or apart from them all. */
export type Standing = number | 'hidden' | 'no-data';

export interface Legend {
  readonly method: LegendMethod;
  readonly shownAs: ShownAs;
  readonly classes: readonly LegendClass[];
  readonly hiddenCount: number;
  readonly noDataCount: number;
  standingOf(cell: Cell): Standing;
}

/** Fewer classes come back than were asked for where there are fewer different values. */
export function legendOf(cells: readonly Cell[], shownAs: ShownAs, choice: LegendChoice): Legend {
  const steps = cells.flatMap((cell) => (cell.kind === 'value' ? [toSteps(cell.value, shownAs)] : []));
  const lowerBounds = boundsOf(steps, shownAs, choice);
  const standingOf = (cell: Cell): Standing =>
    cell.kind === 'value' ? classOf(toSteps(cell.value, shownAs), lowerBounds) : cell.kind;
  const counts = new Map<Standing, number>();
  for (const cell of cells) counts.set(standingOf(cell), (counts.get(standingOf(cell)) ?? 0) + 1);
  return {
    method: choice.method,
    shownAs,
    classes: lowerBounds.map((from, index) => ({
      index,
      from: from === -Infinity ? undefined : from,
      to: upperBound(steps, lowerBounds, index, choice.method),
      count: counts.get(index) ?? 0,
    })),
    hiddenCount: counts.get('hidden') ?? 0,
    noDataCount: counts.get('no-data') ?? 0,
    standingOf,
  };
}

/** The last class whose lower bound is not above the value. */
function classOf(steps: number, lowerBounds: readonly number[]): number {
  return Math.max(
    0,
    lowerBounds.findLastIndex((bound) => bound <= steps),
  );
}

function upperBound(
  steps: readonly number[],
  lowerBounds: readonly number[],
  index: number,
  method: LegendMethod,
): number | undefined {
  const next = lowerBounds[index + 1];
  if (next !== undefined) return next - 1;
  return method === 'manual' ? undefined : steps.reduce((a, b) => Math.max(a, b), -Infinity);
}

/** Ascending and different; none where there is no value and no break was chosen. */
function boundsOf(steps: readonly number[], shownAs: ShownAs, choice: LegendChoice): number[] {
  if (choice.method === 'manual') return manualBounds(choice.breaks, shownAs);
  if (steps.length === 0) return [];
  const sorted = steps.toSorted((a, b) => a - b);
  const distinct = new Set(sorted).size;
  const count = Math.min(choice.classCount, distinct);
  return different(BOUNDS[choice.method](sorted, count));
}

const BOUNDS = {
  /** Where many values are equal the next class begins at the next different one. */
  quantile: (sorted: readonly number[], count: number): number[] => {
    const bounds = [sorted[0]!];
    for (let i = 1; i < count; i++) {
      const bound = sorted.find((value, at) => at >= Math.floor((i * sorted.length) / count) && value > bounds.at(-1)!);
      if (bound !== undefined) bounds.push(bound);
    }
    return bounds;
  },
  equal: (sorted: readonly number[], count: number): number[] => {
    const [lowest, highest] = [sorted[0]!, sorted.at(-1)!];
    return Array.from({ length: count }, (_, i) => lowest + Math.ceil((i * (highest - lowest)) / count));
  },
  ckmeans: (sorted: readonly number[], count: number): number[] =>
    ckmeans([...sorted], count).map((cluster) => cluster[0]!),
} satisfies Record<Exclude<LegendMethod, 'manual'>, unknown>;

/** The first class takes everything under the first break. */
const manualBounds = (breaks: readonly number[], shownAs: ShownAs): number[] => [
  -Infinity,
  ...different(breaks.map((value) => toSteps(value, shownAs)).toSorted((a, b) => a - b)).slice(0, MOST_CLASSES - 1),
];

const different = (sorted: readonly number[]): number[] => [...new Set(sorted)];

/** The breaks of a legend as values, to go on from by hand. */
export const breaksOf = (legend: Legend): number[] =>
  legend.classes.slice(1).map(({ from }) => fromSteps(from!, legend.shownAs));
