/** One field of one register, brought to the residents or households that its rows are linked to. */
import { ruleError } from '../programmes/rule-error.ts';
import { NO_DATE } from '../../kernel/time.ts';
import type { Population } from '../../population/columns.ts';
import type { Column } from '../../registers/records.ts';
import { FACT_LEVELS, type FactCatalogue, type FactLevel } from './catalogue.ts';
import { leftOpenByRegister, type WaitingInputs } from './waiting-rows.ts';

/** The registers of a snapshot and how their rows lead to its residents. */
export type RegisterFacts = WaitingInputs;

export interface FieldSource {
  readonly register: string;
  readonly field: string;
  /** Answer to value; other answers are unknown. */
  readonly codes?: Readonly<Record<string, number>> | undefined;
  /** Bits of which any one makes a yes. */
  readonly flags?: number | undefined;
  /** Field with the day of the row: of several rows the newest tells. */
  readonly dateField?: string | undefined;
  /** The day of the row that tells, instead of what it tells; or 1 for whom a row that waits for review may be about. */
  readonly tells?: 'day' | 'waiting' | undefined;
}

/** Whom the waiting rows of a register may be about. */
export const waitingRowsOf = (register: string): FieldSource => ({ register, field: 'kkNumber', tells: 'waiting' });

/** What the registers of a snapshot tell, field by field: read from their rows, or kept beside the snapshot. */
export interface RegisterAnswers {
  /**
   * @returns [row] NaN where the register does not tell; undefined where it was not read, or has no such field
   * @throws TwinError configuration for a field that was not kept with the snapshot
   */
  valuesOf(source: FieldSource, level: FactLevel): Float64Array | undefined;
}

/** What facts.yaml asks of registers. */
export interface FieldAsked {
  readonly source: FieldSource;
  readonly level: FactLevel;
}

/** Every field of a register that facts.yaml asks for, each once. */
export function fieldsAsked(catalogue: FactCatalogue): FieldAsked[] {
  const asked = new Map<string, FieldAsked>();
  const ask = (source: FieldSource, level: FactLevel): void =>
    void asked.set(askedKey(source, level), { source, level });
  for (const { level, from } of catalogue.values())
    for (const source of from) {
      const { dateField } = source;
      if ('field' in source) ask(source, level);
      if (dateField === undefined) continue;
      if ('field' in source) ask({ ...source, tells: 'day' }, level);
      else ask({ register: 'knownTo' in source ? source.knownTo[0]! : source.register, field: dateField }, level);
    }
  return [...asked.values()];
}

const askedKey = (source: FieldSource, level: FactLevel): string => {
  const { register, field, codes, flags, dateField, tells } = source;
  return JSON.stringify([level, register, field, codes, flags, dateField, tells]);
};

export interface FieldAnswer extends FieldAsked {
  /** As RegisterAnswers tells it. */
  readonly values: Float64Array | undefined;
}

/** The answers to all that facts.yaml asks, from the rows of registers, and whom their waiting rows may be about. */
export function answersOfRegisters(
  catalogue: FactCatalogue,
  population: Population,
  registers: RegisterFacts,
): FieldAnswer[] {
  const fields = fieldsAsked(catalogue).map(({ source, level }) => ({
    source,
    level,
    values: registerValues(source, level, population, registers),
  }));
  const waiting = leftOpenByRegister(registers, population).flatMap((open, r) =>
    FACT_LEVELS.map((level) => ({
      source: waitingRowsOf(registers.registers[r]!.registerId),
      level,
      values: open?.[level],
    })),
  );
  return [...fields, ...waiting];
}

/**
 * @param path of facts.yaml, for errors
 * @param read ids of the registers that were read: of others nothing is known, whatever facts.yaml asks since
 */
export function registerAnswers(
  answers: readonly FieldAnswer[],
  path: string,
  read: readonly string[],
): RegisterAnswers {
  const known = new Map(answers.map(({ source, level, values }) => [askedKey(source, level), values]));
  return {
    valuesOf: (source, level) => {
      const key = askedKey(source, level);
      if (known.has(key)) return known.get(key);
      if (!read.includes(source.register)) return undefined;
      throw ruleError(
        path,
        `${source.register}.${source.field}`,
        'is asked of registers otherwise than when the snapshot was built',
        'Build again: npm run twin -- build.',
      );
    },
  };
}

/**
 * Of several rows of one person or family the newest tells, where rows have a day; else the one that is linked most surely; of
 * equally sure ones the smaller value, so that the order of the rows does not matter.
 *
 * @returns [row] NaN where the register does not tell; undefined where it was not read, or has no such field
 */
export function registerValues(
  source: FieldSource,
  level: FactLevel,
  { persons, households }: Population,
  { registers, linkage, residentOfPerson, householdOfPerson }: RegisterFacts,
): Float64Array | undefined {
  const r = registers.findIndex(({ registerId }) => registerId === source.register);
  const columns = registers[r]?.columns;
  const read = reader(columns?.get(source.field), source);
  if (read === undefined) return undefined;
  const { dateField, tells } = source;
  const dayAt = dateField === undefined ? undefined : reader(columns?.get(dateField), DAYS);
  const rowOf = level === 'person' ? residentOfPerson : householdOfPerson;
  const count = level === 'person' ? persons.count : households.count;
  const values = new Float64Array(count).fill(NaN);
  const days = new Float64Array(count).fill(NaN);
  const trust = new Float64Array(count).fill(-Infinity);
  const { person, weightBits } = linkage.links[r]!;
  for (let i = 0; i < person.length; i++) {
    const row = person[i]! < 0 ? -1 : rowOf[person[i]!]!;
    const value = row < 0 ? NaN : read(i);
    if (value !== value) continue;
    const day = dayAt?.(i) ?? NaN;
    const bits = weightBits[i]!;
    // Anchors and rows alone have no weight: nothing contradicts them.
    const sure = bits === bits ? bits : Infinity;
    const isFirst = Number.isNaN(values[row]!);
    const later = isFirst ? 1 : dayNumber(day) - dayNumber(days[row]!);
    if (later < 0 || (later === 0 && (sure < trust[row]! || (sure === trust[row] && value >= values[row]!)))) continue;
    trust[row] = sure;
    values[row] = value;
    days[row] = day;
  }
  return tells === 'day' ? days : values;
}

const DAYS = { codes: undefined, flags: undefined };
/** A row without a day is older than any. */
const dayNumber = (day: number): number => (day === day ? day : Number.MIN_SAFE_INTEGER);

/** Row to value, NaN where blank. */
function reader(
  column: Column | undefined,
  source: Pick<FieldSource, 'codes' | 'flags'>,
): ((row: number) => number) | undefined {
  if (column === undefined || column.kind === 'text') return undefined;
  const raw = rawReader(column);
  const { codes, flags } = source;
  if (codes !== undefined) return (row) => codes[String(raw(row))] ?? NaN;
  if (flags === undefined) return raw;
  return (row) => {
    const value = raw(row);
    return value === value ? Number((value & flags) !== 0) : NaN;
  };
}

function rawReader(column: Exclude<Column, { kind: 'text' }>): (row: number) => number {
  switch (column.kind) {
    case 'number':
      return (row) => column.values[row]!;
    case 'code':
      return (row) => (column.codes[row] === 0 ? NaN : column.codes[row]!);
    case 'date':
      return (row) => (column.days[row] === NO_DATE ? NaN : column.days[row]!);
  }
}
