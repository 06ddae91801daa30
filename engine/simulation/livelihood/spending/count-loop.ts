/** The loop over those whom aid may concern when all programmes have chosen: what they are given, and what they spend with it. */
import { rounded, type Loop } from '../../../kernel/loops/loop.ts';
import {
  and,
  at,
  eitherReal,
  isRealLess,
  plus,
  realAt,
  realOfUnsigned,
  realOver,
  realPlus,
  realTimes,
  shiftDown,
  times,
} from '../../../kernel/loops/values.ts';
import { AT, HOME_WIDTH } from '../account.ts';
import { MEMBERS_AT } from '../aid/components.ts';
import { aidOf, type AidYear } from '../aid/recipients.ts';
import { LOOPED, OFFERS } from '../columns.ts';
import { behind, HAND, LISTS, type HomesAtHand } from './homes-at-hand.ts';
import { addPoor, addToClass, countedBehind, lineOf } from './spend-loop.ts';

/** Of programmes with components of members: times the amounts, members counted at most, and 1 or 0 for cash. */
const OF_COMPONENTS = ['factor', 'memberCap', 'isCash'] as const;
const COMPONENT = HAND.column('real', OFFERS * OF_COMPONENTS.length);
const MONTHS = 12;

const count: Loop = HAND.loop(3, (writer, [number, sizes, withComponents]) => {
  const { hold, holdReal, realVariable, store, storeReal, repeat, when } = writer;
  const line = lineOf(writer);
  const counted = countedBehind(writer);
  const [isPoor, row, further] = [behind(writer, 'isPoor'), behind(writer, 'row'), behind(writer, 'further')];
  const [components, spent, size] = [behind(writer, 'components'), behind(writer, 'spent'), behind(writer, 'size')];
  const [region, receives] = [behind(writer, 'region'), behind(writer, 'receives')];
  const [given, cash] = [behind(writer, 'given'), behind(writer, 'cash')];
  repeat(number!, (i) => {
    const lists = hold(and(at(receives, i), LOOPED));
    const persons = hold(at(size, i));
    const area = hold(at(region, i));
    const home = hold(at(row, i));
    const heads = holdReal(realOfUnsigned(persons));
    const kind = hold(plus(times(lists, sizes!), persons));
    const cell = hold(plus(times(times(area, LISTS), sizes!), kind));
    store(given, cell, plus(at(given, cell), 1));
    const spendable = realVariable(realPlus(realAt(cash, kind), realAt(further, i)));
    when(and(lists, withComponents!), () => {
      for (let place = 0; place < OFFERS; place++)
        when(and(and(lists, withComponents!), 1 << place), () => {
          const told = (name: (typeof OF_COMPONENTS)[number]) =>
            holdReal(realAt(COMPONENT, place * OF_COMPONENTS.length + OF_COMPONENTS.indexOf(name)));
          const brought = hold(at(components, i));
          const members = holdReal(realOfUnsigned(shiftDown(brought, MEMBERS_AT)));
          const cap = told('memberCap');
          const share = eitherReal(isRealLess(cap, members), realOver(cap, members), 1);
          const amounts = realOfUnsigned(hold(and(brought, (1 << MEMBERS_AT) - 1)));
          const thousand = rounded(writer, realTimes(realTimes(amounts, told('factor')), share));
          const cost = hold(plus(times(area, HOME_WIDTH), AT['cost-pkh'] + place));
          storeReal(counted.sums, cost, realPlus(realAt(counted.sums, cost), thousand));
          spendable.set(realPlus(spendable.value, realTimes(thousand, told('isCash'))));
        });
    });
    const spends = holdReal(realPlus(realAt(spent, i), realOver(realOver(spendable.value, MONTHS), heads)));
    const poor = hold(isRealLess(spends, line));
    store(isPoor, home, poor);
    when(poor, () => addPoor(writer, counted, area, heads, spends, line));
    addToClass(writer, counted, area, persons, spends);
  });
  return 0;
});

/**
 * Counts those at hand whom aid may concern, the first `listed`, with the aid that they get.
 *
 * @param aids of the looped programmes
 */
export function countConcerned(aids: readonly AidYear[], atHand: HomesAtHand, listed: number): void {
  const { sizes, cash } = atHand;
  const bytes = HAND.bytes();
  const component = new Float64Array(bytes, COMPONENT.offset, OFFERS * OF_COMPONENTS.length);
  aids.forEach(({ amountFactor, memberCap, aid }, place) =>
    component.set([amountFactor, memberCap, aid.isCash ? 1 : 0], place * OF_COMPONENTS.length),
  );
  const plain = aids.map((year) => (year.aid.hasComponents ? undefined : amountsBySize(year, sizes)));
  for (let lists = 0; lists < LISTS; lists++)
    for (let size = 0; size < sizes; size++)
      cash[lists * sizes + size] = plain.reduce(
        (sum, amounts, place) =>
          (lists & (1 << place)) === 0 || !aids[place]!.aid.isCash ? sum : sum + (amounts?.[size] ?? 0),
        0,
      );
  const withComponents = aids.reduce((bits, { aid }, place) => bits | (aid.hasComponents ? 1 << place : 0), 0);
  count(listed, sizes, withComponents);
  addGiven(aids, plain, atHand);
}

/** [size] thousand rupiah a year. */
const amountsBySize = (year: AidYear, sizes: number): number[] =>
  Array.from({ length: sizes }, (_, size) => aidOf(year, 0, size));

/** Recipients, and what they cost where it follows from their number. */
function addGiven(
  aids: readonly AidYear[],
  plain: readonly (readonly number[] | undefined)[],
  { regions, sizes, starts }: HomesAtHand,
): void {
  const bytes = HAND.bytes();
  const given = new Uint32Array(bytes, starts.given, regions * LISTS * sizes);
  const sums = new Float64Array(bytes, starts.sums, regions * HOME_WIDTH);
  let at = 0;
  for (let region = 0; region < regions; region++)
    for (let lists = 0; lists < LISTS; lists++)
      for (let size = 0; size < sizes; size++) {
        const families = given[at++]!;
        if (families === 0 || lists === 0) continue;
        for (let place = 0; place < aids.length; place++) {
          if ((lists & (1 << place)) === 0) continue;
          const first = region * HOME_WIDTH + place;
          sums[first + AT['recipients-pkh']]! += families * (aids[place]!.aid.isOfPersons ? size : 1);
          sums[first + AT['cost-pkh']]! += families * (plain[place]?.[size] ?? 0);
        }
      }
}
