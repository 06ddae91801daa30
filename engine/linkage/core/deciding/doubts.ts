/** How little a linked pair may be worth: with whom it may be taken for one beyond what was learnt, and what may count twice. */
import type { LinkTable } from '../table.ts';
import { placesOfBranches } from './branch-doubt.ts';
import { kinDoubt, type KinInput, type PatternedPairs } from './kin-doubt.ts';
import { withRivals } from './match-weights.ts';
import { rarityDoubt } from './rarity-doubt.ts';

export interface Doubts {
  /** What the weight of two records may be at the least. */
  leastBits(one: number, other: number, bits: number): number;
  /** False where that a third record is one with either need not make two records one. */
  readonly thirdsTell: boolean;
}

export interface DoubtInput extends Omit<KinInput, 'records' | 'kinds'> {
  readonly table: LinkTable;
  /** [comparison] fields that it looks at. */
  readonly fields: readonly (readonly string[])[];
  /** Pairs that rules found, and pairs that clusters asked for. */
  readonly compared: readonly PatternedPairs[];
}

export function doubtsOf({ table, fields, allPairs, learnt, compared }: DoubtInput): Doubts {
  const kinds = fields.map(([first]) => table.fields.get(first ?? '')?.book.kind);
  const kin = kinDoubt({ records: table.count, allPairs, learnt, kinds }, compared);
  const twice = rarityDoubt(table, fields);
  return {
    leastBits: (one, other, bits) => withRivals(bits - twice(one, other), kin(one, other)),
    // Over a branch that is like both two others would be one.
    thirdsTell: placesOfBranches(kinds).length === 0,
  };
}
