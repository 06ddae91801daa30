import { beforeAll, describe, expect, test } from 'vitest';
import type { Geography } from '../geography/geography.ts';
import { NO_AREA, type Population } from '../population/columns.ts';
import {
  smallGeography,
  smallLinkage,
  smallPopulation,
  smallReading,
  type SmallRegister,
} from '../population/small-city.ts';
import { computeIndicators, type RawTables } from './compute.ts';
import { INDICATOR_LEVELS, type IndicatorLevel } from './counts.ts';
import { bitCount } from './coverage.ts';
import { medianAge, SINGLE_YEARS } from './dependency.ts';
import { loadProgrammes } from './programmes.ts';
import { AGE_GROUPS } from './structure.ts';

/** Everything again, the obvious and slow way: people as objects, one filter an area and an indicator. */
interface Person {
  readonly age: number | undefined;
  readonly sex: number;
  readonly education: number;
  readonly occupation: number;
  readonly disability: number;
  readonly schoolLevel: number;
  readonly isJobSeeker: boolean;
  readonly programmes: readonly string[];
  readonly household: Household;
}
interface Household {
  readonly places: Readonly<Record<IndicatorLevel, number | undefined>>;
  readonly desil: number;
  readonly programmes: readonly string[];
}
interface Place {
  readonly people: readonly Person[];
  readonly households: readonly Household[];
  readonly km2: number;
}

function objectsOf({ persons, households, programmes }: Population, geography: Geography): [Person[], Household[]] {
  const { kelurahan } = geography.levels;
  const listed = (bits: number): string[] => programmes.filter((_, b) => Math.floor(bits / 2 ** b) % 2 === 1);
  const homes = Array.from({ length: households.count }, (_, h): Household => {
    const k = households.kelurahan[h]! === NO_AREA ? undefined : households.kelurahan[h]!;
    const rw = households.rw[h]! === NO_AREA ? undefined : households.rw[h]!;
    const kecamatan = k === undefined ? undefined : kelurahan.parent[k]!;
    return {
      places: { city: 0, kecamatan, kelurahan: k, rw },
      desil: households.desil[h]!,
      programmes: listed(households.receives[h]!),
    };
  });
  const people = Array.from({ length: persons.count }, (_, p): Person => ({
    age: persons.ageYears[p] === 255 ? undefined : persons.ageYears[p],
    sex: persons.sex[p]!,
    education: persons.education[p]!,
    occupation: persons.occupation[p]!,
    disability: persons.disability[p]!,
    schoolLevel: persons.schoolLevel[p]!,
    isJobSeeker: persons.isJobSeeker[p] === 1,
    programmes: listed(persons.receives[p]!),
    household: homes[persons.householdRow[p]!]!,
  }));
  return [people, homes];
}

const aged =
  (from: number, to: number) =>
  (p: Person): boolean =>
    p.age !== undefined && p.age >= from && p.age <= to;
const n = (place: Place, is: (p: Person) => boolean): number => place.people.filter(is).length;
const homes = (place: Place, is: (h: Household) => boolean): number => place.households.filter(is).length;
const isTargeted = (h: Household): boolean => h.desil >= 1 && h.desil <= 4;
const lists = (h: Household): number => h.programmes.filter((key) => ['pkh', 'sembako', 'bltd'].includes(key)).length;
const works = aged(15, 64);

function slowMedian(people: readonly Person[]): number {
  const ages = people.flatMap((p) => (p.age === undefined ? [] : [p.age])).sort((a, b) => a - b);
  if (ages.length === 0) return NaN;
  const year = ages[Math.ceil(ages.length / 2) - 1]!;
  const under = ages.filter((age) => age < year).length;
  return year + (ages.length / 2 - under) / ages.filter((age) => age === year).length;
}

const isInGroup = (group: string): ((p: Person) => boolean) => {
  const [from, to] = group === '75+' ? [75, 254] : group.split('-').map(Number);
  return aged(from!, to!);
};

const SCHOOL_CODES = { paud: 1, sd: 2, smp: 3, sma: 4 } as const;
const SCHOOL_KEYS = ['paud', 'sd', 'smp', 'sma'] as const;
const SCHOOL_AGES: Record<(typeof SCHOOL_KEYS)[number], [number, number]> = {
  paud: [5, 6],
  sd: [7, 12],
  smp: [13, 15],
  sma: [16, 18],
};
const adult = aged(25, 254);

