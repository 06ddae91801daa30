/** Fills the fact table from the twin's own columns and from the registers behind it. */
import type { HouseholdColumns, PersonColumns, Population } from '../../population/columns.ts';
import { ruleError } from '../programmes/rule-error.ts';
import type { RecipientRows } from '../recipients/recipient-rows.ts';
import {
  familyReceivesFact,
  receivesFact,
  type FactCatalogue,
  type FactDescription,
  type FactLevel,
  type FactSource,
} from './catalogue.ts';
import { waitingRowsOf, type RegisterAnswers } from './register-values.ts';
import { coded, membersByHousehold, NO_ORIGIN, type FactColumn, type FactOrigin, type FactTable } from './table.ts';
import { familiesOfTheGone } from './families-of-the-gone.ts';

export interface FactInputs {
  readonly catalogue: FactCatalogue;
  /** Path of facts.yaml, for errors. */
  readonly path: string;
  readonly population: Population;
  /** Undefined where only the columns of a snapshot are at hand: what registers alone tell is unknown then. */
  readonly registers: RegisterAnswers | undefined;
  /** Ids of models/assistance. */
  readonly programmes: readonly string[];
  /** Ids of those that are given to families. */
  readonly familyProgrammes: readonly string[];
  /** Recipient lists as received; none where only the columns of a snapshot are at hand. */
  readonly recipients: readonly RecipientRows[];
  /** Programmes without a list here, of which somebody who knows says that nobody receives them. */
  readonly emptyLists?: readonly string[];
}

/** Stands for the register where a list is empty because somebody says so. */
export const DECLARED_EMPTY = 'dinyatakan kosong';

/** @throws TwinError configuration when facts.yaml names a column that the twin does not have */
export function buildFacts(inputs: FactInputs): FactTable {
  const { population, catalogue, programmes } = inputs;
  const { persons, households, referenceDay } = population;
  const columns = new Map<string, FactColumn>();
  const unknown = {
    person: unknownColumn('person', persons.count),
    household: unknownColumn('household', households.count),
  };
  for (const fact of catalogue.values())
    columns.set(fact.key, fact.from.length === 0 ? unknown[fact.level] : factColumn(fact, inputs));
  for (const id of programmes) {
    const bit = population.programmes.indexOf(id);
    const isSaidEmpty = bit < 0 && inputs.emptyLists?.includes(id) === true;
    if (bit < 0 && !isSaidEmpty) continue;
    const origin = { register: isSaidEmpty ? DECLARED_EMPTY : id, field: 'penerima', day: referenceDay };
    const mask = isSaidEmpty ? 0 : 1 << bit;
    const lists = inputs.recipients.filter(({ programme }) => programme === id);
    const open = (level: FactLevel): Set<number> =>
      rowsLeftOpen(
        lists.map(({ registerId }) => registerId),
        level,
        inputs,
      );
    const openFamilies = open('household');
    if (inputs.familyProgrammes.includes(id)) for (const each of familiesOfTheGone(lists)) openFamilies.add(each);
    columns.set(receivesFact(id), bitColumn('person', persons.receives, mask, origin, open('person')));
    columns.set(familyReceivesFact(id), bitColumn('household', households.receives, mask, origin, openFamilies));
  }
  return {
    referenceDay,
    personCount: persons.count,
    householdCount: households.count,
    householdRow: persons.householdRow,
    ...membersByHousehold(persons.householdRow, households.count),
    columns,
  };
}

function unknownColumn(level: FactColumn['level'], count: number): FactColumn {
  return {
    level,
    ...coded(new Float64Array(count).fill(NaN)),
    origin: new Uint8Array(count).fill(NO_ORIGIN),
    origins: [],
    days: undefined,
  };
}

/**
 * Of several bits any one is enough.
 *
 * @param leftOpen rows of which nobody can tell that they have none
 */
function bitColumn(
  level: FactColumn['level'],
  bits: Uint32Array,
  mask: number,
  origin: FactOrigin,
  leftOpen: Iterable<number>,
): FactColumn {
  const values = isAnySet(bits, mask);
  const told = new Uint8Array(bits.length);
  for (const row of leftOpen) {
    if (values[row] !== 0) continue;
    values[row] = NaN;
    told[row] = NO_ORIGIN;
  }
  return { level, ...coded(values), origin: told, origins: [origin], days: undefined };
}

// Loops over all rows are plain ones: a function for each row would take longer than what it does.

const NOBODY = new Float64Array();

/** Residents or households whom a waiting row of one of the registers may be about. */
function rowsLeftOpen(
  registerIds: readonly string[],
  level: FactLevel,
  { registers, population }: FactInputs,
): Set<number> {
  const rows = new Set<number>();
  for (const id of registerIds) {
    if (!population.registers.includes(id)) continue;
    const isOpen = registers?.valuesOf(waitingRowsOf(id), level) ?? NOBODY;
    for (let row = 0; row < isOpen.length; row++) if (isOpen[row] === 1) rows.add(row);
  }
  return rows;
}

function isAnySet(bits: Uint32Array, mask: number): Float64Array {
  const values = new Float64Array(bits.length);
  for (let row = 0; row < bits.length; row++) values[row] = (bits[row]! & mask) === 0 ? 0 : 1;
  return values;
}

