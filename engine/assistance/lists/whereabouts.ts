/** What became of who stood on a list before: who lives here, and of who does not what Dukcapil and the lists tell. */
import { RESIDENCE_STATES, type ResidenceState } from '../../population/residents.ts';
import type { RecipientRows } from '../recipients/recipient-rows.ts';
import type { Whereabouts } from './frozen-list.ts';

const hexAt = (ids: Uint8Array, row: number): string =>
  Buffer.from(ids.buffer, ids.byteOffset + row * 16, 16).toString('hex');

/**
 * Of a person who is no resident any more the lists of recipients tell what became of him where he stands on one; a family that is
 * gone has no row of its own, and stays `no longer recorded`.
 *
 * @param ids   [unit × 16 bytes] of all who live here, as the list is given: families or persons
 * @param lists of recipients, of all programmes
 */
export function whereaboutsOf(
  ids: Uint8Array,
  lists: readonly Pick<RecipientRows, 'count' | 'person' | 'personId' | 'resident' | 'state'>[],
): Whereabouts {
  let here: Set<string> | undefined;
  const gone = new Map<string, ResidenceState>();
  for (const { count, person, personId, resident, state } of lists)
    for (let row = 0; row < count; row++)
      if (person[row]! >= 0 && resident[row]! < 0) gone.set(hexAt(personId, row), RESIDENCE_STATES[state[row]!]!);
  return {
    isHere: (id) => (here ??= new Set(Array.from({ length: ids.length / 16 }, (_, unit) => hexAt(ids, unit)))).has(id),
    stateOf: (id) => gone.get(id),
  };
}
