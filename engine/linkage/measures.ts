/** The measures that a model can name. */
import { measureBirth } from './birth-measure.ts';
import { frequenciesOf } from './frequencies.ts';
import type { MakeMeasure } from './measure.ts';
import type { ComparisonModel, Measure } from './model.ts';
import { measureNames, type NameField } from './name-measure.ts';
import { measureKkNumber, measureNik } from './number-measures.ts';
import { measureArea, measurePlace } from './place-measures.ts';

/** The measure that a comparison of the model names. */
export function measureOf(comparison: ComparisonModel): MakeMeasure {
  const measures: Readonly<Record<Measure, MakeMeasure>> = {
    'person-name': measureNames(comparison.fields[0] as NameField),
    'birth-date': measureBirth(comparison.fields.includes('nik')),
    'national-id': measureNik,
    'family-number': measureKkNumber,
    place: measurePlace,
    area: measureArea,
    code: measureCode,
    'family-head': measureHead,
  };
  return measures[comparison.measure];
}

const measureCode: MakeMeasure = ({ sex }, rows) => {
  const { rarityBits, agreementShare } = frequenciesOf(sex, 256, rows);
  const measure = {
    rarityBits: 0,
    agreementShare: [undefined, undefined, agreementShare],
    level(left: number, right: number): number {
      const [l, r] = [sex[left]!, sex[right]!];
      if (l === 0 || r === 0) return 0;
      measure.rarityBits = rarityBits[l]!;
      return l === r ? 2 : 1;
    },
  };
  return measure;
};

/** A row that names the head of a family, against the kinship of a resident. */
const measureHead: MakeMeasure = ({ namesHead, isAnchor, isHead }) => ({
  rarityBits: 0,
  agreementShare: [],
  level(left, right) {
    if (isAnchor[left] === isAnchor[right]) return 0;
    const [anchor, other] = isAnchor[left] === 1 ? [left, right] : [right, left];
    if (namesHead[other] === 0) return 0;
    return isHead[anchor] === 1 ? 2 : 1;
  },
});
