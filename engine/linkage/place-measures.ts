/** How two rows agree on birth place and home. */
import { rtKey, rwKey } from './blocking-keys.ts';
import type { ComparableRecords } from './comparable.ts';
import { frequenciesOf, numberHashes, type Frequencies } from './frequencies.ts';
import type { MakeMeasure } from './measure.ts';
import { WordLikeness } from './word-likeness.ts';

/** Places hold spaces and digits, which letter masks do not tell apart: no mask rules a pair out. */
const ANY_LETTERS = 0;

/** `same`: the folded names are equal; `spelled`: one or two slips apart. */
export const measurePlace: MakeMeasure = ({ birthPlace, texts }, rows) => {
  const { rarityBits, agreementShare } = frequenciesOf(birthPlace, texts.texts.length, rows);
  const likeness = new WordLikeness(texts.texts, new Uint32Array(texts.texts.length).fill(ANY_LETTERS));
  const measure = {
    rarityBits: 0,
    agreementShare: [undefined, undefined, undefined, agreementShare],
    level(left: number, right: number): number {
      const [l, r] = [birthPlace[left]!, birthPlace[right]!];
      if (l === 0 || r === 0) return 0;
      measure.rarityBits = Math.min(rarityBits[l]!, rarityBits[r]!);
      if (l === r) return 3;
      return likeness.of(l, r) > 0 ? 2 : 1;
    },
  };
  return measure;
};

/** Level of each name in MEASURE_LEVELS. */
const AREA = { different: 1, elsewhere: 2, kelurahan: 3, rw: 4, rt: 5, address: 6 };

/** The finest of address, RT, RW and kelurahan on which two rows agree. */
export const measureArea: MakeMeasure = (records, rows) => {
  const { kelurahan, address, texts } = records;
  const rw = areaColumn(records, rwKey);
  const rt = areaColumn(records, rtKey);
  const ofAddress = frequenciesOf(address, texts.texts.length, rows);
  const ofRt = frequenciesOf(rt.numbers, rt.size, rows);
  const ofRw = frequenciesOf(rw.numbers, rw.size, rows);
  const ofKelurahan = frequenciesOf(kelurahan, texts.texts.length, rows);
  const agree = (level: number, { rarityBits }: Frequencies, value: number): number => {
    measure.rarityBits = rarityBits[value]!;
    return level;
  };
  const measure = {
    rarityBits: 0,
    agreementShare: [
      undefined,
      undefined,
      undefined,
      ...[ofKelurahan, ofRw, ofRt, ofAddress].map(({ agreementShare }) => agreementShare),
    ],
    level(left: number, right: number): number {
      const [l, r] = [kelurahan[left]!, kelurahan[right]!];
      if (l !== r && l !== 0 && r !== 0) return AREA.different;
      if (address[left] !== 0 && address[left] === address[right]) {
        return agree(AREA.address, ofAddress, address[left]!);
      }
      if (l === 0 || r === 0) return 0;
      const [leftRt, rightRt] = [rt.numbers[left]!, rt.numbers[right]!];
      if (leftRt !== 0 && leftRt === rightRt) return agree(AREA.rt, ofRt, leftRt);
      const [leftRw, rightRw] = [rw.numbers[left]!, rw.numbers[right]!];
      if (leftRw === 0 || rightRw === 0) return agree(AREA.kelurahan, ofKelurahan, l);
      return leftRw === rightRw ? agree(AREA.rw, ofRw, leftRw) : AREA.elsewhere;
    },
  };
  return measure;
};

function areaColumn(records: ComparableRecords, keyOf: (records: ComparableRecords, row: number) => number) {
  const keys = new Uint32Array(records.count);
  for (let row = 0; row < keys.length; row++) keys[row] = keyOf(records, row);
  return numberHashes(keys);
}
