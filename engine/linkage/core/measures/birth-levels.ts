/** Dates of birth beside a NIK: the number holds the date, which stands in where the date itself is blank. */
import type { MeasureKind, PairMeasure } from '../comparison.ts';
import type { ValueBook } from '../table.ts';
import { dateParts, frequenciesOf } from '../values/features.ts';
import { birthInNik, dayOfCentury } from '../values/texts/nik-births.ts';
import { date, DATE_LEVELS } from './date-levels.ts';
import { nearlyOneNik } from './id-levels.ts';
import { columnOf, levelsOfSpec } from './kinds/spec-levels.ts';

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
  make(table, spec, unrelated = date.unrelated(table, spec)): PairMeasure {
    const [born, nik] = [columnOf(table, spec), columnOf(table, spec, 1)];
    const dates = date.make(table, spec, unrelated);
    const levels = levelsOfSpec(DATE_LEVELS, spec);
    const same = levels.at(-1)!;
    const leastNear = levels[DATE_LEVELS.indexOf(LEAST_NEAR)]!;
    const average = unrelated.averageBits[same]!;
    const { rarityBits: rarity } = frequenciesOf(born);
    const isNearlyOne = nearlyOneNik(nik);
    const inDate = daysOfCentury(born.book);
    const inNik = Uint32Array.from({ length: nik.book.count }, (_, value) => birthInNik(nik.book, value));

    function fromNik(blank: number, told: number): number {
      const number = nik.values[blank]!;
      const value = born.values[told]!;
      if (inNik[number] === 0 || inNik[number] !== inDate[value]) return 0;
      if (isNearlyOne(number, nik.values[told]!)) return 0;
      measure.rarityBits = average === average ? average + rarity[value]! : 0;
      return same;
    }

    /** Two numbers that differ and hold one date. */
    function isBirthInBoth(left: number, right: number): boolean {
      const [one, other] = [nik.values[left]!, nik.values[right]!];
      return one !== other && inNik[one] !== 0 && inNik[one] === inNik[other];
    }

    const isHeld = (record: number): boolean => inNik[nik.values[record]!] === inDate[born.values[record]!];
    const areBothHeld = (left: number, right: number): boolean => isHeld(left) && isHeld(right);

    const measure: PairMeasure = {
      rarityBits: 0,
      level(left, right) {
        const [l, r] = [born.values[left]!, born.values[right]!];
        measure.rarityBits = 0;
        if (l === 0 || r === 0) {
          if (l === r) return 0;
          return l === 0 ? fromNik(left, right) : fromNik(right, left);
        }
        const level = dates.level(left, right);
        if (level === same ? isBirthInBoth(left, right) : level >= leastNear && areBothHeld(left, right)) return 0;
        measure.rarityBits = dates.rarityBits;
        return level;
      },
    };
    return measure;
  },
};

/** [value] as `birthInNik` writes it; 0 where a part is not told. */
function daysOfCentury(book: ValueBook): Uint32Array {
  const { year, month, day } = dateParts(book);
  return Uint32Array.from(year, (each, value) =>
    month[value] === 0 || day[value] === 0 ? 0 : dayOfCentury(each, month[value]!, day[value]!),
  );
}
