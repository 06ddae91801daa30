/** What is told of how people live, by kelurahan and for the city: numbers at the end of a year, and shares of them. */
import { inBoth, type Bilingual } from '../../kernel/bilingual.ts';
import {
  AT,
  cityAccount,
  giniOf,
  HOME_WIDTH,
  impairedOf,
  pupilsOf,
  SHARE_UNIT,
  workersOf,
  type HomeSum,
  type LifeAccount,
} from './account.ts';
import { DISABLED, FRAIL, OUTSIDE, SEEKING, WORKING } from './columns.ts';
import { LEVELS } from './school/education.ts';
import { wantedSeats } from './year-settings.ts';
import { SIMULATED_PROGRAMMES, type SimulatedProgramme } from './parameters.ts';
import type { LifePolicy } from './policy.ts';
import type { StartLife } from './start-life.ts';
import { visitsOf, visitTables, type VisitTables } from './health/visits.ts';
import { A_YEAR, IN_PERSONS, NOUGHT_TO_ONE, POINTS_APART, type Counted } from '../replicates/indicator-units.ts';

/** An area of one year: what was counted there, and what it has. */
interface LifeArea {
  readonly account: LifeAccount;
  /** Its place in the account. */
  readonly place: number;
  /** [level] seats, and children beyond them: of the city those of its kelurahan added up. */
  readonly seats: Float64Array;
  readonly withoutSeat: Float64Array;
  readonly visits: number;
  /** Visits beyond what the puskesmas of each kelurahan can serve. */
  readonly visitsBeyond: number;
}

export interface LifeIndicator extends Counted {
  readonly key: string;
  readonly name: Bilingual;
  /** Of what does not count persons or families: the count from which it follows, and steps in which it is told of a kelurahan. */
  readonly derived?: { readonly follows: string; readonly stepBelowCity: number };
  /** Decimals that it is told with. */
  readonly decimals: number;
  readonly of: (area: LifeArea) => number;
}

type Derived = NonNullable<LifeIndicator['derived']>;
const follows = (count: string, stepBelowCity: number): Derived => ({ follows: count, stepBelowCity });

const share = (
  key: string,
  id: string,
  en: string,
  { decimals, ...derived }: Derived & { readonly decimals: number },
  of: (area: LifeArea) => number,
  whole: (area: LifeArea) => number,
): LifeIndicator => ({
  key,
  name: { id, en },
  decimals,
  derived,
  of: (area) => (whole(area) === 0 ? 0 : (100 * of(area)) / whole(area)),
  ...POINTS_APART,
});

const told = (
  key: string,
  id: string,
  en: string,
  of: (area: LifeArea) => number,
  derived?: Derived,
  decimals = 1,
): LifeIndicator => ({ key, name: { id, en }, decimals, of, ...(derived === undefined ? {} : { derived }) });

const countedIn = (counted: Counted, indicator: LifeIndicator): LifeIndicator => ({ ...indicator, ...counted });

const SCHOOL_NAMES: Readonly<Record<(typeof LEVELS)[number], Bilingual>> = {
  none: { id: '', en: '' },
  paud: { id: 'PAUD', en: 'PAUD' },
  sd: { id: 'SD', en: 'SD' },
  smp: { id: 'SMP', en: 'SMP' },
  sma: { id: 'SMA/SMK', en: 'SMA/SMK' },
  higher: { id: 'perguruan tinggi', en: 'higher education' },
};
const SCHOOLS = LEVELS.filter((level) => level !== 'none');
/** Levels whose seats are counted: those who study go wherever there is a place. */
const SEATED = SCHOOLS.filter((level) => level !== 'higher');

