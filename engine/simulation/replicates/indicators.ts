/** What a simulation tells of each kelurahan and year: numbers of persons at its end, and what happened in it. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { StepFlows } from '../cohort-component/shapes.ts';
import { AGE_GROUPS, ageGroupOf } from '../../indicators/structure.ts';
import { FEMALE, MALE, SINGLE_YEARS } from '../demography/ages.ts';
import { FAMILY_INDICATORS, type FamilyIndicator } from './family-indicators.ts';
import { A_YEAR, IN_PERSONS, IN_PERSONS_A_YEAR, type Counted } from './indicator-units.ts';
import { LIFE_INDICATORS, type LifeIndicator } from '../livelihood/life-indicators.ts';

const { count } = SINGLE_YEARS;

/** How many decimals a value is told with; medians of whole numbers are halves at most. */
const DECIMALS = 1;

interface Told extends Counted {
  readonly decimals: number;
}

interface StockIndicator extends Told {
  readonly kind: 'stock';
  readonly key: string;
  readonly name: Bilingual;
  readonly sexes: readonly number[];
  /** Completed years, both included; 100 stands for all above. */
  readonly from: number;
  readonly to: number;
}

interface FlowIndicator extends Told {
  readonly kind: 'flow';
  readonly key: string;
  readonly name: Bilingual;
  readonly of: 'births' | 'deaths' | 'arrivals' | 'departures' | 'movedIn' | 'movedOut';
}

/** How people live at the end of a year: of the full model alone, measured by livelihood/life-indicators.ts. */
interface LivingIndicator extends Told {
  readonly kind: 'life';
  readonly key: string;
  readonly name: Bilingual;
  readonly derived?: LifeIndicator['derived'];
}

export type SimulatedIndicator = StockIndicator | FlowIndicator | FamilyIndicator | LivingIndicator;

/** Whether it tells what happened in a year: it has no value at the start. */
export const isFlow = (indicator: SimulatedIndicator): boolean =>
  indicator.kind === 'flow' || (indicator.kind === 'family' && indicator.isFlow);

/** What the keys of residents by sex and five years of age begin with: they are told as a pyramid, and not one by one. */
export const BAR_KEY = 'pyramid/';
const BOTH = [MALE, FEMALE];
const stock = (key: string, id: string, en: string, from = 0, to = 100, sexes = BOTH): StockIndicator => ({
  kind: 'stock',
  key,
  name: { id, en },
  sexes,
  from,
  to,
  decimals: DECIMALS,
  ...IN_PERSONS,
});
const flow = (
  key: string,
  id: string,
  en: string,
  of: FlowIndicator['of'],
  counted: Counted = IN_PERSONS_A_YEAR,
): FlowIndicator => ({
  kind: 'flow',
  key,
  name: { id, en },
  of,
  decimals: DECIMALS,
  ...counted,
});

/** `pyramid/m/0-4` … `pyramid/f/75+`, the keys of the snapshot's own table. */
const BARS = [
  { sex: MALE, letter: 'm', name: { id: 'Laki-laki', en: 'Men' } },
  { sex: FEMALE, letter: 'f', name: { id: 'Perempuan', en: 'Women' } },
].flatMap(({ sex, letter, name }) =>
  AGE_GROUPS.map((group, i): StockIndicator => {
    const ages = Array.from({ length: count }, (_, age) => age).filter((age) => ageGroupOf(age) === i);
    const shown = group.replace('-', '–');
    const key = `${BAR_KEY}${letter}/${group}`;
    return stock(key, `${name.id} ${shown}`, `${name.en} ${shown}`, ages[0], ages.at(-1), [sex]);
  }),
);

