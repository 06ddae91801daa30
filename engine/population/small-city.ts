/**
 * Invented cities of any small size, for tests of the stages from population on: square areas in a row, registers and
 * links as the stages before would hand them on. Nobody in them exists.
 */
import { AREA_LEVELS, type AreaLevel, type AreaSet, type Geography } from '../geography/geography.ts';
import { inBoth } from '../kernel/bilingual.ts';
import { Dictionary } from '../kernel/dictionary.ts';
import { chance } from '../kernel/random.ts';
import { dayOf } from '../kernel/time.ts';
import { LINK_KINDS, type GoldenField, type Linkage, type LinkKind, type RegisterLinks } from '../linkage/linkage.ts';
import type { Column, RegisterReading, RegisterRecords, RegisterRole } from '../registers/records.ts';
import type { HouseholdColumns, PersonColumns, Population } from './columns.ts';

/** How many areas each area holds. */
export interface CityShape {
  readonly kecamatan: number;
  readonly kelurahan: number;
  readonly rw: number;
  readonly rt: number;
}

const CELL_DEGREES = 0.001;
export const SQUARE_METRES_PER_RT = 10_000;
const WEST = 111.5;
const SOUTH = -7.6;

/** RT stand in a row from west to east, each a square of CELL_DEGREES; larger areas are runs of them. */
export function smallGeography(shape: CityShape): Geography {
  const perParent = { city: 1, ...shape };
  const levels = {} as Record<AreaLevel, AreaSet>;
  let parents: AreaSet | undefined;
  const rtCount = shape.kecamatan * shape.kelurahan * shape.rw * shape.rt;
  for (const level of AREA_LEVELS) {
    parents = levels[level] = areaSet(level, parents, perParent[level], rtCount);
  }
  const locate = (level: AreaLevel, lon: number, lat: number): number => {
    const cell = Math.floor((lon - WEST) / CELL_DEGREES + 1e-9);
    if (cell < 0 || cell >= rtCount || lat < SOUTH || lat >= SOUTH + CELL_DEGREES) return -1;
    return Math.floor(cell / (rtCount / levels[level].count));
  };
  return { status: 'indicative', version: 'small', levels, locate };
}

function areaSet(level: AreaLevel, parents: AreaSet | undefined, each: number, rtCount: number): AreaSet {
  const count = (parents?.count ?? 1) * each;
  const parent = Int32Array.from({ length: count }, (_, i) => Math.floor(i / each));
  const width = (rtCount / count) * CELL_DEGREES;
  const two = (n: number): string => String(n).padStart(2, '0');
  const codes = Array.from({ length: count }, (_, i) => {
    const number = (i % each) + 1;
    const above = parents?.codes[parent[i]!] ?? '';
    if (level === 'city') return '35.77';
    if (level === 'kecamatan') return `${above}.${two(number)}`;
    return level === 'kelurahan' ? `${above}.${1000 + number}` : `${above}.${level}${two(number)}`;
  });
  return {
    level,
    status: 'indicative',
    count,
    codes,
    names: codes,
    parent,
    labelLon: Float64Array.from({ length: count }, (_, i) => WEST + (i + 0.5) * width),
    labelLat: new Float64Array(count).fill(SOUTH + CELL_DEGREES / 2),
    areaSquareMetres: new Float64Array(count).fill((rtCount / count) * SQUARE_METRES_PER_RT),
    polygons: Array.from({ length: count }, (_, i) => [[square(WEST + i * width, width)]]),
  };
}

const square = (west: number, width: number): [number, number][] => [
  [west, SOUTH],
  [west + width, SOUTH],
  [west + width, SOUTH + CELL_DEGREES],
  [west, SOUTH + CELL_DEGREES],
  [west, SOUTH],
];

/** Values of a row by field; text, dates as days, codes and numbers as CODES and NUMBERS name them. */
export interface SmallRow {
  /** Person it is linked to; -1 waits for review. */
  readonly person: number;
  readonly kind?: LinkKind;
  readonly [field: string]: string | number | undefined;
}

export interface SmallRegister {
  readonly registerId: string;
  readonly role: RegisterRole;
  readonly programme?: string;
  readonly rows: readonly SmallRow[];
}

