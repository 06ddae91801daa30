/**
 * The households of a year, copied to where its loops find them (simulation/loops): some at a time, as they spend; those whom
 * aid may concern behind them, one after the other, as each programme goes through all of them; and what is counted.
 */
import { TwinError } from '../../../kernel/errors.ts';
import { columnAt, handOf, type Writer } from '../../../kernel/loops/loop.ts';
import { at, type Place } from '../../../kernel/loops/values.ts';
import { AT, CLASS_ENTRIES, classTable, HOME_WIDTH, SPENDING_CLASSES, type LifeAccount } from '../account.ts';
import { MOST_MEMBERS } from '../aid/members.ts';
import { BROUGHT, LOOPED, OFFERS, type Dwellings, type HouseholdLives } from '../columns.ts';
import { NORMALS } from '../normal-table.ts';
import { ROWS_AT_ONCE } from '../rows-at-hand.ts';
import { BEYOND_ENTRIES, EXPLAINED_ENTRIES, type SpendingTables } from './spending-tables.ts';

/** Where all loops over households find their columns. */
export const HAND = handOf();

/** Of those at hand, numbered from the first of them. */
export const HOMES = {
  low: HAND.column('word', ROWS_AT_ONCE),
  high: HAND.column('word', ROWS_AT_ONCE),
  knownLow: HAND.column('word', ROWS_AT_ONCE),
  knownHigh: HAND.column('word', ROWS_AT_ONCE),
  bits: HAND.column('word', ROWS_AT_ONCE),
  /** Places at hand of those that are new in their rows. */
  fresh: HAND.column('half', ROWS_AT_ONCE + 1),
  size: HAND.column('half', ROWS_AT_ONCE),
  region: HAND.column('half', ROWS_AT_ONCE),
  brought: HAND.column('word', ROWS_AT_ONCE * BROUGHT),
  offers: HAND.column('word', ROWS_AT_ONCE),
  receives: HAND.column('half', ROWS_AT_ONCE),
  welfare: HAND.column('short', ROWS_AT_ONCE),
  rankError: HAND.column('short', ROWS_AT_ONCE),
  spent: HAND.column('short', ROWS_AT_ONCE),
  rank: HAND.column('short', ROWS_AT_ONCE),
  /** By how much it is ahead of the deciles of the country: 0 unless wages differ from those of the baseline. */
  ahead: HAND.column('real', ROWS_AT_ONCE),
} as const;

export const NORMAL = HAND.column('short', NORMALS.length);
export const EXPLAINED = HAND.column('short', EXPLAINED_ENTRIES);
export const BEYOND = HAND.column('real', BEYOND_ENTRIES);
export const CLASSES = HAND.column('byte', CLASS_ENTRIES);

/** What stands behind the fixed columns in a year. */
const BEHIND = {
  /** [household] those of the whole city. */
  isPoor: 'byte',
  lists: 'half',
  /** Of those whom aid may concern: their rows, and what is asked of them. */
  row: 'word',
  components: 'word',
  offers: 'word',
  spent: 'short',
  rank: 'short',
  size: 'half',
  region: 'half',
  /** [concerned] bits of the programmes that it receives. */
  receives: 'half',
  /** [concerned] thousand rupiah a year that can be spent, of programmes that no loop goes through. */
  further: 'real',
  /** [concerned] how early its turn for a programme comes: aid/choice-loop.ts. */
  bin: 'half',
  /** [concerned] places of whom a programme must ask, or who stand where it runs out. */
  asked: 'word',
  /** [region × HOME_SUMS], and [region × class] as accounts have them. */
  sums: 'real',
  classSpent: 'real',
  classPersons: 'word',
  /** [region × bits of looped programmes × size] families. */
  given: 'word',
  /** Of the sums above, what those are counted whom no aid concerns. */
  apart: 'real',
  /** [bits of looped programmes × size] thousand rupiah a year that can be spent, of programmes without components. */
  cash: 'real',
} as const;
type Behind = keyof typeof BEHIND;
const NAMES = Object.keys(BEHIND) as Behind[];
const BYTES = { byte: 1, half: 2, word: 4, short: 4, real: 8 } as const;

/** Where each of them begins, for loops to read. */
const STARTS = HAND.column('word', NAMES.length);

/** The column of a year, for a loop. */
export const behind = ({ hold }: Pick<Writer, 'hold'>, name: Behind): Place =>
  columnAt(hold(at(STARTS, NAMES.indexOf(name))), BEHIND[name]);

/** Bits of looped programmes, all that there may be. */
export const LISTS = LOOPED + 1;

