import { describe, expect, test } from 'vitest';
import { ageYears } from '../../kernel/time.ts';
import { LIFE_STATES, type City } from '../city.ts';
import { membersOf, testCity } from '../test-city.ts';
import { SHDK } from './homes.ts';
import { MARRIED } from './marriage.ts';

/** What is wrong with the households of a city, in words that name no person; empty when nothing is. */
function householdFaults(city: City): string[] {
  const { persons: p, households: h } = city;
  const faults: string[] = [];
  const age = Array.from(p.bornOn, (day) => ageYears(day, city.referenceDay));
  membersOf(city).forEach((all, household) => {
    const fault = (what: string): number => faults.push(`household ${household}: ${what}`);
    const members = all.filter((row) => row < p.residents);
    const only = (code: number): number[] => members.filter((row) => p.shdk[row] === code);
    if (members.length !== h.size[household]) fault('size is not the number of its residents');
    if (members.length > 0 !== household < h.withResidents) fault('stands among the wrong ones');
    if (!all.includes(h.headPerson[household]!)) fault('its head lives elsewhere');
    if (p.shdk[h.headPerson[household]!] !== SHDK.head) fault('its head is not called head');
    if (members.length === 0) return;
    const [head, ...others] = only(SHDK.head);
    if (head === undefined || others.length > 0)
      return void fault(`has ${others.length + (head === undefined ? 0 : 1)} heads`);
    if (age[head]! < 17 && p.maritalStatus[head] !== MARRIED) fault('a child is its head');
    const partners = [...only(SHDK.wife), ...only(SHDK.husband)];
    if (partners.length > 1) fault('its head has several spouses');
    for (const partner of partners) {
      if (p.sex[partner] === p.sex[head]) fault('spouses of one sex');
      if (p.maritalStatus[partner] !== MARRIED || p.maritalStatus[head] !== MARRIED)
        fault('spouses who are not married');
    }
    const young = Math.min(...[head, ...partners].map((row) => age[row]!));
    for (const child of only(SHDK.child)) if (young - age[child]! < 15) fault('a child nearly as old as a parent');
    for (const child of only(SHDK.grandchild)) if (age[head]! - age[child]! < 30) fault('a grandchild too old');
    for (const elder of only(SHDK.parent)) if (age[elder]! - age[head]! < 15) fault('a parent too young');
    for (const elder of only(SHDK.parentInLaw))
      if (partners.length === 0 || age[elder]! - Math.min(...partners.map((row) => age[row]!)) < 15)
        fault('an in-law too young');
    for (const inLaw of only(SHDK.childInLaw))
      if (p.maritalStatus[inLaw] !== MARRIED) fault('a child-in-law unmarried');
  });
  return faults;
}

const city = testCity({ residents: 8000, seed: 3 });
const { persons: p, households: h } = city;

describe('households', () => {
  test.each([1, 2, 3, 4])('of seed %i have one head each, and ages that fit the kinship', (seed) => {
    expect(householdFaults(testCity({ residents: 3000, seed }))).toEqual([]);
  });

  test.each([100, 150, 300])('of a city of %i too', (residents) => {
    for (let seed = 1; seed <= 10; seed++) expect(householdFaults(testCity({ residents, seed }))).toEqual([]);
  });

  test('a second head, a child as old as its mother and a wrong size would be found', () => {
    const members = membersOf(city).find((rows) => rows.length > 2 && p.shdk[rows[2]!] === SHDK.child)!;
    const [head, wife, child] = members as [number, number, number];
    const withShdk = p.shdk.slice();
    withShdk[wife] = SHDK.head;
    expect(householdFaults({ ...city, persons: { ...p, shdk: withShdk } })[0]).toMatch(/has 2 heads/);
    const bornOn = p.bornOn.slice();
    bornOn[child] = p.bornOn[head]!;
    expect(householdFaults({ ...city, persons: { ...p, bornOn } })[0]).toMatch(/nearly as old/);
    const size = h.size.slice();
    size[0]! += 1;
    expect(householdFaults({ ...city, households: { ...h, size } })).toEqual([
      'household 0: size is not the number of its residents',
    ]);
  });

  test('are of realistic size: one in eight of one person, few of more than seven', () => {
    const sizes = h.size.subarray(0, h.withResidents);
    const share = (fits: (size: number) => boolean): number => sizes.filter(fits).length / sizes.length;
    expect(share((size) => size === 1)).toBeGreaterThan(0.09);
    expect(share((size) => size === 1)).toBeLessThan(0.18);
    expect(share((size) => size > 7)).toBeLessThan(0.04);
  });

  test('every kinship of the list but the rarest occurs', () => {
    const seen = new Set(p.shdk);
    for (const code of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) expect(seen).toContain(code);
  });

  test('husbands are mostly some years older than their wives', () => {
    const older: number[] = [];
    for (let row = 1; row < p.residents; row++)
      if (p.shdk[row] === SHDK.wife)
        older.push((p.bornOn[row]! - p.bornOn[h.headPerson[p.household[row]!]!]!) / 365.25);
    older.sort((a, b) => a - b);
    expect(older[Math.floor(older.length / 2)]).toBeGreaterThan(1);
    expect(older[Math.floor(older.length / 2)]).toBeLessThan(6);
    expect(older.at(-1)).toBeLessThan(30);
  });
});

describe('brothers and sisters', () => {
  const children = Array.from({ length: p.residents }, (_, row) => row).filter((row) => p.shdk[row] === SHDK.child);
  const pairs = children.filter((row, i) => i > 0 && p.household[children[i - 1]!] === p.household[row]);

  test('have the same parents by name', () => {
    for (const row of pairs) {
      expect(p.motherName[row]).toBe(p.motherName[row - 1]);
      expect(p.fatherName[row]).toBe(p.fatherName[row - 1]);
    }
  });

  test('are twins, born on one day in one place, or born nine months apart or more', () => {
    const twins = pairs.filter((row) => p.bornOn[row] === p.bornOn[row - 1]);
    for (const row of pairs) if (!twins.includes(row)) expect(p.bornOn[row]! - p.bornOn[row - 1]!).toBeGreaterThan(280);
    for (const row of twins) expect(p.birthPlace[row]).toBe(p.birthPlace[row - 1]);
    expect(twins.length / children.length).toBeGreaterThan(0.002);
    expect(twins.length / children.length).toBeLessThan(0.03);
  });

  test('a child names the couple at the head of the household as its parents', () => {
    const head = (row: number): number => h.headPerson[p.household[row]!]!;
    const ofMothers = children.filter((row) => p.sex[head(row)] === 2 && p.lifeState[head(row)] === 0);
    expect(ofMothers.length).toBeGreaterThan(50);
    for (const row of ofMothers) expect(p.motherName[row]).toBe(p.fullName[head(row)]);
  });
});

test('the dead left a spouse who is widowed, in the household where they were listed', () => {
  const died = LIFE_STATES.indexOf('died');
  const members = membersOf(city);
  let spouses = 0;
  for (let row = p.residents; row < p.count; row++) {
    if (p.lifeState[row] !== died || p.maritalStatus[row] !== MARRIED) continue;
    spouses += 1;
    const widowed = members[p.household[row]!]!.filter((other) => other < p.residents && p.maritalStatus[other] === 4);
    expect(widowed.length).toBeGreaterThan(0);
  }
  expect(spouses).toBeGreaterThan(20);
});