const CODES = [
  'sex',
  'shdk',
  'maritalStatus',
  'religion',
  'education',
  'occupation',
  'disability',
  'lifeStatus',
  'moveKind',
  'schoolLevel',
  'status',
];
const NUMBERS = ['desil', 'lat', 'lon'];
const isDate = (field: string): boolean => field.endsWith('On');

/** What the registers stage would hand on; all registers share one dictionary a field. */
export function smallReading(registers: readonly SmallRegister[]): RegisterReading {
  const dictionaries = new Map<string, Dictionary>();
  const recordsOf = ({ registerId, role, programme, rows }: SmallRegister, file: number): RegisterRecords => {
    const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((f) => f !== 'person' && f !== 'kind');
    return {
      registerId,
      role,
      programme,
      count: rows.length,
      sourceFile: new Uint16Array(rows.length).fill(file),
      sourceSheet: new Uint16Array(rows.length),
      sourceRow: Uint32Array.from(rows, (_, i) => i + 2),
      columns: new Map(fields.map((field) => [field, columnOf(field, rows, dictionaries)])),
    };
  };
  return {
    files: registers.map(({ registerId, rows }) => ({
      name: `${registerId}.csv`,
      registerId,
      bytes: 1,
      sha256: registerId,
      sheets: [],
      dialect: inBoth('CSV'),
      rowsReceived: rows.length,
      rowsAccepted: rows.length,
      rowsWithFindings: 0,
      rowsRefused: 0,
    })),
    registers: registers.map(recordsOf),
    findings: [],
  };
}

function columnOf(field: string, rows: readonly SmallRow[], dictionaries: Map<string, Dictionary>): Column {
  const values = rows.map((row) => row[field]);
  if (CODES.includes(field))
    return {
      kind: 'code',
      list: field === 'status' ? 'recipient-status' : field,
      codes: Uint16Array.from(values, (value) => Number(value ?? 0)),
    };
  if (NUMBERS.includes(field))
    return { kind: 'number', values: Float64Array.from(values, (value) => Number(value ?? NaN)) };
  if (isDate(field))
    return {
      kind: 'date',
      days: Int32Array.from(values, (value) => (value === undefined ? -2147483648 : Number(value))),
    };
  const dictionary = dictionaries.get(field) ?? new Dictionary();
  dictionaries.set(field, dictionary);
  return { kind: 'text', dictionary, codes: Uint32Array.from(values, (value) => dictionary.code(String(value ?? ''))) };
}

/** What linkage would hand on: the golden value of a field comes from the first register that has one. */
export function smallLinkage(registers: readonly SmallRegister[]): Linkage {
  const personCount = Math.max(-1, ...registers.flatMap(({ rows }) => rows.map((row) => row.person))) + 1;
  const golden = new Map<string, GoldenField>();
  registers.forEach(({ rows }, r) => {
    rows.forEach((row, i) => {
      for (const [field, value] of Object.entries(row)) {
        if (field === 'person' || field === 'kind' || row.person < 0 || value === undefined || value === '') continue;
        const from = golden.get(field) ?? {
          register: new Uint8Array(personCount).fill(255),
          row: new Uint32Array(personCount),
        };
        golden.set(field, from);
        if (from.register[row.person] !== 255) continue;
        from.register[row.person] = r;
        from.row[row.person] = i;
      }
    });
  });
  return {
    personCount,
    links: registers.map(linksOf),
    review: {
      count: 0,
      register: new Uint8Array(),
      row: new Uint32Array(),
      person: new Int32Array(),
      weightBits: new Float32Array(),
      probability: new Float32Array(),
      doubt: new Uint8Array(),
      doubts: [],
    },
    golden,
    report: { stages: [], pairsByRule: [], upperThresholdBits: 7, lowerThresholdBits: 0, priorBits: -17, weights: [] },
  };
}

function linksOf({ role, rows }: SmallRegister): RegisterLinks {
  const kindOf = (row: SmallRow): LinkKind =>
    row.kind ?? (row.person < 0 ? 'review' : role === 'population' ? 'anchor' : 'number');
  return {
    person: Int32Array.from(rows, (row) => row.person),
    kind: Uint8Array.from(rows, (row) => LINK_KINDS.indexOf(kindOf(row))),
    weightBits: new Float32Array(rows.length).fill(20),
    probability: new Float32Array(rows.length).fill(1),
  };
}