/** The households of one year at hand. */
export interface HomesAtHand {
  readonly regions: number;
  /** How many households are at hand whom aid may concern. */
  listed: number;
  /** One more than the largest has. */
  readonly sizes: number;
  readonly starts: Readonly<Record<Behind, number>>;
  /** Views of the columns that are gone through here. */
  readonly row: Uint32Array;
  readonly components: Uint32Array;
  readonly rank: Float32Array;
  readonly size: Uint16Array;
  readonly region: Uint16Array;
  readonly receives: Uint16Array;
  readonly further: Float64Array;
  readonly offers: Uint8Array;
  readonly bin: Uint16Array;
  readonly asked: Uint32Array;
  readonly cash: Float64Array;
  readonly spent: Float32Array;
  /** [household] those of the whole city, and behind them room for some who are spoken of apart. */
  readonly isPoor: Uint8Array;
  /** [household] bits of the programmes that it receives, those of last year before anybody chooses. */
  readonly lists: Uint16Array;
}

/** The year that was opened last. */
let opened: HomesAtHand | undefined;
export const isStillAtHand = (atHand: HomesAtHand | undefined): atHand is HomesAtHand =>
  atHand !== undefined && atHand === opened;

/** One row more than there are: who is not meant is written too, and the next one over him. */
export function openHomes(
  { rows, size }: Pick<Dwellings, 'rows' | 'size'>,
  { isPoor, receives }: Pick<HouseholdLives, 'isPoor' | 'receives'>,
  regions: number,
): HomesAtHand {
  let largest = 0;
  for (let row = 0; row < rows; row++) if (size[row]! > largest) largest = size[row]!;
  if (largest > MOST_MEMBERS) throw tooLarge(largest);
  const sizes = largest + 1;
  const lengths: Readonly<Partial<Record<Behind, number>>> = {
    sums: regions * HOME_WIDTH,
    classSpent: regions * SPENDING_CLASSES,
    classPersons: regions * SPENDING_CLASSES,
    given: regions * LISTS * sizes,
    cash: LISTS * sizes,
    isPoor: rows + ROWS_AT_ONCE,
    apart: regions * (HOME_WIDTH + 2 * SPENDING_CLASSES) + 3 * ALIGNED_REALS,
  };
  const lengthOf = (name: Behind): number => lengths[name] ?? rows + 1;
  const found = HAND.behind(...NAMES.map((name) => lengthOf(name) * BYTES[BEHIND[name]]));
  const bytes = HAND.bytes();
  new Uint32Array(bytes, STARTS.offset, NAMES.length).set(found);
  const starts = Object.fromEntries(NAMES.map((name, i) => [name, found[i]!])) as Record<Behind, number>;
  for (const name of ['sums', 'classSpent', 'classPersons', 'given'] as const)
    new Uint8Array(bytes, starts[name], lengthOf(name) * BYTES[BEHIND[name]]).fill(0);
  new Uint8Array(bytes, starts.isPoor, rows).set(isPoor.subarray(0, rows));
  new Uint16Array(bytes, starts.lists, rows).set(receives.subarray(0, rows));
  opened = {
    regions,
    listed: 0,
    sizes,
    starts,
    row: new Uint32Array(bytes, starts.row, rows),
    components: new Uint32Array(bytes, starts.components, rows),
    rank: new Float32Array(bytes, starts.rank, rows),
    size: new Uint16Array(bytes, starts.size, rows),
    region: new Uint16Array(bytes, starts.region, rows),
    receives: new Uint16Array(bytes, starts.receives, rows),
    further: new Float64Array(bytes, starts.further, rows),
    offers: new Uint8Array(bytes, starts.offers, rows * OFFERS),
    bin: new Uint16Array(bytes, starts.bin, rows),
    asked: new Uint32Array(bytes, starts.asked, rows + 1),
    cash: new Float64Array(bytes, starts.cash, LISTS * sizes),
    spent: new Float32Array(bytes, starts.spent, rows),
    isPoor: new Uint8Array(bytes, starts.isPoor, rows + ROWS_AT_ONCE),
    lists: new Uint16Array(bytes, starts.lists, rows),
  };
  return opened;
}

const tooLarge = (members: number): TwinError =>
  new TwinError('input', {
    code: 'household-too-large',
    what: `A household has ${members} members.`,
    expected: `${MOST_MEMBERS} members at most`,
    todo: 'Mend the family cards of the snapshot, and build it again.',
  });

/** Columns behind each other may begin so many entries after the one before ends. */
const ALIGNED_REALS = 8;

