/** The loops over those whom aid may concern: who may come onto the list of a programme and how early, and who is taken. */
import { columnAt, type Loop } from '../../../kernel/loops/loop.ts';
import {
  allIf,
  and,
  at,
  either,
  isBelow,
  isEqual,
  isNought,
  isRealLess,
  minus,
  or,
  plus,
  realAt,
  realLeast,
  realMinus,
  realMost,
  realOfUnsigned,
  realTimes,
  shiftDown,
  shiftLeft,
  truncated,
} from '../../../kernel/loops/values.ts';
import { OFFERS } from '../columns.ts';
import { behind, HAND } from '../spending/homes-at-hand.ts';

/** Ranks are standard normal, and shares of a lot from 0 to 1: who is on the list already stands so far before the others. */
export const ON_THE_LIST = -20;
const LOWEST = ON_THE_LIST - 6;
const HIGHEST = 6;
export const BINS = 2048;
const PER_UNIT = BINS / (HIGHEST - LOWEST);
/** Above the number of a bin: stays on the list, if he may. */
export const STAYS = 2 * BINS;
/** In place of the number of a bin; what is not above it. */
export const NO_CANDIDATE = STAYS - 1;

export function binOf(priority: number): number {
  const bin = ((priority - LOWEST) * PER_UNIT) | 0;
  return bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
}

/** [bin] units of the programme that those in it take. */
const UNITS = HAND.column('word', BINS);
/** Families whose rank is below it are within the decile limit. */
const RANK_LIMIT = HAND.column('real', 1);

export const unitsAtHand = (): Uint32Array => new Uint32Array(HAND.bytes(), UNITS.offset, BINS);

const list: Loop = HAND.loop(7, (writer, given) => {
  const { hold, holdReal, variable, store, repeat } = writer;
  const [number, place, excluding, noted] = [given[0]!, given[1]!, given[2]!, given[3]!];
  const [staysListed, needsNone, isOfPersons] = [given[4]!, given[5]!, given[6]!];
  const rankLimit = holdReal(realAt(RANK_LIMIT, 0));
  const [receives, rank, components] = [
    behind(writer, 'receives'),
    behind(writer, 'rank'),
    behind(writer, 'components'),
  ];
  const [size, bins, asked] = [behind(writer, 'size'), behind(writer, 'bin'), behind(writer, 'asked')];
  const offers = columnAt(behind(writer, 'offers').base!, 'byte');
  const others = hold(minus(-1, shiftLeft(1, place)));
  const found = variable(0);
  repeat(number, (i) => {
    const lists = hold(at(receives, i));
    const isOn = hold(and(shiftDown(lists, place), 1));
    store(receives, i, and(lists, others));
    const stands = holdReal(realAt(rank, i));
    const may = hold(or(needsNone, isNought(isNought(at(components, i)))));
    const fits = hold(and(isRealLess(stands, rankLimit), isNought(and(lists, excluding))));
    const first = hold(at(offers, plus(shiftLeft(i, Math.log2(OFFERS)), place)));
    const stays = hold(and(isOn, staysListed));
    const takes = or(isOn, isBelow(first, noted));
    const isCandidate = hold(and(and(may, fits), takes));
    // Drawn for by who asks: staying above the limit, and what the noted bits of an offer leave open.
    const isOpen = and(may, or(and(stays, isNought(fits)), and(and(isNought(isOn), fits), isEqual(first, noted))));
    store(asked, found.value, i);
    found.set(plus(found.value, hold(isOpen)));
    const comes = realMinus(stands, realTimes(realOfUnsigned(stays), -ON_THE_LIST));
    const scaled = realTimes(realMinus(comes, LOWEST), PER_UNIT);
    const bin = hold(truncated(realLeast(realMost(scaled, 0), BINS - 1)));
    store(bins, i, or(either(isCandidate, bin, NO_CANDIDATE), and(STAYS, allIf(stays))));
    const units = either(isOfPersons, at(size, i), 1);
    store(UNITS, bin, plus(at(UNITS, bin), and(units, allIf(isCandidate))));
  });
  return found.value;
});

/** What a programme is in one year, as far as its ranks and lists go. */
export interface ListedYear {
  readonly place: number;
  readonly rankLimit: number;
  readonly excluding: number;
  readonly noted: number;
  readonly staysListed: boolean;
  readonly needsComponent: boolean;
  readonly isOfPersons: boolean;
}

/**
 * Takes everybody off the list, and finds for those who may come onto it, or stay, in which bin they stand.
 *
 * @returns how many are left open: their places stand in `asked`, and NO_CANDIDATE in `bin`
 */
export function listCandidates(listed: number, year: ListedYear): number {
  unitsAtHand().fill(0);
  new Float64Array(HAND.bytes(), RANK_LIMIT.offset, 1)[0] = year.rankLimit;
  const { place, excluding, noted } = year;
  const [stays, needsNone, isOfPersons] = [year.staysListed, !year.needsComponent, year.isOfPersons].map(Number);
  return list(listed, place, excluding, noted, stays!, needsNone!, isOfPersons!);
}

/**
 * Takes all who stand before a bin. @param number of those whom aid may concern
 * @param bit of the programme
 * @returns how many stand in that bin: their places stand in `asked`
 */
export const takeBefore: Loop = HAND.loop(3, (writer, [number, last, bit]) => {
  const { hold, variable, store, repeat } = writer;
  const [receives, bins, asked] = [behind(writer, 'receives'), behind(writer, 'bin'), behind(writer, 'asked')];
  const found = variable(0);
  repeat(number!, (i) => {
    const bin = hold(and(at(bins, i), NO_CANDIDATE));
    store(receives, i, or(at(receives, i), and(bit!, allIf(isBelow(bin, last!)))));
    store(asked, found.value, i);
    found.set(plus(found.value, isEqual(bin, last!)));
  });
  return found.value;
});
