/**
 * What a loop reckons with, written as WebAssembly: JavaScript asks of each entry of a typed array whether it is there still
 * and within, seven to ten instructions each; here an entry takes one or two.
 *
 * Whole numbers have 32 bits and wrap as with `| 0` and Math.imul; floats are those of JavaScript. So a loop written here
 * gives the same bits as the same lines in TypeScript.
 */
import { REAL, realBytes, signed, unsigned, WHOLE } from './binary.ts';

export interface Whole {
  readonly kind: typeof WHOLE;
  readonly code: readonly number[];
}
export interface Real {
  readonly kind: typeof REAL;
  readonly code: readonly number[];
}
export type WholeOrNumber = Whole | number;

const OP = {
  ...{ ltS: 0x48, ltU: 0x49, add: 0x6a, sub: 0x6b, mul: 0x6c, and: 0x71, or: 0x72, xor: 0x73 },
  ...{ shl: 0x74, shrS: 0x75, shrU: 0x76, eqz: 0x45, eq: 0x46, select: 0x1b, zerosBehind: 0x68, ones: 0x69 },
  ...{
    realEq: 0x61,
    realLt: 0x63,
    ceil: 0x9b,
    realAdd: 0xa0,
    realSub: 0xa1,
    realMul: 0xa2,
    realDiv: 0xa3,
    realMin: 0xa4,
    realMax: 0xa5,
  },
  ...{ ofSigned: 0xb7, ofUnsigned: 0xb8, promote: 0xbb },
} as const;
const [CONST_WHOLE, CONST_REAL, TRUNCATE] = [0x41, 0x44, 0xfc];
const [TO_SIGNED, TO_UNSIGNED] = [2, 3];

const whole = (...code: readonly number[]): Whole => ({ kind: WHOLE, code });
const real = (...code: readonly number[]): Real => ({ kind: REAL, code });

export const wholeOf = (value: WholeOrNumber): Whole =>
  typeof value === 'number' ? whole(CONST_WHOLE, ...signed(value)) : value;
export const realOf = (value: Real | number): Real =>
  typeof value === 'number' ? real(CONST_REAL, ...realBytes(value)) : value;

type Binary<T, R> = (one: T, other: T) => R;
const onWhole =
  (op: number): Binary<WholeOrNumber, Whole> =>
  (one, other) =>
    whole(...wholeOf(one).code, ...wholeOf(other).code, op);
const onReal =
  (op: number): Binary<Real | number, Real> =>
  (one, other) =>
    real(...realOf(one).code, ...realOf(other).code, op);

export const plus = onWhole(OP.add);
export const minus = onWhole(OP.sub);
export const times = onWhole(OP.mul);
export const and = onWhole(OP.and);
export const or = onWhole(OP.or);
export const xor = onWhole(OP.xor);
export const shiftLeft = onWhole(OP.shl);
/** With the sign, as >>. */
export const shiftRight = onWhole(OP.shrS);
/** Without, as >>>. */
export const shiftDown = onWhole(OP.shrU);
/** 1 or 0. */
export const isLess = onWhole(OP.ltS);
/** As numbers from 0 to 2^32 - 1: what draws are compared as. */
export const isBelow = onWhole(OP.ltU);

export const isEqual = onWhole(OP.eq);
export const isNought = (value: Whole): Whole => whole(...value.code, OP.eqz);
/** Number of bits set. */
export const bitsSet = (value: Whole): Whole => whole(...value.code, OP.ones);
/** Place of the lowest bit set; 32 where there is none. */
export const lowestBit = (value: Whole): Whole => whole(...value.code, OP.zerosBehind);
/** All bits where the condition, 1 or 0, holds; none otherwise. */
export const allIf = (condition: WholeOrNumber): Whole => minus(0, condition);
/** The one where the condition holds, the other otherwise: both are reckoned, and nothing is guessed. */
export const either = (condition: Whole, one: WholeOrNumber, other: WholeOrNumber): Whole =>
  whole(...wholeOf(one).code, ...wholeOf(other).code, ...condition.code, OP.select);

export const realPlus = onReal(OP.realAdd);
export const realMinus = onReal(OP.realSub);
export const realTimes = onReal(OP.realMul);
export const realOver = onReal(OP.realDiv);
/** As Math.min and Math.max. */
export const realLeast = onReal(OP.realMin);
export const realMost = onReal(OP.realMax);
/** 1 or 0. */
export const isRealLess = (one: Real | number, other: Real | number): Whole =>
  whole(...realOf(one).code, ...realOf(other).code, OP.realLt);
/** 1 or 0; nothing is equal to what is no number. */
export const isRealEqual = (one: Real | number, other: Real | number): Whole =>
  whole(...realOf(one).code, ...realOf(other).code, OP.realEq);
export const eitherReal = (condition: Whole, one: Real | number, other: Real | number): Real =>
  real(...realOf(one).code, ...realOf(other).code, ...condition.code, OP.select);
/** As Math.ceil. */
export const realCeil = (value: Real): Real => real(...value.code, OP.ceil);

export const realOfSigned = (value: Whole): Real => real(...value.code, OP.ofSigned);
export const realOfUnsigned = (value: Whole): Real => real(...value.code, OP.ofUnsigned);
/** Towards 0, of what 32 bits hold with a sign: there as `| 0`. */
export const truncated = (value: Real): Whole => whole(...value.code, TRUNCATE, TO_SIGNED);
/** Of what is 0 to 2^32 - 1: there as `>>> 0`. */
export const truncatedUnsigned = (value: Real): Whole => whole(...value.code, TRUNCATE, TO_UNSIGNED);

/** How a column holds its entries: instructions that read and write one, and log2 of its bytes. */
export interface Entry {
  readonly load: number;
  readonly store: number;
  readonly bits: number;
  /** Of floats of 32 bits, which are reckoned with as those of 64. */
  readonly isShort: boolean;
}
const entry = (load: number, store: number, bits: number, isShort = false): Entry => ({
  ...{ load, store, bits, isShort },
});
export const ENTRIES = {
  byte: entry(0x2d, 0x3a, 0),
  half: entry(0x2f, 0x3b, 1),
  signedHalf: entry(0x2e, 0x3b, 1),
  word: entry(0x28, 0x36, 2),
  short: entry(0x2a, 0x38, 2, true),
  real: entry(0x2b, 0x39, 3),
} as const;

/** Where the entries of a column are: from a place that is known beforehand, or that the loop is told. */
export interface Place {
  readonly entry: Entry;
  readonly base: Whole | undefined;
  readonly offset: number;
}

export function addressOf({ entry: { bits }, base }: Place, index: WholeOrNumber): Whole {
  const scaled = bits === 0 ? wholeOf(index) : shiftLeft(index, bits);
  return base === undefined ? scaled : plus(scaled, base);
}

export const accessOf = ({ entry: { bits }, offset }: Place): number[] => [bits, ...unsigned(offset)];

export const at = (place: Place, index: WholeOrNumber): Whole =>
  whole(...addressOf(place, index).code, place.entry.load, ...accessOf(place));

export const realAt = (place: Place, index: WholeOrNumber): Real => {
  const loaded = [...addressOf(place, index).code, place.entry.load, ...accessOf(place)];
  return place.entry.isShort ? real(...loaded, OP.promote) : real(...loaded);
};
