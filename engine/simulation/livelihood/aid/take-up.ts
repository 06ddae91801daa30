/**
 * Whether a family takes what it is offered: one draw for each programme that holds as long as the family does. Its upper bits
 * are noted once, as all but one family in 256 are decided by them.
 */
import { drawBits, type DrawKey } from '../../chance/keyed-draws.ts';
import { OFFERS, type Dwellings, type HouseholdLives } from '../columns.ts';

const NOTED_AT = 24;
const NOTED = 2 ** NOTED_AT;

export function noteOffers({ low, high }: Dwellings, { offers }: HouseholdLives, key: DrawKey, row: number): void {
  for (let place = 0; place < OFFERS; place++)
    offers[row * OFFERS + place] = drawBits(key, low[row]!, high[row]!, place) >>> NOTED_AT;
}

/** What the noted bits are compared with: below, he takes it; where they are equal the whole draw tells. */
export const notedOf = (takeUpBits: number): number => Math.floor(takeUpBits / NOTED);
