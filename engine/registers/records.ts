/** What the registers stage hands to linkage: rows as columns, cleaned, nothing merged. */
import type { Bilingual } from '../kernel/bilingual.ts';
import type { Dictionary } from '../kernel/dictionary.ts';

/** What a register tells about; the code of later stages knows these roles, never a single register. */
export const REGISTER_ROLES = [
  'population',
  'deaths',
  'moves',
  'families',
  'members',
  'recipients',
  'job-seekers',
  'pupils',
  'indications',
] as const;
export type RegisterRole = (typeof REGISTER_ROLES)[number];

/**
 * A column of one field. Text (names, numbers of identity, addresses) is coded into a dictionary, 0 where blank; dates
 * are days since 1970-01-01, NO_DATE where blank; codes are those of models/codes, 0 where blank; numbers are NaN where
 * blank.
 */
export type Column =
  | { readonly kind: 'text'; readonly codes: Uint32Array; readonly dictionary: Dictionary }
  | { readonly kind: 'date'; readonly days: Int32Array }
  | { readonly kind: 'code'; readonly codes: Uint16Array; readonly list: string }
  | { readonly kind: 'number'; readonly values: Float64Array };

export type TextColumn = Extract<Column, { kind: 'text' }>;
export type DateColumn = Extract<Column, { kind: 'date' }>;
export type CodeColumn = Extract<Column, { kind: 'code' }>;
export type NumberColumn = Extract<Column, { kind: 'number' }>;

/**
 * Fields that say who somebody is; linkage compares them, and they never leave it but for the `identity` schema.
 * Names and addresses are as written, trimmed; `nik` and `kkNumber` are as written, without spaces; `rt` and `rw` are
 * numbers as text without leading zeros; `kelurahan` is the Kemendagri code where the register's name or code is known,
 * else as written. Two registers may share one dictionary a field, and do: equal code means equal text.
 */
export const IDENTITY_FIELDS = [
  'nik',
  'kkNumber',
  'fullName',
  'bornOn',
  'birthPlace',
  'sex',
  'motherName',
  'fatherName',
  'address',
  'rt',
  'rw',
  'kelurahan',
] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

/** Accepted rows of one register, from one or more files. Row i of every array is one accepted row. */
export interface RegisterRecords {
  /** Key of the description in models/registers: `dukcapil`, `dtsen-members`. */
  readonly registerId: string;
  readonly role: RegisterRole;
  /** Key of the programme when the role is `recipients`: `pkh`. */
  readonly programme: string | undefined;
  readonly count: number;
  /** [row] index into the files read in this build. */
  readonly sourceFile: Uint16Array;
  /** [row] index into the sheets of that file; 0 for a CSV. */
  readonly sourceSheet: Uint16Array;
  /** [row] 1-based row in the sheet, as a spreadsheet shows it. */
  readonly sourceRow: Uint32Array;
  /** Standard field name to column; IDENTITY_FIELDS and the facts that the description names (`shdk`, `desil` …). */
  readonly columns: ReadonlyMap<string, Column>;
}

export type FindingSeverity = 'refused' | 'finding';

/** Why a row was refused, or accepted with a remark. Holds the shape of what was found, never the value itself. */
export interface Finding {
  readonly severity: FindingSeverity;
  /** Stable: `nik-fifteen-digits`, `date-impossible`, `code-unknown`, `row-too-short`. */
  readonly code: string;
  readonly file: number;
  readonly sheet: number;
  /** 1-based, as a spreadsheet shows it. */
  readonly row: number;
  /** Heading as written; '' when it concerns the whole row. */
  readonly column: string;
  /** Shape of the value: each letter A, each digit 9: `99/99/9999`, `AAAA`. */
  readonly found: string;
  readonly expected: string;
}

/** One file as it was received. */
export interface ReceivedFile {
  /** Name without its folder. */
  readonly name: string;
  readonly registerId: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sheets: readonly string[];
  /** Which system wrote it, and how, in words: `SIAK export (CSV, ";", Windows-1252, dates day/month/year)`. */
  readonly dialect: Bilingual;
  readonly rowsReceived: number;
  readonly rowsAccepted: number;
  /** Part of the accepted. */
  readonly rowsWithFindings: number;
  /** rowsReceived = rowsAccepted + rowsRefused. */
  readonly rowsRefused: number;
}

/** Everything that the registers stage hands on. */
export interface RegisterReading {
  readonly files: readonly ReceivedFile[];
  /** One entry a register that had at least one file, in the order of models/registers/order. */
  readonly registers: readonly RegisterRecords[];
  readonly findings: readonly Finding[];
}
