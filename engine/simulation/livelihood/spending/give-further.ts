/**
 * Programmes that no loop goes through: they choose when the looped ones have, and who is given money by them is counted among
 * those whom aid concerns.
 */
import { AT, HOME_WIDTH } from '../account.ts';
import { chooseFurther } from '../aid/further.ts';
import { givenForUnits, openTo, unitsOf, type AidYear } from '../aid/recipients.ts';
import { LOOPED, OFFERS, type Dwellings, type HouseholdLives } from '../columns.ts';
import type { LifeKeys } from '../life-keys.ts';
import type { GrowingRows } from '../../microsimulation/growing-rows.ts';
import { countApart, putAtHand, spendsOf } from './count-apart.ts';
import type { CountedApart, HomesAtHand } from './homes-at-hand.ts';
import type { HouseholdSetting } from './household-setting.ts';

export const loopedOf = (aids: readonly AidYear[]): readonly AidYear[] => aids.slice(0, OFFERS);
/** Courses are given to persons who look for work, before: work/courses.ts. */
export const furtherOf = (aids: readonly AidYear[]): readonly AidYear[] =>
  aids.slice(OFFERS).filter(({ aid }) => !aid.isCourse);

const bitsOf = (aids: readonly AidYear[]): number => aids.reduce((bits, { place }) => bits | (1 << place), 0);

/** Bits of the programmes that loops must know of, whatever the rank of a family: looped ones, and those that give money. */
export const concerningOf = (aids: readonly AidYear[]): number =>
  LOOPED | bitsOf(furtherOf(aids).filter(({ aid }) => aid.isCash));

/**
 * When the looped programmes have chosen among those at hand.
 *
 * @returns [programme] rows of the households that have it, in the order of furtherOf
 */
export function chooseOthers(
  households: Dwellings,
  homes: HouseholdLives,
  { aids }: Pick<HouseholdSetting, 'aids'>,
  { lists, row, receives, listed }: HomesAtHand,
  keys: LifeKeys,
): readonly GrowingRows[] {
  for (let i = 0; i < listed; i++) lists[row[i]!] = receives[i]!;
  const below = openTo(loopedOf(aids));
  return chooseFurther({ households, homes, lists, poor: { rows: row, number: listed, below } }, furtherOf(aids), keys);
}

/** Units and thousand rupiah a year: [region × programme], and behind them the same again. */
export type GivenFurther = Float64Array;

/**
 * [household] its place among those at hand, as far as it is among them: who stands at that place tells, so that nobody has to
 * be taken out from year to year.
 */
let placeOf = new Uint32Array(0);

/**
 * Lays out the money of these programmes for those at hand, where whoever gets some comes to stand.
 *
 * @param holders of chooseOthers
 * @param counted at hand, of those whom no aid concerns
 */
export function layOutFurther(
  households: Dwellings,
  homes: HouseholdLives,
  setting: HouseholdSetting,
  holders: readonly GrowingRows[],
  atHand: HomesAtHand,
  counted: CountedApart,
): GivenFurther {
  const { size } = households;
  const { row, listed, regions, further } = atHand;
  const years = furtherOf(setting.aids);
  const given = new Float64Array(2 * regions * years.length);
  if (placeOf.length < households.rows) placeOf = new Uint32Array(size.length);
  for (let i = 0; i < listed; i++) placeOf[row[i]!] = i;
  further.fill(0, 0, listed);
  const ground: GivingGround = { households, homes, setting, atHand, counted };
  years.forEach((year, i) => {
    const [units, thousand] = [new Uint32Array(regions), new Float64Array(regions)];
    give(ground, year, holders[i]!, units, thousand);
    for (let region = 0; region < regions; region++) {
      given[region * years.length + i] = units[region]!;
      given[(regions + region) * years.length + i] = thousand[region]!;
    }
  });
  return given;
}

interface GivingGround {
  readonly households: Dwellings;
  readonly homes: HouseholdLives;
  readonly setting: HouseholdSetting;
  readonly atHand: HomesAtHand;
  readonly counted: CountedApart;
}

/** @param units, thousand [region] filled with what those who have it are given: units, and thousand rupiah a year */
function give(
  ground: GivingGround,
  year: AidYear,
  { rows, count }: GrowingRows,
  units: Uint32Array,
  thousand: Float64Array,
): void {
  const { households, homes } = ground;
  const { size, region } = households;
  const { aid } = year;
  const { isCash } = aid;
  for (let k = 0; k < count; k++) {
    const row = rows[k]!;
    // Of a row that nobody has any more.
    if (size[row] === 0) continue;
    const own = unitsOf(aid, homes, households, row);
    const due = givenForUnits(year, homes, row, own);
    const area = region[row]!;
    units[area]! += own;
    thousand[area]! += due;
    if (isCash && due > 0) addCash(ground, row, due);
  }
}

function addCash({ households, homes, setting, atHand, counted }: GivingGround, row: number, thousand: number): void {
  const { further } = atHand;
  const place = placeOf[row]!;
  if (place < atHand.listed && atHand.row[place] === row) further[place]! += thousand;
  else {
    countApart(counted, households, row, spendsOf(homes, setting, row, households.size[row]!), setting.line, -1);
    placeOf[row] = putAtHand(atHand, households, homes, row);
    further[placeOf[row]!] = thousand;
  }
}

/** Recipients and cost, as layOutFurther has found them. */
export function addFurther(
  { aids }: Pick<HouseholdSetting, 'aids'>,
  { regions }: HomesAtHand,
  { sums }: Pick<CountedApart, 'sums'>,
  given: GivenFurther,
): void {
  const years = furtherOf(aids);
  for (let region = 0; region < regions; region++)
    years.forEach(({ place }, i) => {
      const at = region * years.length + i;
      sums[region * HOME_WIDTH + AT['recipients-pkh'] + place]! += given[at]!;
      sums[region * HOME_WIDTH + AT['cost-pkh'] + place]! += given[regions * years.length + at]!;
    });
}
