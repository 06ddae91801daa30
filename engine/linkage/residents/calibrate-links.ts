/** Whether the chances told of links and of doubtful pairs come true, where the truth is known. */
import type { RegisterRecords } from '../../registers/records.ts';
import { residentsOfTrue, type RegisterTruth } from '../evaluation.ts';
import { ToldChances, type Calibration } from '../files/calibration.ts';
import { LINK_KINDS, type Linkage, type LinkKind } from '../linkage.ts';

export interface RegisterCalibration {
  /** Undefined for all registers together. */
  readonly registerId: string | undefined;
  readonly calibration: Calibration;
}

/** Links that a chance is told of; what makes a person, or was decided by people, is no guess. */
const TOLD: readonly LinkKind[] = ['number', 'evidence'];

/**
 * A link comes true where the row is of the true person of its resident, a doubtful pair where the row may rightly be linked to
 * that resident.
 *
 * @param truth  [register][row] true person
 * @param isToBeTold registers of which the truth speaks
 * @returns all together first, then each of which a chance was told; none where no chance was told
 */
export function calibrateLinks(
  registers: readonly RegisterRecords[],
  linkage: Linkage,
  truth: readonly RegisterTruth[],
  isToBeTold: (registerId: string) => boolean = () => true,
): RegisterCalibration[] {
  const personsOfTrue = residentsOfTrue(registers, linkage, truth);
  const whole = new ToldChances();
  const own = registers.map(() => new ToldChances());
  const add = (r: number, row: number, person: number, chance: number): void => {
    if (!isToBeTold(registers[r]!.registerId)) return;
    const cameTrue = personsOfTrue.get(truth[r]![row]!)?.has(person) === true;
    whole.add(chance, cameTrue);
    own[r]!.add(chance, cameTrue);
  };
  linkage.links.forEach(({ person, kind, probability }, r) => {
    for (let row = 0; row < person.length; row++) {
      if (TOLD.includes(LINK_KINDS[kind[row]!]!)) add(r, row, person[row]!, probability[row]!);
    }
  });
  const { review } = linkage;
  for (let pair = 0; pair < review.count; pair++) {
    add(review.register[pair]!, review.row[pair]!, review.person[pair]!, review.probability[pair]!);
  }
  const told = [whole, ...own].map((chances) => chances.calibration());
  return told.flatMap((calibration, i): RegisterCalibration[] =>
    calibration === undefined ? [] : [{ registerId: i === 0 ? undefined : registers[i - 1]!.registerId, calibration }],
  );
}
