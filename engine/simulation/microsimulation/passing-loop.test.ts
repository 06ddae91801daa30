import { describe, expect, test } from 'vitest';
import { drawBits } from '../chance/keyed-draws.ts';
import { FEMALE, SINGLE_YEARS } from '../demography/ages.ts';
import { PASSED_AT_ONCE, countedAt, passing } from './passing-loop.ts';
import { copyOf, OLDER, SEX_AGES, VACANT } from './persons.ts';
import { countsOfStart, inventedPersons } from './test-city.ts';
import { changeGross, fertilityTimes, ratesFor, scaled } from './test-rates.ts';
import { yearKeys } from './year-keys.ts';
import { yearTables, type YearTables } from './year-tables.ts';

const REGIONS = 3;
const ROWS = 2 * PASSED_AT_ONCE + 77;
const { count } = SINGLE_YEARS;

/** Every seventh row is nobody's; births and moves differ by region. */
function invented(): { readonly persons: ReturnType<typeof copyOf>; readonly tables: YearTables } {
  const start = inventedPersons(ROWS, REGIONS);
  const [rates] = ratesFor(countsOfStart(start), 1);
  const persons = copyOf(start);
  for (let row = 0; row < ROWS; row += 7) persons.sexAge[row] = VACANT;
  const more = fertilityTimes(rates!, 1.5);
  const vital = rates!.vital.map((each, region) => (region === 1 ? more.vital[region]! : each));
  const moving = changeGross({ ...rates!, vital }, (gross) => ({
    leaving: Float64Array.of(...gross.leaving, ...gross.leaving),
    moving: Float64Array.of(...gross.moving, ...scaled(gross.moving, 3)),
    goingOf: Uint32Array.of(0, 0, 1),
  }));
  return { persons, tables: yearTables(moving) };
}

describe('the loop that passes everybody', () => {
  const { persons, tables } = invented();
  const keys = yearKeys(3, 1);
  const { passed, pass, putBack, addTo } = passing(persons, tables, keys);
  const before = persons.sexAge.slice();
  const listed = new Set<number>();
  const misdrawn: number[] = [];
  for (let from = 0; from < ROWS; from += PASSED_AT_ONCE) {
    const to = Math.min(ROWS, from + PASSED_AT_ONCE);
    const found = pass(from, to);
    for (const place of passed.listed.subarray(0, found)) {
      const row = from + place;
      listed.add(row);
      const drawn = [keys.fate, keys.move, keys.birth].map((key) =>
        drawBits(key, persons.low[row]!, persons.high[row]!, 0),
      );
      if ([passed.fate, passed.move, passed.birth].some((bits, i) => bits[place] !== drawn[i])) misdrawn.push(row);
    }
    putBack(from, to);
  }

  test('lists all to whom something happens, with what they have drawn, and few besides', () => {
    const missed = { fate: 0, move: 0, birth: 0 };
    let happening = 0;
    for (let row = 0; row < ROWS; row++) {
      const cell = before[row]!;
      if (cell === VACANT) {
        expect(listed.has(row)).toBe(false);
        continue;
      }
      const at = tables.offset[persons.region[row]!]! + cell;
      const bits = (key: typeof keys.fate): number => drawBits(key, persons.low[row]!, persons.high[row]!, 0);
      const goes = bits(keys.fate) < tables.dies[at]! || bits(keys.fate) > tables.staysUpTo[at]!;
      const moves = bits(keys.move) < tables.moves[at]!;
      // She may live wherever most are born at the end of the year.
      const later = Math.max(
        ...tables.offset.subarray(0, REGIONS).map((first) => tables.halfBirths[first + OLDER[cell]!]!),
      );
      const bears = bits(keys.birth) < tables.halfBirths[at]! + later;
      if (goes || moves || bears) happening++;
      if (listed.has(row)) continue;
      missed.fate += goes ? 1 : 0;
      missed.move += moves ? 1 : 0;
      missed.birth += bears ? 1 : 0;
    }
    expect(missed).toEqual({ fate: 0, move: 0, birth: 0 });
    expect(misdrawn).toEqual([]);
    expect(happening).toBeGreaterThan(200);
    expect(listed.size).toBeLessThan(happening + 5);
  });

  test('makes everybody a year older and counts him where he lived', () => {
    const counts = new Uint32Array(REGIONS * SEX_AGES);
    for (let row = 0; row < ROWS; row++) {
      const older = before[row] === VACANT ? VACANT : OLDER[before[row]!]!;
      expect(persons.sexAge[row]).toBe(older);
      if (older !== VACANT) counts[persons.region[row]! * SEX_AGES + older]!++;
    }
    const end = new Uint32Array(REGIONS * SEX_AGES);
    addTo(end);
    expect(end).toEqual(counts);
    expect(passed.counts[countedAt(1, FEMALE * count + 30)]).toBe(counts[SEX_AGES + FEMALE * count + 30]);
  });
});
