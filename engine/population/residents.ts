/** Who lives in the city on the reference day, by the population register less what is known of deaths and moves. */
import { NO_DATE } from '../kernel/time.ts';
import { rowsOfPersons, type Linkage, type PersonRows } from '../linkage/linkage.ts';
import type { CodeColumn, DateColumn, RegisterReading, RegisterRecords } from '../registers/records.ts';

/**
 * `resident`; `dead`, `moved`: by a report of it, or by the status in the population register; `gone`: the population
 * register has another status than living (lost, away, not valid); `later`: born after the reference day; `outside`:
 * unknown to the population register.
 */
export const RESIDENCE_STATES = ['resident', 'dead', 'moved', 'gone', 'later', 'outside'] as const;
export type ResidenceState = (typeof RESIDENCE_STATES)[number];

const state = (name: ResidenceState): number => RESIDENCE_STATES.indexOf(name);

/** Codes of life-status in models/codes; blank counts as living. */
const LIVING = 1;
const DEAD = 2;
const MOVED = 3;
/** Codes of move-kind: within a kelurahan, between kelurahan, between kecamatan. Those stay in the city. */
const LAST_MOVE_INSIDE = 3;

export interface Residence {
  /** [person of the linkage] index into RESIDENCE_STATES. */
  readonly state: Uint8Array;
  readonly personRows: PersonRows;
}

/**
 * @param bornOn       [person] days since 1970-01-01, NO_DATE where unknown
 * @param referenceDay deaths, moves and births after it have not happened
 */
export function findResidents(
  reading: RegisterReading,
  linkage: Linkage,
  bornOn: Int32Array,
  referenceDay: number,
): Residence {
  const states = stateInRegister(reading.registers, linkage);
  reportedFates(reading.registers, linkage, referenceDay).forEach((fate, person) => {
    const s = states[person]!;
    if (fate !== state('outside') && s !== state('outside') && s !== state('dead')) states[person] = fate;
  });
  states.forEach((s, person) => {
    const born = bornOn[person]!;
    if (s === state('resident') && born !== NO_DATE && born > referenceDay) states[person] = state('later');
  });
  return { state: states, personRows: rowsOfPersons(reading.registers, linkage) };
}

/**
 * What reports of deaths and moves tell, of whoever the population register does not know as well: those whom it has struck
 * off go on standing on lists.
 *
 * @returns [person] `dead` or `moved`, death counting more; `outside` where nothing is reported
 */
export function reportedFates(
  registers: readonly RegisterRecords[],
  linkage: Linkage,
  referenceDay: number,
): Uint8Array {
  const fates = new Uint8Array(linkage.personCount).fill(state('outside'));
  registers.forEach((records, r) => {
    if (records.role !== 'deaths' && records.role !== 'moves') return;
    const reported = state(records.role === 'deaths' ? 'dead' : 'moved');
    linkage.links[r]!.person.forEach((person, row) => {
      if (person < 0 || fates[person] === state('dead')) return;
      if (hasHappened(records, row, referenceDay)) fates[person] = reported;
    });
  });
  return fates;
}

/** By the status in the population register. Where a person has several lines, death counts most, then living. */
function stateInRegister(registers: readonly RegisterRecords[], linkage: Linkage): Uint8Array {
  const states = new Uint8Array(linkage.personCount).fill(state('outside'));
  registers.forEach((records, r) => {
    if (records.role !== 'population') return;
    const status = records.columns.get('lifeStatus') as CodeColumn | undefined;
    linkage.links[r]!.person.forEach((person, row) => {
      if (person < 0) return;
      const told = stateOfStatus(status?.codes[row] ?? LIVING);
      if (weight(told) > weight(states[person]!)) states[person] = told;
    });
  });
  return states;
}

function stateOfStatus(code: number): number {
  if (code === 0 || code === LIVING) return state('resident');
  return code === DEAD ? state('dead') : code === MOVED ? state('moved') : state('gone');
}

const weight = (s: number): number =>
  [state('outside'), state('gone'), state('moved'), state('resident'), state('dead')].indexOf(s);

function hasHappened(records: RegisterRecords, row: number, referenceDay: number): boolean {
  const kind = (records.columns.get('moveKind') as CodeColumn | undefined)?.codes[row] ?? 0;
  if (records.role === 'moves' && kind > 0 && kind <= LAST_MOVE_INSIDE) return false;
  const day = records.columns.get(records.role === 'deaths' ? 'diedOn' : 'movedOn') as DateColumn | undefined;
  const when = day?.days[row] ?? NO_DATE;
  return when === NO_DATE || when <= referenceDay;
}

/** People whom a register should not list any more. */
export interface StillListed {
  readonly dead: number;
  readonly moved: number;
}

/**
 * The dead and the moved who stand in the population register as living, or on any list but that of deaths and moves.
 */
export function countStillListed(reading: RegisterReading, { state: states, personRows }: Residence): StillListed {
  const counts = { dead: 0, moved: 0 };
  const { starts, register, row } = personRows;
  for (let person = 0; person < states.length; person++) {
    const s = states[person]!;
    if (s !== state('dead') && s !== state('moved')) continue;
    for (let i = starts[person]!; i < starts[person + 1]!; i++) {
      if (!listsAsLiving(reading.registers[register[i]!]!, row[i]!)) continue;
      counts[s === state('dead') ? 'dead' : 'moved']++;
      break;
    }
  }
  return counts;
}

function listsAsLiving(records: RegisterRecords, row: number): boolean {
  // Who is to be looked at is not said to live.
  if (records.role === 'deaths' || records.role === 'moves' || records.role === 'indications') return false;
  if (records.role !== 'population') return true;
  const status = (records.columns.get('lifeStatus') as CodeColumn | undefined)?.codes[row] ?? LIVING;
  return status === 0 || status === LIVING;
}
