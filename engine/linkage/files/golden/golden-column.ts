/** What golden records are chosen from: one field of all records, as numbers that are the same where records say the same. */
import type { FieldKind } from '../../core/table.ts';

/** One field of all records. */
export interface GoldenColumn {
  readonly field: string;
  readonly kind: FieldKind;
  /** [record] number of what it says, the same where records say the same; 0 where nothing is told. */
  readonly values: Uint32Array;
  /** Values, blank included. */
  readonly count: number;
  /** Standard text of a value. */
  textOf(value: number): string;
  /** Of names alone. */
  readonly words?: ValueWords | undefined;
  /** Where the records are some of many: counts of all of them. */
  readonly ofAll?: CountsOfAll | undefined;
}

export interface CountsOfAll {
  /** [value] records that say it. */
  readonly values: Uint32Array;
  /** [word] records that say it; undefined where values have none. */
  readonly words?: Uint32Array | undefined;
}

/** Words of values. */
export interface ValueWords {
  /** [value + 1] where the words of a value begin in `wordOf`. */
  readonly starts: Uint32Array;
  /** Numbers below `wordCount`. */
  readonly wordOf: Uint32Array;
  readonly wordCount: number;
}
