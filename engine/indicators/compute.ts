/** Every indicator of every area, before anything is hidden: columns in, numbers out. */
import type { Geography } from '../geography/geography.ts';
import type { Linkage } from '../linkage/linkage.ts';
import type { Population } from '../population/columns.ts';
import type { RegisterReading, RegisterRole } from '../registers/records.ts';
import {
  addUp,
  areasOfLeaves,
  INDICATOR_LEVELS,
  leafOfHouseholds,
  leavesOf,
  sumInto,
  type Counts,
  type Derived,
  type IndicatorLevel,
  type Leaves,
} from './counts.ts';
import { countCoverage, coverageOf } from './coverage.ts';
import { countAges, countSingleYears, DEPENDENCY, medianAge, SINGLE_YEARS } from './dependency.ts';
import { countDisability, DISABILITY } from './disability.ts';
import { countPupils, countSchoolAges, countSchooling, EDUCATION } from './education.ts';
import type { Programme } from './programmes.ts';
import { countQuality, matchedRegisters, qualityOf } from './quality.ts';
import { AREA_KM2, countStructure, STRUCTURE } from './structure.ts';
import { countWelfare, WELFARE } from './welfare.ts';
import { countJobSeekers, countOccupations, WORK } from './work.ts';

export interface IndicatorInputs {
  readonly population: Population;
  readonly geography: Geography;
  readonly reading: RegisterReading;
  readonly linkage: Linkage;
  /** [person of the linkage] row in HouseholdColumns; -1 for who is no resident. */
  readonly householdOfPerson: Int32Array;
  /** Those of the population, in its order. */
  readonly programmes: readonly Programme[];
}

/** Numbers of one level as they are, small ones too. Never leaves the engine. */
export interface RawTable {
  readonly level: IndicatorLevel;
  readonly areaCount: number;
  /** Counts by key, [area]; a key whose register was not received is not there. */
  readonly counts: Counts;
  /** Shares, ratios and medians by key, [area]; NaN where not defined. */
  readonly derived: Counts;
}

export interface RawTables {
  readonly levels: ReadonlyMap<IndicatorLevel, RawTable>;
  /** Which counts each derived number is made of. */
  readonly derived: readonly Derived[];
}

/** Of 773 people 34.625 is 34 and 5 of 8 who are 34 years old: to tenths, nobody can tell how many are. */
const MEDIAN_AGE: Derived = { key: 'median-age', of: ['residents'], stepsPerUnit: 10, from: () => NaN };
const SQUARE_METRES_PER_KM2 = 1e6;

/** Counts once at the leaves, adds up, then divides: under a second for a city of 200,000. */
export function computeIndicators(inputs: IndicatorInputs): RawTables {
  const { population, geography } = inputs;
  const leaves = leavesOf(geography);
  const leafOf = leafOfHouseholds(leaves, population.households);
  const counts = addUp(countLeaves(inputs, leaves, leafOf), leaves, geography);
  const years = countSingleYears(population, leaves, leafOf);
  const derived = definitions(inputs);
  const levels = INDICATOR_LEVELS.map((level): [IndicatorLevel, RawTable] => {
    const areas = geography.levels[level];
    const columns = counts.get(level)!.set(
      AREA_KM2,
      areas.areaSquareMetres.map((m2) => m2 / SQUARE_METRES_PER_KM2),
    );
    const numbers = new Map(derived.map((d) => [d.key, derive(d, columns, areas.count)]));
    numbers.set(
      MEDIAN_AGE.key,
      medians(sumInto(years, areasOfLeaves(level, leaves, geography), areas.count, SINGLE_YEARS)),
    );
    const known = [...numbers].filter((entry): entry is [string, Float64Array] => entry[1] !== undefined);
    return [level, { level, areaCount: areas.count, counts: columns, derived: new Map(known) }];
  });
  return { levels: new Map(levels), derived: [...derived, MEDIAN_AGE] };
}

function countLeaves(inputs: IndicatorInputs, leaves: Leaves, leafOf: Uint32Array): Counts {
  const { population, programmes, reading } = inputs;
  const has = (role: RegisterRole): boolean => reading.registers.some((records) => records.role === role);
  const nothing: Counts = new Map();
  return new Map([
    ...countStructure(population, leaves, leafOf),
    ...countAges(population, leaves, leafOf),
    ...countSchoolAges(population, leaves, leafOf),
    ...countSchooling(population, leaves, leafOf),
    ...countOccupations(population, leaves, leafOf),
    ...countDisability(population, leaves, leafOf),
    // What no register tells is no data, not nobody.
    ...(has('pupils') ? countPupils(population, leaves, leafOf) : nothing),
    ...(has('job-seekers') ? countJobSeekers(population, leaves, leafOf) : nothing),
    ...(has('families') ? countWelfare(population, leaves, leafOf) : nothing),
    ...(has('recipients') ? countCoverage(population, programmes, leaves, leafOf) : nothing),
    ...countQuality({ ...inputs, households: population.households }, leaves),
  ]);
}

function definitions({ population, reading }: IndicatorInputs): Derived[] {
  return [
    ...STRUCTURE,
    ...DEPENDENCY,
    ...EDUCATION,
    ...WORK,
    ...DISABILITY,
    ...WELFARE,
    ...coverageOf(population.programmes),
    ...qualityOf(matchedRegisters(reading).map(({ registerId }) => registerId)),
  ];
}

/** [area]; undefined where some count is not there. */
function derive({ of, from }: Derived, counts: Counts, areaCount: number): Float64Array | undefined {
  const inputs = of.map((key) => counts.get(key));
  if (inputs.includes(undefined)) return undefined;
  return Float64Array.from({ length: areaCount }, (_, area) => from(...inputs.map((column) => column![area]!)));
}

const medians = (years: Float64Array): Float64Array =>
  Float64Array.from({ length: years.length / SINGLE_YEARS }, (_, area) =>
    medianAge(years.subarray(area * SINGLE_YEARS, (area + 1) * SINGLE_YEARS)),
  );
