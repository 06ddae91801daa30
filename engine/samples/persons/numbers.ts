/** Numbers of identity as the law builds them: region, day, serial. */
import type { Chance } from '../../kernel/random.ts';
import { calendarDate } from '../../kernel/time.ts';
import { FEMALE } from '../families/age-structure.ts';

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** DDMMYY; a woman's day of birth is written plus 40. */
export function writtenDay(day: number, isFemale: boolean): string {
  const date = calendarDate(day);
  return twoDigits(date.day + (isFemale ? 40 : 0)) + twoDigits(date.month) + twoDigits(date.year % 100);
}

/** Gives out numbers in the order in which they are asked for: the next serial of a region and day, now and then one further. */
export class SerialNumbers {
  readonly #last = new Map<string, number>();
  readonly #draws: Chance;

  constructor(draws: Chance) {
    this.#draws = draws;
  }

  /**
   * @param prefix region and day, twelve digits
   * @param index  row, for chance
   * @throws RangeError when a region has given out 9,999 numbers for one day
   */
  next(prefix: string, index: number): string {
    const serial = (this.#last.get(prefix) ?? 0) + 1 + Math.floor(this.#draws.uniform(index) ** 3 * 4);
    if (serial > 9999) throw new RangeError('More than 9,999 numbers of one region and day.');
    this.#last.set(prefix, serial);
    return prefix + String(serial).padStart(4, '0');
  }
}

/**
 * NIK of everybody.
 *
 * @param region [person] six digits
 * @param bornOn [person] days since 1970-01-01
 * @param sex    [person] 1 male, 2 female
 * @returns      [person] sixteen digits, each different
 */
export function niks(region: readonly string[], bornOn: Int32Array, sex: Uint8Array, draws: Chance): string[] {
  const serials = new SerialNumbers(draws);
  return region.map((place, row) => serials.next(place + writtenDay(bornOn[row]!, sex[row] === FEMALE), row));
}

/**
 * No. KK of every household: where and on which day the card was issued.
 *
 * @param region    [household] six digits
 * @param issuedOn  [household] days since 1970-01-01
 */
export function kkNumbers(region: readonly string[], issuedOn: Int32Array, draws: Chance): string[] {
  const serials = new SerialNumbers(draws);
  return region.map((place, household) => serials.next(place + writtenDay(issuedOn[household]!, false), household));
}
