/** Keys of all processes of chance in one year: what a draw is keyed by beside the person. */
import { drawKey, type DrawKey } from '../chance/keyed-draws.ts';

export interface YearKeys {
  /** Death or leaving, of residents, newcomers and newborn. */
  readonly fate: DrawKey;
  /** Moves within the city: whether, and where to. */
  readonly move: DrawKey;
  readonly birth: DrawKey;
  /** Identities of children, and their sex. */
  readonly child: DrawKey;
  readonly childSex: DrawKey;
  /** Identities of newcomers, how many they are, and their sex and age. */
  readonly newcomer: DrawKey;
  readonly newcomers: DrawKey;
  readonly newcomerSexAge: DrawKey;
  /** Whether a lever keeps one of them away; how many come besides because of one, and their identities. */
  readonly newcomerStaysAway: DrawKey;
  readonly moreNewcomers: DrawKey;
  readonly moreNewcomer: DrawKey;
}

/** @param year that ends with the step, as a number of years since the start or of the calendar: one use all along */
export function yearKeys(seed: number | bigint, year: number): YearKeys {
  const key = (process: string): DrawKey => drawKey(seed, process, year);
  return {
    fate: key('fate'),
    move: key('move'),
    birth: key('birth'),
    child: key('child'),
    childSex: key('child-sex'),
    newcomer: key('newcomer'),
    newcomers: key('newcomers'),
    newcomerSexAge: key('newcomer-sex-age'),
    newcomerStaysAway: key('newcomer-stays-away'),
    moreNewcomers: key('more-newcomers'),
    moreNewcomer: key('more-newcomer'),
  };
}
