/** Classes that stay the same over all years, so that a colour means the same whichever year is looked at. */
import type { Cell } from '../columns.ts';
import { fromSteps, toSteps, type Formatter, type ShownAs } from '../format.ts';
import { classLabel } from '../map/class-label.ts';
import { legendOf, type Legend, type LegendChoice } from '../map/legend.ts';
import { classColours, divergingColours, type Ground, type Rgb } from '../map/palette.ts';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';

type Translate = (key: MessageKey, values?: MessageValues) => string;

export interface LockedClasses {
  readonly legend: Legend;
  readonly labels: readonly string[];
  colours(ground: Ground): Rgb[];
}

const QUANTILES: LegendChoice = { method: 'quantile', classCount: 5, breaks: [] };

/** Of baseline and scenario: the same classes for both sides. */
export function classesOfSides(
  cells: readonly Cell[],
  shownAs: ShownAs,
  format: Formatter,
  t: Translate,
): LockedClasses {
  const legend = legendOf(cells, shownAs, QUANTILES);
  return {
    legend,
    labels: legend.classes.map((shown) => classLabel(shown, shownAs, format, t)),
    colours: (ground) => classColours(legend.classes.length, ground),
  };
}

/** Classes on each side of nought. */
const SIDE = 3;
const NICE = [1, 2, 3, 5, 10];

/** The next of 1, 2, 3, 5, 10, 20 … times `unit` that is not less. */
export function niceStep(value: number, unit: number): number {
  for (let power = unit; ; power *= 10)
    for (const times of NICE) if (times * power >= value - 1e-9) return times * power;
}

/**
 * Of the difference: as wide on both sides of nought, which has a class of its own.
 *
 * @param unit values of kelurahan are multiples of it, in steps
 */
export function classesOfDifference(
  cells: readonly Cell[],
  shownAs: ShownAs,
  unit: number,
  format: Formatter,
  t: Translate,
): LockedClasses {
  const most = cells.reduce(
    (max, cell) => (cell.kind === 'value' ? Math.max(max, Math.abs(toSteps(cell.value, shownAs))) : max),
    0,
  );
  const step = niceStep(most / SIDE, unit);
  const breaks = [-2 * step, -step, 0, unit, step + unit, 2 * step + unit];
  const legend = legendOf(cells, shownAs, {
    method: 'manual',
    classCount: 2 * SIDE + 1,
    breaks: breaks.map((steps) => fromSteps(steps, shownAs)),
  });
  const write = (steps: number): string => signed(fromSteps(steps, shownAs), shownAs, format);
  const labels = legend.classes.map(({ from }, i) => {
    const next = legend.classes[i + 1]?.from;
    const to = next === undefined ? undefined : next - unit;
    if (from === undefined) return t('scenario.class.or-less', { value: write(to!) });
    if (to === undefined) return t('legend.from', { value: write(from) });
    return from === to ? write(from) : `${write(from)} … ${write(to)}`;
  });
  return { legend, labels, colours: (ground) => divergingColours(SIDE, ground) };
}

/** +1.234 | -1.234 | 0, with a real minus sign. */
export function signed(value: number, shownAs: ShownAs, format: Formatter): string {
  const text = format.value(Math.abs(value), shownAs);
  const isNought = toSteps(value, shownAs) === 0;
  return isNought ? text : `${value > 0 ? '+' : '−'}${text}`;
}
