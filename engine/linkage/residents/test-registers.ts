/** Invented registers for the tests of linkage: small ones row by row, and a town of families with a known truth. */
import { Dictionary } from '../../kernel/dictionary.ts';
import { chance, type Chance } from '../../kernel/random.ts';
import { dayOf, isoDate, NO_DATE, parseIsoDate } from '../../kernel/time.ts';
import type { Column, RegisterRecords, RegisterRole } from '../../registers/records.ts';
import type { RegisterTruth } from '../evaluation.ts';

/** One row as a test writes it; what is left out is blank. */
export interface TestRow {
  /** True person; -1 for nobody. */
  readonly person?: number;
  readonly nik?: string;
  readonly kkNumber?: string;
  readonly fullName?: string;
  /** 1980-12-31 */
  readonly bornOn?: string;
  readonly sex?: number;
  readonly shdk?: number;
  readonly motherName?: string;
  readonly birthPlace?: string;
  readonly address?: string;
  readonly rt?: string;
  readonly rw?: string;
  readonly kelurahan?: string;
}

export interface TestRegister {
  readonly id: string;
  readonly role: RegisterRole;
  readonly rows: readonly TestRow[];
}

export interface TestRegisters {
  readonly registers: RegisterRecords[];
  readonly truth: RegisterTruth[];
}

const TEXT_FIELDS = [
  'nik',
  'kkNumber',
  'fullName',
  'motherName',
  'birthPlace',
  'address',
  'rt',
  'rw',
  'kelurahan',
] as const;

/** Turns rows into columns; registers share one dictionary a field, as the registers stage hands them on. */
export function toRegisters(registers: readonly TestRegister[]): TestRegisters {
  const dictionaries = new Map(TEXT_FIELDS.map((field) => [field, new Dictionary()]));
  return {
    registers: registers.map(({ id, role, rows }) => {
      const columns = new Map<string, Column>(
        TEXT_FIELDS.map((field) => {
          const dictionary = dictionaries.get(field)!;
          return [
            field,
            { kind: 'text', codes: Uint32Array.from(rows, (row) => dictionary.code(row[field] ?? '')), dictionary },
          ];
        }),
      );
      const days = Int32Array.from(rows, ({ bornOn }) => (bornOn === undefined ? NO_DATE : parseIsoDate(bornOn)!));
      columns.set('bornOn', { kind: 'date', days });
      columns.set('sex', { kind: 'code', codes: Uint16Array.from(rows, ({ sex }) => sex ?? 0), list: 'sex' });
      columns.set('shdk', { kind: 'code', codes: Uint16Array.from(rows, ({ shdk }) => shdk ?? 0), list: 'shdk' });
      return {
        registerId: id,
        role,
        programme: role === 'recipients' ? id : undefined,
        count: rows.length,
        sourceFile: new Uint16Array(rows.length),
        sourceSheet: new Uint16Array(rows.length),
        sourceRow: Uint32Array.from(rows, (_, i) => i + 2),
        columns,
      };
    }),
    truth: registers.map(({ rows }) => Int32Array.from(rows, ({ person }) => person ?? -1)),
  };
}

const GIVEN_MALE =
  'AGUS BAMBANG BUDI DWI EKO JOKO MUHAMMAD AHMAD SLAMET SUGENG SUPRIYADI SUTRISNO WAHYU YUSUF HENDRA RUDI'.split(' ');
const GIVEN_FEMALE =
  'SITI SRI DEWI NUR ENDANG LESTARI RATNA SULASTRI SUMIATI WATI YULI RINA INDAH FITRI DIAN ANIK'.split(' ');
const ROOTS =
  'AMIN RAHM HID FAUZ SANTOS SETIAW PRASET KURNIAW WIBOW SAPUTR NUGROH HARTON MULYAN PURNOM SUSANT WIDOD HANDAY UTAM'.split(
    ' ',
  );
const ENDINGS = 'AH AN AT I O A ONO ANTO INI INGSIH ANI ARI'.split(' ');
const STREETS = 'SERAYU MANGGIS DUKU COKROAMINOTO PAHLAWAN SALAK KELAPA MERAK'.split(' ');

