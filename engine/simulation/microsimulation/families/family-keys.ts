/** Keys of all processes of chance in one year of families, beside those of year-keys.ts. */
import { drawBits, drawKey, moreBits, type DrawKey } from '../../chance/keyed-draws.ts';
import { yearKeys, type YearKeys } from '../year-keys.ts';

export interface FamilyKeys extends YearKeys {
  /** Of a person: looks for a partner, divorces, leaves home, moves in with kin; leaves the city or moves, with whom he is the head of. */
  readonly union: DrawKey;
  /** Of a household: moves, takes somebody in. */
  readonly household: DrawKey;
  /** Where somebody looks for a partner, and how he likes each. */
  readonly market: DrawKey;
  /** Where a couple lives, or who goes. */
  readonly wedding: DrawKey;
  readonly parting: DrawKey;
  readonly twins: DrawKey;
  /** Status perkawinan of newcomers. */
  readonly newcomerStatus: DrawKey;
  /** Identities of new households. */
  readonly founding: DrawKey;
  readonly placing: DrawKey;
}

/** Whether somebody leaves the city with the family that he is the head of, or moves with it or alone. */
export const goingBits = ({ union }: FamilyKeys, low: number, high: number): number =>
  moreBits(drawBits(union, low, high, 0));

export function familyKeys(seed: number | bigint, year: number): FamilyKeys {
  const key = (process: string): DrawKey => drawKey(seed, process, year);
  return {
    ...yearKeys(seed, year),
    union: key('union'),
    household: key('household'),
    market: key('market'),
    wedding: key('wedding'),
    parting: key('parting'),
    twins: key('twins'),
    newcomerStatus: key('newcomer-status'),
    founding: key('founding'),
    placing: key('placing'),
  };
}