/** Columns drawn at random, for sums and tables: households of one to six in random areas, some without a known RW. */
export function smallPopulation(
  geography: Geography,
  householdCount: number,
  seed: number,
  programmes: readonly string[] = ['pkh', 'sembako', 'bltd', 'pbi-jk'],
): Population {
  const draw = chance(seed, 'small-population');
  const { rt, rw } = geography.levels;
  const sizes = Uint16Array.from({ length: householdCount }, (_, h) => 1 + draw.below(6, h, 0));
  const rtOf = Uint16Array.from(sizes, (_, h) => draw.below(rt.count, h, 1));
  const rwKnown = (h: number): boolean => draw.uniform(h, 2) > 0.01;
  const households: HouseholdColumns = {
    count: householdCount,
    householdId: new Uint8Array(householdCount * 16),
    size: sizes,
    headRow: startsOf(sizes),
    kelurahan: rtOf.map((r, h) => (draw.uniform(h, 3) > 0.002 ? rw.parent[rt.parent[r]!]! : 65535)),
    rw: rtOf.map((r, h) => (rwKnown(h) && draw.uniform(h, 3) > 0.002 ? rt.parent[r]! : 65535)),
    rt: rtOf.map((r, h) => (rwKnown(h) && draw.uniform(h, 3) > 0.002 ? r : 65535)),
    lon: Float64Array.from(rtOf, (r) => rt.labelLon[r]!),
    lat: Float64Array.from(rtOf, (r) => rt.labelLat[r]!),
    precision: new Uint8Array(householdCount).fill(3),
    desil: Uint8Array.from(sizes, (_, h) => draw.below(11, h, 4)),
    receives: Uint32Array.from(sizes, (_, h) => draw.below(1 << programmes.length, h, 5) & draw.below(16, h, 6)),
  };
  return {
    referenceDay: dayOf(2025, 12, 31)!,
    persons: smallPersons(households, seed),
    households,
    programmes,
    registers: ['dukcapil'],
    desilVersion: '2025-TW4',
  };
}

/** [household] row of its first person. */
function startsOf(sizes: Uint16Array): Uint32Array {
  const starts = new Uint32Array(sizes.length);
  for (let h = 1; h < sizes.length; h++) starts[h] = starts[h - 1]! + sizes[h - 1]!;
  return starts;
}

function smallPersons({ size, receives }: HouseholdColumns, seed: number): PersonColumns {
  const draw = chance(seed, 'small-persons');
  const householdRow = Uint32Array.from([...size].flatMap((n, h) => Array.from({ length: n }, () => h)));
  const column = (of: number, draws: number): Uint8Array =>
    Uint8Array.from(householdRow, (_, p) => draw.below(of, p, draws));
  const ageYears = Uint8Array.from(householdRow, (_, p) => {
    const u = draw.uniform(p, 1);
    return u > 0.998 ? 255 : Math.floor(u * 60 + draw.uniform(p, 2) * 40);
  });
  return {
    count: householdRow.length,
    personId: new Uint8Array(householdRow.length * 16),
    householdRow,
    bornOn: Int32Array.from(ageYears, (age) => (age === 255 ? -2147483648 : dayOf(2025 - age, 1, 1)!)),
    ageYears,
    sex: Uint8Array.from(householdRow, (_, p) => (draw.uniform(p, 3) > 0.998 ? 0 : 1 + draw.below(2, p, 4))),
    shdk: column(12, 5),
    maritalStatus: column(5, 6),
    religion: column(8, 7),
    education: column(11, 8),
    occupation: column(90, 9),
    disability: Uint8Array.from(householdRow, (_, p) => (draw.uniform(p, 10) > 0.03 ? 7 : 1 + draw.below(6, p, 11))),
    schoolLevel: Uint8Array.from(ageYears, (age, p) =>
      age > 4 && age < 19 && draw.uniform(p, 12) > 0.1 ? 1 + draw.below(4, p, 13) : 0,
    ),
    isJobSeeker: Uint8Array.from(ageYears, (age, p) => (age > 16 && draw.uniform(p, 14) > 0.95 ? 1 : 0)),
    receives: Uint32Array.from(householdRow, (h, p) => receives[h]! & draw.below(16, p, 15)),
    knownTo: new Uint32Array(householdRow.length).fill(1),
    isImputed: new Uint8Array(householdRow.length),
  };
}
