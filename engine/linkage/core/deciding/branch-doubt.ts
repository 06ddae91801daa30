/** Branches of one chain bear one name and telephone, and may be told apart by where they are alone. */
import type { Learnt } from '../learning/learn.ts';
import type { FieldKind } from '../table.ts';

/** Kinds by which it is told where something is. */
const OF_A_PLACE: ReadonlySet<FieldKind> = new Set(['address', 'postcode', 'coordinate']);
/** Kinds by which people are told apart, wherever they live and move to. */
const OF_PEOPLE: ReadonlySet<FieldKind> = new Set(['date', 'national-id', 'household-id']);

/** Pairs of branches for each match at most: a chain of ten or so, each of which stands twice. */
const BRANCHES_A_MATCH = 10;

/**
 * Comparisons by which branches are told apart.
 *
 * @param kinds [comparison] kind of what it looks at
 */
export function placesOfBranches(kinds: readonly (FieldKind | undefined)[]): number[] {
  if (kinds.some((kind) => kind !== undefined && OF_PEOPLE.has(kind))) return [];
  return kinds.flatMap((kind, c) => (kind !== undefined && OF_A_PLACE.has(kind) ? [c] : []));
}

/**
 * Weight of a pattern against branches: of those whose places differ as records of one entity hardly do. That a firm moved,
 * and that it has two houses, looks the same; how many branches there are is not learnt, so that it stays open.
 *
 * @returns Infinity where nothing that is told of the places speaks for two
 */
export function branchBits(
  { space, u, estimation }: Pick<Learnt, 'space' | 'u' | 'estimation'>,
  places: readonly number[],
  levelOf: (comparison: number) => number,
): number {
  const m = estimation.shares[0]!;
  let forTwo = 0;
  for (const c of places) {
    const level = levelOf(c);
    const place = space.first[c]! + level;
    if (level > 0) forTwo += Math.max(0, Math.log2(u[place]! / m[place]!));
  }
  return forTwo === 0 ? Infinity : -Math.log2(BRANCHES_A_MATCH) - forTwo;
}
