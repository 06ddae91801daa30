/** The loops over households at hand: what they have beside their income moves, and what they spend; whom no aid concerns is counted at once. */
import { drawLoop } from '../../loops/draws.ts';
import { rounded, type Loop, type Writer } from '../../../kernel/loops/loop.ts';
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
  realOf,
  realOfUnsigned,
  realOver,
  realPlus,
  realTimes,
  shiftDown,
  shiftLeft,
  times,
  truncated,
  type Place,
  type Real,
  type Whole,
} from '../../../kernel/loops/values.ts';
import { AT, CLASS_ENTRIES, CLASS_STEP_BITS, HOME_WIDTH, SHARE_UNIT, SPENDING_CLASSES, STEPS_END } from '../account.ts';
import { BROUGHT_BITS } from '../columns.ts';
import { NORMALS } from '../normal-table.ts';
import { behind, BEYOND, CLASSES, EXPLAINED, HAND, HOMES, NORMAL } from './homes-at-hand.ts';
import { EXPLAINED_ENTRIES, PER_E, REACH, STEP_THOUSAND } from './spending-tables.ts';

export const drawOfHomes = drawLoop(HAND, HOMES.low, HOMES.high, HOMES.bits);

/** What a year goes by, for the loops below. */
const SETTINGS = ['kept', 'noise', 'least', 'other', 'wages', 'inRank', 'openBelow', 'line'] as const;
type Setting = (typeof SETTINGS)[number];
const SETTING = HAND.column('real', SETTINGS.length);
const settingOf = ({ holdReal }: Writer, name: Setting): Real => holdReal(realAt(SETTING, SETTINGS.indexOf(name)));

export const layOutNormals = (): void => new Float32Array(HAND.bytes(), NORMAL.offset, NORMALS.length).set(NORMALS);
export const lineOf = (writer: Writer): Real => settingOf(writer, 'line');

export function layOutSettings(settings: Readonly<Partial<Record<Setting, number>>>): void {
  const column = new Float64Array(HAND.bytes(), SETTING.offset, SETTINGS.length);
  for (const [name, value] of Object.entries(settings)) column[SETTINGS.indexOf(name as Setting)] = value;
}

/** @returns how many are new in their rows: their places at hand stand in HOMES.fresh */
export const moveWelfare: Loop = HAND.loop(1, (writer, [number]) => {
  const { hold, variable, store, storeReal, repeat } = writer;
  const kept = settingOf(writer, 'kept');
  const noise = settingOf(writer, 'noise');
  const found = variable(0);
  repeat(number!, (i) => {
    const normal = realAt(NORMAL, shiftDown(at(HOMES.bits, i), 22));
    storeReal(HOMES.welfare, i, realPlus(realTimes(kept, realAt(HOMES.welfare, i)), realTimes(noise, normal)));
    const isKnown = and(
      isEqual(at(HOMES.low, i), at(HOMES.knownLow, i)),
      isEqual(at(HOMES.high, i), at(HOMES.knownHigh, i)),
    );
    // Written always, and kept where it counts.
    store(HOMES.fresh, found.value, i);
    found.set(plus(found.value, hold(isNought(or(isKnown, isNought(at(HOMES.size, i)))))));
  });
  return found.value;
});

/** Columns that a household adds to. */
export interface Counted {
  readonly sums: Place;
  readonly classPersons: Place;
  readonly classSpent: Place;
}
export const countedBehind = (writer: Writer): Counted => ({
  sums: behind(writer, 'sums'),
  classPersons: behind(writer, 'classPersons'),
  classSpent: behind(writer, 'classSpent'),
});

const add = ({ hold, storeReal }: Writer, sums: Place, index: Whole, value: Real): void => {
  const place = hold(index);
  storeReal(sums, place, realPlus(realAt(sums, place), value));
};

/** The poor of a kelurahan, and by how much each is short of the line. */
export function addPoor(
  writer: Writer,
  { sums }: Counted,
  region: Whole,
  persons: Real,
  spends: Real,
  line: Real,
): void {
  const { hold, holdReal } = writer;
  const first = hold(times(region, HOME_WIDTH));
  const short = holdReal(realMinus(1, realOver(spends, line)));
  add(writer, sums, plus(first, AT.poor), persons);
  add(writer, sums, plus(first, AT.gap), realTimes(persons, rounded(writer, realTimes(short, SHARE_UNIT))));
  const severity = realTimes(realTimes(short, short), SHARE_UNIT);
  add(writer, sums, plus(first, AT.severity), realTimes(persons, rounded(writer, severity)));
}

