/** The rates of a scenario: those of the baseline with its levers moved. */
import { ratesOfGoing, type GrossMigration, type StepRates, type VitalRates } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES } from '../microsimulation/persons.ts';
import { RATE_LEVERS, type RateLever } from './levers.ts';
import type { MovedLever, Scenario } from './scenario-file.ts';

const { count } = SINGLE_YEARS;

/** An assumption, told with the lever: 3.57 to a family card in Nambangan Kidul about 2015 (DPMD Jawa Timur), and fewer since. */
const PERSONS_PER_HOME = 3.3;

type MovedRate = MovedLever & { readonly lever: RateLever };
const isOfRates = (moved: MovedLever): moved is MovedRate => RATE_LEVERS.includes(moved.lever as RateLever);
const changesNothing = ({ lever, value }: MovedRate): boolean => value === (lever === 'housing' ? 0 : 1);

/** Whether a lever is moved in a calendar year. */
export const isMoved = ({ fromYear, toYear }: MovedLever, year: number): boolean =>
  year >= fromYear && year <= (toYear ?? Infinity);

/**
 * @param areaCodes of the kelurahan, in the order of the regions
 * @param moment    middle of the step, 2026.5
 */
export function applyLevers(
  rates: StepRates,
  { levers }: Scenario,
  areaCodes: readonly string[],
  moment: number,
): StepRates {
  const year = Math.floor(moment);
  return levers
    .filter(isOfRates)
    .filter((moved) => !changesNothing(moved) && isMoved(moved, year))
    .reduce((before, moved) => MOVES[moved.lever](before, moved, areaCodes), rates);
}

type Move = (rates: StepRates, moved: MovedLever, areaCodes: readonly string[]) => StepRates;

const MOVES: Readonly<Record<RateLever, Move>> = {
  fertility: (rates, moved, areaCodes) =>
    changeVital(rates, moved, areaCodes, (vital) => ({
      ...vital,
      birthsPerWomanYear: vital.birthsPerWomanYear.map((each) => each * moved.value),
    })),
  mortality: (rates, moved, areaCodes) =>
    changeVital(rates, moved, areaCodes, (vital) => ({
      ...vital,
      survival: vital.survival.map((each) => each ** moved.value),
      newbornSurvival: vital.newbornSurvival.map((each) => each ** moved.value),
    })),
  arrivals: (rates, moved, areaCodes) =>
    changeArrivals(rates, (arrivals) =>
      arrivals.map((each, cell) =>
        isMeant(moved, areaCodes[Math.floor(cell / (2 * count))]!) && isOfAge(moved, cell % count)
          ? each * moved.value
          : each,
      ),
    ),
  housing: (rates, moved, areaCodes) => changeArrivals(rates, (arrivals) => withNewHomes(arrivals, moved, areaCodes)),
  departures: (rates, moved, areaCodes) => changeGoing(rates, 'leaving', moved, areaCodes),
  moves: (rates, moved, areaCodes) => changeGoing(rates, 'moving', moved, areaCodes),
};

/** Whether a lever acts on a kelurahan. */
export const isMeant = ({ areas }: MovedLever, code: string): boolean => areas === undefined || areas.includes(code);
const isOfAge = ({ ages }: MovedLever, age: number): boolean =>
  ages === undefined || (age >= ages.from && age <= ages.to);

/** So many more newcomers, of the ages and sexes of those who come to the city. */
function withNewHomes(arrivals: Float64Array, moved: MovedLever, areaCodes: readonly string[]): Float64Array {
  const ofCity = new Float64Array(SEX_AGES);
  arrivals.forEach((each, cell) => (ofCity[cell % SEX_AGES]! += each));
  const all = ofCity.reduce((sum, each) => sum + each, 0);
  if (all === 0) return arrivals;
  const times = (moved.value * PERSONS_PER_HOME) / all;
  return arrivals.map((each, cell) =>
    isMeant(moved, areaCodes[Math.floor(cell / SEX_AGES)]!) ? each + ofCity[cell % SEX_AGES]! * times : each,
  );
}

/** The factor acts on the force, so that a probability stays one. */
const forced = (probabilities: Float64Array, moved: MovedLever): Float64Array =>
  probabilities.map((each, cell) => (isOfAge(moved, cell % count) ? 1 - (1 - each) ** moved.value : each));

type Going = 'leaving' | 'moving';

/** Of who lives in a kelurahan at the start. Regions that shared their rates share the changed ones. */
function changeGoing(rates: StepRates, column: Going, moved: MovedLever, areaCodes: readonly string[]): StepRates {
  return changeGross(rates, (gross) => {
    const changed = forced(gross[column], moved);
    const goingOf = gross.goingOf ?? new Uint32Array(rates.vital.length);
    const areMeant = Array.from(goingOf, (_, region) => isMeant(moved, areaCodes[region]!));
    if (areMeant.every((each) => each)) return { [column]: changed };
    // Rates that a factor leaves as they are, as those of nobody who leaves, need no others beside them.
    const differ = areMeant.map((each, region) => each && !isSameRow(changed, gross[column], goingOf[region]!));
    return differ.some((each) => each) ? partedGoing(gross, column, changed, goingOf, differ) : {};
  });
}

/** @param differ [region] whether it goes by the changed rates */
function partedGoing(
  gross: GrossMigration,
  column: Going,
  changed: Float64Array,
  goingOf: Uint32Array,
  differ: readonly boolean[],
): Partial<GrossMigration> {
  const before = ratesOfGoing(gross);
  const wanted = goingOf.map((going, region) => (differ[region]! ? before + going : going));
  const distinct = [...new Set(wanted)];
  const rows = (of: (row: number) => Float64Array): Float64Array => {
    const all = new Float64Array(distinct.length * SEX_AGES);
    distinct.forEach((row, i) => all.set(of(row), i * SEX_AGES));
    return all;
  };
  const other = column === 'leaving' ? 'moving' : 'leaving';
  return {
    [column]: rows((row) => (row < before ? rowOf(gross[column], row) : rowOf(changed, row - before))),
    [other]: rows((row) => rowOf(gross[other], row % before)),
    goingOf: wanted.map((row) => distinct.indexOf(row)),
  };
}

const rowOf = (column: Float64Array, row: number): Float64Array =>
  column.subarray(row * SEX_AGES, (row + 1) * SEX_AGES);
const isSameRow = (one: Float64Array, other: Float64Array, row: number): boolean =>
  rowOf(one, row).every((each, cell) => each === other[row * SEX_AGES + cell]);

/** Regions that shared their rates share the changed ones. */
function changeVital(
  rates: StepRates,
  moved: MovedLever,
  areaCodes: readonly string[],
  change: (vital: VitalRates) => VitalRates,
): StepRates {
  const changed = new Map([...new Set(rates.vital)].map((vital) => [vital, change(vital)]));
  return {
    ...rates,
    vital: rates.vital.map((vital, region) => (isMeant(moved, areaCodes[region]!) ? changed.get(vital)! : vital)),
  };
}

/** Who would have come is kept beside who comes. */
const changeArrivals = (rates: StepRates, change: (arrivals: Float64Array) => Float64Array): StepRates =>
  changeGross(rates, ({ arrivals, unmovedArrivals = arrivals }) => ({ arrivals: change(arrivals), unmovedArrivals }));

function changeGross(rates: StepRates, change: (gross: GrossMigration) => Partial<GrossMigration>): StepRates {
  if (rates.migration.kind !== 'gross') return rates;
  return { ...rates, migration: { ...rates.migration, ...change(rates.migration) } };
}
