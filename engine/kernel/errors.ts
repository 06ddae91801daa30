/**
 * What the caller cannot go on from. A TwinError says what is wrong, where, what was expected and what to do,
 * and never holds a NIK, a No. KK or a name.
 */

/** Exit code of the command line for each kind of error; documented by `npm run twin -- --help`. */
export const EXIT_CODES = {
  internal: 1,
  usage: 2,
  input: 3,
  configuration: 4,
  store: 5,
  storage: 6,
  busy: 7,
} as const;

/**
 * `usage` a wrong command line; `input` a file that cannot be read as it should; `configuration` a setting, key or
 * model file; `store` the database; `storage` the disk; `busy` a port or a store in use by another process.
 */
export type ErrorKind = keyof typeof EXIT_CODES;

export interface ErrorPlace {
  /** File name without its folder. */
  readonly file?: string;
  readonly sheet?: string;
  /** 1-based, counted as a spreadsheet counts: the heading row of a plain table is row 1. */
  readonly row?: number;
  /** Heading of the column as the file writes it, or its number when it has none. */
  readonly column?: string;
}

export interface ErrorText {
  /** Stable and greppable: `heading-missing`, `port-in-use`. */
  readonly code: string;
  readonly what: string;
  readonly where?: ErrorPlace;
  readonly expected?: string;
  readonly todo: string;
}

/** file.csv, sheet "Data", row 12, column "NIK". */
export function describePlace(place: ErrorPlace): string {
  return [
    place.file,
    place.sheet === undefined ? undefined : `sheet "${place.sheet}"`,
    place.row === undefined ? undefined : `row ${place.row}`,
    place.column === undefined ? undefined : `column "${place.column}"`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

export class TwinError extends Error {
  override readonly name = 'TwinError';
  readonly kind: ErrorKind;
  readonly text: ErrorText;

  constructor(kind: ErrorKind, text: ErrorText, options?: ErrorOptions) {
    const where = text.where === undefined ? '' : ` In ${describePlace(text.where)}.`;
    const expected = text.expected === undefined ? '' : ` Expected: ${text.expected}.`;
    super(`${text.what}${where}${expected} ${text.todo}`, options);
    this.kind = kind;
    this.text = text;
  }

  get exitCode(): number {
    return EXIT_CODES[this.kind];
  }
}

/** The system's own code of an error (ENOSPC, EADDRINUSE, 28P01 …), where it has one. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
