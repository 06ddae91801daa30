/** For tests: a city of facts drawn at random, with much that nobody knows and many values at the edges of rules. */
import { chance } from '../../kernel/random.ts';
import type { FactCatalogue, FactDescription } from './catalogue.ts';
import type { Family } from '../evaluation/one-family.ts';
import { coded, membersByHousehold, NO_ORIGIN, type FactColumn, type FactTable } from './table.ts';

export const TEST_DAY = 20393; // 2025-11-01

/** Highest value of numbers that are not drawn up to ten. */
const HIGHEST: Readonly<Record<string, number>> = {
  ageYears: 90,
  schoolGrade: 13,
  experienceYears: 20,
  occupation: 8,
  disability: 7,
  schoolLevel: 4,
  education: 10,
  sex: 2,
};

export interface RandomCity {
  readonly households: number;
  readonly seed: number;
  /** Part of the values that nobody knows. */
  readonly unknownShare: number;
}

export function randomTable(catalogue: FactCatalogue, { households, seed, unknownShare }: RandomCity): FactTable {
  const draw = chance(seed, 'assistance-facts');
  const householdRow = Uint32Array.from(
    Array.from({ length: households }, (_, h) => Array.from({ length: 1 + draw.below(7, h) }, () => h)).flat(),
  );
  const structure = membersByHousehold(householdRow, households);
  const columns = new Map<string, FactColumn>();
  for (const fact of catalogue.values()) {
    const count = fact.level === 'person' ? householdRow.length : households;
    columns.set(fact.key, randomColumn(fact, count, seed, unknownShare));
  }
  const { memberStart } = structure;
  const sizes = Float64Array.from({ length: households }, (_, h) => memberStart[h + 1]! - memberStart[h]!);
  columns.set('familySize', { ...columns.get('familySize')!, ...coded(sizes), origin: new Uint8Array(households) });
  return {
    referenceDay: TEST_DAY,
    personCount: householdRow.length,
    householdCount: households,
    householdRow,
    ...structure,
    columns,
  };
}

function randomColumn(fact: FactDescription, count: number, seed: number, unknownShare: number): FactColumn {
  const draw = chance(seed, fact.key);
  const isReceiving = fact.key.includes('receives/');
  const known = (row: number): number => {
    if (fact.key === 'pdamBillRupiah') return 149_999 + draw.below(3, row, 1);
    if (fact.kind !== 'yes-no') return draw.below((HIGHEST[fact.key] ?? 10) + 1, row, 1);
    return draw.uniform(row, 1) < (isReceiving ? 0.1 : 0.6) ? 1 : 0;
  };
  const share = isReceiving ? unknownShare / 4 : unknownShare;
  const values = Float64Array.from({ length: count }, (_, row) => (draw.uniform(row, 0) < share ? NaN : known(row)));
  return {
    level: fact.level,
    ...coded(values),
    origin: Uint8Array.from(values, (value) => (Number.isNaN(value) ? NO_ORIGIN : 0)),
    origins: [{ register: 'test', field: fact.key, day: TEST_DAY }],
    days: undefined,
  };
}

/** Families, as cases write them, as a city of their own. */
export function tableOfFamilies(catalogue: FactCatalogue, families: readonly Family[]): FactTable {
  const householdRow = Uint32Array.from(families.flatMap(({ members }, h) => members.map(() => h)));
  const members = families.flatMap((family) => family.members);
  const columns = new Map<string, FactColumn>();
  for (const { key, level } of catalogue.values()) {
    const rows = level === 'person' ? members : families.map(({ facts }) => facts);
    const values = Float64Array.from(rows, (facts) => facts.get(key) ?? NaN);
    columns.set(key, {
      level,
      ...coded(values),
      origin: Uint8Array.from(values, (value) => (Number.isNaN(value) ? NO_ORIGIN : 0)),
      origins: [{ register: 'test', field: key, day: TEST_DAY }],
      days: undefined,
    });
  }
  return {
    referenceDay: TEST_DAY,
    personCount: members.length,
    householdCount: families.length,
    householdRow,
    ...membersByHousehold(householdRow, families.length),
    columns,
  };
}
