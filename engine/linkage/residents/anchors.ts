/** Which rows of the population register are one person: each makes its own, but for plain repetitions. */
import type { PairEnds } from '../core/deciding/components.ts';
import { sortByKey } from '../core/blocking/radix-sort.ts';
import { textOfValue, type FieldColumn, type LinkTable } from '../core/table.ts';
import { foldHashes } from '../core/values/features.ts';
import { joinHash } from '../core/values/text-hash.ts';
import type { Decided } from './decided/decided.ts';
import { obeyOnAnchors } from './decided/decided-anchors.ts';
import type { ResidentTable } from './resident-table.ts';

export interface AnchorPersons {
  readonly count: number;
  /** [record] person; -1 for rows of other registers. Persons of one family card stand beside each other. */
  readonly personOf: Int32Array;
}

/** What tells residents apart, as columns. */
interface Told {
  readonly nik: FieldColumn;
  readonly kk: FieldColumn;
  readonly name: FieldColumn;
  readonly mother: FieldColumn;
  readonly born: FieldColumn;
  readonly sex: FieldColumn;
}

const toldIn = ({ fields }: LinkTable): Told => ({
  nik: fields.get('nik')!,
  kk: fields.get('kkNumber')!,
  name: fields.get('fullName')!,
  mother: fields.get('motherName')!,
  born: fields.get('bornOn')!,
  sex: fields.get('sex')!,
});

/**
 * Gives each row of the population register its person. Two rows are one person where NIK, name, birth date and sex are
 * all told and all the same: anything less may be twins, or two people with one NIK, and is for a person to decide. Where
 * one of these is blank, two rows are one person when they do not differ in anything at all: nobody could decide more.
 * What people decided goes before all of that.
 */
export function personsOfAnchors({ table, firstAnchor }: ResidentTable, decided: Decided): AnchorPersons {
  const { nik, name, born, sex } = toldIn(table);
  const folds = foldHashes(name.book);
  const firstOf = new Int32Array(table.count).fill(-1);
  const rowsOfNik = new Map<number, number[]>();
  const isShared = sharedValues(nik, firstAnchor);
  const repetitions = new Repetitions(table);
  for (let record = firstAnchor; record < table.count; record++) {
    const number = nik.values[record]!;
    if (number === 0 || name.values[record] === 0 || born.values[record] === 0) {
      firstOf[record] = repetitions.firstLike(record);
      continue;
    }
    firstOf[record] = record;
    if (isShared[number] === 0) continue;
    const before = rowsOfNik.get(number) ?? [];
    const same = before.find(
      (other) =>
        folds[name.values[other]!] === folds[name.values[record]!] &&
        born.values[other] === born.values[record] &&
        sex.values[other] === sex.values[record],
    );
    if (same !== undefined) firstOf[record] = same;
    else rowsOfNik.set(number, [...before, record]);
  }
  obeyOnAnchors(table, firstOf, firstAnchor, decided);
  return numberPersons(table, firstOf, firstAnchor);
}

/** [value] 1 where more than one row of the population register has it. */
function sharedValues({ values, book }: FieldColumn, firstAnchor: number): Uint8Array {
  const rows = new Uint8Array(book.count);
  for (let record = firstAnchor; record < values.length; record++)
    if (rows[values[record]!]! < 2) rows[values[record]!]!++;
  rows[0] = 0;
  return rows.map((each) => (each > 1 ? 1 : 0));
}

/** Numbers persons by family card and by what their rows say, whatever the order of rows. */
function numberPersons(table: LinkTable, firstOf: Int32Array, firstAnchor: number): AnchorPersons {
  const { kk } = toldIn(table);
  // Of several rows of one person the first by what they say speaks for him.
  const speakers = new Map<number, number>();
  for (let record = firstAnchor; record < table.count; record++) {
    const first = firstOf[record]!;
    if (first === record) continue;
    const speaker = speakers.get(first) ?? first;
    speakers.set(first, table.idHash[record]! < table.idHash[speaker]! ? record : speaker);
  }
  const speakerOf = (first: number): number => speakers.get(first) ?? first;
  const firsts: number[] = [];
  for (let record = firstAnchor; record < table.count; record++) if (firstOf[record] === record) firsts.push(record);
  const ranked = Uint32Array.from(firsts);
  sortByKey(
    ranked.map((record) => table.idHash[speakerOf(record)]!),
    ranked,
  );
  // By the number of the card, its last digits first, as it has more of them than a key; what shares a card keeps its order.
  const digits = digitsOfCards(kk);
  for (const half of [1, 0]) {
    sortByKey(
      ranked.map((record) => digits[kk.values[speakerOf(record)]! * 2 + half]!),
      ranked,
    );
  }
  const personOf = new Int32Array(table.count).fill(-1);
  ranked.forEach((record, person) => (personOf[record] = person));
  for (let record = firstAnchor; record < table.count; record++) personOf[record] = personOf[firstOf[record]!]!;
  return { count: firsts.length, personOf };
}

