/** Who is married, and to whom. */
import { chance } from '../../kernel/random.ts';
import { apportion, orderBy } from '../sampling.ts';
import { AGES, FEMALE, MALE, type Pool } from './age-structure.ts';
import type { PopulationParameters } from './population-parameters.ts';

export const NEVER_MARRIED = 1;
export const MARRIED = 2;
export const DIVORCED = 3;
export const WIDOWED = 4;

/** No spouse, no parent, no twin. */
export const NOBODY = -1;

const FIRST_AGE = 15;
/** Years of age by which chance blurs the order in which people of one age group marry, lose a spouse, part. */
const BLUR_YEARS = [0, 1.8, 0, 6, 2.5] as const;

/**
 * Gives each person of 15 years or more a marital status, as many of each as the table says for sex and age group.
 *
 * @returns [person] code of models/codes/dukcapil.yaml
 */
export function maritalStatuses(
  pool: Pool,
  parameters: PopulationParameters['maritalStatus'],
  seed: number,
): Uint8Array {
  const status = new Uint8Array(pool.count).fill(NEVER_MARRIED);
  const draws = chance(seed, 'marital-status');
  const key = new Float64Array(pool.count);
  const tables = [parameters.male, parameters.female];
  tables.forEach((table, sexIndex) =>
    table.forEach((shares, group) => {
      const firstAge = FIRST_AGE + group * 5;
      const endAge = group === table.length - 1 ? AGES : firstAge + 5;
      const first = pool.firstRow[sexIndex * AGES + firstAge]!;
      const end = pool.firstRow[sexIndex * AGES + endAge]!;
      const quotas = apportion(end - first, shares);
      let rows: Uint32Array = Uint32Array.from({ length: end - first }, (_, i) => first + i);
      // The oldest are the first to be widowed, then to have married; divorce goes by chance among the rest.
      for (const code of [WIDOWED, NEVER_MARRIED, DIVORCED]) {
        const sign = code === NEVER_MARRIED ? 1 : -1;
        for (const row of rows) key[row] = sign * pool.ageYears[row]! + BLUR_YEARS[code]! * draws.normal(row, code * 2);
        rows = orderBy(rows, key);
        const quota = quotas[code - 1]!;
        for (const row of rows.subarray(0, quota)) status[row] = code;
        rows = rows.slice(quota);
      }
      for (const row of rows) status[row] = MARRIED;
    }),
  );
  return status;
}

function marriedRows(pool: Pool, status: Uint8Array, sex: number): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < pool.count; row++) if (status[row] === MARRIED && pool.sex[row] === sex) rows.push(row);
  return Uint32Array.from(rows);
}

/** Leaves as many rows as asked for, spread over all; who falls out has a spouse elsewhere. */
function thinned(rows: Uint32Array, count: number): Uint32Array {
  const step = rows.length / count;
  return Uint32Array.from({ length: count }, (_, i) => rows[Math.floor(i * step)]!);
}

/**
 * Matches husbands and wives by rank: each wife wants a husband some years older than herself, and the man of the same
 * rank becomes hers, so that every age has as many spouses as it has married people.
 *
 * @returns [person] row of the spouse, NOBODY where there is none in the city
 */
export function matchSpouses(
  pool: Pool,
  status: Uint8Array,
  parameters: PopulationParameters['maritalStatus'],
  seed: number,
): Int32Array {
  const draws = chance(seed, 'spouse');
  let men = marriedRows(pool, status, MALE);
  let women = marriedRows(pool, status, FEMALE);
  const couples = Math.min(men.length, women.length);
  men = thinned(men, couples);
  women = thinned(women, couples);
  const { mean, deviation } = parameters.husbandOlderYears;
  const key = new Float64Array(pool.count);
  for (const row of women) key[row] = pool.ageYears[row]! + mean + deviation * draws.normal(row);
  for (const row of men) key[row] = pool.ageYears[row]! + draws.uniform(row);
  men = orderBy(men, key);
  women = orderBy(women, key);
  const spouse = new Int32Array(pool.count).fill(NOBODY);
  for (let i = 0; i < couples; i++) {
    spouse[men[i]!] = women[i]!;
    spouse[women[i]!] = men[i]!;
  }
  return spouse;
}