const SLOW: Record<string, (place: Place) => number> = {
  residents: (a) => a.people.length,
  households: (a) => a.households.length,
  male: (a) => n(a, (p) => p.sex === 1),
  female: (a) => n(a, (p) => p.sex === 2),
  density: (a) => a.people.length / a.km2,
  'sex-ratio': (a) => (n(a, (p) => p.sex === 1) / n(a, (p) => p.sex === 2)) * 100,
  'household-size': (a) => a.people.length / a.households.length,
  ...Object.fromEntries(
    AGE_GROUPS.flatMap((group) =>
      (['m', 'f'] as const).map((sex, s) => [
        `pyramid/${sex}/${group}`,
        (a: Place) => n(a, (p) => p.sex === s + 1 && isInGroup(group)(p)),
      ]),
    ),
  ),
  'median-age': (a) => slowMedian(a.people),
  'age/0-14': (a) => n(a, aged(0, 14)),
  'age/15-64': (a) => n(a, works),
  'age/65+': (a) => n(a, aged(65, 254)),
  'dependency-ratio': (a) => ((n(a, aged(0, 14)) + n(a, aged(65, 254))) / n(a, works)) * 100,
  elderly: (a) => n(a, aged(60, 254)),
  'elderly-share': (a) => n(a, aged(60, 254)) / a.people.length,
  ...Object.fromEntries(
    SCHOOL_KEYS.flatMap((key) => {
      const isOfAge = aged(...SCHOOL_AGES[key]);
      return [
        [`school-age/${key}`, (a: Place) => n(a, isOfAge)],
        [`pupils/${key}`, (a: Place) => n(a, (p) => p.schoolLevel === SCHOOL_CODES[key])],
        [`participation/${key}`, (a: Place) => n(a, (p) => isOfAge(p) && p.schoolLevel > 0) / n(a, isOfAge)],
      ];
    }),
  ),
  ...Object.fromEntries(
    SCHOOL_KEYS.map((key) => [
      `enrolled/${key}`,
      (a: Place) => n(a, (p) => aged(...SCHOOL_AGES[key])(p) && p.schoolLevel > 0),
    ]),
  ),
  'years/7-9': (a) => n(a, aged(7, 9)),
  'years/10-12': (a) => n(a, aged(10, 12)),
  'years/13-14': (a) => n(a, aged(13, 14)),
  'years/15': (a) => n(a, aged(15, 15)),
  'years/19': (a) => n(a, aged(19, 19)),
  'schooling-recorded': (a) => n(a, (p) => adult(p) && p.education > 0),
  'occupation-recorded': (a) => n(a, (p) => works(p) && p.occupation > 0),
  ...Object.fromEntries(
    ['pkh', 'sembako', 'bltd', 'pbi-jk'].map((key) => [
      `covered/${key}`,
      (a: Place) => homes(a, (h) => isTargeted(h) && h.programmes.includes(key)),
    ]),
  ),
  'sma-plus': (a) => n(a, (p) => adult(p) && p.education >= 5),
  'sma-plus-share': (a) => n(a, (p) => adult(p) && p.education >= 5) / n(a, (p) => adult(p) && p.education > 0),
  'occupation/working': (a) => n(a, (p) => works(p) && p.occupation >= 5),
  'occupation/not-working': (a) => n(a, (p) => works(p) && p.occupation === 1),
  'occupation/household': (a) => n(a, (p) => works(p) && p.occupation === 2),
  'occupation/student': (a) => n(a, (p) => works(p) && p.occupation === 3),
  'occupation/retired': (a) => n(a, (p) => works(p) && p.occupation === 4),
  'not-working-share': (a) => n(a, (p) => works(p) && p.occupation === 1) / n(a, (p) => works(p) && p.occupation > 0),
  'job-seekers': (a) => n(a, (p) => works(p) && p.isJobSeeker),
  'job-seekers-share': (a) => n(a, (p) => works(p) && p.isJobSeeker) / n(a, works),
  disability: (a) => n(a, (p) => p.disability >= 1 && p.disability <= 6),
  'disability-share': (a) => n(a, (p) => p.disability >= 1 && p.disability <= 6) / a.people.length,
  ...Object.fromEntries(
    [1, 2, 4].flatMap((to) => {
      const key = to === 1 ? 'desil-1' : `desil-1-${to}`;
      const isPoor = (p: Person): boolean => p.household.desil >= 1 && p.household.desil <= to;
      return [
        [`poor/${key}`, (a: Place) => n(a, isPoor)],
        [`poor-share/${key}`, (a: Place) => n(a, isPoor) / a.people.length],
      ];
    }),
  ),
  'households/desil-1-4': (a) => homes(a, isTargeted),
  ...Object.fromEntries(
    ['pkh', 'sembako', 'bltd', 'pbi-jk'].flatMap((key) => [
      [
        `recipients/${key}`,
        (a: Place) =>
          key === 'pbi-jk' ? n(a, (p) => p.programmes.includes(key)) : homes(a, (h) => h.programmes.includes(key)),
      ],
      [
        `coverage/${key}`,
        (a: Place) => homes(a, (h) => isTargeted(h) && h.programmes.includes(key)) / homes(a, isTargeted),
      ],
    ]),
  ),
  'overlap/any': (a) => homes(a, (h) => lists(h) >= 1),
  'overlap/several': (a) => homes(a, (h) => lists(h) >= 2),
  'overlap/more/3': (a) => homes(a, (h) => lists(h) >= 3),
  'overlap-share': (a) => homes(a, (h) => lists(h) >= 2) / homes(a, (h) => lists(h) >= 1),
};

