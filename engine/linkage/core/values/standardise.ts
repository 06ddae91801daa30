/** What standardising one column of one source is: the distinct texts go in, the standard texts come out. */

/** Distinct texts of one column of one source, as the file writes them, and how many rows hold each. */
export interface DistinctTexts {
  readonly texts: readonly string[];
  /** [text] rows. */
  readonly counts: Uint32Array;
}

/** A sentence about what was read otherwise than a reader of the file might think. */
export interface Note {
  readonly id: string;
  readonly en: string;
}

export interface ColumnPlace {
  readonly field: string;
  readonly source: string;
  /** As the model states it; what it means depends on the kind. */
  readonly format?: string | undefined;
  readonly note: (note: Note) => void;
  /**
   * What the column as a whole decides about how it is read (which of day and month comes first), as plain data under a
   * name: decided from the column, or as a trained model remembers it, so that few rows are read as many were.
   */
  readonly settle: <T>(what: string, decide: () => T) => T;
  /** The same of what the field decides, whatever sources tell it: they are compared with each other. */
  readonly settleForAll: <T>(what: string, decide: (columns: readonly DistinctTexts[]) => T) => T;
}

/** For columns that stand alone: everything is decided from the column. */
export const settleAnew = <T>(_what: string, decide: () => T): T => decide();

/** [text] standard text, '' for blank; a text that no reader can make sense of is blank, too. */
export type Standardise = (distinct: DistinctTexts, place: ColumnPlace) => string[];