/** Keeps what those are counted whom no aid concerns; to be called before the others are counted too. */
export function keepApart({ starts }: HomesAtHand): void {
  new Uint8Array(HAND.bytes()).copyWithin(starts.apart, starts.sums, starts.given);
}

/** Sums of a year at hand. */
export interface CountedApart {
  readonly sums: Float64Array;
  readonly classSpent: Float64Array;
  readonly classPersons: Uint32Array;
}

/** What is counted so far. */
export function countedAtHand({ starts, regions }: HomesAtHand): CountedApart {
  const bytes = HAND.bytes();
  return {
    sums: new Float64Array(bytes, starts.sums, regions * HOME_WIDTH),
    classSpent: new Float64Array(bytes, starts.classSpent, regions * SPENDING_CLASSES),
    classPersons: new Uint32Array(bytes, starts.classPersons, regions * SPENDING_CLASSES),
  };
}

/** @returns the sums as they were kept, to be counted on from there */
export function backToApart(atHand: HomesAtHand): CountedApart {
  const { starts, regions, sizes } = atHand;
  const bytes = HAND.bytes();
  new Uint8Array(bytes).copyWithin(starts.sums, starts.apart, starts.apart + starts.given - starts.sums);
  new Uint32Array(bytes, starts.given, regions * LISTS * sizes).fill(0);
  return countedAtHand(atHand);
}

/** Gives back who is poor, who receives what, and what was counted. */
export function closeHomes(
  { regions, starts }: HomesAtHand,
  { rows }: Pick<Dwellings, 'rows'>,
  { isPoor, receives }: Pick<HouseholdLives, 'isPoor' | 'receives'>,
  { homes, classPersons, classSpent }: LifeAccount,
): void {
  const bytes = HAND.bytes();
  isPoor.set(new Uint8Array(bytes, starts.isPoor, rows));
  receives.set(new Uint16Array(bytes, starts.lists, rows));
  new Float64Array(bytes, starts.sums, homes.length).forEach((sum, i) => (homes[i]! += sum));
  const persons = new Uint32Array(bytes, starts.classPersons, classPersons.length);
  const spent = new Float64Array(bytes, starts.classSpent, classSpent.length);
  for (let region = 0; region < regions; region++)
    for (let i = region * SPENDING_CLASSES; i < (region + 1) * SPENDING_CLASSES; i++) {
      classPersons[i]! += persons[i]!;
      classSpent[i]! += spent[i]!;
      homes[region * HOME_WIDTH + AT.persons]! += persons[i]!;
    }
}

let laidOut: SpendingTables | undefined;

/** The tables of a run, which most years find as the year before has left them. */
export function layOutSpending(tables: SpendingTables): void {
  if (laidOut === tables) return;
  const bytes = HAND.bytes();
  if (laidOut === undefined) new Uint8Array(bytes, CLASSES.offset, CLASS_ENTRIES).set(classTable());
  new Float32Array(bytes, EXPLAINED.offset, EXPLAINED_ENTRIES).set(tables.explained);
  new Float64Array(bytes, BEYOND.offset, BEYOND_ENTRIES).set(tables.beyond);
  laidOut = tables;
}

/** Views of the columns at hand; asked anew for each year. */
export function homeColumns() {
  const bytes = HAND.bytes();
  const words = ({ offset }: Place, width = 1): Uint32Array => new Uint32Array(bytes, offset, ROWS_AT_ONCE * width);
  const halves = ({ offset }: Place): Uint16Array => new Uint16Array(bytes, offset, ROWS_AT_ONCE);
  const shorts = ({ offset }: Place): Float32Array => new Float32Array(bytes, offset, ROWS_AT_ONCE);
  return {
    low: words(HOMES.low),
    high: words(HOMES.high),
    knownLow: words(HOMES.knownLow),
    knownHigh: words(HOMES.knownHigh),
    fresh: halves(HOMES.fresh),
    size: halves(HOMES.size),
    region: halves(HOMES.region),
    brought: words(HOMES.brought, BROUGHT),
    offers: new Uint8Array(bytes, HOMES.offers.offset, ROWS_AT_ONCE * OFFERS),
    receives: new Uint16Array(bytes, HOMES.receives.offset, ROWS_AT_ONCE),
    welfare: shorts(HOMES.welfare),
    rankError: shorts(HOMES.rankError),
    spent: shorts(HOMES.spent),
    rank: shorts(HOMES.rank),
    ahead: new Float64Array(bytes, HOMES.ahead.offset, ROWS_AT_ONCE),
  };
}