/** Somebody invented, head of his family, of whom everything is told. */
export const BUDI: TestRow = {
  nik: '3577010503810004',
  kkNumber: '3577010101180077',
  fullName: 'BUDI WURYANTORO',
  bornOn: '1981-03-05',
  sex: 1,
  shdk: 1,
  motherName: 'PAINEM',
  address: 'JL. KENANGA NO. 7',
};

/** Rates of the errors that rows outside the population register have, each a share of rows. */
export interface TestErrors {
  readonly nikMissing: number;
  readonly nikSlip: number;
  readonly nikBorrowed: number;
  readonly nameSlip: number;
  readonly nameShortened: number;
  readonly birthMissing: number;
  readonly birthSwapped: number;
  readonly kkMissing: number;
  /** Rows about people whom the population register does not have. */
  readonly unknown: number;
}

export const USUAL_ERRORS: TestErrors = {
  nikMissing: 0.03,
  nikSlip: 0.03,
  nikBorrowed: 0.01,
  nameSlip: 0.04,
  nameShortened: 0.03,
  birthMissing: 0.01,
  birthSwapped: 0.01,
  kkMissing: 0.05,
  unknown: 0.03,
};

export interface Town {
  readonly seed: number;
  readonly families: number;
  readonly errors: TestErrors;
}

/** A town of families of one to five people: everybody in Dukcapil but for a few, and four registers about some of them. */
export function inventTown({ seed, families, errors }: Town): TestRegister[] {
  const people = inventPeople(seed, families);
  const known = chance(seed, 'known');
  const isKnown = (person: number): boolean => known.uniform(person) >= errors.unknown;
  const write = (id: string, role: RegisterRole, share: number, keep: (row: TestRow) => TestRow): TestRegister => {
    const inList = chance(seed, 'in', id);
    const listed = people.filter(({ person }) => inList.uniform(person!) < share);
    return { id, role, rows: listed.map((row) => keep(spoil(row, errors, people, chance(seed, 'spoil', id)))) };
  };
  const heads = people.filter(({ shdk }) => shdk === 1);
  const inFamilies = chance(seed, 'spoil', 'families');
  return [
    { id: 'dukcapil', role: 'population', rows: people.filter(({ person }) => isKnown(person!)) },
    { id: 'families', role: 'families', rows: heads.map((row) => familyRow(spoil(row, errors, people, inFamilies))) },
    write('members', 'members', 0.8, (row) => without(row, 'address', 'birthPlace', 'motherName')),
    write('pkh', 'recipients', 0.2, (row) => without(row, 'sex', 'shdk')),
    write('pupils', 'pupils', 0.25, (row) => without(row, 'shdk')),
  ];
}

const without = (row: TestRow, ...fields: (keyof TestRow)[]): TestRow =>
  Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field as keyof TestRow)));

const familyRow = (row: TestRow): TestRow => without(row, 'bornOn', 'sex', 'shdk', 'motherName', 'birthPlace');

function inventPeople(seed: number, families: number): TestRow[] {
  const draw = chance(seed, 'people');
  const serials = new Map<string, number>();
  const people: TestRow[] = [];
  for (let family = 0; family < families; family++) {
    const size = 1 + draw.below(5, family, 1);
    const [rw, rt] = [1 + draw.below(6, family, 2), 1 + draw.below(4, family, 3)];
    const shared = {
      kkNumber: `357701${dayMonthYear(15000 + draw.below(5000, family, 4))}${digits(family % 10_000, 4)}`,
      address: `JL. ${STREETS[draw.below(STREETS.length, family, 5)]!} NO. ${1 + draw.below(90, family, 6)}`,
      kelurahan: `35.77.01.10${digits(1 + draw.below(9, family, 7), 2)}`,
      rw: String(rw),
      rt: String(rt),
    };
    const mother = nameOf(draw, people.length + 1_000_000, 2);
    let twinOf: TestRow | undefined;
    for (let member = 0; member < size; member++) {
      const person = people.length;
      // A child is a twin of the child before it once in thirty.
      const isTwin = member > 2 && draw.below(30, person, 10) === 0;
      const sex = member === 0 ? 1 : member === 1 ? 2 : isTwin ? twinOf!.sex! : 1 + draw.below(2, person, 11);
      const ages = member < 2 ? 9000 + draw.below(14_000, person, 12) : draw.below(9000, person, 12);
      const bornDay = isTwin ? parseIsoDate(twinOf!.bornOn!)! : 20_400 - ages;
      const row: TestRow = {
        ...shared,
        person,
        nik: nikOf(bornDay, sex, serials),
        fullName: nameOf(draw, person, sex),
        bornOn: isoDate(bornDay),
        sex,
        shdk: member === 0 ? 1 : member === 1 ? 3 : 4,
        motherName: member < 2 ? nameOf(draw, person + 2_000_000, 2) : mother,
        birthPlace: draw.below(3, person, 13) === 0 ? 'NGAWI' : 'MADIUN',
      };
      people.push(row);
      twinOf = row;
    }
  }
  return people;
}

