/**
 * One step of the exact cohort-component projection of several regions: the expected value of what a simulation of single
 * persons draws, and the instant answer where only numbers by age and sex are asked for.
 *
 * A step is as long as one age group (a year, or five). Of those alive at its start some die and, where migration is
 * gross, some leave or move between regions; arrivals come during it. Children are born to women in proportion to the mean
 * of their numbers at the start and at the end: the person-years of the UN's own projection, which give dead, movers and
 * arrivals half a step each.
 *
 * Source: Preston, Heuveline and Guillot (2001), "Demography", chapter 6; Rogers (1995), "Multiregional Demography".
 */
import { FEMALE, MALE, type AgeAxis } from '../demography/ages.ts';
import { addArrivals, fateOf, NO_GROSS } from './migration.ts';
import { requireLengths, type PopulationCounts, type Step, type StepFlows, type StepRates } from './shapes.ts';

/**
 * @param start persons by region, sex and age; not changed
 * @returns     the persons at the end, and the flows between
 * @throws RangeError when columns do not have the lengths that the axis and the number of regions ask for
 */
export function projectStep(
  axis: AgeAxis,
  start: PopulationCounts,
  rates: StepRates,
): { readonly end: PopulationCounts; readonly flows: StepFlows } {
  requireLengths(axis, start, rates);
  const { regions } = start;
  const end = { regions, persons: new Float64Array(start.persons.length) };
  const flows = emptyFlows(regions);
  const step: Step = { axis, start, rates, end, flows };
  age(step);
  addArrivals(step);
  bear(step);
  return { end, flows };
}

const emptyFlows = (regions: number): StepFlows => ({
  births: new Float64Array(regions * 2),
  deaths: new Float64Array(regions * 2),
  arrivals: new Float64Array(regions * 2),
  departures: new Float64Array(regions * 2),
  moves: new Float64Array(regions * regions * 2),
});

/** Those alive at the start: the survivors stand one group higher, where they live at the end. */
function age({ axis: { count }, start, rates, end, flows }: Step): void {
  const gross = rates.migration.kind === 'gross' ? rates.migration : NO_GROSS;
  const { regions } = start;
  for (let region = 0; region < regions; region++) {
    const { survival } = rates.vital[region]!;
    for (let sex = MALE; sex <= FEMALE; sex++) {
      const cell = region * 2 + sex;
      for (let group = 0; group < count; group++) {
        const persons = start.persons[cell * count + group]!;
        if (persons === 0) continue;
        const row = sex * count + group;
        const fate = fateOf(survival[row]!, gross.leaving[row] ?? 0, gross.moving[row] ?? 0);
        const older = Math.min(group + 1, count - 1);
        flows.deaths[cell]! += persons * fate.dead;
        flows.departures[cell]! += persons * fate.left;
        end.persons[cell * count + older]! += persons * fate.stayed;
        if (fate.moved === 0) continue;
        for (let to = 0; to < regions; to++) {
          const moved = persons * fate.moved * gross.destinationShare[region * regions + to]!;
          end.persons[(to * 2 + sex) * count + older]! += moved;
          flows.moves[(region * regions + to) * 2 + sex]! += moved;
        }
      }
    }
  }
}

/**
 * Children. Half of the rate meets the women of the start at the age they have then: their children go where the mother
 * goes, and stay where she dies. The other half meets the women of the end, at their age and place of then.
 */
function bear(step: Step): void {
  const { axis, start, rates, end, flows } = step;
  const { count, widthYears } = axis;
  const { regions } = start;
  const babies = new Float64Array(regions);
  for (let region = 0; region < regions; region++) {
    const { birthsPerWomanYear } = rates.vital[region]!;
    const women = (region * 2 + FEMALE) * count;
    let born = 0;
    for (let group = 0; group < count; group++) {
      const halfRate = (birthsPerWomanYear[group]! * widthYears) / 2;
      if (halfRate === 0) continue;
      const early = start.persons[women + group]! * halfRate;
      born += early + end.persons[women + group]! * halfRate;
      followMothers(step, region, group, early, babies);
    }
    babies[region]! += born;
    addBySex(flows.births, region, born, rates.vital[region]!.maleBirthShare);
  }
  for (let region = 0; region < regions; region++) settleBabies(step, region, babies[region]!);
}

/** Moves the early children of mothers who leave or move: out of their region in `babies`, into that of the mother. */
function followMothers(
  { axis, rates, flows, start }: Step,
  region: number,
  group: number,
  early: number,
  babies: Float64Array,
): void {
  const { migration } = rates;
  if (migration.kind !== 'gross') return;
  const row = FEMALE * axis.count + group;
  const { survival, maleBirthShare } = rates.vital[region]!;
  const fate = fateOf(survival[row]!, migration.leaving[row]!, migration.moving[row]!);
  babies[region]! -= early * (fate.left + fate.moved);
  addBySex(flows.departures, region, early * fate.left, maleBirthShare);
  for (let to = 0; to < start.regions; to++) {
    const moved = early * fate.moved * migration.destinationShare[region * start.regions + to]!;
    babies[to]! += moved;
    addBySex(flows.moves, region * start.regions + to, moved, maleBirthShare);
  }
}

function settleBabies({ axis: { count }, rates, end, flows }: Step, region: number, babies: number): void {
  const { newbornSurvival, maleBirthShare } = rates.vital[region]!;
  for (let sex = MALE; sex <= FEMALE; sex++) {
    const born = babies * (sex === MALE ? maleBirthShare : 1 - maleBirthShare);
    end.persons[(region * 2 + sex) * count]! += born * newbornSurvival[sex]!;
    flows.deaths[region * 2 + sex]! += born * (1 - newbornSurvival[sex]!);
  }
}

function addBySex(column: Float64Array, cell: number, persons: number, maleShare: number): void {
  column[cell * 2 + MALE]! += persons * maleShare;
  column[cell * 2 + FEMALE]! += persons * (1 - maleShare);
}
