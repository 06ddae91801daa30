/** How two rows agree on dates, numbers of identity, places and codes. */
import { rtKey, rwKey } from './blocking-keys.ts';
import type { ComparableRecords } from './comparable.ts';
import { frequenciesOf, numberHashes, type Frequencies } from './frequencies.ts';
import type { MakeMeasure } from './measure.ts';
import type { ComparisonModel, Measure } from './model.ts';
import { measureNames, type NameField } from './name-measure.ts';
import { birthInNik, digitsEqual, LONGEST_NUMBER, placeOfOneSlip, type NumberBook } from './number-book.ts';
import { WordLikeness } from './word-likeness.ts';

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

/** Digits before the serial: region and birth. */
const SERIAL_START = 12;
/** The tens of the day of birth. */
const SEX_DIGIT = 6;
const LAST_DIGIT = LONGEST_NUMBER - 1;

const NIK = { different: 1, serial: 2, rounded: 3, oneSlip: 4, same: 5 };

function nikLevel(numbers: NumberBook, left: number, right: number): number {
  if (left === 0 || right === 0) return 0;
  if (left === right) return NIK.same;
  const slip = placeOfOneSlip(numbers, left, right);
  if (slip === SEX_DIGIT && areOtherSex(numbers, left, right)) return NIK.serial;
  // A digit lost is a slip wherever it was; a serial that differs is what twins have, too.
  const hasLostDigit = numbers.length[left] !== numbers.length[right];
  if (slip >= 0 && (slip < SERIAL_START || hasLostDigit)) return NIK.oneSlip;
  if (!digitsEqual(numbers, left, right, 0, SERIAL_START)) return NIK.different;
  return slip === LAST_DIGIT && hasLastZero(numbers, left, right) ? NIK.rounded : NIK.serial;
}

/** The same number but for the 40 that is added to a woman's day of birth: twins, or a brother's number. */
const areOtherSex = ({ digits, length }: NumberBook, left: number, right: number): boolean =>
  length[left] === length[right] &&
  Math.abs(digits[left * LONGEST_NUMBER + SEX_DIGIT]! - digits[right * LONGEST_NUMBER + SEX_DIGIT]!) === 4 &&
  digits[left * LONGEST_NUMBER + SEX_DIGIT + 1] === digits[right * LONGEST_NUMBER + SEX_DIGIT + 1];

/** A spreadsheet keeps 15 digits of a number and writes a zero for the last. */
const hasLastZero = ({ digits }: NumberBook, left: number, right: number): boolean =>
  digits[left * LONGEST_NUMBER + LAST_DIGIT] === 0 || digits[right * LONGEST_NUMBER + LAST_DIGIT] === 0;

/**
 * `one-slip`: one digit replaced, lost or swapped with its neighbour; `serial`: only the serial differs, which is how
 * twins and others born in one place on one day differ, or the 40 that is added for women; `rounded`: only the last digit, a zero on one side.
 */
const measureNik: MakeMeasure = ({ nik, numbers }, rows) => {
  const { agreementShare } = frequenciesOf(nik, numbers.count, rows);
  return {
    rarityBits: 0,
    agreementShare: [...Array<undefined>(NIK.same), agreementShare],
    level: (left, right) => nikLevel(numbers, nik[left]!, nik[right]!),
  };
};

const measureKkNumber: MakeMeasure = ({ kkNumber, numbers }, rows) => ({
  rarityBits: 0,
  agreementShare: [undefined, undefined, undefined, frequenciesOf(kkNumber, numbers.count, rows).agreementShare],
  level(left, right) {
    const [l, r] = [kkNumber[left]!, kkNumber[right]!];
    if (l === 0 || r === 0) return 0;
    if (l === r) return 3;
    return placeOfOneSlip(numbers, l, r) >= 0 ? 2 : 1;
  },
});

