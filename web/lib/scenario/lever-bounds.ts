/** What a lever may be set to, and what is wrong with how it is set: the server holds it to the same. */
import type { LeverCard, MovedLever } from '#engine';

export type LeverFault = 'value' | 'years' | 'ages' | 'areas';

const AGES = { low: 0, high: 100 };

/** The steps in which a slider goes; a number can be typed as fine as one likes. */
export function stepOf({ unit, low, high }: LeverCard): number {
  if (unit === 'factor') return 0.05;
  if (unit.startsWith('points')) return 0.1;
  return high - low > 1000 ? 10 : 1;
}

/** A lever as it is added: moved by a tenth, so that it is seen to do something. */
export function newLever(card: LeverCard, fromYear: number): MovedLever {
  const value = card.unit === 'factor' && card.choices === undefined ? factorMoved(card) : movedOnItsWay(card);
  return { lever: card.key as MovedLever['lever'], value, fromYear, source: card.source };
}

/**
 * A tenth more of what is, or a tenth less where no more can be had: 20 times a budget is no limit, 0.9 of it is one. What is
 * not there begins with all of it.
 */
const factorMoved = ({ low, high, default: usual }: LeverCard): number =>
  usual < high ? Math.min(high, usual < 1 ? 1 : 1.1) : Math.max(low, 0.9);

/** By a tenth of the way that it can be moved; of several choices, the next. */
function movedOnItsWay(card: LeverCard): number {
  const step = stepOf(card);
  const room = (card.default < card.high ? card.high : card.low) - card.default;
  const way = card.choices ? Math.sign(room) : Math.round(room / 10 / step) * step || Math.sign(room) * step;
  return Number((card.default + way).toFixed(6));
}

export function faultsOf(moved: MovedLever, card: LeverCard, firstYear: number, lastYear: number): LeverFault[] {
  const { value, fromYear, toYear, ages, areas } = moved;
  const isWhole = (number: number): boolean => Number.isInteger(number);
  const isAge = (age: number): boolean => Number.isInteger(age) && age >= AGES.low && age <= AGES.high;
  const faults: [LeverFault, boolean][] = [
    ['value', !(value >= card.low && value <= card.high) || (card.isWhole === true && !isWhole(value))],
    [
      'years',
      !isWhole(fromYear) ||
        fromYear < firstYear ||
        fromYear > lastYear ||
        (toYear !== undefined && (!isWhole(toYear) || toYear < fromYear)),
    ],
    ['ages', ages !== undefined && !(isAge(ages.from) && isAge(ages.to) && ages.from <= ages.to)],
    ['areas', areas !== undefined && areas.length === 0],
  ];
  return faults.filter(([, isWrong]) => isWrong).map(([fault]) => fault);
}
