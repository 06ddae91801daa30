/** Shape of models/sample/population.yaml. */
import { z } from 'zod';

const share = z.number().min(0).max(1);
const perAgeGroup = z.array(z.number().nonnegative());
export const curve = z
  .object({ ages: z.array(z.number()).min(1), shares: z.array(z.number().nonnegative()).min(1) })
  .refine((value) => value.ages.length === value.shares.length, 'as many shares as ages');
/** Codes of a code list to weights. */
export const codeWeights = z.record(z.string().regex(/^\d+$/, 'a code of the list'), z.number().nonnegative());
const source = z.string().min(1);

export const populationShape = z.strictObject({
  ageStructure: z.strictObject({
    source,
    maleShare: share,
    maleShareSource: source,
    tiltUpToAgeYears: z.int().min(17).max(100),
    tiltSource: source,
    votingAgeShare: share,
    votingAgeShareSource: source,
    male: perAgeGroup.length(21),
    female: perAgeGroup.length(21),
  }),
  birthDayHeaping: z.strictObject({
    source,
    monthDays: z.array(z.string().regex(/^\d{2}-\d{2}$/, 'month-day')).min(1),
    shares: z.array(z.strictObject({ bornBefore: z.number(), share })),
  }),
  mortality: z.strictObject({
    source,
    factor: z.number().positive(),
    factorSource: source,
    male: perAgeGroup.length(22),
    female: perAgeGroup.length(22),
    yearsOfDeathsListed: z.number().positive(),
  }),
  maritalStatus: z.strictObject({
    source,
    male: z.array(z.array(share).length(4)).length(15),
    female: z.array(z.array(share).length(4)).length(15),
    husbandOlderYears: z.strictObject({ mean: z.number(), deviation: z.number().positive(), source }),
  }),
  fertility: z.strictObject({
    source,
    ageAtFirstBirth: z.strictObject({
      mean: z.number(),
      deviation: z.number().positive(),
      least: z.number(),
      most: z.number(),
    }),
    yearsBetweenBirths: z.strictObject({ least: z.number().min(2), meanBeyond: z.number().positive() }),
    childrenByCohort: z.array(z.strictObject({ bornBefore: z.number(), chances: z.array(share).min(1) })),
    twinBirthShare: share,
    oldestMotherYears: z.number(),
  }),
  livingArrangements: z.strictObject({
    source,
    neverMarriedWithParents: curve,
    neverMarriedAsHead: curve,
    divorcedWithParents: curve,
    divorcedAsHead: curve,
    widowedAsHead: curve,
    marriedWithoutSpouseAsHead: curve,
    coupleWithParents: curve,
    elderCoupleWithChild: curve,
    withHusbandsParents: share,
    elderWithDaughter: share,
    childWithGrandparents: share,
    childWithRelatives: share,
    wifeAtHead: share,
    helperShare: share,
    unrelatedShare: share,
    lastWidowerWithChildren: share,
  }),
  departures: z.strictObject({
    source,
    movedOutShare: share,
    movedOutAsFamily: share,
    unregisteredShare: share,
    unregisteredAsFamily: share,
    yearsListed: z.number().positive(),
  }),
  religion: z.strictObject({
    source,
    shares: codeWeights,
    mixedFamilyMember: share,
    chineseNames: codeWeights,
  }),
  health: z.strictObject({
    source,
    disability: curve,
    disabilityKinds: codeWeights,
    pregnancy: curve,
    bloodTypes: codeWeights,
  }),
});
export type PopulationParameters = z.infer<typeof populationShape>;

/** A code list with weights, ready to draw from. */
export interface CodeChoice {
  readonly codes: Uint8Array;
  readonly cumulative: Float64Array;
}

export function codeChoice(weights: Readonly<Record<string, number>>): CodeChoice {
  const codes = Object.keys(weights)
    .map(Number)
    .sort((a, b) => a - b);
  let total = 0;
  return {
    codes: Uint8Array.from(codes),
    cumulative: Float64Array.from(codes, (code) => (total += weights[code]!)),
  };
}
