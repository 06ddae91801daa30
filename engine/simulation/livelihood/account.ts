/** How people live at the end of a year, by kelurahan: whole numbers, so that no order of rows changes a bit. */
import { EDUCATIONS, LEVELS } from './education.ts';
import { SIMULATED_PROGRAMMES } from './parameters.ts';

/** Shares of a line are counted in so small parts. */
export const SHARE_UNIT = 2 ** 20;

const NAMES = [
  ...LEVELS.map((level) => `pupils-${level}` as const),
  // Of the ages of each level, at school or not.
  ...LEVELS.map((level) => `children-${level}` as const),
  'outside',
  'working',
  'seeking',
  ...EDUCATIONS.map((education) => `adults-${education}` as const),
  'disabled',
  'frail',
  // Hundredths.
  'visits',
  'persons',
  'poor',
  'gap',
  'severity',
  ...SIMULATED_PROGRAMMES.map((key) => `recipients-${key}` as const),
  ...SIMULATED_PROGRAMMES.map((key) => `cost-${key}` as const),
] as const;
export type LifeSum = (typeof NAMES)[number];
export const LIFE_SUMS: readonly LifeSum[] = NAMES;
export const LIFE_WIDTH = NAMES.length;

/** Where each stands among the sums of a kelurahan. */
export const AT = Object.fromEntries(NAMES.map((name, i) => [name, i])) as Readonly<Record<LifeSum, number>>;

/** Classes of what is spent a head, each some 2.5 % wide: what is spent within one is taken as alike. */
export const SPENDING_CLASSES = 256;
const LOWEST_THOUSAND = 150;
const CLASSES_PER_E = 40;
export const spendingClass = (thousand: number): number =>
  Math.min(SPENDING_CLASSES - 1, Math.max(0, Math.floor(Math.log(thousand / LOWEST_THOUSAND) * CLASSES_PER_E)));

/** Classes by whole thousands, up to where a class is wide enough to be found by its logarithm at leisure. */
const LISTED = 4096;
const CLASS_OF = Uint8Array.from({ length: LISTED }, (_, thousand) => spendingClass(thousand + 0.5));
export const classOf = (wholeThousand: number): number =>
  wholeThousand < LISTED ? CLASS_OF[wholeThousand]! : spendingClass(wholeThousand + 0.5);

export interface LifeAccount {
  /** [region × LIFE_SUMS] */
  readonly sums: Float64Array;
  /** [region × class] persons, and thousand rupiah that they spend. */
  readonly classPersons: Float64Array;
  readonly classSpent: Float64Array;
}

export const emptyLifeAccount = (regions: number): LifeAccount => ({
  sums: new Float64Array(regions * LIFE_WIDTH),
  classPersons: new Float64Array(regions * SPENDING_CLASSES),
  classSpent: new Float64Array(regions * SPENDING_CLASSES),
});

/** Of persons, those of one class spending alike. @param from first class of the area */
export function giniOf(
  { classPersons, classSpent }: Pick<LifeAccount, 'classPersons' | 'classSpent'>,
  from: number,
): number {
  let [persons, spent, ranked] = [0, 0, 0];
  for (let i = from; i < from + SPENDING_CLASSES; i++) {
    ranked += classSpent[i]! * (persons + classPersons[i]! / 2);
    persons += classPersons[i]!;
    spent += classSpent[i]!;
  }
  return spent === 0 ? 0 : (2 * ranked) / (persons * spent) - 1;
}
