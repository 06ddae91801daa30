/** Residents old enough to ask for a service, and what chance gives each of them at the start: literacy and access. */
import { TwinError, type ErrorText } from '../../kernel/errors.ts';
import { drawBits, drawKey } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import type { StartPersons } from '../microsimulation/persons.ts';
import { threshold } from '../microsimulation/thresholds.ts';
import type { DrawnValues } from './drawn-values.ts';
import { ImpossibleStart } from './impossible-start.ts';
import type { DigitalParameters } from './parameters.ts';

export const GROUPS = ['youth', 'adults', 'elderly'] as const;

export interface DigitalResidents {
  readonly count: number;
  readonly areas: number;
  readonly households: number;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** [resident] index into GROUPS. */
  readonly group: Uint8Array;
  readonly area: Uint16Array;
  readonly household: Uint32Array;
}

/**
 * @param householdRow [person of `start`] row of his household
 * @throws TwinError input `nobody-old-enough`
 */
export function digitalResidents(
  { low, high, sexAge, region, regions }: StartPersons,
  householdRow: Uint32Array,
  { ages }: DigitalParameters,
): DigitalResidents {
  const from = [ages.youthFromYears.value, ages.adultsFromYears.value, ages.elderlyFromYears.value];
  const groupOf = (cell: number): number => from.findLastIndex((years) => cell % SINGLE_YEARS.count >= years);
  const groups = Int8Array.from(sexAge, groupOf);
  const rows = Uint32Array.from(groups.keys()).filter((row) => groups[row]! >= 0);
  if (rows.length === 0)
    throw new TwinError('input', {
      code: 'nobody-old-enough',
      what: `No resident of the snapshot is ${from[0]} years old or more.`,
      todo: 'Check the snapshot (npm run twin -- status) and ages in models/digital/parameters.yaml.',
    });
  return {
    count: rows.length,
    areas: regions,
    households: householdRow.reduce((most, row) => Math.max(most, row + 1), 0),
    low: rows.map((row) => low[row]!),
    high: rows.map((row) => high[row]!),
    group: Uint8Array.from(rows, (row) => groups[row]!),
    area: Uint16Array.from(rows, (row) => region[row]!),
    household: rows.map((row) => householdRow[row]!),
  };
}

/** What changes from month to month. */
export interface DigitalState {
  /** [resident] 1 where he is digitally literate, or has access to the internet. */
  readonly literate: Uint8Array;
  readonly access: Uint8Array;
}

/** Literacy by group; access so that it has the share of the whole and goes with literacy as far as `accessAmongLiterate` says. */
export function startState(residents: DigitalResidents, values: DrawnValues, seed: number): DigitalState {
  const { count, low, high, group } = residents;
  const literacy = [values.literacyYouth, values.literacyAdults, values.literacyElderly].map(threshold);
  const literacyKey = drawKey(seed, 'digital-literacy', 0);
  const literate = new Uint8Array(count);
  for (let i = 0; i < count; i++)
    literate[i] = drawBits(literacyKey, low[i]!, high[i]!, 0) < literacy[group[i]!]! ? 1 : 0;
  const among = accessOf(expectedLiteracy(residents, values), values).map(threshold);
  const accessKey = drawKey(seed, 'digital-access', 0);
  const access = new Uint8Array(count);
  for (let i = 0; i < count; i++) access[i] = drawBits(accessKey, low[i]!, high[i]!, 0) < among[literate[i]!]! ? 1 : 0;
  return { literate, access };
}

function expectedLiteracy({ group, count }: DigitalResidents, values: DrawnValues): number {
  const by = [values.literacyYouth, values.literacyAdults, values.literacyElderly];
  return group.reduce((sum, each) => sum + by[each]!, 0) / count;
}

/** @returns share with access of those who are not literate, then of those who are */
function accessOf(
  literacy: number,
  { internetAccess, accessAmongLiterate }: DrawnValues,
): [others: number, literate: number] {
  if (literacy === 1) return [internetAccess, internetAccess];
  return [(internetAccess - literacy * accessAmongLiterate) / (1 - literacy), accessAmongLiterate];
}

/**
 * Access of those who are not literate follows from the other shares and has to be a share, whatever is drawn from the ranges.
 *
 * @throws ImpossibleStart configuration `access-impossible`
 */
export function requirePossibleAccess(residents: DigitalResidents, { start }: DigitalParameters): void {
  const { internetAccess, accessAmongLiterate, literacyYouth, literacyAdults, literacyElderly } = start;
  const literacy = (end: 0 | 1): number =>
    residents.group.reduce((sum, each) => sum + [literacyYouth, literacyAdults, literacyElderly][each]!.range[end], 0) /
    residents.count;
  // Fewest others with access: little access, and many literate who have it; most of them: the opposite.
  const least = literacy(1) * accessAmongLiterate.range[1];
  const most = 1 - literacy(0) * (1 - accessAmongLiterate.range[0]);
  const {
    value,
    range: [low, high],
  } = internetAccess;
  if (low >= least && high <= most) return;
  const text: ErrorText = {
    code: 'access-impossible',
    what:
      `start.internetAccess from ${low} to ${high} cannot be with these ranges of literacy and accessAmongLiterate: ` +
      `the literate with access can be as many as ${least.toFixed(3)} of the residents in the model.`,
    where: { file: 'parameters.yaml' },
    expected: `a range within ${least.toFixed(3)} to ${most.toFixed(3)}`,
    todo: 'Change the range of internetAccess, or narrow those of accessAmongLiterate and literacy.',
  };
  throw new ImpossibleStart(text, {
    field: 'start.internetAccess',
    low: least + value - low,
    high: most - (high - value),
  });
}