/** As addSpending of count-household.ts, of so many persons; of none where they are counted elsewhere. */
export function addToClass(
  writer: Writer,
  { classPersons, classSpent }: Counted,
  region: Whole,
  persons: Whole,
  spends: Real,
): void {
  const { hold, store } = writer;
  const whole = hold(truncated(realPlus(spends, 0.5)));
  const step = shiftDown(whole, CLASS_STEP_BITS);
  const listed = STEPS_END >> CLASS_STEP_BITS;
  const beyond = hold(plus(minus(whole, STEPS_END), listed));
  const last = either(isBelow(beyond, CLASS_ENTRIES), beyond, CLASS_ENTRIES - 1);
  const entry = hold(either(isBelow(whole, STEPS_END), step, last));
  const place = hold(plus(times(region, SPENDING_CLASSES), at(CLASSES, entry)));
  store(classPersons, place, plus(at(classPersons, place), persons));
  add(writer, classSpent, place, realTimes(realOfUnsigned(persons), realOfUnsigned(whole)));
}

/**
 * What the households at hand spend, and their rank.
 *
 * @param first  row of the first of them
 * @param listed of how many it is noted already that aid may concern them
 * @param concerning bits of programmes whose families aid concerns whatever their rank
 * @returns of how many then
 */
export const spendLoop: Loop = HAND.loop(4, (writer, [number, first, listed, concerning]) => {
  const { hold, holdReal, variable, store, storeReal, repeat, when } = writer;
  const least = settingOf(writer, 'least');
  const other = settingOf(writer, 'other');
  const wages = settingOf(writer, 'wages');
  const inRank = settingOf(writer, 'inRank');
  const openBelow = settingOf(writer, 'openBelow');
  const line = settingOf(writer, 'line');
  const counted = countedBehind(writer);
  const [isPoor, row, components] = [behind(writer, 'isPoor'), behind(writer, 'row'), behind(writer, 'components')];
  const [offers, spent, rank] = [behind(writer, 'offers'), behind(writer, 'spent'), behind(writer, 'rank')];
  const [size, region, receives] = [behind(writer, 'size'), behind(writer, 'region'), behind(writer, 'receives')];
  const found = variable(listed!);
  repeat(number!, (i) => {
    const persons = hold(at(HOMES.size, i));
    // Of a row that nobody has.
    storeReal(HOMES.spent, i, realOf(0));
    storeReal(HOMES.rank, i, realOf(0));
    when(persons, () => {
      const heads = holdReal(realOfUnsigned(persons));
      const earnedAHead = holdReal(realOver(realOfUnsigned(at(HOMES.brought, shiftLeft(i, BROUGHT_BITS))), heads));
      const income = holdReal(realPlus(earnedAHead, other));
      const step = hold(truncated(realTimes(income, 1 / STEP_THOUSAND)));
      const explained = realAt(EXPLAINED, either(isBelow(step, EXPLAINED_ENTRIES), step, EXPLAINED_ENTRIES - 1));
      const above = holdReal(realPlus(explained, realAt(HOMES.welfare, i)));
      const grown = realPlus(realTimes(wages, earnedAHead), other);
      const place = holdReal(realLeast(realMost(realTimes(realPlus(above, REACH), PER_E), 0), 2 * REACH * PER_E));
      const from = hold(truncated(place));
      const low = holdReal(realAt(BEYOND, from));
      const part = realTimes(realMinus(place, realOfUnsigned(from)), realMinus(realAt(BEYOND, plus(from, 1)), low));
      const beyond = realPlus(low, part);
      const spends = holdReal(realOver(realTimes(realPlus(least, beyond), grown), income));
      const stands = holdReal(
        realPlus(realTimes(inRank, realPlus(above, realAt(HOMES.ahead, i))), realAt(HOMES.rankError, i)),
      );
      storeReal(HOMES.spent, i, spends);
      storeReal(HOMES.rank, i, stands);
      const lists = hold(at(HOMES.receives, i));
      const area = hold(at(HOMES.region, i));
      // Written always, and kept where it counts.
      const next = found.value;
      store(row, next, plus(i, first!));
      store(components, next, at(HOMES.brought, or(shiftLeft(i, BROUGHT_BITS), 1)));
      store(offers, next, at(HOMES.offers, i));
      store(size, next, persons);
      store(region, next, area);
      store(receives, next, lists);
      storeReal(spent, next, spends);
      storeReal(rank, next, stands);
      const isApart = hold(isNought(or(and(lists, concerning!), isRealLess(stands, openBelow))));
      found.set(plus(next, isNought(isApart)));
      const poor = hold(isRealLess(spends, line));
      store(isPoor, plus(i, first!), poor);
      when(and(poor, isApart), () => addPoor(writer, counted, area, heads, spends, line));
      addToClass(writer, counted, area, and(persons, allIf(isApart)), spends);
    });
  });
  return found.value;
});