const FAMILIES = { id: 'keluarga', en: 'families' };
const PERSONS = { id: 'orang', en: 'persons' };
interface ProgrammeName {
  readonly name: Bilingual;
  readonly units: Bilingual;
  /** No source tells its amount: what it costs follows from one that is assumed (models/livelihood/programmes.yaml). */
  readonly isAmountAssumed?: true;
}
/** Short names, as headings have them; a test holds units and assumed amounts to models/. */
export const PROGRAMME_NAMES: Readonly<Record<SimulatedProgramme, ProgrammeName>> = {
  pkh: { name: inBoth('PKH'), units: FAMILIES },
  sembako: { name: inBoth('Sembako'), units: FAMILIES },
  bltd: { name: { id: 'BLT Daerah', en: 'BLTD' }, units: FAMILIES },
  'pbi-jk': { name: inBoth('PBI-JK'), units: PERSONS },
  'pbi-d': { name: inBoth('PBI-D'), units: PERSONS },
  pip: { name: inBoth('PIP'), units: { id: 'murid', en: 'pupils' } },
  'blt-dbhcht': { name: inBoth('BLT DBHCHT'), units: FAMILIES, isAmountAssumed: true },
  'blts-kesra': { name: inBoth('BLTS Kesra'), units: FAMILIES },
  'lansia-non-potensial': { name: { id: 'Lansia non-potensial', en: 'Bedridden elderly' }, units: PERSONS },
  permakanan: { name: { id: 'Permakanan', en: 'Meals (permakanan)' }, units: PERSONS },
  'atensi-yapi': { name: inBoth('ATENSI YAPI'), units: { id: 'anak', en: 'children' } },
  'bansos-air-bersih': {
    name: { id: 'Bansos air bersih', en: 'Help with the water bill' },
    units: FAMILIES,
    isAmountAssumed: true,
  },
  'pelatihan-kerja': {
    name: { id: 'Pelatihan kerja', en: 'Vocational training' },
    units: PERSONS,
    isAmountAssumed: true,
  },
};
const ASSUMED = { id: '; besaran asumsi', en: '; amount assumed' };
const NOTHING = { id: '', en: '' };
const THOUSANDS_A_MILLION = 1000;

const sumOf =
  (name: HomeSum) =>
  ({ account, place }: LifeArea): number =>
    account.homes[place * HOME_WIDTH + AT[name]]!;
const doing =
  (does: number) =>
  ({ account, place }: LifeArea): number =>
    workersOf(account, place, does);
const impaired =
  (bit: number) =>
  ({ account, place }: LifeArea): number =>
    impairedOf(account, place, bit);
const inForce = (area: LifeArea): number => doing(WORKING)(area) + doing(SEEKING)(area);

export const LIFE_INDICATORS: readonly LifeIndicator[] = [
  ...SCHOOLS.map((level) => {
    const { id, en } = SCHOOL_NAMES[level];
    return told(`pupils-${level}`, `Murid ${id}`, `Pupils of ${en}`, ({ account, place }) =>
      pupilsOf(account, place, LEVELS.indexOf(level)),
    );
  }),
  ...SEATED.flatMap((level) => {
    const place = LEVELS.indexOf(level);
    const { id, en } = SCHOOL_NAMES[level];
    return [
      told(
        `seats-${level}`,
        `Kursi ${id}`,
        `Seats of ${en}`,
        ({ seats }) => seats[place]!,
        follows(`pupils-${level}`, 10),
      ),
      told(
        `without-seat-${level}`,
        `Anak tanpa kursi ${id} di kelurahannya`,
        `Children without a seat of ${en} in their kelurahan`,
        ({ withoutSeat }) => withoutSeat[place]!,
        follows(`pupils-${level}`, 10),
      ),
    ];
  }),
  countedIn(IN_PERSONS, told('labour-force', 'Angkatan kerja', 'Labour force', inForce)),
  countedIn(IN_PERSONS, told('working', 'Bekerja', 'At work', doing(WORKING))),
  countedIn(IN_PERSONS, told('unemployed', 'Pengangguran terbuka', 'Unemployed', doing(SEEKING))),
  share(
    'participation-rate',
    'TPAK (persen)',
    'Labour force participation (percent)',
    { ...follows('labour-force', 0.2), decimals: 2 },
    inForce,
    (area) => inForce(area) + doing(OUTSIDE)(area),
  ),
  share(
    'unemployment-rate',
    'TPT (persen)',
    'Unemployment rate (percent)',
    { ...follows('unemployed', 0.2), decimals: 2 },
    doing(SEEKING),
    inForce,
  ),
  countedIn(IN_PERSONS, told('poor', 'Penduduk miskin', 'Poor', sumOf('poor'))),
  share(
    'poverty-rate',
    'Kemiskinan P0 (persen)',
    'Poverty P0 (percent)',
    { ...follows('poor', 0.2), decimals: 2 },
    sumOf('poor'),
    sumOf('persons'),
  ),
  share(
    'poverty-gap',
    'Kedalaman kemiskinan P1 (persen)',
    'Poverty gap P1 (percent)',
    { ...follows('poor', 0.05), decimals: 3 },
    (area) => sumOf('gap')(area) / SHARE_UNIT,
    sumOf('persons'),
  ),
  share(
    'poverty-severity',
    'Keparahan kemiskinan P2 (persen)',
    'Poverty severity P2 (percent)',
    { ...follows('poor', 0.05), decimals: 3 },
    (area) => sumOf('severity')(area) / SHARE_UNIT,
    sumOf('persons'),
  ),
  countedIn(
    NOUGHT_TO_ONE,
    told(
      'gini',
      'Rasio Gini pengeluaran',
      'Gini of expenditure',
      ({ account, place }) => giniOf(account, place),
      follows('poor', 0.01),
      3,
    ),
  ),
  ...SIMULATED_PROGRAMMES.flatMap((key) => {
    const { name, units, isAmountAssumed } = PROGRAMME_NAMES[key];
    const note = isAmountAssumed === undefined ? NOTHING : ASSUMED;
    return [
      told(
        `recipients-${key}`,
        `Penerima ${name.id} (${units.id})`,
        `Recipients of ${name.en} (${units.en})`,
        sumOf(`recipients-${key}`),
      ),
      told(
        `aid-cost-${key}`,
        `Biaya ${name.id} (juta rupiah setahun${note.id})`,
        `Cost of ${name.en} (million rupiah a year${note.en})`,
        (area) => sumOf(`cost-${key}`)(area) / THOUSANDS_A_MILLION,
        follows(`recipients-${key}`, 25),
      ),
    ];
  }),
  countedIn(IN_PERSONS, told('disabled', 'Penyandang disabilitas', 'With a disability', impaired(DISABLED))),
  countedIn(IN_PERSONS, told('frail', 'Lansia yang perlu bantuan sehari-hari', 'Frail elderly', impaired(FRAIL))),
  countedIn(
    A_YEAR,
    told(
      'visits-wanted',
      'Kunjungan puskesmas yang diperlukan',
      'Visits to puskesmas that are wanted',
      ({ visits }) => visits,
      follows('residents', 100),
    ),
  ),
  countedIn(
    A_YEAR,
    told(
      'visits-beyond',
      'Kunjungan di luar kapasitas puskesmas',
      'Visits beyond the capacity of puskesmas',
      ({ visitsBeyond }) => visitsBeyond,
      follows('residents', 100),
    ),
  ),
];