function factColumn(fact: FactDescription, inputs: FactInputs): FactColumn {
  const count = fact.level === 'person' ? inputs.population.persons.count : inputs.population.households.count;
  const column = unknownColumn(fact.level, count);
  const origins: FactOrigin[] = [];
  let days: Int32Array | undefined;
  fact.from.forEach((source) => {
    const found = sourceValues(source, fact, inputs);
    if (found === undefined) return;
    const at = origins.push(found.origin) - 1;
    if (found.days !== undefined) days ??= new Int32Array(count).fill(found.origin.day);
    fillIn(column, found, at, days);
  });
  return { ...column, ...coded(column.values), origins, days };
}

/** A source fills in what none before it tells. */
function fillIn(
  { values, origin }: Pick<FactColumn, 'values' | 'origin'>,
  found: SourceValues,
  at: number,
  days: Int32Array | undefined,
): void {
  for (let row = 0; row < values.length; row++) {
    const value = found.values[row]!;
    if (origin[row] !== NO_ORIGIN || value !== value) continue;
    values[row] = value;
    origin[row] = at;
    if (days !== undefined) days[row] = found.days?.[row] ?? found.origin.day;
  }
}

interface SourceValues {
  /** [row] NaN where the source does not know. */
  readonly values: Float64Array;
  readonly origin: FactOrigin;
  readonly days: Int32Array | undefined;
}

/** Undefined where no such register was read. */
function sourceValues(source: FactSource, fact: FactDescription, inputs: FactInputs): SourceValues | undefined {
  const { population, registers } = inputs;
  const day = population.referenceDay;
  if ('knownTo' in source) {
    const mask = source.knownTo.reduce((bits, id) => {
      const bit = population.registers.indexOf(id);
      return bit < 0 ? bits : bits | (1 << bit);
    }, 0);
    if (mask === 0) return undefined;
    const register = source.knownTo[0]!;
    const origin = { register, field: 'padan', day };
    const isKnown = knownRows(mask, fact.level, population);
    const known = source.tells === 'absence' ? NaN : 1;
    const absent = source.tells === 'presence' ? NaN : 0;
    const values = eachMeant(isKnown, (is) => (is === 1 ? known : absent));
    if (absent === 0) {
      // Also the rows of a register that tells presence alone: one of them may be about somebody whom the others do not know.
      const named = fact.from.flatMap((each) => ('knownTo' in each ? each.knownTo : []));
      for (const row of rowsLeftOpen(named, fact.level, inputs)) if (values[row] === 0) values[row] = NaN;
    }
    return { values, origin, days: daysOf(register, source.dateField, fact, inputs) };
  }
  if ('field' in source) {
    const found = registers?.valuesOf(source, fact.level);
    if (found === undefined) return undefined;
    const origin = { register: source.register, field: source.field, day };
    const days =
      source.dateField === undefined ? undefined : registers?.valuesOf({ ...source, tells: 'day' }, fact.level);
    return { values: found, origin, days: days && daysFrom(days, day) };
  }
  const column = populationColumn(source.population, fact, inputs);
  const { blank, codes, beyond } = source;
  // A column without a blank says no of everybody as long as its register was not read.
  if (blank === undefined && !population.registers.includes(source.register)) return undefined;
  const meaning = (value: number): number => {
    if (value === blank) return NaN;
    if (beyond !== undefined) return value < beyond.low || value > beyond.high ? beyond.means : NaN;
    return codes === undefined ? value : (codes[String(value)] ?? NaN);
  };
  const values = eachMeant(column, meaning);
  const { dateField, register } = source;
  const origin = { register, field: source.population, day };
  return { values, origin, days: daysOf(register, dateField, fact, inputs) };
}

/** Most columns are of few small numbers, of which each is asked once. */
const SMALL = 256;

function eachMeant(column: ArrayLike<number>, meaning: (value: number) => number): Float64Array {
  const ofSmall = Float64Array.from({ length: SMALL }, (_, value) => meaning(value));
  const values = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    const small = value & (SMALL - 1);
    values[row] = value === small ? ofSmall[small]! : meaning(value);
  }
  return values;
}

/** [row] 1 where a register of the mask knows the person, or anybody of the household. */
function knownRows(mask: number, level: FactColumn['level'], { persons, households }: Population): Uint8Array {
  const known = new Uint8Array(level === 'person' ? persons.count : households.count);
  for (let person = 0; person < persons.count; person++)
    if ((persons.knownTo[person]! & mask) !== 0) known[level === 'person' ? person : persons.householdRow[person]!] = 1;
  return known;
}

const daysFrom = (days: Float64Array, otherwise: number): Int32Array =>
  Int32Array.from(days, (each) => (each === each ? each : otherwise));

/** [row] the day that the row of the register names; else the reference day. */
function daysOf(
  register: string,
  field: string | undefined,
  { level }: FactDescription,
  { registers, population }: FactInputs,
): Int32Array | undefined {
  const days = field === undefined ? undefined : registers?.valuesOf({ register, field }, level);
  return days && daysFrom(days, population.referenceDay);
}

function populationColumn(name: string, fact: FactDescription, { population, path }: FactInputs): ArrayLike<number> {
  const { persons, households } = population;
  const column =
    fact.level === 'person' ? persons[name as keyof PersonColumns] : households[name as keyof HouseholdColumns];
  if (!ArrayBuffer.isView(column)) throw ruleError(path, `${fact.key}.from`, `the twin has no column ${name}`);
  return column;
}
