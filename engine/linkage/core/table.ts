/**
 * The rows to be linked, side by side: every field a column of numbers, one number a distinct value. Whatever the files
 * were, all steps after this one see only this. All arrays lie in shared memory, so that threads read the same bytes.
 */

/** What a field is, which decides how its values are standardised and compared. */
export const FIELD_KINDS = [
  'name-part',
  'full-name',
  'date',
  'national-id',
  'household-id',
  'code',
  'number',
  'address',
  'category',
  'postcode',
  'coordinate',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** Distinct values of one or more fields of a kind. Value 0 is blank everywhere. */
export interface ValueBook {
  readonly kind: FieldKind;
  /** Values, blank included. */
  readonly count: number;
  /** [value] hash of the standardised value and of nothing else; 0 for blank. */
  readonly hash: Uint32Array;
  /** [value + 1] where the letters of a value begin in `letters`. */
  readonly starts: Uint32Array;
  /** Letters of all values as UTF-16 units, standardised. */
  readonly letters: Uint16Array;
  /** Words of the values; of names and addresses alone. */
  readonly words?: BookWords;
  /** The values with each word written as its variants are (MOCH as MUHAMMAD), where the model knows variants. */
  readonly spelling?: Pick<ValueBook, 'starts' | 'letters'>;
}

/** Words of the values of a book, each distinct word once. */
export interface BookWords {
  /** [value + 1] where the words of a value begin in `wordOf`, in the order written. */
  readonly starts: Uint32Array;
  /** Words of all values. */
  readonly wordOf: Uint32Array;
  /** Distinct words; word 0 is blank. */
  readonly book: ValueBook;
}

/** Counts of what two records and more hold, ascending by `high`, then `low`; what is not there is held by one. */
export interface KnownCounts {
  /** Records that tell the field. */
  readonly told: number;
  /** Two hashes of a value together tell a million values apart but for one chance in thirty million. */
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly counts: Uint32Array;
}

/** Counts of columns that are read as one: of their combinations, and of their words. */
export interface KnownJoined {
  readonly combinations: KnownCounts;
  readonly words: KnownCounts;
}

export interface KnownFrequencies {
  /** By field. */
  readonly columns: ReadonlyMap<string, KnownCounts>;
  /** By `joinedKey` of the fields. */
  readonly joined: ReadonlyMap<string, KnownJoined>;
}

export interface FieldColumn {
  readonly name: string;
  /** [record] value in the book. */
  readonly values: Uint32Array;
  readonly book: ValueBook;
  /** How often values occur, where a trained model says it; else they are counted in `values`. */
  readonly known?: KnownCounts;
}

/** Record i of every array is one row of one source: those of the first source first. */
export interface LinkTable {
  readonly count: number;
  readonly sources: readonly string[];
  /** [source + 1] first record of each source. */
  readonly sourceStart: Uint32Array;
  /** [record] index into `sources`. */
  readonly source: Uint8Array;
  /**
   * [record] hash of its source's name and its id: what ties are broken by, so that the order of rows changes nothing.
   */
  readonly idHash: Uint32Array;
  readonly fields: ReadonlyMap<string, FieldColumn>;
  /** As `known` of a column, of columns that are read as one. */
  readonly knownJoined?: KnownFrequencies['joined'];
}

/** Standardised text of a value; '' for blank. */
export function textOfValue({ starts, letters }: ValueBook, value: number): string {
  return String.fromCharCode(...letters.subarray(starts[value]!, starts[value + 1]!));
}