const geography = smallGeography({ kecamatan: 2, kelurahan: 3, rw: 3, rt: 2 });
const population = smallPopulation(geography, 900, 11);
const empty = (registerId: string, role: SmallRegister['role'], programme?: string): SmallRegister =>
  programme === undefined ? { registerId, role, rows: [] } : { registerId, role, programme, rows: [] };
const REGISTERS = [
  empty('dukcapil', 'population'),
  empty('dtsen-families', 'families'),
  empty('pkh', 'recipients', 'pkh'),
  empty('disnaker', 'job-seekers'),
  empty('dapodik', 'pupils'),
];

const compute = (registers: readonly SmallRegister[]): RawTables =>
  computeIndicators({
    population,
    geography,
    reading: smallReading(registers),
    linkage: smallLinkage(registers),
    householdOfPerson: new Int32Array(),
    programmes: loadProgrammes(population.programmes),
  });

describe('each indicator is what the slow way gives', () => {
  let tables: RawTables;
  let places: Map<IndicatorLevel, Place[]>;
  beforeAll(() => {
    tables = compute(REGISTERS);
    const [people, households] = objectsOf(population, geography);
    places = new Map(
      INDICATOR_LEVELS.map((level) => [
        level,
        Array.from({ length: geography.levels[level].count }, (_, area) => ({
          people: people.filter((p) => p.household.places[level] === area),
          households: households.filter((h) => h.places[level] === area),
          km2: geography.levels[level].areaSquareMetres[area]! / 1e6,
        })),
      ]),
    );
  });

  test.each(Object.keys(SLOW))('%s', (key) => {
    for (const level of INDICATOR_LEVELS) {
      const table = tables.levels.get(level)!;
      const fast = table.counts.get(key) ?? table.derived.get(key);
      expect([...fast!].map(rounded)).toEqual(places.get(level)!.map((place) => rounded(SLOW[key]!(place))));
    }
  });

  test('nothing else is counted but rows of registers, which quality.test.ts has', () => {
    const { counts, derived } = tables.levels.get('city')!;
    const others = [...counts.keys(), ...derived.keys()].filter((key) => !(key in SLOW));
    expect(others.filter((key) => !/rows|matched|nik-problem|refused|area-km2/.test(key))).toEqual([]);
  });
});

const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;

test('the random city has every case that the sums must stand: no RW, no kelurahan, no age, no sex', () => {
  const { households, persons } = population;
  expect([...households.rw].some((rw, h) => rw === NO_AREA && households.kelurahan[h] !== NO_AREA)).toBe(true);
  expect([...households.kelurahan]).toContain(NO_AREA);
  expect([...persons.ageYears]).toContain(255);
  expect([...persons.sex]).toContain(0);
});

test('what no register tells is no data, not nobody', () => {
  const { counts, derived } = compute([empty('dukcapil', 'population')]).levels.get('city')!;
  for (const key of ['pupils/sd', 'job-seekers', 'poor/desil-1', 'recipients/pkh', 'rows/all'])
    expect(counts.has(key), key).toBe(false);
  for (const key of ['participation/sd', 'job-seekers-share', 'coverage/pkh', 'matched-share'])
    expect(derived.has(key), key).toBe(false);
  expect(counts.has('residents')).toBe(true);
});

test('a programme that nobody described is named, with the place to describe it', () => {
  expect(() => loadProgrammes(['pkh', 'blt-tembakau'])).toThrow(/blt-tembakau.*models\/indicators\/programmes\.yaml/);
});

test.each([
  [[], NaN],
  [[30], 30.5],
  [[10, 20, 30], 20.5],
  [[10, 20], 11],
  [[40, 40, 40, 40], 40.5],
])('the median of ages %j is %d', (people, median) => {
  const years = new Float64Array(SINGLE_YEARS);
  for (const age of people as number[]) years[age]!++;
  expect(medianAge(years)).toBe(median);
});

test.each([
  [0, 0],
  [1, 1],
  [0b1011, 3],
  [0x80000000, 1],
  [0xffffffff, 32],
])('%i has %i bits', (bits, count) => {
  expect(bitCount(bits)).toBe(count);
});
