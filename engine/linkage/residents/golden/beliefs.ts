/** How much each row is believed about a field, criterion by criterion. */
import { NO_DATE } from '../../../kernel/time.ts';
import type { Column, RegisterRecords } from '../../../registers/records.ts';
import { lettersIn } from '../../core/golden/criteria.ts';
import { LINK_KINDS, type RegisterLinks } from '../../linkage.ts';
import { rowHash } from '../row-content.ts';
import { valuesOf } from './column-values.ts';
import type { GoldenCriterion } from './criteria.ts';

/** Whether row i of register r is believed more than row j of register s. */
export type IsMoreBelieved = (r: number, i: number, s: number, j: number) => boolean;

export interface Beliefs {
  comparer(
    columns: readonly (Column | undefined)[],
    criteria: readonly GoldenCriterion[],
    personCount: number,
  ): IsMoreBelieved;
}

/** Above 0 where the first of the two rows is believed more. */
type CompareRows = (r: number, i: number, s: number, j: number) => number;

/** @param order registers by rank @param datedBy fields that date a row, the first that its register has */
export function beliefs(
  registers: readonly RegisterRecords[],
  links: readonly RegisterLinks[],
  order: readonly number[],
  datedBy: readonly string[],
): Beliefs {
  const rank = registers.map((_, r) => order.indexOf(r));
  const days = registers.map(({ columns }) => daysOfRows(columns, datedBy));
  const byRank: CompareRows = (r, _i, s) => rank[s]! - rank[r]!;
  const byDate: CompareRows = (r, i, s, j) => (days[r]?.[i] ?? NO_DATE) - (days[s]?.[j] ?? NO_DATE);
  const byLink: CompareRows = (r, i, s, j) => {
    const [one, other] = [links[r]!, links[s]!];
    return other.kind[j]! - one.kind[i]! || bitsOf(one, i) - bitsOf(other, j);
  };
  // What a row says as a whole settles the rest, and of rows that say the same any will do.
  const byContent: CompareRows = (r, i, s, j) =>
    rank[s]! - rank[r]! || rowHash(registers[s]!, j) - rowHash(registers[r]!, i);
  return {
    comparer(columns, criteria, personCount) {
      const compare: Readonly<Record<GoldenCriterion, () => CompareRows>> = {
        rank: () => byRank,
        date: () => byDate,
        link: () => byLink,
        agreement: () => agreementOf(columns, links, personCount),
        completeness: () => completenessOf(columns),
      };
      const steps = [...criteria.map((criterion) => compare[criterion]()), byContent];
      return (r, i, s, j) => {
        for (const step of steps) {
          const difference = step(r, i, s, j);
          if (difference !== 0) return difference > 0;
        }
        return false;
      };
    },
  };
}

/** Kinds of links are listed the surest first; anchors and rows alone have no weight. */
const bitsOf = ({ weightBits }: RegisterLinks, row: number): number =>
  Number.isNaN(weightBits[row]!) ? 0 : weightBits[row]!;

if (LINK_KINDS[0] !== 'anchor') throw new RangeError('Kinds of links must be listed the surest first.');

/** NO_DATE is the earliest of all days. */
function daysOfRows(columns: RegisterRecords['columns'], datedBy: readonly string[]): Int32Array | undefined {
  for (const field of datedBy) {
    const column = columns.get(field);
    if (column?.kind === 'date') return column.days;
  }
  return undefined;
}

/** By how many rows of the person say the same; texts are the same where they are written alike. */
function agreementOf(
  columns: readonly (Column | undefined)[],
  links: readonly RegisterLinks[],
  personCount: number,
): CompareRows {
  const rows = new Map<string, number>();
  const told = new Uint8Array(personCount);
  const keyOf = (r: number, row: number): string => `${String(links[r]!.person[row])} ${sayingOf(columns[r]!, row)}`;
  const forEach = (visit: (r: number, row: number, person: number) => void): void => {
    columns.forEach((column, r) => {
      if (column === undefined) return;
      const { values, blank } = valuesOf(column);
      links[r]!.person.forEach((person, row) => {
        if (person >= 0 && values[row] !== blank && values[row] === values[row]) visit(r, row, person);
      });
    });
  };
  forEach((_r, _row, person) => (told[person] = Math.min(3, told[person]! + 1)));
  // Two rows agree or do not: neither is more than the other.
  forEach((r, row, person) => {
    if (told[person] === 3) rows.set(keyOf(r, row), (rows.get(keyOf(r, row)) ?? 0) + 1);
  });
  return (r, i, s, j) => (rows.get(keyOf(r, i)) ?? 1) - (rows.get(keyOf(s, j)) ?? 1);
}

function sayingOf(column: Column, row: number): string {
  if (column.kind === 'text') return column.dictionary.values[column.codes[row]!]!.trim().toUpperCase();
  return String(valuesOf(column).values[row]!);
}

/** By letters; of what is no text all is told or nothing. */
function completenessOf(columns: readonly (Column | undefined)[]): CompareRows {
  const lettersOf = (r: number, row: number): number => {
    const column = columns[r]!;
    return column.kind === 'text' ? lettersIn(column.dictionary.values[column.codes[row]!]!) : 0;
  };
  return (r, i, s, j) => lettersOf(r, i) - lettersOf(s, j);
}
