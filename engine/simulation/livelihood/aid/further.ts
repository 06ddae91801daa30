/**
 * Programmes after the first OFFERS, of few families each. Who comes first is as in recipients.ts: those on a list that stays,
 * then by rank or by lot. First all lists lose those who do not stay; then free places are filled, one programme after the other.
 */
import { growingRows, withRoom, type GrowingRows } from '../../microsimulation/growing-rows.ts';
import type { LifeKeys } from '../life-keys.ts';
import { choiceOf, fillPlaces, keepListed, type FurtherGround } from './choice.ts';
import { rankPoor } from './ranked-poor.ts';
import type { AidYear } from './recipients.ts';

/** [programme] rows of those who have it; used again. */
const holders: GrowingRows[] = [];

/**
 * @param years of further programmes alone, in the order of their places
 * @returns [programme] rows of the households that have it then
 */
export function chooseFurther(
  ground: FurtherGround,
  years: readonly AidYear[],
  keys: LifeKeys,
): readonly GrowingRows[] {
  const having = holdersOf(ground.lists, ground.households.rows, years);
  const choices = years.map((year, i) => choiceOf(ground, year, keys, having[i]!));
  choices.forEach(keepListed);
  const ranked = rankPoor(ground.poor, ground.homes);
  choices.forEach((choice) => fillPlaces(choice, ranked));
  return having;
}

/** @returns [programme] rows of the households that have it; until it is asked anew */
export function holdersOf(lists: Uint16Array, rows: number, years: readonly AidYear[]): readonly GrowingRows[] {
  while (holders.length < years.length) holders.push(growingRows());
  const all = years.reduce((bits, { place }) => bits | (1 << place), 0);
  const counts = new Uint32Array(PLACES);
  const ofPlace = new Array<Uint32Array>(PLACES).fill(NO_ROWS);
  years.forEach(({ place }, i) => (ofPlace[place] = withRoom(holders[i]!, rows)));
  for (let row = 0; row < rows; row++)
    for (let on = lists[row]! & all; on !== 0; on &= on - 1) {
      const place = 31 - Math.clz32(on & -on);
      ofPlace[place]![counts[place]!++] = row;
    }
  years.forEach(({ place }, i) => (holders[i]!.count = counts[place]!));
  return holders;
}

/** Bits of `lists`. */
const PLACES = 16;
const NO_ROWS = new Uint32Array(0);
