/** What per cents of places and of money are of, and places shared out among kelurahan; where that is nothing, it is said. */
import { TwinError } from '../../kernel/errors.ts';
import { shareOut } from '../lists/places.ts';
import type { Question } from './levers.ts';
import type { ProgrammePool } from './programme-pool.ts';
import type { Pool } from './select.ts';

export interface Base {
  readonly families: number;
  readonly rupiahPerYear: number;
}

/** What is now; where there is no list, whom the rules fit. Money at most: it is to be enough whatever is found out. */
export function baseOf({ pool, ...of }: ProgrammePool, isListed: boolean): Base {
  const isCounted = isListed ? pool.receives : pool.fits;
  const rupiah = isListed ? of.presentMostRupiahPerYear : of.mostRupiahPerYear;
  const base = { families: 0, rupiahPerYear: 0 };
  for (let h = 0; h < pool.count; h++) {
    if (isCounted[h] === 0) continue;
    base.families++;
    base.rupiahPerYear += rupiah[h]!;
  }
  return base;
}

/** Parts of nothing are nothing: that is no answer to how many there would be. */
export function requireBase(question: Question, base: Base, isListed: boolean): void {
  const asksPlaces = question.placesPercent !== undefined || question.sharedOut === 'kelurahan';
  const isEmpty =
    (asksPlaces && base.families === 0) || (question.budgetPercent !== undefined && base.rupiahPerYear === 0);
  if (!isEmpty) return;
  throw new TwinError('input', {
    code: 'what-if-no-base',
    what: isListed
      ? 'Nobody receives anything now, so that a part of the places or of the money of now is nothing.'
      : 'As far as anybody can tell the rules fit nobody, so that a part of their places or of their money is nothing.',
    todo: NOBODY_FITS,
  });
}

const NOBODY_FITS = 'Take it that missing lists are empty, or ask without parts and without sharing out.';

/**
 * Places by kelurahan in proportion to those whom the rules fit that are asked for.
 *
 * @throws TwinError input: they fit nobody as far as anybody can tell
 */
export function sharedOut(
  places: number,
  { kelurahan, fits, count }: Pool,
  kelurahanCount: number,
): Map<number, number> {
  const due = new Array<number>(kelurahanCount).fill(0);
  for (let h = 0; h < count; h++) if (fits[h] === 1 && kelurahan[h]! < kelurahanCount) due[kelurahan[h]!]!++;
  if (due.every((families) => families === 0))
    throw new TwinError('input', {
      code: 'what-if-nobody-fits',
      what: 'As far as anybody can tell the rules fit nobody in any kelurahan, so that places cannot be shared out by them.',
      todo: NOBODY_FITS,
    });
  return new Map(shareOut(places, due).map((share, k) => [k, share]));
}
