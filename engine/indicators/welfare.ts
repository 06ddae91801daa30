/** Who is poor by DTSEN. The decile is BPS's own, as received: counted here, never computed. */
import type { Population } from '../population/columns.ts';
import { share, type Counts, type Derived, type Leaves } from './counts.ts';

/** Spans of national deciles: 1 to `to`. */
export const DESIL_SPANS = [
  { key: 'desil-1', to: 1 },
  { key: 'desil-1-2', to: 2 },
  { key: 'desil-1-4', to: 4 },
] as const;
/** Deciles that most programmes are for (Kepmensos 79/HUK/2025: PKH 1 to 4). */
export const TARGETED_TO = 4;

/** `poor/desil-1`, `poor/desil-1-2`, `poor/desil-1-4` people; `households/desil-1-4`. */
export function countWelfare({ persons, households }: Population, leaves: Leaves, leafOf: Uint32Array): Counts {
  const people = DESIL_SPANS.map(() => new Float64Array(leaves.count));
  const targeted = new Float64Array(leaves.count);
  for (let h = 0; h < households.count; h++) {
    const desil = households.desil[h]!;
    if (desil > 0 && desil <= TARGETED_TO) targeted[leafOf[h]!]!++;
  }
  for (let p = 0; p < persons.count; p++) {
    const household = persons.householdRow[p]!;
    const desil = households.desil[household]!;
    if (desil === 0) continue;
    DESIL_SPANS.forEach(({ to }, s) => {
      if (desil <= to) people[s]![leafOf[household]!]!++;
    });
  }
  return new Map([
    ...DESIL_SPANS.map(({ key }, s): [string, Float64Array] => [`poor/${key}`, people[s]!]),
    ['households/desil-1-4', targeted],
  ]);
}

export const WELFARE: readonly Derived[] = DESIL_SPANS.map(({ key }) =>
  share(`poor-share/${key}`, `poor/${key}`, 'residents'),
);
