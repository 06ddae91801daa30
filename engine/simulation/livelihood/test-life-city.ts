/** An invented city whose registers tell school, work, deciles and aid, for tests and benches. Nobody in it exists. */
import { projectPath } from '../../kernel/files.ts';
import { dayOf } from '../../kernel/time.ts';
import type { Population } from '../../population/columns.ts';
import { drawBits, drawKey, uniformOf } from '../chance/keyed-draws.ts';
import { startFamilies, type StartFamilies } from '../microsimulation/families/start-families.ts';
import { loadAidRules } from './aid/aid.ts';
import { loadLivelihood } from './parameters.ts';
import { startLife, type StartLife } from './start-life.ts';

const KEY = drawKey(3577, 'invented-life', 0);

/** Uniform number of a household, the `draw`-th. */
const chance = (household: number, draw: number): number => uniformOf(drawBits(KEY, household, 1, draw));
const between = (low: number, high: number, uniform: number): number => low + Math.floor(uniform * (high - low + 1));

interface Person {
  readonly household: number;
  /** 1 man, 2 woman. */
  readonly sex: number;
  readonly age: number;
  readonly shdk: number;
  readonly status: number;
}

/** A head with or without a partner, children, and sometimes a parent. */
function family(household: number): Person[] {
  const headAge = between(23, 82, chance(household, 0) ** 1.1);
  const sex = chance(household, 1) < 0.82 ? 1 : 2;
  const hasPartner = sex === 1 && chance(household, 2) < 0.85;
  const members: Person[] = [{ household, sex, age: headAge, shdk: 1, status: hasPartner ? 2 : headAge > 50 ? 4 : 1 }];
  if (hasPartner) members.push({ household, sex: 2, age: Math.max(18, headAge - 3), shdk: 3, status: 2 });
  const children = between(0, 3, chance(household, 3) ** 0.8);
  for (let child = 0; child < children; child++) {
    const age = headAge - 27 - 3 * child + between(-3, 3, chance(household, 10 + child));
    if (age < 0 || age > 30) continue;
    members.push({ household, sex: 1 + (child % 2), age, shdk: 4, status: 1 });
  }
  if (headAge < 55 && chance(household, 4) < 0.12)
    members.push({ household, sex: 2, age: headAge + 27, shdk: 7, status: 4 });
  return members;
}

const DESIL_SHARES = [0.024, 0.059, 0.106, 0.166, 0.241, 0.334, 0.45, 0.59, 0.77, 1];
const PROGRAMMES = ['pkh', 'sembako', 'bltd', 'pbi-jk'];
const REGISTERS = ['dukcapil', 'dtsen', 'dapodik', 'disnaker'];

/** Code of the family card: what people of an age have most often, with some who have less or more. */
function educationOf({ age, household }: Person, draw: number): number {
  if (age < 7) return 1;
  if (age < 13) return 2;
  if (age < 16) return 3;
  if (age < 19) return 4;
  const place = chance(household, draw) + (age > 60 ? -0.3 : 0);
  return place < 0 ? 2 : place < 0.1 ? 3 : place < 0.22 ? 4 : place < 0.75 || age < 23 ? 5 : 8;
}

/** @param upTo [region] share of the households up to it and with it; as many in each where it is left out */
export function inventedPopulation(residents: number, regions: number, upTo?: Float64Array): Population {
  const people: Person[] = [];
  let households = 0;
  while (people.length < residents) people.push(...family(households++));
  people.length = residents;
  const column = (of: (person: Person, i: number) => number): Uint8Array => Uint8Array.from(people, of);
  const id = (count: number, of: number): Uint8Array => {
    const ids = new Uint8Array(count * 16);
    const words = new Uint32Array(ids.buffer);
    for (let i = 0; i < count; i++)
      for (let word = 0; word < 4; word++) words[i * 4 + word] = drawBits(KEY, i, of, word);
    return ids;
  };
  const desil = Uint8Array.from({ length: households }, (_, h) => 1 + DESIL_SHARES.findIndex((s) => chance(h, 20) < s));
  const receives = Uint32Array.from(desil, (d, h) => {
    const isOn = (share: number, draw: number): boolean => d <= 5 && chance(h, draw) < share / d;
    return (isOn(0.5, 21) ? 1 : 0) | (isOn(0.9, 22) ? 2 : 0) | (isOn(0.2, 23) ? 4 : 0) | (d <= 4 ? 8 : 0);
  });
  const size = new Uint16Array(households);
  for (const { household } of people) size[household]!++;
  return {
    referenceDay: dayOf(2025, 12, 31)!,
    persons: {
      count: residents,
      personId: id(residents, 7),
      householdRow: Uint32Array.from(people, ({ household }) => household),
      sex: column(({ sex }) => sex),
      ageYears: column(({ age }) => age),
      shdk: column(({ shdk }) => shdk),
      maritalStatus: column(({ status }) => status),
      education: column((person, i) => educationOf(person, 30 + (i % 7))),
      occupation: column(({ age, household, sex }, i) =>
        age < 15 ? 1 : age < 20 ? 3 : chance(household, 40 + (i % 7)) < (sex === 1 ? 0.8 : 0.45) ? 15 : 2,
      ),
      disability: column(({ household }, i) => (chance(household, 50 + (i % 7)) < 0.012 ? 1 : 7)),
      schoolLevel: column(({ age, household }, i) =>
        chance(household, 60 + (i % 7)) > (age < 7 ? 0.6 : 0.96) || age < 3 || age > 18
          ? 0
          : age < 7
            ? 1
            : age < 13
              ? 2
              : age < 16
                ? 3
                : 4,
      ),
      isJobSeeker: column(({ age, household }, i) =>
        age > 18 && age < 50 && chance(household, 70 + (i % 7)) < 0.04 ? 1 : 0,
      ),
    },
    households: {
      count: households,
      householdId: id(households, 8),
      size,
      kelurahan: Uint16Array.from({ length: households }, (_, h) =>
        upTo === undefined ? h % regions : upTo.findIndex((each) => chance(h, 24) < each),
      ),
      desil,
      receives,
    },
    programmes: PROGRAMMES,
    registers: REGISTERS,
    desilVersion: '2025-TW4',
  } as unknown as Population;
}

export const TEST_LINE_RUPIAH = 666_073;

export interface LifeCity {
  readonly population: Population;
  readonly families: StartFamilies;
  readonly start: StartLife;
}

export function inventedLifeCity(residents: number, regions: number): LifeCity {
  const population = inventedPopulation(residents, regions);
  return { population, ...lifeOf(population, regions) };
}

export function lifeOf(population: Population, regions: number): Omit<LifeCity, 'population'> {
  const { families } = startFamilies(population, regions);
  const models = projectPath('models');
  const parameters = loadLivelihood(models);
  const aidRules = loadAidRules(models, parameters.programmes, population.referenceDay);
  return { families, start: startLife(population, families, parameters, aidRules, TEST_LINE_RUPIAH) };
}
