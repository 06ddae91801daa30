import { describe, expect, test } from 'vitest';
import { ageYears } from '../../kernel/time.ts';
import { testCity } from '../test-city.ts';

const city = testCity({ residents: 12_000, seed: 5 });
const { persons: p, households: h } = city;
const residents = Array.from({ length: p.residents }, (_, row) => row);
const age = Array.from(p.bornOn, (day) => ageYears(day, city.referenceDay));

describe('school', () => {
  test('pupils are of the age of their class, to two years', () => {
    for (const row of residents) {
      const [level, grade] = [p.schoolLevel[row]!, p.schoolGrade[row]!];
      if (level === 0 || level === 1) expect(grade).toBe(0);
      else expect(level).toBe(grade <= 6 ? 2 : grade <= 9 ? 3 : 4);
      if (level === 1) expect(age[row]).toBeLessThan(9);
      if (level > 1) {
        expect(age[row]! - 6 - grade).toBeGreaterThanOrEqual(-1);
        expect(age[row]! - 6 - grade).toBeLessThanOrEqual(3);
      }
    }
  });

  test.each([
    [5, 6, 0.7],
    [7, 12, 0.97],
    [13, 15, 0.95],
    [16, 18, 0.75],
  ])('children of %i to %i go, at least %d of them', (from, to, share) => {
    const children = residents.filter((row) => age[row]! >= from && age[row]! <= to);
    expect(children.filter((row) => p.schoolLevel[row]! > 0).length / children.length).toBeGreaterThan(share);
  });

  test('pupils are called pupils unless they work, and have finished no more than they can have', () => {
    for (const row of residents) {
      if (p.schoolLevel[row]! < 2) continue;
      if (p.labourState[row] === 0) expect(p.occupation[row]).toBe(3);
      expect(p.education[row]).toBeLessThanOrEqual(4);
    }
  });

  test('who is better off stays at school longer', () => {
    const at17 = residents.filter((row) => age[row]! >= 16 && age[row]! <= 21);
    const goes = (rows: number[]): number => rows.filter((row) => p.occupation[row] === 3).length / rows.length;
    const rich = at17.filter((row) => h.welfare[p.household[row]!]! > 0.5);
    const poor = at17.filter((row) => h.welfare[p.household[row]!]! < -0.5);
    expect(goes(rich)).toBeGreaterThan(goes(poor) + 0.04);
  });
});

describe('work', () => {
  test('nobody under 15 is in the labour force', () => {
    for (const row of residents) if (age[row]! < 15) expect(p.labourState[row]).toBe(0);
  });

  test('the unemployed have no occupation and no income; those at work have both', () => {
    for (const row of residents) {
      if (p.labourState[row] === 2) expect([p.occupation[row], p.incomeRupiahPerMonth[row]]).toEqual([1, 0]);
      if (p.labourState[row] !== 1) continue;
      expect(p.occupation[row]).toBeGreaterThan(4);
      expect(p.incomeRupiahPerMonth[row]).toBeGreaterThan(0);
    }
  });

  test('callings ask for their education: physicians, lawyers and lecturers have studied', () => {
    for (const row of residents)
      if ([64, 67, 68, 72].includes(p.occupation[row]!)) expect(p.education[row]).toBeGreaterThanOrEqual(8);
  });

  test('callings ask for their faith: no priest but a Catholic, no ustadz but a Muslim', () => {
    for (const row of residents) {
      if (p.occupation[row] === 43 || p.occupation[row] === 87) expect(p.religion[row]).toBe(3);
      if (p.occupation[row] === 45 || p.occupation[row] === 41) expect(p.religion[row]).toBe(1);
    }
  });

  test('soldiers and police are below the age of leaving, and nobody is president', () => {
    for (const row of residents) {
      if ([6, 7].includes(p.occupation[row]!)) expect(age[row]).toBeLessThan(58);
      expect(p.occupation[row]! >= 48 && p.occupation[row]! <= 62).toBe(false);
    }
  });

  test('keeping house is the work of women, a pension that of the old', () => {
    for (const row of residents) {
      if (p.occupation[row] === 2) expect(p.sex[row]).toBe(2);
      if (p.occupation[row] === 4) expect(age[row]).toBeGreaterThanOrEqual(56);
    }
  });

  test('most people at work are in a few ordinary callings', () => {
    const counts = new Map<number, number>();
    const working = residents.filter((row) => p.labourState[row] === 1);
    for (const row of working) counts.set(p.occupation[row]!, (counts.get(p.occupation[row]!) ?? 0) + 1);
    const top = [...counts.values()]
      .sort((a, b) => b - a)
      .slice(0, 10)
      .reduce((a, b) => a + b, 0);
    expect(top / working.length).toBeGreaterThan(0.75);
    expect(counts.size).toBeGreaterThan(35);
  });
});

describe('health', () => {
  test('the pregnant are married women of an age to be', () => {
    const pregnant = residents.filter((row) => p.isPregnant[row] === 1);
    expect(pregnant.length).toBeGreaterThan(50);
    for (const row of pregnant) expect([p.sex[row], p.maritalStatus[row], age[row]! < 47]).toEqual([2, 2, true]);
  });

  test('disability comes with age', () => {
    const share = (rows: number[]): number => rows.filter((row) => p.disability[row] !== 7).length / rows.length;
    const old = share(residents.filter((row) => age[row]! >= 70));
    expect(old).toBeGreaterThan(3 * share(residents.filter((row) => age[row]! < 50)));
  });
});

describe('welfare', () => {
  test('is poor exactly where less than the line is spent', () => {
    for (let i = 0; i < h.count; i++)
      expect(h.isPoor[i] === 1).toBe(h.expenditureRupiahPerPersonPerMonth[i]! < 666_073);
  });

  test('large families and people without education are poor more often', () => {
    const rows = Array.from({ length: h.withResidents }, (_, i) => i);
    const poor = (households: number[]): number => households.filter((i) => h.isPoor[i]).length / households.length;
    expect(poor(rows.filter((i) => h.size[i]! >= 6))).toBeGreaterThan(poor(rows.filter((i) => h.size[i]! === 3)));
    const education = (i: number): number => p.education[h.headPerson[i]!]!;
    expect(poor(rows.filter((i) => education(i) <= 3))).toBeGreaterThan(
      3 * poor(rows.filter((i) => education(i) >= 7)),
    );
  });
});
