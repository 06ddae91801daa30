import { expect, test } from 'vitest';
import { drawBits, drawKey } from '../../../chance/keyed-draws.ts';
import { SEX_AGES, VACANT } from '../../persons.ts';
import { FIRST_WOMAN } from '../ageing-loop.ts';
import { MARRIED, NEVER_MARRIED } from '../family-persons.ts';
import { familyKeys, residentBits } from '../family-keys.ts';
import { STATUSES } from '../family-tables.ts';
import { exactAsking, UNIONS } from './exact-loop.ts';
import { CELLS, SCREENED_AT_ONCE, screening } from './screen-loop.ts';
import { addBound, boundsOf, FIELDS, type Screened } from './screening.ts';

const NAMES = drawKey(6, 'exact', 0);
const KEYS = familyKeys(6, 1);
const REGIONS = 3;
/** More than are screened at a time, and no multiple of it. */
const ROWS = 2 * SCREENED_AT_ONCE + 77;
const drawn = (number: number, draw: number): Uint32Array =>
  Uint32Array.from({ length: number }, (_, i) => drawBits(NAMES, i, number, draw));

const persons = {
  low: drawn(ROWS, 0),
  high: drawn(ROWS, 1),
  sexAge: Uint8Array.from(drawn(ROWS, 2), (bits) => (bits % 20 === 0 ? VACANT : bits % SEX_AGES)),
  marital: Uint8Array.from(drawn(ROWS, 3), (bits) => 1 + (bits % (STATUSES - 1))),
  region: Uint16Array.from(drawn(ROWS, 4), (bits) => bits % REGIONS),
};
/** Two rows of rates for three kelurahan; some thirtieth of each kind of people is meant at either end of a draw. */
const offset = Uint32Array.of(0, SEX_AGES, 0);
const RARE = 30;
const below = (number: number, draw: number): Uint32Array => drawn(number, draw).map((bits) => bits / RARE);
const above = (number: number, draw: number): Uint32Array => below(number, draw).map((bits) => 0xffffffff - bits);
const tables = { offset, staysUpTo: above(2 * SEX_AGES, 5) };
const families = { seeksOrParts: below(STATUSES * SEX_AGES, 6), staysUpTo: above(STATUSES * SEX_AGES, 7) };
const bounds = {
  dies: Float64Array.from(below(2 * SEX_AGES, 8), (bits) => bits + 0.5),
  leavesTogether: Float64Array.from(below(2 * SEX_AGES, 9), (bits) => bits + 0.25),
  stays: Float64Array.from(above(STATUSES * SEX_AGES, 10), (bits) => bits - 0.25),
};
const bears = below(SEX_AGES, 11);

/** Bounds of all people of a sex, age and status: those of whichever rates say most. */
function screeningBounds() {
  const found = boundsOf(STATUSES * CELLS);
  const worst = (column: ArrayLike<number>, cell: number, of: typeof Math.max): number =>
    of(column[cell]!, column[SEX_AGES + cell]!);
  for (let status = 1; status < STATUSES; status++)
    for (let cell = 0; cell < SEX_AGES; cell++) {
      const kind = status * CELLS + cell;
      const act = status * SEX_AGES + cell;
      const stays = worst(tables.staysUpTo, cell, Math.min);
      addBound(found, FIELDS.fate, kind, worst(bounds.dies, cell, Math.max), stays);
      addBound(found, FIELDS.union, kind, families.seeksOrParts[act]!, families.staysUpTo[act]!);
      addBound(found, FIELDS.going, kind, worst(bounds.leavesTogether, cell, Math.max), bounds.stays[act]!);
      addBound(found, FIELDS.birth, kind, bears[cell]!, 0xffffffff);
    }
  return found;
}

type Lists = Record<string, number[]>;

function found(): Lists {
  const lists: Lists = {};
  const add = (name: string, rows: Uint32Array, count: number): void =>
    void (lists[name] ??= []).push(...rows.subarray(0, count));
  const exact = exactAsking(persons, families, tables, bounds, KEYS);
  const { screen } = screening(persons, screeningBounds(), KEYS.screen);
  for (let from = 0; from < ROWS; from += SCREENED_AT_ONCE) {
    const to = Math.min(ROWS, from + SCREENED_AT_ONCE);
    const listed = screen(from, to);
    exact.take(from, to);
    const [mayDie, leaving] = exact.ask('fate', listed, from);
    add('dying', exact.found.first, mayDie);
    add('bits of the dying', exact.found.bits, mayDie);
    add('leaving', exact.found.second, leaving);
    exact.ask('union', listed, from);
    for (const [name, kind] of Object.entries(UNIONS)) add(name, exact.found.unions[kind]!, exact.found.numbers[kind]!);
    const [together, moving] = exact.ask('going', listed, from);
    add('leaving together', exact.found.first, together);
    add('moving', exact.found.second, moving);
    const [mayBear] = exact.ask('birth', listed, from);
    for (let i = 0; i < mayBear; i++)
      if (exact.found.bits[i]! < bears[persons.sexAge[exact.found.first[i]!]!]!)
        add('bearing', exact.found.first.subarray(i), 1);
  }
  return lists;
}

/** Everybody, one by one. */
function expected(): Lists {
  const living = [...persons.sexAge.keys()].filter((row) => persons.sexAge[row] !== VACANT);
  const bits = (process: Screened, row: number): number =>
    residentBits(KEYS, process, persons.low[row]!, persons.high[row]!);
  const cell = (row: number): number => persons.sexAge[row]!;
  const rates = (row: number): number => offset[persons.region[row]!]! + cell(row);
  const act = (row: number): number => persons.marital[row]! * SEX_AGES + cell(row);
  const seeks = living.filter((row) => bits('union', row) < families.seeksOrParts[act(row)]!);
  const goes = living.filter((row) => bits('union', row) > families.staysUpTo[act(row)]!);
  const isMarried = (row: number): boolean => persons.marital[row] === MARRIED;
  const isSingle = (row: number): boolean => persons.marital[row] === NEVER_MARRIED;
  const dying = living.filter((row) => bits('fate', row) < bounds.dies[rates(row)]!);
  return {
    dying,
    'bits of the dying': dying.map((row) => bits('fate', row)),
    leaving: living.filter((row) => bits('fate', row) > tables.staysUpTo[rates(row)]!),
    women: seeks.filter((row) => !isMarried(row) && cell(row) >= FIRST_WOMAN),
    men: seeks.filter((row) => !isMarried(row) && cell(row) < FIRST_WOMAN),
    parting: seeks.filter(isMarried),
    leavingHome: goes.filter(isSingle),
    joiningKin: goes.filter((row) => !isSingle(row)),
    'leaving together': living.filter((row) => bits('going', row) < bounds.leavesTogether[rates(row)]!),
    moving: living.filter((row) => bits('going', row) > bounds.stays[act(row)]!),
    bearing: living.filter((row) => bits('birth', row) < bears[cell(row)]!),
  };
}

test('the loops find exactly those whose 32 bits say so, each process by bits of its own, in the order of their rows', () => {
  const lists = found();
  expect(lists).toEqual(expected());
  for (const rows of Object.values(lists)) expect(rows.length).toBeGreaterThan(10);
});
