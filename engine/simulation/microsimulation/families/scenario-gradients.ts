/**
 * How births and deaths differ within an age in a scenario: as in its baseline, so that what a lever changes is neither hidden
 * by divisors nor carried to others.
 *
 * Only where its rates of births are others than those of the baseline they are corrected, by the women of those kelurahan: that a
 * tenth fewer are born makes more of them mothers of few, who would else make up for a part of the tenth. The correction is
 * that of many ages together: of one age alone it would be chance that no baseline shares.
 */
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../persons.ts';
import type { YearTables } from '../year-tables.ts';
import { BIRTH_CLASSES } from './family-tables.ts';
import { FIRST_WOMAN } from './ageing-loop.ts';
import { byRegion, type Gradients, type Present } from './gradients.ts';

const AGES = SINGLE_YEARS.count;

/** Those of a scenario, for the same year as those of its baseline. */
export function scenarioGradients(
  baseline: Gradients,
  baselineTables: YearTables,
  present: Present,
  tables: YearTables,
): Gradients {
  const birthGroup = groupsOf(baselineTables, tables);
  const groups = Math.max(0, ...birthGroup);
  if (groups === 0) return baseline;
  const now = byRegion(present.women, baseline.births, tables.regions);
  const births = new Float64Array((groups + 1) * SEX_AGES * BIRTH_CLASSES);
  for (let group = 0; group <= groups; group++)
    births.set(baseline.births.subarray(0, SEX_AGES * BIRTH_CLASSES), group * SEX_AGES * BIRTH_CLASSES);
  for (let group = 1; group <= groups; group++) {
    const region = birthGroup.indexOf(group);
    const isMeant = birthGroup.map((each) => (each === group ? 1 : 0));
    const [before, after] = [meanByAge(baseline, isMeant), meanByAge(now, isMeant)];
    const first = tables.offset[region]! + FIRST_WOMAN;
    const halves = tables.halfBirths.subarray(first, first + AGES);
    corrections(before, after, halves).forEach((correction, age) => {
      const first = (group * SEX_AGES + FIRST_WOMAN + age) * BIRTH_CLASSES;
      for (let i = first; i < first + BIRTH_CLASSES; i++) births[i]! *= correction;
    });
  }
  return { deaths: baseline.deaths, births, birthGroup, ...now };
}

/** Ages on either side whose women are looked at together with those of an age. */
const NEIGHBOURS = 8;

/** [age] by what multiplying rates gives as many births a woman as before, of those ages together. */
function corrections(before: MeansByAge, after: MeansByAge, halves: Uint32Array): Float64Array {
  return Float64Array.from({ length: AGES }, (_, age) => {
    let [wanted, found] = [0, 0];
    for (let near = Math.max(0, age - NEIGHBOURS); near <= Math.min(AGES - 1, age + NEIGHBOURS); near++) {
      if (before.women[near] === 0 || after.women[near] === 0) continue;
      const births = halves[near]! * after.women[near]!;
      wanted += births * before.mean[near]!;
      found += births * after.mean[near]!;
    }
    return found > 0 ? wanted / found : 1;
  });
}

interface MeansByAge {
  /** [age] women of some regions, and the mean of what their rates are multiplied by. */
  readonly women: Float64Array;
  readonly mean: Float64Array;
}

function meanByAge({ women, multiplied }: Pick<Gradients, 'women' | 'multiplied'>, isMeant: Uint8Array): MeansByAge {
  const found: MeansByAge = { women: new Float64Array(AGES), mean: new Float64Array(AGES) };
  for (let at = 0; at < women.length; at++) {
    if (isMeant[Math.floor(at / AGES)] === 0) continue;
    found.women[at % AGES]! += women[at]!;
    found.mean[at % AGES]! += multiplied[at]!;
  }
  found.mean.forEach((sum, age) => (found.mean[age] = found.women[age] === 0 ? 0 : sum / found.women[age]!));
  return found;
}

/** [region] 0 where children are born as in the baseline, else a number that those share whose rates are the same. */
function groupsOf(baseline: YearTables, { regions, ratesOf, vitalOf, halfBirths }: YearTables): Uint8Array {
  const groupOfVital = new Map<number, number>();
  return Uint8Array.from({ length: regions }, (_, region) => {
    const first = ratesOf[region]! * SEX_AGES;
    const halves = halfBirths.subarray(first, first + SEX_AGES);
    const before = baseline.ratesOf[region]! * SEX_AGES;
    if (halves.every((half, cell) => half === baseline.halfBirths[before + cell])) return 0;
    const vital = vitalOf[region]!;
    if (!groupOfVital.has(vital)) groupOfVital.set(vital, groupOfVital.size + 1);
    return groupOfVital.get(vital)!;
  });
}
