/**
 * One draw a year that screens everybody: its bits are the upper bits of four draws, of what may happen to him this year. Most
 * people are cleared by these alone; only whose upper bits may be an event draws the lower ones as well, by a key of the
 * process. So each process has 32 bits of its own, and those of most are never asked for.
 */
import { drawBits, type DrawKey } from '../../../chance/keyed-draws.ts';

/** Where the upper bits of a process stand; the bit above each is free, so that all four are compared at once. */
export interface Field {
  readonly shift: number;
  readonly width: number;
}

/** Rare things have more bits, so that fewer are asked in vain. */
export const FIELDS = {
  birth: { shift: 0, width: 6 },
  going: { shift: 7, width: 7 },
  union: { shift: 15, width: 7 },
  fate: { shift: 23, width: 8 },
} as const satisfies Readonly<Record<string, Field>>;
export type Screened = keyof typeof FIELDS;

/** The free bits above the fields, each the flag of its process. */
export const FLAGS = { birth: 1 << 6, going: 1 << 14, union: 1 << 22, fate: 1 << 31 } as const;
/** All of them, and all others. */
export const FREE_BITS = 0x80404040 | 0;
export const VALUE_BITS = ~FREE_BITS;
/** The screening draw of one person in one year, its free bits set. */
export const screenOf = (screen: DrawKey, low: number, high: number): number =>
  drawBits(screen, low, high, 0) | FREE_BITS;

/**
 * @param least, most bounds: what is less than its field of `least`, or more than that of `most`, may be an event
 * @returns           0 for who is cleared, else the flags of the processes that may happen
 */
export const mayHappen = (screened: number, least: number, most: number): number =>
  // A field borrows the free bit above where it is the smaller one.
  ~((screened - least) & (most - (screened & VALUE_BITS))) & FREE_BITS;

/** 32 bits of a process: the upper ones of the screening draw, the others by its own key. */
export const bitsOf = ({ shift, width }: Field, screened: number, key: DrawKey, low: number, high: number): number =>
  (((screened >>> shift) << (32 - width)) | (drawBits(key, low, high, 0) >>> width)) >>> 0;

/** Bounds of many kinds of people; those that clear everything until one is added. */
export interface Bounds {
  readonly least: Int32Array;
  readonly most: Int32Array;
}

export const boundsOf = (kinds: number): Bounds => ({
  least: new Int32Array(kinds),
  most: new Int32Array(kinds).fill(-1),
});

/**
 * Adds the bounds of a process to those of other processes.
 *
 * @param below, above events are bits of the process below the one or above the other, 0 to 2^32
 */
export function addBound(
  { least, most }: Bounds,
  { shift, width }: Field,
  kind: number,
  below: number,
  above: number,
): void {
  const values = 1 << width;
  const step = TWO_TO_32 / values;
  const highest = Math.floor((Math.floor(above) + 1) / step) - 1;
  // Where even the smallest value is above, all are below as well.
  const lowest = highest < 0 ? values : Math.min(values, Math.ceil(below / step));
  least[kind]! += lowest << shift;
  most[kind]! -= (values - 1 - Math.max(0, highest)) << shift;
}

const TWO_TO_32 = 4294967296;
