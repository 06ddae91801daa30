/** What models/demography/families.yaml holds. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL } from '../../../kernel/bilingual.ts';
import { loadYaml } from '../../../kernel/yaml-file.ts';

/** How replicates draw a parameter, in standard deviations of what: models/demography/families.yaml says. */
export const DRAWN_OF = ['value', 'logarithm', 'strength', 'ageYears'] as const;
const DRAW = z.union([
  z.literal('none'),
  z.strictObject({ of: z.enum(DRAWN_OF), standardDeviation: z.number().positive() }),
]);

/** A number, or numbers, that somebody measured or assumed. */
const stated = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    name: BILINGUAL,
    value,
    unit: z.string().min(1),
    date: z.number(),
    source: z.string().min(1),
    uncertainty: z.string().min(1),
    draw: DRAW,
  });

const SHARE = z.number().min(0).max(1);
const FACTOR = z.number().min(0);

/** Values at ages that rise; straight lines between them. */
const byAge = (value: z.ZodNumber) =>
  z
    .array(z.tuple([z.number().min(0).max(100), value]))
    .min(1)
    .refine((knots) => knots.every(([age], i) => i === 0 || age > knots[i - 1]![0]), 'the ages do not rise');
export type ByAge = readonly (readonly [age: number, value: number])[];

const FIRST_MARRIAGE = z.strictObject({
  fromAgeYears: z.number(),
  logAge: z.number(),
  width: z.number().positive(),
  everMarried: SHARE,
});
export type FirstMarriage = z.infer<typeof FIRST_MARRIAGE>;

const FAMILIES = z.strictObject({
  births: z.strictObject({
    byUnion: stated(z.strictObject({ withHusband: FACTOR, without: FACTOR })),
    byChildrenBorn: stated(z.array(FACTOR).length(5)),
    twins: stated(SHARE),
  }),
  deaths: z.strictObject({
    byDecile: stated(z.array(FACTOR).length(10)),
    decileCountsByAge: stated(byAge(SHARE)),
  }),
  marriage: z.strictObject({
    first: stated(z.strictObject({ men: FIRST_MARRIAGE, women: FIRST_MARRIAGE })),
    leastAgeYears: stated(z.number().int().min(0).max(100)),
    again: stated(
      z.strictObject({
        divorcedMen: byAge(SHARE),
        divorcedWomen: byAge(SHARE),
        widowedMen: byAge(SHARE),
        widowedWomen: byAge(SHARE),
      }),
    ),
    menPerWoman: stated(FACTOR),
    olderHusband: stated(
      z.strictObject({
        meanYears: z.number(),
        deviationYears: z.number().positive(),
        leastYears: z.number().int(),
        mostYears: z.number().int(),
      }),
    ),
    educationDistance: stated(SHARE),
    sameKelurahan: stated(SHARE),
    ownHousehold: stated(SHARE),
  }),
  divorce: z.strictObject({ byAge: stated(byAge(SHARE)), wifeLeaves: stated(SHARE), livingApart: stated(SHARE) }),
  households: z.strictObject({
    leavingHome: stated(z.strictObject({ men: byAge(SHARE), women: byAge(SHARE) })),
    joiningKin: stated(byAge(SHARE)),
    offeringPlace: stated(SHARE),
  }),
  migration: z.strictObject({
    leavingTogether: stated(SHARE),
    movingForKin: stated(SHARE),
    movingTogether: stated(SHARE),
    livingWithKin: stated(SHARE),
  }),
});
export type FamilyParameters = z.infer<typeof FAMILIES>;

/**
 * @param modelsFolder models/
 * @throws TwinError configuration: names the file and the key
 */
export const loadFamilies = (modelsFolder: string): FamilyParameters =>
  loadYaml(join(modelsFolder, 'demography', 'families.yaml'), FAMILIES);

/** [age 0 to 100] */
export function valuesByAge(knots: ByAge): Float64Array {
  return Float64Array.from({ length: 101 }, (_, age) => {
    const above = knots.findIndex(([each]) => each >= age);
    if (above === 0) return knots[0]![1];
    if (above < 0) return knots.at(-1)![1];
    const [[from, low], [to, high]] = [knots[above - 1]!, knots[above]!];
    // Not a hair below it: a share of nought stays one.
    if (to === age) return high;
    return low + ((high - low) * (age - from)) / (to - from);
  });
}

/** [age] of the never married at that age, the share that marries before the next birthday. */
export function firstMarriageByAge(
  { fromAgeYears, logAge, width, everMarried }: FirstMarriage,
  leastAge: number,
): Float64Array {
  const never = (age: number): number =>
    age <= fromAgeYears ? 1 : 1 - everMarried / (1 + Math.exp(-(Math.log(age - fromAgeYears) - logAge) / width));
  return Float64Array.from({ length: 101 }, (_, age) => (age < leastAge ? 0 : 1 - never(age + 1) / never(age)));
}
