/** How people live, as columns beside those of who they are: one row a person, one a household, no object a row. */
import { columnFor } from '../microsimulation/columns.ts';
import type { GrowingRows } from '../microsimulation/growing-rows.ts';

/** What is read of the persons of a simulation. A row whose person is gone says VACANT in sexAge. */
export interface Members {
  readonly rows: number;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly sexAge: Uint8Array;
  readonly region: Uint16Array;
  /** [person] row of the household. */
  readonly household: Uint32Array;
  /** [person] step in which the row was last given to somebody; 0 at the start. */
  readonly arrivedStep: Uint8Array;
  /** [person] 1 for who has lost a parent, where families are simulated. */
  readonly lostParent?: Uint8Array;
  /** Rows that were given to somebody in the last year. */
  readonly arrived: Readonly<GrowingRows>;
}

/** What is read of the households. */
export interface Dwellings {
  readonly rows: number;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly region: Uint16Array;
  /** [household] persons; 0 for a row that nobody has. */
  readonly size: Uint16Array;
  /** [household] decile of DTSEN at the start, of a new one that of where it came from; 0 for none. */
  readonly desil: Uint8Array;
  /** Rows of those that a flood of this year has driven to a kelurahan that is dry. */
  readonly displaced?: GrowingRows;
}

export const OUTSIDE = 0;
export const WORKING = 1;
export const SEEKING = 2;
export const WORK_STATES = 3;
export const DISABLED = 1;
export const FRAIL = 2;

export interface PersonLives {
  /** [person] work, health, school and education: person-state.ts. */
  state: Uint16Array;
  /** [person] standing on the labour market, the lower the surer of work, and how far he earns more or less than others like him. */
  place: Int32Array;
}

export interface HouseholdLives {
  /** [household] identity for which the rest of the row holds. */
  low: Uint32Array;
  high: Uint32Array;
  /** [household] what it spends beyond what its income explains, as a logarithm. */
  welfare: Float32Array;
  /** [household] how far the ranking of DTSEN errs about it. */
  rankError: Float32Array;
  /** [household] 1 when it was poor at the end of the last year. */
  isPoor: Uint8Array;
  /** [household] bit p: receives programme p of SIMULATED_PROGRAMMES. */
  receives: Uint16Array;
  /**
   * [household × BROUGHT] what its members bring it this year: earnings, thousand rupiah a month; components of PKH
   * (components.ts); and FITS entries of who fits programmes of single persons (aid/members.ts). Whole numbers, so that no order
   * of rows counts.
   */
  brought: Uint32Array;
  /** [household × OFFERS] the upper 8 bits of the draw whether it takes an offer: aid/take-up.ts. */
  offers: Uint8Array;
  /** [household] spent a head before aid, thousand rupiah a month, and its place in the ranking: the lower the poorer. */
  spent: Float32Array;
  rank: Float32Array;
}

/** Columns of a household in `brought`. */
export const BROUGHT_BITS = 2;
export const BROUGHT = 1 << BROUGHT_BITS;
/** Where FITS begin among them. */
export const FITS_AT = 2;
export const FITS = 2;
export const earnedBy = ({ brought }: Pick<HouseholdLives, 'brought'>, household: number): number =>
  brought[household * BROUGHT]!;
export const componentsOf = ({ brought }: Pick<HouseholdLives, 'brought'>, household: number): number =>
  brought[household * BROUGHT + 1]!;

/** Programmes whose offers are noted, the first of SIMULATED_PROGRAMMES: loops go through all whom they may concern. */
export const OFFERS = 4;
/** Bits of them in `receives`. */
export const LOOPED = (1 << OFFERS) - 1;

const PERSON_COLUMNS = { state: Uint16Array, place: Int32Array } as const;
const HOUSEHOLD_COLUMNS = {
  low: Uint32Array,
  high: Uint32Array,
  welfare: Float32Array,
  rankError: Float32Array,
  isPoor: Uint8Array,
  receives: Uint16Array,
  brought: Uint32Array,
  offers: Uint8Array,
  spent: Float32Array,
  rank: Float32Array,
} as const;
/** Entries of a row where it has several. */
const WIDTHS: Readonly<Record<string, number>> = { brought: BROUGHT, offers: OFFERS };

type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array;
type Kinds = Readonly<Record<string, new (length: number) => Column>>;

const columnOf = (columns: object | undefined, name: string): Column | undefined =>
  (columns as Record<string, Column> | undefined)?.[name];

/** The same values in columns of another length. @param spare columns that nobody needs any more: they are used */
function resized<T extends object>(kinds: Kinds, columns: T | undefined, rows: number, spare: T | undefined): T {
  const fresh = Object.entries(kinds).map(([name, Column]) => {
    const length = rows * (WIDTHS[name] ?? 1);
    const old = columnOf(columns, name);
    const column = columnFor(Column, length, Math.min(old?.length ?? 0, length), columnOf(spare, name));
    if (old !== undefined) column.set(old.subarray(0, length));
    return [name, column] as const;
  });
  return Object.fromEntries(fresh) as T;
}

export const personLives = (rows: number, from?: PersonLives, spare?: PersonLives): PersonLives =>
  resized(PERSON_COLUMNS, from, rows, spare);
export const householdLives = (rows: number, from?: HouseholdLives, spare?: HouseholdLives): HouseholdLives =>
  resized(HOUSEHOLD_COLUMNS, from, rows, spare);

/** Room as there is in the columns of who they are. */
export function makeRoom(lives: PersonLives, homes: HouseholdLives, persons: Members, households: Dwellings): void {
  if (lives.state.length < persons.sexAge.length) Object.assign(lives, personLives(persons.sexAge.length, lives));
  if (homes.welfare.length < households.size.length)
    Object.assign(homes, householdLives(households.size.length, homes));
}