/**
 * One year of all areas: the regions, then the city.
 *
 * @param policy of the year; undefined at the start
 * @param into   [area × width] the indicators from place `at` of each area on
 */
export function measureLife(
  start: StartLife,
  policy: LifePolicy | undefined,
  account: LifeAccount,
  into: Float32Array,
  width: number,
  at: number,
): void {
  const { regions } = start;
  const visits = visitTables(start.parameters.health);
  const areas = Array.from({ length: regions }, (_, region) => areaOf(start, policy, account, region, visits));
  [...areas, cityOf(areas, account)].forEach((area, place) =>
    LIFE_INDICATORS.forEach(({ of }, i) => (into[place * width + at + i] = of(area))),
  );
}

function areaOf(
  start: StartLife,
  policy: LifePolicy | undefined,
  account: LifeAccount,
  region: number,
  tables: VisitTables,
): LifeArea {
  const seats = Float64Array.from(LEVELS, (_, level) => {
    const place = region * LEVELS.length + level;
    return Math.max(0, start.seats[place]! + (policy?.seats[place] ?? 0));
  });
  const visits = visitsOf(tables, account, region);
  const visitsServed = start.visitsServed[region]! * (policy?.puskesmas[region] ?? 1);
  return {
    account,
    place: region,
    seats,
    withoutSeat: seats.map((each, level) => Math.max(0, wantedSeats(start, account, region, level) - each)),
    visits,
    visitsBeyond: Math.max(0, visits - visitsServed),
  };
}

function cityOf(areas: readonly LifeArea[], account: LifeAccount): LifeArea {
  const sum = (of: (area: LifeArea) => number): number => areas.reduce((total, area) => total + of(area), 0);
  return {
    account: cityAccount(account),
    place: 0,
    seats: Float64Array.from(LEVELS, (_, level) => sum(({ seats }) => seats[level]!)),
    withoutSeat: Float64Array.from(LEVELS, (_, level) => sum(({ withoutSeat }) => withoutSeat[level]!)),
    visits: sum(({ visits }) => visits),
    visitsBeyond: sum(({ visitsBeyond }) => visitsBeyond),
  };
}
