/**
 * Children. Half of the rate meets the women of the start at the age they have then: their children go where the mother
 * goes, and stay where she dies. The other half meets the women of the end, at their age and place of then.
 */
import { FEMALE, MALE } from '../demography/ages.ts';
import type { Fates } from './flood.ts';
import type { Followed, Step } from './shapes.ts';

export function bearEarly(step: Step, followed: Followed, fates: Fates): void {
  const { regions, flows, rates } = step;
  for (let region = 0; region < regions; region++) {
    const born = birthsIn(step, region, followed.start, (group, births) =>
      followMothers(step, followed, fates, region, group, births),
    );
    addBySex(flows.births, region, born, rates.vital[region]!.maleBirthShare);
  }
}

export function bearLate(step: Step, { end, babies }: Followed): void {
  const { regions, flows, rates } = step;
  for (let region = 0; region < regions; region++) {
    const born = birthsIn(step, region, end, () => undefined);
    babies[region]! += born;
    addBySex(flows.births, region, born, rates.vital[region]!.maleBirthShare);
  }
}

/** @param of told of the births of each group of age, where there are any @returns all of them */
function birthsIn(
  { axis: { count, widthYears }, rates }: Step,
  region: number,
  persons: Float64Array,
  of: (group: number, births: number) => void,
): number {
  const { birthsPerWomanYear } = rates.vital[region]!;
  const women = (region * 2 + FEMALE) * count;
  let born = 0;
  for (let group = 0; group < count; group++) {
    const halfRate = (birthsPerWomanYear[group]! * widthYears) / 2;
    if (halfRate === 0) continue;
    const births = persons[women + group]! * halfRate;
    born += births;
    of(group, births);
  }
  return born;
}

/** Puts the early children of a region where their mothers go: those who leave take them along. */
function followMothers(
  step: Step,
  followed: Followed,
  fates: Fates,
  region: number,
  group: number,
  early: number,
): void {
  const { axis, rates, flows, regions, flooding } = step;
  const { babies, destinationShare } = followed;
  const { maleBirthShare } = rates.vital[region]!;
  const fate = fates[region]![FEMALE * axis.count + group]!;
  babies[region]! += early * (1 - fate.left - fate.moved - fate.sheltered);
  addBySex(flows.departures, region, early * fate.left, maleBirthShare);
  if (fate.moved === 0 && fate.sheltered === 0) return;
  for (let to = 0; to < regions; to++) {
    const moved = early * fate.moved * (destinationShare[region * regions + to] ?? 0);
    const driven = fate.sheltered === 0 ? 0 : early * fate.sheltered * flooding!.dry[region * regions + to]!;
    const returning = flooding?.flood.returning ?? 0;
    babies[to]! += moved + driven * (1 - returning);
    if (driven > 0) flooding!.followed[region]!.babies[to]! += driven * returning;
    addBySex(flows.moves, region * regions + to, moved + driven, maleBirthShare);
  }
}

export function settleBabies({ axis: { count }, regions, rates, flows }: Step, { end, babies }: Followed): void {
  for (let region = 0; region < regions; region++) {
    const { newbornSurvival, maleBirthShare } = rates.vital[region]!;
    for (let sex = MALE; sex <= FEMALE; sex++) {
      const born = babies[region]! * (sex === MALE ? maleBirthShare : 1 - maleBirthShare);
      end[(region * 2 + sex) * count]! += born * newbornSurvival[sex]!;
      flows.deaths[region * 2 + sex]! += born * (1 - newbornSurvival[sex]!);
    }
  }
}

function addBySex(column: Float64Array, cell: number, persons: number, maleShare: number): void {
  column[cell * 2 + MALE]! += persons * maleShare;
  column[cell * 2 + FEMALE]! += persons * (1 - maleShare);
}
