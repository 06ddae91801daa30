/** What a projection takes and gives, as columns. */
import type { AgeAxis } from '../demography/ages.ts';

/** Persons by place, sex and age. Expected numbers: they are not whole. */
export interface PopulationCounts {
  readonly regions: number;
  /** [region × sex × age] */
  readonly persons: Float64Array;
  /** Of them those whom a flood has driven out and who go back; without it nobody. */
  readonly displaced?: readonly DisplacedPersons[];
}

/** Persons who live elsewhere in the city since a flood, until they go back. */
export interface DisplacedPersons {
  /** Region that they go back to. */
  readonly from: number;
  /** Steps until then, 1 for the next one. */
  readonly stepsLeft: number;
  /** [region that they live in × sex × age] */
  readonly persons: Float64Array;
}

/** What one step does to the residents of one region. Several regions may share one object. */
export interface VitalRates {
  /**
   * [sex × age] of those in a group at the start, the share that is alive one step later, in the next group; for the
   * last two groups: in the open one.
   */
  readonly survival: Float64Array;
  /** [sex] of the children born during the step, the share that is alive at its end. */
  readonly newbornSurvival: Float64Array;
  /** [age] children a woman and year, at the age she has when they are born. */
  readonly birthsPerWomanYear: Float64Array;
  /** Boys among the newborn, 0 to 1. */
  readonly maleBirthShare: number;
}

/** No one comes or goes. */
export interface NoMigration {
  readonly kind: 'none';
}

/** Arrivals less departures as the UN gives them: numbers, whoever lives there. */
export interface NetMigration {
  readonly kind: 'net';
  /** [region × sex × age at the end] over the whole step. */
  readonly persons: Float64Array;
  /**
   * `at-end`: exposed to nothing in the step, as in the UN's estimates (its bases of 1995 to 2010 follow from each other to
   * 0.1 thousand so, and not otherwise). `mid-step`: exposed to death for half of it.
   */
  readonly timing: 'at-end' | 'mid-step';
}

/** People who leave, move between regions, and arrive; each is exposed for the part of the step that he is there. */
export interface GrossMigration {
  readonly kind: 'gross';
  /** [going × sex × age at the start] probability of leaving all regions within the step, for who does not die. */
  readonly leaving: Float64Array;
  /** [going × sex × age at the start] probability of living in another region at the end, for who neither dies nor leaves. */
  readonly moving: Float64Array;
  /** [region] by which of these rates of going its residents leave and move; undefined where all go by the only ones. */
  readonly goingOf?: Uint32Array;
  /** [region from × region to] where movers go: each row adds to 1, its diagonal is 0; all 0 where there is one region. */
  readonly destinationShare: Float64Array;
  /** [region × sex × age at the end] persons who come during the step, half a step before its end on average. */
  readonly arrivals: Float64Array;
  /**
   * [region × sex × age at the end] who would come if nothing were moved; undefined where nothing is. An expected number needs
   * no such thing: where persons are drawn these come first, so that who comes besides changes nobody of them.
   */
  readonly unmovedArrivals?: Float64Array;
}

export type StepMigration = NoMigration | NetMigration | GrossMigration;

/** A flood drives households out of their kelurahan for some years. */
export interface Flood {
  /** [region] of its households the share that has to leave. */
  readonly displaced: Float64Array;
  /** Of those, the share that leaves the city for good; the others find a place in a kelurahan that is not flooded. */
  readonly outside: number;
  /** Of the others, the share that goes back after so many years. */
  readonly returning: number;
  readonly years: number;
}

/** How many rates of going there are: regions that do not differ share them. */
export const ratesOfGoing = ({ goingOf }: Pick<GrossMigration, 'goingOf'>): number =>
  goingOf === undefined ? 1 : goingOf.reduce((most, each) => Math.max(most, each + 1), 1);

export interface StepRates {
  /** [region] */
  readonly vital: readonly VitalRates[];
  readonly migration: StepMigration;
  /** It meets households whole: of the persons of every age the same share is expected to be driven out. */
  readonly flood?: Flood;
}

/** What happened in one step, so that start + births − deaths + arrivals − departures + moves = end by region and sex. */
export interface StepFlows {
  /** [region × sex] */
  readonly births: Float64Array;
  /** [region × sex] counted where they lived at the start, arrivals and newborn where they lived last. */
  readonly deaths: Float64Array;
  /** [region × sex] net migration counts here, negative where more leave. */
  readonly arrivals: Float64Array;
  /** [region × sex] the newborn of the step included, who leave with their mothers. */
  readonly departures: Float64Array;
  /** [region from × region to × sex] persons who live elsewhere in the city at the end. */
  readonly moves: Float64Array;
}

/** Residents who are followed together through one step: all of them, or those who have been driven out together. */
export interface Followed {
  /** [region × sex × age] */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** [region] children of the step who live with them at its end, before any of them dies. */
  readonly babies: Float64Array;
  /** [region from × region to] where those of them who move go; without values where nobody does. */
  readonly destinationShare: Float64Array;
  /** Region that they go back to in this step. */
  readonly goesTo?: number;
}

/** What the parts of one step share. */
export interface Step {
  readonly axis: AgeAxis;
  readonly regions: number;
  readonly rates: StepRates;
  readonly flows: StepFlows;
  /** Undefined in a year without a flood. */
  readonly flooding: Flooding | undefined;
}

/** A flood in one step, and those whom it drives out. */
export interface Flooding {
  readonly flood: Flood;
  /** [from × to] where those who are driven out go; a row of 0 where it is dry nowhere. */
  readonly dry: Float64Array;
  /** [region from] those of them who go back later. */
  readonly followed: readonly Followed[];
}

/**
 * @throws RangeError when columns do not have the lengths that the axis and the number of regions ask for
 */
export function requireLengths(
  { count }: AgeAxis,
  { regions, persons, displaced = [] }: PopulationCounts,
  rates: StepRates,
): void {
  const lengths: (readonly [name: string, found: number, wanted: number])[] = [
    ['population', persons.length, regions * 2 * count],
    ['vital rates', rates.vital.length, regions],
    ...rates.vital.flatMap((vital): [string, number, number][] => [
      ['survival', vital.survival.length, 2 * count],
      ['newborn survival', vital.newbornSurvival.length, 2],
      ['births a woman and year', vital.birthsPerWomanYear.length, count],
    ]),
    ...migrationLengths(rates.migration, regions, count),
    ...(rates.flood === undefined ? [] : [['flood', rates.flood.displaced.length, regions] as const]),
    ...displaced.map((each) => ['displaced', each.persons.length, regions * 2 * count] as const),
  ];
  for (const [name, found, wanted] of lengths)
    if (found !== wanted) throw new RangeError(`${name}: ${found} values, not ${wanted}`);
}

function migrationLengths(
  migration: StepMigration,
  regions: number,
  count: number,
): [name: string, found: number, wanted: number][] {
  if (migration.kind === 'none') return [];
  if (migration.kind === 'net') return [['net migration', migration.persons.length, regions * 2 * count]];
  const going = ratesOfGoing(migration);
  return [
    ['leaving', migration.leaving.length, going * 2 * count],
    ['moving', migration.moving.length, going * 2 * count],
    ['rates of going', migration.goingOf?.length ?? regions, regions],
    ['destination share', migration.destinationShare.length, regions * regions],
    ['arrivals', migration.arrivals.length, regions * 2 * count],
  ];
}