/** One word in seven people, else two or three; given names are shared by many, the rest by fewer. */
function nameOf(draw: Chance, key: number, sex: number): string {
  const given = sex === 1 ? GIVEN_MALE : GIVEN_FEMALE;
  const other = (k: number): string =>
    ROOTS[draw.below(ROOTS.length, key, k)]! + ENDINGS[draw.below(ENDINGS.length, key, k + 1)]!;
  const words = draw.below(7, key, 20);
  if (words === 0) return other(21);
  const first = given[draw.below(given.length, key, 23)]!;
  return words < 5 ? `${first} ${other(24)}` : `${first} ${other(24)} ${other(26)}`;
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

function dayMonthYear(day: number): string {
  const [year, month, dayOfMonth] = isoDate(day).split('-') as [string, string, string];
  return dayOfMonth + month + year.slice(2);
}

function nikOf(bornDay: number, sex: number, serials: Map<string, number>): string {
  const birth = dayMonthYear(bornDay);
  const start = `357701${digits(Number(birth.slice(0, 2)) + (sex === 2 ? 40 : 0), 2)}${birth.slice(2)}`;
  const serial = (serials.get(start) ?? 0) + 1;
  serials.set(start, serial);
  return start + digits(serial, 4);
}

function spoil(row: TestRow, errors: TestErrors, people: readonly TestRow[], draw: Chance): TestRow {
  const key = row.person!;
  const happens = (rate: number, k: number): boolean => draw.uniform(key, k) < rate;
  const spoiled: { -readonly [K in keyof TestRow]: TestRow[K] } = { ...row };
  if (happens(errors.nikMissing, 1)) delete spoiled.nik;
  else if (happens(errors.nikSlip, 2)) spoiled.nik = slipDigit(row.nik!, draw, key);
  else if (happens(errors.nikBorrowed, 3)) spoiled.nik = people[(key + 1) % people.length]!.nik!;
  if (happens(errors.kkMissing, 4)) delete spoiled.kkNumber;
  if (happens(errors.nameSlip, 5)) spoiled.fullName = slipLetter(row.fullName!, draw, key);
  else if (happens(errors.nameShortened, 6)) spoiled.fullName = row.fullName!.split(' ').slice(0, 2).join(' ');
  if (happens(errors.birthMissing, 7)) delete spoiled.bornOn;
  else if (happens(errors.birthSwapped, 8)) spoiled.bornOn = swapDayAndMonth(row.bornOn!);
  return spoiled;
}

function slipDigit(number: string, draw: Chance, key: number): string {
  const at = draw.below(number.length, key, 30);
  return number.slice(0, at) + ((Number(number[at]) + 1 + draw.below(9, key, 31)) % 10) + number.slice(at + 1);
}

function slipLetter(name: string, draw: Chance, key: number): string {
  const at = 1 + draw.below(name.length - 1, key, 32);
  return `${name.slice(0, at)}${name.slice(at + 1)}`.trim();
}

function swapDayAndMonth(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return dayOf(year, day, month) === undefined ? date : `${year}-${digits(day, 2)}-${digits(month, 2)}`;
}

/** The same registers with their rows in another order, which depends on the seed alone. */
export function permuteRows(registers: readonly TestRegister[], seed: number): TestRegister[] {
  return registers.map(({ rows, id, ...rest }) => {
    const draw = chance(seed, 'permute', id);
    const order = [...rows.keys()].sort((a, b) => draw.bits(a) - draw.bits(b));
    return { ...rest, id, rows: order.map((i) => rows[i]!) };
  });
}
