/** In which order families stand: by the keys of the rules, what is unknown last; who is alike in all of them is drawn by lot. */
import { chance } from '../../kernel/random.ts';
import { resolve } from '../evaluation/resolve.ts';
import { YES } from '../evaluation/truth.ts';
import type { TruthColumns } from '../evaluation/truth-columns.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import type { RankingKey } from '../programmes/shape.ts';

/** Keys as columns, so that lower always comes first. */
export interface Ranking {
  /** [key][unit] Infinity where unknown. */
  readonly keys: readonly Float64Array[];
  compare(a: number, b: number): number;
  /** Alike in every key: only the lot tells them apart. */
  isAlike(a: number, b: number): boolean;
}

/**
 * Whose conditions all hold stands before who has some open, whatever the keys say.
 *
 * @param first [household] what counts before the keys of the rules, lower first; NaN where unknown
 */
export function rankingOf(found: ProgrammeColumns, columns: TruthColumns, first?: Float64Array): Ranking {
  const settled = Float64Array.from(found.conditions, (truth) => (truth === YES ? 0 : 1));
  const { householdRow } = columns.table;
  const before =
    first === undefined
      ? []
      : [settled.map((_, unit) => known(first[found.level === 'household' ? unit : householdRow[unit]!]!))];
  const keys = [settled, ...before, ...found.rules.programme.ranking.map((key) => keyColumn(key, found, columns))];
  const difference = (a: number, b: number): number => {
    for (const key of keys) if (key[a] !== key[b]) return key[a]! < key[b]! ? -1 : 1;
    return 0;
  };
  return { keys, compare: difference, isAlike: (a, b) => difference(a, b) === 0 };
}

const known = (value: number): number => (Number.isNaN(value) ? Infinity : value);

function keyColumn(key: RankingKey, { level, rules }: ProgrammeColumns, columns: TruthColumns): Float64Array {
  const { table } = columns;
  const sign = key.order === 'ascending' ? 1 : -1;
  if (key.kind === 'members-who') {
    const who = columns.of(resolve(key.who, rules), 'person');
    const counts = new Float64Array(table.householdCount);
    who.forEach((truth, person) => (counts[table.householdRow[person]!]! += truth === YES ? sign : 0));
    return level === 'household' ? counts : table.householdRow.reduce(gather(counts), new Float64Array(who.length));
  }
  const column = table.columns.get(key.fact)!;
  const value = (row: number): number => {
    const known = column.values[row]!;
    return known === known ? sign * known : Infinity;
  };
  const isOfFamily = column.level === 'household' && level === 'person';
  const count = level === 'person' ? table.personCount : table.householdCount;
  return Float64Array.from({ length: count }, (_, unit) => value(isOfFamily ? table.householdRow[unit]! : unit));
}

const gather =
  (of: Float64Array) =>
  (into: Float64Array, household: number, person: number): Float64Array => {
    into[person] = of[household]!;
    return into;
  };

/**
 * [unit] a lot that is nobody's choice and can be drawn again: by the seed and the id without meaning, so that the order of
 * the rows does not matter.
 *
 * @param ids [unit × 16 bytes]
 */
export function lots(ids: Uint8Array, seed: number, programme: string): Float64Array {
  const draw = chance(seed, 'list-lot', programme);
  const view = new DataView(ids.buffer, ids.byteOffset, ids.byteLength);
  return Float64Array.from({ length: ids.length / 16 }, (_, unit) =>
    draw.uniform(view.getUint32(unit * 16), view.getUint32(unit * 16 + 4)),
  );
}