/** [card × 2] its first eight digits, and those after them. */
function digitsOfCards({ book }: FieldColumn): Uint32Array {
  const digits = new Uint32Array(book.count * 2);
  for (let card = 1; card < book.count; card++) {
    const text = textOfValue(book, card);
    digits[card * 2] = Number(text.slice(0, 8));
    digits[card * 2 + 1] = Number(text.slice(8, 16));
  }
  return digits;
}

/** Finds rows that say the same in every field, blank ones included. */
class Repetitions {
  readonly #table: LinkTable;
  readonly #fields: readonly FieldColumn[];
  readonly #firsts = new Map<number, number[]>();

  constructor(table: LinkTable) {
    this.#table = table;
    this.#fields = [...table.fields.values()];
  }

  /** The first row asked for that says the same; the row itself where there is none, or where it says too little. */
  firstLike(record: number): number {
    if (!this.#tellsSomebody(record)) return record;
    const key = this.#table.idHash[record]!;
    const before = this.#firsts.get(key) ?? [];
    const same = before.find((other) => this.#fields.every(({ values }) => values[other] === values[record]));
    if (same === undefined) this.#firsts.set(key, [...before, record]);
    return same ?? record;
  }

  /** A name alone, or a number alone, may be two people's: two of what people are told apart by must be there. */
  #tellsSomebody(record: number): boolean {
    const { nik, kk, name, born } = toldIn(this.#table);
    return [nik, kk, name, born].filter(({ values }) => values[record] !== 0).length >= 2;
  }
}

/** More rows than this with one NIK, or with one name and birth date, are no doubtful pair but a doubtful value. */
const MOST_ALIKE = 8;

/** Pairs of anchors of different persons that share their NIK, or name, birth date and mother's name: for a reviewer. */
export function doubtfulAnchors({ table, firstAnchor }: ResidentTable, { personOf }: AnchorPersons): PairEnds {
  const { nik, name, mother, born } = toldIn(table);
  const [ofName, ofMother] = [foldHashes(name.book), foldHashes(mother.book)];
  const pairs: number[] = [];
  const groups = [
    ...groupAnchors(table, firstAnchor, (record) => nik.values[record]!),
    ...groupAnchors(table, firstAnchor, (record) => {
      if (name.values[record] === 0 || mother.values[record] === 0 || born.values[record] === 0) return 0;
      const parents = joinHash(ofMother[mother.values[record]!]!, born.book.hash[born.values[record]!]!);
      return joinHash(ofName[name.values[record]!]!, parents);
    }),
  ];
  for (const records of groups) {
    if (records.length > MOST_ALIKE) continue;
    records.forEach((right, i) =>
      records.slice(0, i).forEach((left) => {
        if (personOf[left] !== personOf[right]) pairs.push(left * SCALE + right);
      }),
    );
  }
  const sorted = Float64Array.from(new Set(pairs)).sort();
  return {
    count: sorted.length,
    left: Uint32Array.from(sorted, (pair) => Math.floor(pair / SCALE)),
    right: Uint32Array.from(sorted, (pair) => pair % SCALE),
  };
}

const SCALE = 2 ** 26;

/** Anchors that share a key, in groups of two and more; key 0 is blank. */
function groupAnchors({ count }: LinkTable, firstAnchor: number, keyOf: (record: number) => number): number[][] {
  const first = new Map<number, number>();
  const groups = new Map<number, number[]>();
  for (let record = firstAnchor; record < count; record++) {
    const key = keyOf(record);
    if (key === 0) continue;
    const before = first.get(key);
    if (before === undefined) first.set(key, record);
    else if (groups.has(key)) groups.get(key)!.push(record);
    else groups.set(key, [before, record]);
  }
  return [...groups.values()];
}
