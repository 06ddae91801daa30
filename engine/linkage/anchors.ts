/** Which rows of the population register are one person: each makes its own, but for plain repetitions. */
import type { CandidatePairs } from './blocking.ts';
import type { ComparableRecords } from './comparable.ts';
import { joinHash } from './string-measures.ts';

export interface AnchorPersons {
  readonly count: number;
  /** [row in ComparableRecords] person; -1 for rows of other registers. */
  readonly personOfRow: Int32Array;
}

/**
 * Gives each row of the population register its person. Two rows are one person where NIK, name, birth date and sex are
 * all told and all the same: anything less may be twins, or two people with one NIK, and is for a person to decide. Where
 * one of these is blank, two rows are one person when they do not differ in anything at all: nobody could decide more.
 */
export function personsOfAnchors(records: ComparableRecords): AnchorPersons {
  const { count, isAnchor, nik, fullName, names, bornOn, sex } = records;
  const personOfRow = new Int32Array(count).fill(-1);
  const isShared = sharedNumbers(records);
  const rowsOfNik = new Map<number, number[]>();
  const repetitions = new Repetitions(records);
  let persons = 0;
  for (let row = 0; row < count; row++) {
    if (isAnchor[row] === 0) continue;
    if (nik[row] === 0 || fullName[row] === 0 || bornOn[row] === 0) {
      const first = repetitions.firstLike(row);
      personOfRow[row] = first === row ? persons++ : personOfRow[first]!;
      continue;
    }
    const before = isShared[nik[row]!] === 1 ? (rowsOfNik.get(nik[row]!) ?? []) : [];
    const same = before.find(
      (other) =>
        names.nameHash[fullName[other]!] === names.nameHash[fullName[row]!] &&
        bornOn[other] === bornOn[row] &&
        sex[other] === sex[row],
    );
    personOfRow[row] = same === undefined ? persons++ : personOfRow[same]!;
    if (isShared[nik[row]!] === 1 && same === undefined) rowsOfNik.set(nik[row]!, [...before, row]);
  }
  return { count: persons, personOfRow };
}

/** Finds rows that say the same in every field, blank ones included. */
class Repetitions {
  readonly #records: ComparableRecords;
  /** [field][row] all that a row says of its person. */
  readonly #fields: readonly ArrayLike<number>[];
  readonly #firstRows = new Map<number, number[]>();

  constructor(records: ComparableRecords) {
    const { nik, kkNumber, fullName, motherName, fatherName, bornOn, birthPlace, sex, isHead } = records;
    const { address, kelurahan, rw, rt } = records;
    this.#records = records;
    this.#fields = [nik, kkNumber, fullName, motherName, fatherName, bornOn, birthPlace, sex, isHead].concat([
      address,
      kelurahan,
      rw,
      rt,
    ]);
  }

  /** The first row asked for that says the same; the row itself where there is none, or where it says too little. */
  firstLike(row: number): number {
    if (!this.#tellsSomebody(row)) return row;
    const key = this.#fields.reduce((hash, field) => joinHash(hash, field[row]!), 0);
    const rows = this.#firstRows.get(key) ?? [];
    const same = rows.find((other) => this.#fields.every((field) => field[other] === field[row]));
    if (same === undefined) this.#firstRows.set(key, [...rows, row]);
    return same ?? row;
  }

  /** A name alone, or a number alone, may be two people's: two of what people are told apart by must be there. */
  #tellsSomebody(row: number): boolean {
    const { nik, kkNumber, fullName, bornOn } = this.#records;
    return [nik, kkNumber, fullName, bornOn].filter((field) => field[row] !== 0).length >= 2;
  }
}

/** [number] 1 where more than one resident has it as NIK. */
function sharedNumbers({ count, isAnchor, nik, numbers }: ComparableRecords): Uint8Array {
  const rows = new Uint8Array(numbers.count);
  for (let row = 0; row < count; row++) if (isAnchor[row] === 1 && rows[nik[row]!]! < 2) rows[nik[row]!]!++;
  rows[0] = 0;
  return rows.map((each) => (each > 1 ? 1 : 0));
}

/** More rows than this with one NIK, or with one name and birth date, are no doubtful pair but a doubtful value. */
const MOST_ALIKE = 8;

/** Pairs of anchors of different persons that share their NIK, or name, birth date and mother's name: for a reviewer. */
export function doubtfulAnchors(records: ComparableRecords, { personOfRow }: AnchorPersons): CandidatePairs {
  const { count, nik, fullName, motherName, names, bornOn } = records;
  const pairs = new Map<number, readonly [left: number, right: number]>();
  const groups = [
    ...groupAnchors(records, (row) => nik[row]!),
    ...groupAnchors(records, (row) => {
      if (fullName[row] === 0 || motherName[row] === 0 || bornOn[row] === 0) return 0;
      const parents = joinHash(names.nameHash[motherName[row]!]!, bornOn[row]!);
      return joinHash(names.nameHash[fullName[row]!]!, parents);
    }),
  ];
  for (const rows of groups) {
    if (rows.length > MOST_ALIKE) continue;
    rows.forEach((left, i) =>
      rows.slice(0, i).forEach((right) => {
        if (personOfRow[left] !== personOfRow[right]) pairs.set(left * count + right, [left, right]);
      }),
    );
  }
  const sorted = [...pairs.entries()].sort(([a], [b]) => a - b).map(([, pair]) => pair);
  return {
    count: sorted.length,
    left: Uint32Array.from(sorted, ([left]) => left),
    right: Uint32Array.from(sorted, ([, right]) => right),
    rule: new Uint8Array(sorted.length),
  };
}

/** Anchors that share a key, in groups of two and more; key 0 is blank. */
function groupAnchors({ count, isAnchor }: ComparableRecords, keyOf: (row: number) => number): number[][] {
  const first = new Map<number, number>();
  const groups = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const key = isAnchor[row] === 1 ? keyOf(row) : 0;
    if (key === 0) continue;
    const before = first.get(key);
    if (before === undefined) first.set(key, row);
    else if (groups.has(key)) groups.get(key)!.push(row);
    else groups.set(key, [before, row]);
  }
  return [...groups.values()];
}
