/** How people live, as columns beside those of who they are: one row a person, one a household, no object a row. */

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
}

export const OUTSIDE = 0;
export const WORKING = 1;
export const SEEKING = 2;
export const WORK_STATES = 3;
export const DISABLED = 1;
export const FRAIL = 2;

export interface PersonLives {
  /** [person] LEVELS: where he goes to school. */
  school: Uint8Array;
  /** [person] EDUCATIONS: what he has finished. */
  education: Uint8Array;
  /** [person] standing on the labour market, standard normal: the lower, the surer of work. */
  standing: Float32Array;
  /** [person] OUTSIDE the labour force, WORKING or SEEKING work. */
  work: Uint8Array;
  /** [person] how far he earns more or less than others like him, standard normal. */
  pay: Float32Array;
  /** [person] bits DISABLED and FRAIL. */
  health: Uint8Array;
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
  receives: Uint8Array;
  /** [household] of its members this year: earnings, thousand rupiah a month; whole numbers, so that no order of rows counts. */
  earned: Uint32Array;
  /** [household] components of PKH of its members this year: components.ts. */
  components: Uint32Array;
  /** [household] spent a head before aid, thousand rupiah a month, and its place in the ranking: the lower the poorer. */
  spent: Float32Array;
  rank: Float32Array;
}

const PERSON_COLUMNS = {
  school: Uint8Array,
  education: Uint8Array,
  standing: Float32Array,
  work: Uint8Array,
  pay: Float32Array,
  health: Uint8Array,
} as const;
const HOUSEHOLD_COLUMNS = {
  low: Uint32Array,
  high: Uint32Array,
  welfare: Float32Array,
  rankError: Float32Array,
  isPoor: Uint8Array,
  receives: Uint8Array,
  earned: Uint32Array,
  components: Uint32Array,
  spent: Float32Array,
  rank: Float32Array,
} as const;

type Kinds = Readonly<Record<string, new (length: number) => Uint8Array | Uint32Array | Float32Array>>;

/** The same values in columns of another length. */
function resized<T extends object>(kinds: Kinds, columns: T | undefined, length: number): T {
  const fresh = Object.entries(kinds).map(([name, Column]) => {
    const column = new Column(length);
    const old = (columns as Record<string, Uint8Array> | undefined)?.[name];
    if (old !== undefined) column.set(old.subarray(0, length));
    return [name, column] as const;
  });
  return Object.fromEntries(fresh) as T;
}

export const personLives = (rows: number, from?: PersonLives): PersonLives => resized(PERSON_COLUMNS, from, rows);
export const householdLives = (rows: number, from?: HouseholdLives): HouseholdLives =>
  resized(HOUSEHOLD_COLUMNS, from, rows);

/** Room as there is in the columns of who they are. */
export function makeRoom(lives: PersonLives, homes: HouseholdLives, persons: Members, households: Dwellings): void {
  if (lives.school.length < persons.sexAge.length) Object.assign(lives, personLives(persons.sexAge.length, lives));
  if (homes.welfare.length < households.size.length)
    Object.assign(homes, householdLives(households.size.length, homes));
}
