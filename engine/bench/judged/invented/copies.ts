/** Records of people, some of whom are in a file several times. */
import type { Draws } from './draws.ts';
import { rewritten, type Errors, type Values } from './slips.ts';
import type { InventedRow } from './write-set.ts';

/** Everybody once as they are, and some again as they are rewritten. */
export function withDoubles(people: readonly Values[], share: number, errors: Errors, draws: Draws): InventedRow[] {
  return people.flatMap((values, entity) => {
    const row = { entity, values };
    return draws.happens(share) ? [row, { entity, values: rewritten(values, errors, draws) }] : [row];
  });
}

/** Each of these people once, rewritten. @param entities who they are */
export const oncePerson = (
  people: readonly Values[],
  entities: readonly number[],
  errors: Errors,
  draws: Draws,
): InventedRow[] => entities.map((entity) => ({ entity, values: rewritten(people[entity]!, errors, draws) }));

/** Numbers from 0 to below `count`, each with this chance. */
export const someOf = (count: number, share: number, draws: Draws): number[] =>
  Array.from({ length: count }, (_, i) => i).filter(() => draws.happens(share));

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** The same values without some columns. */
export const without = (values: Values, ...columns: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([column]) => !columns.includes(column)));
