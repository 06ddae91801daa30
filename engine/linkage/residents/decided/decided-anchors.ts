/** Residents by what people say: rows of the population register that they say are one are one, and others are two. */
import { DisjointSets } from '../../core/deciding/disjoint-sets.ts';
import type { LinkTable } from '../../core/table.ts';
import type { Decided, Unit } from './decided.ts';

/**
 * Joins rows that are decided to be one person with all repetitions of either, and parts repetitions that are decided to
 * be two. A repetition that might go with either of the two goes with the first by what it says, not by where it stands.
 *
 * @param firstOf [record] the first row of its person, as the rows themselves say; changed in place
 */
export function obeyOnAnchors(table: LinkTable, firstOf: Int32Array, firstAnchor: number, decided: Decided): void {
  const named = decided.units.flatMap(({ anchors }) => anchors);
  if (named.length === 0) return;
  const repetitions = repetitionsOf(table, firstOf, firstAnchor, new Set(named.map((record) => firstOf[record]!)));
  const persons = new Persons(table.count, decided);
  for (const { anchors } of decided.units) for (const anchor of anchors) persons.join(anchors[0]!, anchor);
  for (const records of repetitions) {
    const parts: number[] = [];
    for (const record of records) {
      const part = parts.find((each) => !persons.areApart(each, record));
      if (part === undefined) parts.push(record);
      else persons.join(part, record);
    }
  }
  for (const record of repetitions.flat()) firstOf[record] = persons.firstOf(record);
}

/** Rows that are one person with a row that is named; in an order of what they say. */
function repetitionsOf(
  { count, idHash }: LinkTable,
  firstOf: Int32Array,
  firstAnchor: number,
  firsts: ReadonlySet<number>,
): number[][] {
  const groups = new Map<number, number[]>([...firsts].map((first) => [first, []]));
  for (let record = firstAnchor; record < count; record++) groups.get(firstOf[record]!)?.push(record);
  const byContent = (a: number, b: number): number => idHash[a]! - idHash[b]! || a - b;
  return [...groups.values()].map((records) => records.sort(byContent)).sort(([a], [b]) => byContent(a!, b!));
}

class Persons {
  readonly #sets: DisjointSets;
  readonly #decided: Decided;
  /** Units of each set, by its first member. */
  readonly #units = new Map<number, Set<Unit>>();

  constructor(count: number, decided: Decided) {
    this.#sets = new DisjointSets(count);
    this.#decided = decided;
  }

  firstOf(record: number): number {
    return this.#sets.find(record);
  }

  join(one: number, other: number): void {
    const units = new Set([...this.#unitsOf(one), ...this.#unitsOf(other)]);
    this.#sets.join(one, other);
    this.#units.set(this.#sets.find(one), units);
  }

  areApart(one: number, other: number): boolean {
    const others = this.#unitsOf(other);
    return [...this.#unitsOf(one)].some((unit) => [...this.#decided.apartFrom(unit)].some((each) => others.has(each)));
  }

  #unitsOf(record: number): ReadonlySet<Unit> {
    const own = this.#decided.unitOf(record);
    return this.#units.get(this.#sets.find(record)) ?? new Set(own === undefined ? [] : [own]);
  }
}
