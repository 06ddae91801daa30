/**
 * A flood in expected numbers: of the residents of a kelurahan who neither die nor leave, the share of its households that are
 * driven out, whatever their age. Some leave the city, the others live where it is dry; of these a share is followed until it
 * goes back, with the children born meanwhile. Who is driven out a second time goes back to where he was driven out last;
 * who leaves his household or joins another, as simulated persons do, is not told apart here.
 */
import { fateOf, NO_GROSS, type Fate } from './migration.ts';
import type { DisplacedPersons, Flooding, Followed, PopulationCounts, Step, StepRates } from './shapes.ts';

/** A fate in which some are driven out to another region: they are not among those who move. */
export interface FloodedFate extends Fate {
  readonly sheltered: number;
}

/** [region][sex × age] what befalls those who are followed; the same object where regions do not differ in it. */
export type Fates = readonly (readonly FloodedFate[])[];

export function fatesOf(step: Step, followed: Followed): Fates {
  const { axis, regions, rates, flooding } = step;
  const goingOf = rates.migration.kind === 'gross' ? rates.migration.goingOf : undefined;
  const fates: (readonly FloodedFate[])[] = [];
  for (let region = 0; region < regions; region++) {
    const isAsBefore =
      region > 0 &&
      flooding === undefined &&
      followed.goesTo === undefined &&
      rates.vital[region] === rates.vital[region - 1] &&
      goingOf?.[region] === goingOf?.[region - 1];
    fates.push(
      isAsBefore
        ? fates[region - 1]!
        : Array.from({ length: 2 * axis.count }, (_, row) => fateIn(step, followed, region, row)),
    );
  }
  return fates;
}

/** Of those of one group of age and sex in a region. */
function fateIn({ axis, rates, flooding }: Step, { goesTo }: Followed, region: number, row: number): FloodedFate {
  const gross = rates.migration.kind === 'gross' ? rates.migration : NO_GROSS;
  const going = (gross.goingOf?.[region] ?? 0) * 2 * axis.count + row;
  // Who goes back this year does nothing else.
  const moving = goesTo === undefined ? (gross.moving[going] ?? 0) : goesTo === region ? 0 : 1;
  const fate = fateOf(rates.vital[region]!.survival[row]!, gross.leaving[going] ?? 0, moving);
  const share = goesTo === undefined ? (flooding?.flood.displaced[region] ?? 0) : 0;
  if (share === 0) return { dead: fate.dead, left: fate.left, sheltered: 0, moved: fate.moved, stayed: fate.stayed };
  const here = fate.moved + fate.stayed;
  const out = here * share * flooding!.flood.outside;
  const sheltered = isDryAnywhere(flooding!, region) ? here * share - out : 0;
  const rest = here - out - sheltered;
  return { dead: fate.dead, left: fate.left + out, sheltered, moved: rest * moving, stayed: rest * (1 - moving) };
}

const isDryAnywhere = ({ dry, flood: { displaced } }: Flooding, from: number): boolean =>
  displaced.some((_, to) => dry[from * displaced.length + to]! > 0);

/** Everybody, and apart from them those who have been driven out and go back. */
export function followedIn(start: PopulationCounts, rates: StepRates): { all: Followed; displaced: Followed[] } {
  const { displaced = [], regions } = start;
  const followed = displaced.map((each): Followed => {
    const began = { ...emptyFollowed(start, rates), start: each.persons };
    if (!isDue(each, rates)) return began;
    const home = Float64Array.from({ length: regions * regions }, (_, at) => Number(at % regions === each.from));
    return { ...began, goesTo: each.from, destinationShare: home };
  });
  const others = displaced.length === 0 ? start.persons : start.persons.slice();
  for (const { persons } of displaced) persons.forEach((each, cell) => (others[cell]! -= each));
  return { all: { ...emptyFollowed(start, rates), start: others }, displaced: followed };
}

/** They wait where their kelurahan is flooded again. */
const isDue = ({ from, stepsLeft }: DisplacedPersons, { flood }: StepRates): boolean =>
  stepsLeft <= 1 && (flood?.displaced[from] ?? 0) === 0;

function emptyFollowed({ regions, persons }: PopulationCounts, { migration }: StepRates): Followed {
  const length = persons.length;
  return {
    start: new Float64Array(length),
    end: new Float64Array(length),
    babies: new Float64Array(regions),
    destinationShare: migration.kind === 'gross' ? migration.destinationShare : NO_GROSS.destinationShare,
  };
}

export function floodingOf(start: PopulationCounts, rates: StepRates): Flooding | undefined {
  const { flood, migration } = rates;
  if (flood === undefined) return undefined;
  const shares = migration.kind === 'gross' ? migration.destinationShare : undefined;
  return {
    flood,
    dry: dryDestinations(start.regions, shares, flood.displaced),
    followed: Array.from({ length: start.regions }, () => emptyFollowed(start, rates)),
  };
}

/** Where movers of each kelurahan go, but where it is dry; alike where nobody moves. */
function dryDestinations(regions: number, shares: Float64Array | undefined, displaced: Float64Array): Float64Array {
  const dry = new Float64Array(regions * regions);
  for (let from = 0; from < regions; from++) {
    const row = Float64Array.from(displaced, (share, to) => (share === 0 ? (shares?.[from * regions + to] ?? 0) : 0));
    const alike = row.every((each) => each === 0);
    const weights = alike ? Float64Array.from(displaced, (share) => Number(share === 0)) : row;
    const total = weights.reduce((sum, each) => sum + each, 0);
    if (total > 0)
      dry.set(
        weights.map((each) => each / total),
        from * regions,
      );
  }
  return dry;
}

/** Those who are driven out and still to go back at the end. */
export function displacedAtEnd(
  start: PopulationCounts,
  rates: StepRates,
  displaced: readonly Followed[],
  flooding: Flooding | undefined,
): DisplacedPersons[] {
  const before = (start.displaced ?? []).flatMap((each, i): DisplacedPersons[] =>
    isDue(each, rates)
      ? []
      : [{ from: each.from, stepsLeft: Math.max(1, each.stepsLeft - 1), persons: displaced[i]!.end }],
  );
  const now = (flooding?.followed ?? []).flatMap(({ end }, from): DisplacedPersons[] =>
    end.some((each) => each > 0) ? [{ from, stepsLeft: flooding!.flood.years, persons: end }] : [],
  );
  return [...before, ...now];
}
