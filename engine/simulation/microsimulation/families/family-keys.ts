/** Keys of all processes of chance in one year of families, beside those of year-keys.ts. */
import { drawKey, type DrawKey } from '../../chance/keyed-draws.ts';
import { yearKeys, type YearKeys } from '../year-keys.ts';
import { bitsOf, FIELDS, screenOf, type Screened } from './asking/screening.ts';

export interface FamilyKeys extends YearKeys {
  /** Of a person: the upper bits of all that may happen to him. */
  readonly screen: DrawKey;
  /** Looks for a partner, divorces, leaves home, moves in with kin. */
  readonly union: DrawKey;
  /** Leaves the city or moves, with whom he is the head of. */
  readonly going: DrawKey;
  /** Of a household: moves, takes somebody in. */
  readonly household: DrawKey;
  /** Is flooded: how people live draws by the same key who loses what he owns. */
  readonly flood: DrawKey;
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

/** 32 bits of a resident of the start of the year. */
export const residentBits = (keys: FamilyKeys, process: Screened, low: number, high: number): number =>
  bitsOf(FIELDS[process], screenOf(keys.screen, low, high), keys[process], low, high);

export function familyKeys(seed: number | bigint, year: number): FamilyKeys {
  const key = (process: string): DrawKey => drawKey(seed, process, year);
  return {
    ...yearKeys(seed, year),
    screen: key('screen'),
    union: key('union'),
    going: key('going'),
    household: key('household'),
    flood: key('flood'),
    market: key('market'),
    wedding: key('wedding'),
    parting: key('parting'),
    twins: key('twins'),
    newcomerStatus: key('newcomer-status'),
    founding: key('founding'),
    placing: key('placing'),
  };
}
