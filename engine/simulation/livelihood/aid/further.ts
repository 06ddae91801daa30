/**
 * Programmes after the first OFFERS, of few families each. Who comes first is as in recipients.ts: those on a list that stays,
 * then by rank or by lot. First all lists lose those who do not stay; then free places are filled, one programme after the other.
 */
import { addRow, growingRows, type GrowingRows } from '../../microsimulation/growing-rows.ts';
import type { LifeKeys } from '../life-keys.ts';
import { choiceOf, fillPlaces, keepListed, type FurtherGround } from './choice.ts';
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
  choices.forEach(fillPlaces);
  return having;
}

/** @returns [programme] rows of the households that have it; until it is asked anew */
export function holdersOf(lists: Uint16Array, rows: number, years: readonly AidYear[]): readonly GrowingRows[] {
  while (holders.length < years.length) holders.push(growingRows());
  for (let i = 0; i < years.length; i++) holders[i]!.count = 0;
  const all = years.reduce((bits, { place }) => bits | (1 << place), 0);
  const ofPlace = new Array<GrowingRows>(32);
  years.forEach(({ place }, i) => (ofPlace[place] = holders[i]!));
  for (let row = 0; row < rows; row++)
    for (let on = lists[row]! & all; on !== 0; on &= on - 1) addRow(ofPlace[31 - Math.clz32(on & -on)]!, row);
  return holders;
}
