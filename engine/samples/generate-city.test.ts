import { describe, expect, test } from 'vitest';
import { loadGeography } from '../geography/load.ts';
import { nikParts, parseKkNumber, parseNik } from '../kernel/ids.ts';
import { ageYears, calendarDate, dayOf, NO_DATE } from '../kernel/time.ts';
import { TwinError } from '../kernel/errors.ts';
import { LIFE_STATES } from './city.ts';
import { cityFingerprint } from './fingerprint.ts';
import { testCity, TEST_REFERENCE_DAY } from './test-city.ts';
import { testGeography } from './test-geography.ts';

const city = testCity({ residents: 6000, seed: 7 });
const { persons, households } = city;
const rows = Array.from({ length: persons.count }, (_, row) => row);
const stateOf = (row: number): string => LIFE_STATES[persons.lifeState[row]!]!;

describe('the same options give the same city', () => {
  test('to the byte', () => {
    expect(cityFingerprint(testCity({ seed: 11 }))).toBe(cityFingerprint(testCity({ seed: 11 })));
  });

  test.each([{ seed: 12 }, { residents: 2001 }, { referenceDay: TEST_REFERENCE_DAY - 1 }])(
    'another option another: %o',
    (other) => {
      expect(cityFingerprint(testCity({ seed: 11, ...other }))).not.toBe(cityFingerprint(testCity({ seed: 11 })));
    },
  );

  test('a seed above 32 bits is not cut off', () => {
    const seed = 2 ** 40 + 11;
    expect(cityFingerprint(testCity({ residents: 200, seed }))).not.toBe(
      cityFingerprint(testCity({ residents: 200, seed: 11 })),
    );
  });
});

describe('size', () => {
  test.each([100, 101, 137, 500])('%i residents asked for are as many made', (residents) => {
    for (const seed of [1, 2, 3]) expect(testCity({ residents, seed }).persons.residents).toBe(residents);
  });

  test.each([99, 0, -5, 1.5, Number.NaN, 1_000_001])(
    '%d residents are refused with a word on what to do',
    (residents) => {
      expect(() => testCity({ residents })).toThrow(TwinError);
    },
  );

  test('a reference day of 29 February is a day like any other', () => {
    const leap = testCity({ residents: 500, referenceDay: dayOf(2024, 2, 29)! });
    for (let row = 0; row < 500; row++) expect(leap.persons.bornOn[row]).toBeLessThanOrEqual(leap.referenceDay);
  });
});

describe('numbers of identity', () => {
  test('each NIK is sixteen digits, built as the law says, and given once', () => {
    for (const row of rows) {
      const nik = parseNik(persons.nik[row]!);
      if (!nik.ok) throw new Error(`row ${row} has no NIK: ${nik.error}`);
      const parts = nikParts(nik.value);
      const born = calendarDate(persons.bornOn[row]!);
      expect([parts.day, parts.month, parts.yearOfCentury]).toEqual([born.day, born.month, born.year % 100]);
      expect(parts.isFemale).toBe(persons.sex[row] === 2);
      expect(Number(parts.serial)).toBeGreaterThan(0);
    }
    expect(new Set(persons.nik).size).toBe(persons.count);
  });

  test('the region in the NIK is the city for natives and another place for migrants', () => {
    for (const row of rows) expect(persons.nik[row]!.startsWith('3577')).toBe(persons.isMigrant[row] === 0);
  });

  test('each family card has a number of its own with a day of the past in it', () => {
    for (const kkNumber of households.kkNumber) {
      expect(parseKkNumber(kkNumber).ok).toBe(true);
      const year = 2000 + Number(kkNumber.slice(10, 12));
      const day = dayOf(year, Number(kkNumber.slice(8, 10)), Number(kkNumber.slice(6, 8)));
      expect(day).toBeDefined();
      expect(day).toBeLessThanOrEqual(city.referenceDay);
    }
    expect(new Set(households.kkNumber).size).toBe(households.count);
  });
});