/** School ages are those of the levels: PAUD 3 to 6, SD 7 to 12, SMP 13 to 15, SMA 16 to 18 (Susenas, BPS). */
const OF_PEOPLE: readonly (StockIndicator | FlowIndicator)[] = [
  stock('residents', 'Penduduk', 'Residents'),
  stock('male', 'Laki-laki', 'Men', 0, 100, [MALE]),
  stock('female', 'Perempuan', 'Women', 0, 100, [FEMALE]),
  stock('ages-0-2', 'Umur 0–2', 'Ages 0–2', 0, 2),
  stock('ages-3-6', 'Umur 3–6 (PAUD)', 'Ages 3–6 (PAUD)', 3, 6),
  stock('ages-7-12', 'Umur 7–12 (SD)', 'Ages 7–12 (SD)', 7, 12),
  stock('ages-13-15', 'Umur 13–15 (SMP)', 'Ages 13–15 (SMP)', 13, 15),
  stock('ages-16-18', 'Umur 16–18 (SMA)', 'Ages 16–18 (SMA)', 16, 18),
  stock('ages-15-64', 'Umur 15–64', 'Ages 15–64', 15, 64),
  stock('ages-60-up', 'Lansia (60+)', 'Elderly (60+)', 60),
  stock('ages-80-up', 'Umur 80+', 'Ages 80+', 80),
  flow('births', 'Kelahiran', 'Births', 'births', A_YEAR),
  flow('deaths', 'Kematian', 'Deaths', 'deaths', A_YEAR),
  flow('arrivals', 'Pendatang', 'Arrivals', 'arrivals'),
  flow('departures', 'Pindah ke luar kota', 'Departures', 'departures'),
  flow('moved-in', 'Pindah masuk dari kelurahan lain', 'Moved in from another kelurahan', 'movedIn'),
  flow('moved-out', 'Pindah keluar ke kelurahan lain', 'Moved out to another kelurahan', 'movedOut'),
  ...BARS,
];

/** Places of the first that tells of families, and of the first that tells how people live: of the full model alone. */
export const FAMILIES_FROM = OF_PEOPLE.length;
export const LIFE_FROM = FAMILIES_FROM + FAMILY_INDICATORS.length;

export const SIMULATED_INDICATORS: readonly SimulatedIndicator[] = [
  ...OF_PEOPLE,
  ...FAMILY_INDICATORS,
  ...LIFE_INDICATORS.map((told): LivingIndicator => ({ kind: 'life', ...told })),
];

/** What is said of an indicator beside its values, for whoever shows it. */
export function shownOf(indicator: SimulatedIndicator): {
  readonly key: string;
  readonly kind: 'stock' | 'flow' | 'derived';
  readonly name: Bilingual;
  readonly decimals?: number;
  readonly follows?: string;
  readonly stepBelowCity?: number;
} & Counted {
  const { key, name, kind, unit, unitOfDifference } = indicator;
  const about = {
    key,
    name,
    ...(unit === undefined ? {} : { unit }),
    ...(unitOfDifference === undefined ? {} : { unitOfDifference }),
  };
  if (kind !== 'life') return { ...about, kind: isFlow(indicator) ? 'flow' : 'stock' };
  return indicator.derived === undefined
    ? { ...about, kind: 'stock' }
    : { ...about, kind: 'derived', decimals: indicator.decimals, ...indicator.derived };
}

/**
 * One year of all areas: the regions, then the city as their sum.
 *
 * @param persons [region × sex × age] at the end of the year
 * @param flows   of the year; undefined at the start
 * @param into    [area × width] filled with those of people; what happened is 0 at the start
 */
export function measureYear(
  regions: number,
  persons: ArrayLike<number>,
  flows: StepFlows | undefined,
  into: Float32Array,
  width: number,
): void {
  const city = new Float64Array(OF_PEOPLE.length);
  const moved = flows === undefined ? undefined : movesOf(flows.moves, regions);
  for (let region = 0; region < regions; region++) {
    OF_PEOPLE.forEach((indicator, i) => {
      const value =
        indicator.kind === 'stock'
          ? personsOf(persons, region, indicator)
          : flows === undefined
            ? 0
            : indicator.of === 'movedIn' || indicator.of === 'movedOut'
              ? moved![indicator.of][region]!
              : flows[indicator.of][region * 2]! + flows[indicator.of][region * 2 + 1]!;
      city[i]! += value;
      into[region * width + i] = value;
    });
  }
  into.set(city, regions * width);
}

function personsOf(persons: ArrayLike<number>, region: number, { sexes, from, to }: StockIndicator): number {
  let sum = 0;
  for (const sex of sexes) for (let age = from; age <= to; age++) sum += persons[(region * 2 + sex) * count + age]!;
  return sum;
}

function movesOf(moves: Float64Array, regions: number): Record<'movedIn' | 'movedOut', Float64Array> {
  const movedIn = new Float64Array(regions);
  const movedOut = new Float64Array(regions);
  for (let from = 0; from < regions; from++)
    for (let to = 0; to < regions; to++) {
      const persons = moves[(from * regions + to) * 2]! + moves[(from * regions + to) * 2 + 1]!;
      movedOut[from]! += persons;
      movedIn[to]! += persons;
    }
  return { movedIn, movedOut };
}
