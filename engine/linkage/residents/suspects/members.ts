/** The rows of each person who has several, and the pairs among them. */
import type { PairEnds } from '../../core/deciding/components.ts';
import { shareNumbers } from '../../core/threads/shared.ts';
import type { LinkBook } from '../link-book.ts';
import type { ResidentTable } from '../resident-table.ts';

export interface JoinedRows {
  readonly person: number;
  /** Records, the row that stands for the person first, the others in an order that does not depend on that of rows. */
  readonly members: readonly number[];
  /** First of its pairs; those of members i < j follow in that order, or those of the first member alone. */
  readonly firstPair: number;
}

export interface AllJoined {
  readonly clusters: readonly JoinedRows[];
  readonly pairs: PairEnds;
}

/** Of more rows than these only the pairs with the first one are looked at. */
export const MOST_LOOKED_AT_WHOLE = 60;

/** Places of the pairs of a cluster among its members, in their order. */
export function* placesOfPairs(size: number): Generator<readonly [i: number, j: number]> {
  const last = size > MOST_LOOKED_AT_WHOLE ? 1 : size;
  for (let i = 0; i < last; i++) for (let j = i + 1; j < size; j++) yield [i, j];
}

/** @returns persons of two rows and more */
export function joinedRows({ table, firstAnchor }: ResidentTable, book: LinkBook): AllJoined {
  const rows = new Map<number, number>();
  const several = new Map<number, number[]>();
  // Rows of the population register come first: they stand for the person.
  for (let record = table.count - 1; record >= 0; record--) {
    const person = book.personOf(record);
    if (person < 0) continue;
    const first = rows.get(person);
    if (first === undefined) rows.set(person, record);
    else if (several.has(person)) several.get(person)!.push(record);
    else several.set(person, [first, record]);
  }
  const clusters: JoinedRows[] = [];
  const [left, right]: [number[], number[]] = [[], []];
  for (const [person, records] of [...several].sort(([a], [b]) => a - b)) {
    const isList = (record: number): number => (record < firstAnchor ? 1 : 0);
    const members = records.sort((a, b) => isList(a) - isList(b) || table.idHash[a]! - table.idHash[b]! || a - b);
    clusters.push({ person, members, firstPair: left.length });
    for (const [i, j] of placesOfPairs(members.length)) {
      left.push(members[i]!);
      right.push(members[j]!);
    }
  }
  return {
    clusters,
    pairs: {
      count: left.length,
      left: shareNumbers(Uint32Array.from(left)),
      right: shareNumbers(Uint32Array.from(right)),
    },
  };
}
