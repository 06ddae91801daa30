/** What families would spend if they stood as their desil says and the city spent as BPS measured it: a stated assumption. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL, type Bilingual } from '../../kernel/bilingual.ts';
import { TwinError } from '../../kernel/errors.ts';
import { normalQuantile } from '../../kernel/normal.ts';
import { chance } from '../../kernel/random.ts';
import { isoDate } from '../../kernel/time.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { DAY, inForceOn, REFERENCE } from '../programmes/dated-values.ts';
import { ascending } from './order.ts';
import type { Spending } from './poverty.ts';

const share = z.number().gt(0).lt(1);
const VALUE = z.strictObject({
  from: DAY,
  to: DAY.optional(),
  /** Share of persons under the poverty line. */
  poorShare: share,
  gini: share,
  /** Between the order by desil and the order by spending. */
  rankCorrelation: z.number().min(0).max(1),
  reference: REFERENCE,
});
const SHAPE = z.strictObject({ name: BILINGUAL, explanation: BILINGUAL, values: z.array(VALUE).min(1) });

export interface SpendingAssumption {
  readonly name: Bilingual;
  readonly explanation: Bilingual;
  readonly poorShare: number;
  readonly gini: number;
  readonly rankCorrelation: number;
  readonly reference: readonly string[];
}

export const spendingAssumptionFile = (models: string): string => join(models, 'welfare', 'spending-assumption.yaml');

/** @throws TwinError configuration: the file, or nothing for that day */
export function loadSpendingAssumption(models: string, day: number): SpendingAssumption {
  const path = spendingAssumptionFile(models);
  const { name, explanation, values } = loadYaml(path, SHAPE);
  const found = inForceOn(values, day);
  if (found !== undefined) return { name, explanation, ...found };
  throw new TwinError('configuration', {
    code: 'spending-assumption',
    what: `Nothing is assumed about spending on ${isoDate(day)}.`,
    where: { file: 'spending-assumption.yaml' },
    todo: 'Add the figures of that time with their source.',
  });
}

/**
 * @param desil [household] NaN where unknown: such a household has no spending then
 * @param size  [household] persons
 * @param line  rupiah a head a month
 * @param seed  draws where families of one desil stand, and how far desil and spending part
 */
export function assumedSpending(
  desil: Float64Array,
  size: ArrayLike<number>,
  line: number,
  assumption: Pick<SpendingAssumption, 'poorShare' | 'gini' | 'rankCorrelation'>,
  seed: number,
): Spending {
  const { poorShare, gini, rankCorrelation } = assumption;
  const draw = chance(seed, 'assumed-spending');
  const lot = new Float64Array(desil.length);
  for (let h = 0; h < lot.length; h++) lot[h] = draw.uniform(h);
  const byDesil = shares(ascending(desil, ascending(lot)), size);
  const apart = Math.sqrt(1 - rankCorrelation ** 2);
  const place = byDesil.map((of, h) => rankCorrelation * normalQuantile(of) + apart * draw.normal(h, 1));
  // Lognormal: the Gini gives the spread, the share under the line the middle (Aitchison and Brown, 1957, chapter 2).
  const spread = Math.SQRT2 * normalQuantile((gini + 1) / 2);
  const middle = Math.log(line) - spread * normalQuantile(poorShare);
  const bySpending = shares(ascending(place), size);
  return { size, rupiahPerPersonPerMonth: bySpending.map((of) => Math.exp(middle + spread * normalQuantile(of))) };
}

/** [household] share of persons who stand before the middle of its own; NaN for who is not in the order. */
function shares(order: Uint32Array, size: ArrayLike<number>): Float64Array {
  let persons = 0;
  for (const household of order) persons += size[household]!;
  const found = new Float64Array(size.length).fill(NaN);
  let before = 0;
  for (const household of order) {
    found[household] = (before + size[household]! / 2) / persons;
    before += size[household]!;
  }
  return found;
}
