/** Keys of all processes of chance that concern how people live, in one year. */
import { drawKey, type DrawKey } from '../chance/keyed-draws.ts';

export interface LifeKeys {
  /** School, education, work and health of newcomers and newborn: whatever a row begins with. */
  readonly beginning: DrawKey;
  readonly school: DrawKey;
  readonly labour: DrawKey;
  readonly health: DrawKey;
  readonly training: DrawKey;
  /** Welfare of households: of new ones, and from year to year. */
  readonly household: DrawKey;
  readonly welfare: DrawKey;
  readonly flood: DrawKey;
  readonly takenOff: DrawKey;
  /** Of no year: what a person or a household is all along. */
  readonly formal: DrawKey;
  readonly takeUp: DrawKey;
  readonly lot: DrawKey;
}

/** @param step 1 the first year; 0 the start, whose draws are of no seed so that all replicates start alike */
export function lifeKeys(seed: number | bigint, step: number): LifeKeys {
  const key = (process: string): DrawKey => drawKey(seed, process, step);
  const always = (process: string): DrawKey => drawKey(seed, process, 0);
  return {
    beginning: key('life-beginning'),
    school: key('school'),
    labour: key('labour'),
    health: key('health'),
    training: key('training'),
    household: key('household-life'),
    welfare: key('welfare'),
    flood: key('flood'),
    takenOff: key('taken-off'),
    formal: always('formal-work'),
    takeUp: always('take-up'),
    lot: always('programme-lot'),
  };
}
