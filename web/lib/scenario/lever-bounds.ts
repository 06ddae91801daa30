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

/** A lever as it is added: moved by a tenth of its way, so that it is seen to do something. */
export function newLever(card: LeverCard, fromYear: number): MovedLever {
  const step = stepOf(card);
  const room = card.default < card.high ? card.high - card.default : card.low - card.default;
  const moved = card.choices === undefined ? Math.round(room / 10 / step) * step : Math.sign(room);
  const value = Number((card.default + (moved === 0 ? Math.sign(room) * step : moved)).toFixed(6));
  return { lever: card.key as MovedLever['lever'], value, fromYear, source: card.source };
}

export function faultsOf(moved: MovedLever, card: LeverCard, firstYear: number, lastYear: number): LeverFault[] {
  const { value, fromYear, toYear, ages, areas } = moved;
  const isWhole = (year: number): boolean => Number.isInteger(year);
  const isAge = (age: number): boolean => Number.isInteger(age) && age >= AGES.low && age <= AGES.high;
  const faults: [LeverFault, boolean][] = [
    ['value', !(value >= card.low && value <= card.high)],
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