describe('who has left', () => {
  test('residents stand first, and only those who died or moved have a day of leaving', () => {
    for (const row of rows) {
      expect(stateOf(row) === 'resident').toBe(row < persons.residents);
      const hasLeft = stateOf(row) === 'died' || stateOf(row) === 'moved-out';
      expect(persons.leftOn[row] !== NO_DATE).toBe(hasLeft);
      if (!hasLeft) continue;
      expect(persons.leftOn[row]).toBeLessThanOrEqual(city.referenceDay);
      expect(persons.leftOn[row]).toBeGreaterThan(city.referenceDay - 3 * 366);
      expect(persons.leftOn[row]).toBeGreaterThanOrEqual(persons.bornOn[row]!);
    }
  });

  test('all four states of life occur', () => {
    expect(new Set(rows.map(stateOf))).toEqual(new Set(LIFE_STATES));
  });

  test('a family that moved away left on one day', () => {
    const day = new Map<number, number>();
    for (const row of rows.filter((each) => stateOf(each) === 'moved-out')) {
      const household = persons.household[row]!;
      expect(persons.leftOn[row]).toBe(day.get(household) ?? persons.leftOn[row]);
      day.set(household, persons.leftOn[row]!);
    }
    expect(day.size).toBeGreaterThan(5);
  });

  test('most of the dead were old', () => {
    const dead = rows.filter((row) => stateOf(row) === 'died');
    const ages = dead.map((row) => ageYears(persons.bornOn[row]!, persons.leftOn[row]!)).sort((a, b) => a - b);
    expect(ages[Math.floor(ages.length / 2)]).toBeGreaterThan(60);
    expect(dead.length / persons.residents).toBeGreaterThan(0.012);
    expect(dead.length / persons.residents).toBeLessThan(0.03);
  });

  test('the dead earn nothing, are not at work, at school or pregnant', () => {
    for (const row of rows.filter((each) => stateOf(each) === 'died')) {
      expect(persons.incomeRupiahPerMonth[row]).toBe(0);
      expect(persons.labourState[row]).toBe(0);
      expect(persons.isPregnant[row]).toBe(0);
    }
  });

  test('nobody whom the register does not know has a NIK of the city', () => {
    for (const row of rows.filter((each) => stateOf(each) === 'unregistered')) expect(persons.isMigrant[row]).toBe(1);
  });
});

describe('where they live', () => {
  const geography = testGeography();

  test('each house stands inside its RT, and RT, RW and kelurahan agree', () => {
    const { rt, rw } = geography.levels;
    for (let h = 0; h < households.count; h++) {
      expect(geography.locate('rt', households.lon[h]!, households.lat[h]!)).toBe(households.rt[h]);
      expect(rt.parent[households.rt[h]!]).toBe(households.rw[h]);
      expect(rw.parent[households.rw[h]!]).toBe(households.kelurahan[h]);
    }
  });

  test('addresses are a street of the kelurahan and a number', () => {
    for (const address of households.address) expect(address).toMatch(/^(JL|GG)\. .+ NO\. \d+[ABC]?$/);
  });

  test('inside the RT of the real project too, whose areas are no squares', () => {
    const real = loadGeography();
    const { households: placed } = testCity({ geography: real, seed: 2 });
    for (let h = 0; h < placed.count; h++) expect(real.locate('rt', placed.lon[h]!, placed.lat[h]!)).toBe(placed.rt[h]);
  });

  test('some families share a house, most do not', () => {
    const houses = new Set(Array.from(households.lon, (lon, h) => `${lon}/${households.lat[h]}`)).size;
    expect(houses).toBeLessThan(households.count);
    expect(houses).toBeGreaterThan(households.count * 0.9);
  });

  test('a kelurahan that nobody knows the size of is refused by its code', () => {
    const { levels } = geography;
    const codes = levels.kelurahan.codes.map((code, i) => (i === 3 ? '35.19.01.2001' : code));
    const strange = { ...geography, levels: { ...levels, kelurahan: { ...levels.kelurahan, codes } } };
    expect(() => testCity({ geography: strange })).toThrow(/35\.19\.01\.2001/);
  });

  test('a kelurahan without streets is refused by its code', () => {
    expect(() => testCity({ streets: new Map() })).toThrow(/No street of the kelurahan 35\.77\.01\.1001/);
  });
});