const BIRTH = { different: 1, year: 2, day: 3, month: 4, oneSlip: 5, swapped: 6, same: 7 };

/** How two dates, written YYYYMMDD, agree; both are told. */
export function birthLevel(left: number, right: number): number {
  if (left === right) return BIRTH.same;
  const [leftYear, rightYear] = [Math.floor(left / 10000), Math.floor(right / 10000)];
  const [leftDay, rightDay] = [left % 100, right % 100];
  const [leftMonth, rightMonth] = [Math.floor(left / 100) % 100, Math.floor(right / 100) % 100];
  if (leftYear === rightYear && leftDay === rightMonth && leftMonth === rightDay) return BIRTH.swapped;
  if (isOneDigitSlip(left, right)) return BIRTH.oneSlip;
  if (leftYear !== rightYear) return left % 10000 === right % 10000 ? BIRTH.day : BIRTH.different;
  return leftMonth === rightMonth ? BIRTH.month : BIRTH.year;
}

/** One digit of eight replaced, or two neighbours swapped. */
function isOneDigitSlip(left: number, right: number): boolean {
  const difference = Math.abs(left - right);
  for (let power = 1; power <= 10_000_000; power *= 10) {
    // A digit replaced changes the number by 1 to 9 of its place and nothing else.
    if (difference % power === 0 && difference / power < 10) {
      const isOnlyDigit = Math.floor(left / (power * 10)) === Math.floor(right / (power * 10));
      if (isOnlyDigit && left % power === right % power) return true;
    }
    const [leftPair, rightPair] = [Math.floor(left / power) % 100, Math.floor(right / power) % 100];
    const isSwap = leftPair % 10 === Math.floor(rightPair / 10) && Math.floor(leftPair / 10) === rightPair % 10;
    if (isSwap && left - leftPair * power === right - rightPair * power) return true;
  }
  return false;
}

/**
 * Birth dates; where one is blank and `useNik`, the birth part of that row's NIK stands in, unless the NIK itself agrees
 * and has told all it can tell.
 */
const measureBirth =
  (useNik: boolean): MakeMeasure =>
  (records, rows) => {
    const { bornOn, nik, numbers } = records;
    const { numbers: dates, size } = numberHashes(bornOn);
    const { rarityBits, agreementShare } = frequenciesOf(dates, size, rows);
    const fromNik = (blankRow: number, toldRow: number): number => {
      const inNik = birthInNik(numbers, nik[blankRow]!);
      if (inNik === 0 || nikLevel(numbers, nik[blankRow]!, nik[toldRow]!) >= NIK.oneSlip) return 0;
      measure.rarityBits = rarityBits[dates[toldRow]!]!;
      return inNik === bornOn[toldRow]! % 1_000_000 ? BIRTH.same : 0;
    };
    const measure = {
      rarityBits: 0,
      agreementShare: [...Array<undefined>(BIRTH.same), agreementShare],
      level(left: number, right: number): number {
        const [l, r] = [bornOn[left]!, bornOn[right]!];
        if (l === 0 || r === 0) {
          if (!useNik || l === r) return 0;
          return l === 0 ? fromNik(left, right) : fromNik(right, left);
        }
        measure.rarityBits = rarityBits[dates[left]!]!;
        return birthLevel(l, r);
      },
    };
    return measure;
  };

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

const ALL_LETTERS = 0;

const measurePlace: MakeMeasure = ({ birthPlace, texts }, rows) => {
  const { rarityBits, agreementShare } = frequenciesOf(birthPlace, texts.texts.length, rows);
  const likeness = new WordLikeness(texts.texts, new Uint32Array(texts.texts.length).fill(ALL_LETTERS));
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

const AREA = { different: 1, elsewhere: 2, kelurahan: 3, rw: 4, rt: 5, address: 6 };

/** The finest of address, RT, RW and kelurahan on which two rows agree. */
const measureArea: MakeMeasure = (records, rows) => {
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
