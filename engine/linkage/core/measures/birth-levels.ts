/** Dates of birth beside a NIK: the number holds the date, which stands in where the date itself is blank. */
import type { ComparisonSpec, MeasureKind, PairMeasure, UnrelatedShares } from '../comparison.ts';
import type { FieldColumn, LinkTable, ValueBook } from '../table.ts';
import { frequenciesOf } from '../values/features.ts';
import { birthInNik, dayOfCentury } from '../values/texts/nik-births.ts';
import { compareDates, date, DATE_LEVELS, levelsOfEqualDates, numberOf, packDate } from './date-levels.ts';
import { nearlyOneNik } from './id-levels.ts';
import { pairByPair, type RowLevels } from './kinds/pair-by-pair.ts';
import { columnOf, levelsOfSpec } from './kinds/spec-levels.ts';
import { NUMBER_WIDTH, packedDigits } from './packed-digits.ts';

/** From here on two dates may be one with a slip. */
const LEAST_NEAR = 'month';

/**
 * Levels of dates. The first field is the date, the second the NIK. Where one of two records has no date, the birth part
 * of its NIK is set beside the date of the other: equal it is `same`, else it tells nothing, as the number may be
 * somebody else's. Where the numbers themselves agree, or nearly, they have told that already; and where they differ in
 * all but the birth, as those of strangers born on one day do, equal dates tell nothing that the numbers do not. Dates that
 * are nearly equal tell nothing either where each of the two numbers holds its own: no slip is made twice.
 */
export const birthDate: MeasureKind = {
  levels: DATE_LEVELS,
  unrelated: (table, spec) => date.unrelated(table, spec),
  make: (table, spec, unrelated = date.unrelated(table, spec)) => makeMeasure(table, spec, unrelated),
};

/** Places in the row of a record: the date, itself and packed, as a day of a century; the day in its NIK, and the NIK. */
const [BORN, PACKED, IN_DATE, IN_NIK, NIK] = [0, 1, 2, 3, 4];
const WIDTH = NIK + NUMBER_WIDTH;

function makeMeasure(table: LinkTable, spec: ComparisonSpec, { averageBits }: UnrelatedShares): PairMeasure {
  const [born, nik] = [columnOf(table, spec), columnOf(table, spec, 1)];
  const levels = levelsOfSpec(DATE_LEVELS, spec);
  const same = levels.at(-1)!;
  const leastNear = levels[DATE_LEVELS.indexOf(LEAST_NEAR)]!;
  const { rarityBits: rarity } = frequenciesOf(born);
  const isNearlyOne = nearlyOneNik(nik);
  const ofEqual = levelsOfEqualDates(born.book, spec)?.map((level) => levels[level]!);

  const say = (level: number, bits: number): number => {
    const average = averageBits[level]!;
    measure.rarityBits = average === average ? average + bits : 0;
    return level;
  };

  /** @param blank place of the row that tells no date */
  function fromNik(rows: Uint32Array, blank: number, told: number): number {
    if (rows[blank + IN_NIK] === 0 || rows[blank + IN_NIK] !== rows[told + IN_DATE]) return 0;
    const [number, other] = [rows[blank + NIK]!, rows[told + NIK]!];
    const haveToldIt = other !== 0 && (number === other || isNearlyOne(rows, blank + NIK, told + NIK));
    return haveToldIt ? 0 : say(same, rarity[rows[told + BORN]!]!);
  }

  /** Two numbers that differ and hold one date. */
  const isBirthInBoth = (rows: Uint32Array, l: number, r: number): boolean =>
    rows[l + NIK] !== rows[r + NIK] && rows[l + IN_NIK] !== 0 && rows[l + IN_NIK] === rows[r + IN_NIK];

  const isHeld = (rows: Uint32Array, at: number): boolean => rows[at + IN_NIK] === rows[at + IN_DATE];

  /** Two dates that are told. */
  function compareTold(rows: Uint32Array, l: number, r: number): number {
    const [one, other] = [rows[l + BORN]!, rows[r + BORN]!];
    if (one === other) return isBirthInBoth(rows, l, r) ? 0 : say(ofEqual?.[one] ?? same, rarity[one]!);
    const level = levels[compareDates(rows[l + PACKED]!, rows[r + PACKED]!)]!;
    if (level === same ? isBirthInBoth(rows, l, r) : level >= leastNear && isHeld(rows, l) && isHeld(rows, r)) return 0;
    return say(level, Math.min(rarity[one]!, rarity[other]!));
  }

  const measure: RowLevels = {
    rarityBits: 0,
    level(rows, l, r) {
      measure.rarityBits = 0;
      const [isLeftTold, isRightTold] = [rows[l + BORN] !== 0, rows[r + BORN] !== 0];
      if (isLeftTold && isRightTold) return compareTold(rows, l, r);
      if (isLeftTold === isRightTold) return 0;
      return isRightTold ? fromNik(rows, l, r) : fromNik(rows, r, l);
    },
  };
  return pairByPair({ width: WIDTH, write: rowWriter(born, nik) }, measure);
}

function rowWriter(born: FieldColumn, nik: FieldColumn): PairMeasure['write'] {
  const [dates, numbers] = [packedDates(born.book), packedDigits(nik.book)];
  return (from, to, { rows, at, stride }) => {
    for (let record = from, place = at; record < to; record++, place += stride) {
      const [value, number] = [born.values[record]!, nik.values[record]!];
      rows[place + BORN] = value;
      rows[place + PACKED] = dates[value]!;
      rows[place + IN_DATE] = dayInDate(dates[value]!);
      rows[place + IN_NIK] = birthInNik(nik.book, number);
      for (let i = 0; i < NUMBER_WIDTH; i++) rows[place + NIK + i] = numbers[number * NUMBER_WIDTH + i]!;
    }
  };
}

const packedDates = (book: ValueBook): Uint32Array =>
  Uint32Array.from({ length: book.count }, (_, value) => packDate(book, value));

/** As `birthInNik` writes it; 0 where a part is not told. */
function dayInDate(packed: number): number {
  const [year, month, day] = [packed >>> 16, (packed >>> 8) & 0xff, packed & 0xff];
  return month === 0 || day === 0 ? 0 : dayOfCentury(numberOf(year), numberOf(month), numberOf(day));
}
