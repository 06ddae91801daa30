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
  /** Words of a value as numbers below `wordCount`; of names alone. */
  wordsOf?(value: number): ArrayLike<number>;
  readonly wordCount?: number;
}
