/** Assumptions of the digital service transition and its paths, as models/digital holds them. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { BILINGUAL } from '../../kernel/bilingual.ts';
import { TwinError } from '../../kernel/errors.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';

const SHARE = z.number().min(0).max(1);
const STATED = { unit: z.string().min(1), source: z.string().min(1) } as const;
const share = z
  .strictObject({ ...STATED, value: SHARE, range: z.tuple([SHARE, SHARE]) })
  .refine(({ value, range: [low, high] }) => low <= value && value <= high, 'the value lies outside its range');
const certain = (value: z.ZodNumber) => z.strictObject({ ...STATED, value });
const AGE = certain(z.number().int().min(0).max(100));

const START = {
  internetAccess: share,
  literacyYouth: share,
  literacyAdults: share,
  literacyElderly: share,
  accessAmongLiterate: share,
  serviceFailure: share,
  overlap: share,
  integration: share,
  digitalOnly: share,
  officerHelp: share,
};
const EFFECTS = {
  contactsYouth: share,
  contactsAdults: share,
  contactsElderly: share,
  overlapPenalty: share,
  integrationEffect: share,
  helpedPenalty: share,
  trainingSuccess: share,
  selfLearning: share,
};

const PARAMETERS = z.strictObject({
  ages: z
    .strictObject({ youthFromYears: AGE, adultsFromYears: AGE, elderlyFromYears: AGE })
    .refine(
      ({ youthFromYears, adultsFromYears, elderlyFromYears }) =>
        youthFromYears.value < adultsFromYears.value && adultsFromYears.value < elderlyFromYears.value,
      'the ages of youth, adults and elderly have to ascend',
    ),
  start: z.strictObject({ populationTotal: certain(z.number().int().min(1)), ...START }),
  effects: z.strictObject(EFFECTS),
  success: z.strictObject({
    failureFall: certain(SHARE),
    integrationRise: certain(z.number().min(0)),
    elderlyRise: certain(z.number().min(0)),
    literacyRise: certain(z.number().min(0)),
    auditsPerQuarter: certain(z.number().min(0)),
    digitalOnly: certain(SHARE),
  }),
});
export type DigitalParameters = z.infer<typeof PARAMETERS>;
/** Parameters that a replicate draws. */
export type DrawnName = keyof typeof START | keyof typeof EFFECTS;
export const DRAWN_NAMES = [...Object.keys(START), ...Object.keys(EFFECTS)] as readonly DrawnName[];

const TARGET = z.union([SHARE, z.literal('unchanged')]);
const WEIGHT = z.number().min(0);

const PATH = z.strictObject({
  name: BILINGUAL,
  description: BILINGUAL,
  /** Days until all of it is in force; until then it grows in proportion, and training is given. */
  days: z.number().positive().max(3650),
  overlapTarget: TARGET,
  /** Relative to the start. */
  integrationRise: z.number().min(0),
  digitalOnlyTarget: TARGET,
  /** Share of those who cannot do it alone and have nobody at home who can. */
  officerHelpTarget: TARGET,
  trainingPlacesPerMonth: z.number().min(0),
  /** How much likelier one of a group is to get a place than one of weight 1. */
  trainingWeights: z.strictObject({ youth: WEIGHT, adults: WEIGHT, elderly: WEIGHT }),
  /** Share of those without access who get it in a month. */
  accessGainPerMonth: SHARE,
  auditsPerQuarter: z.number().min(0),
  source: z.string().min(1).or(BILINGUAL),
});
export type DigitalPath = z.infer<typeof PATH>;

/** What every path is held against. */
export const WITHOUT_PROGRAMME = 'tanpa-program';

const folderOf = (modelsFolder: string): string => join(modelsFolder, 'digital');

/** @throws TwinError configuration: names the file and the key */
export const loadDigitalParameters = (modelsFolder: string, file?: string): DigitalParameters =>
  loadYaml(file ?? join(folderOf(modelsFolder), 'parameters.yaml'), PARAMETERS);

/** Names that `--path` takes, in ascending order. */
export const pathNames = (modelsFolder: string): string[] =>
  readdirSync(join(folderOf(modelsFolder), 'paths'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();

/**
 * @param nameOrFile a name of models/digital/paths, or the path of a file of that shape
 * @throws TwinError input `path-unknown`; configuration: names the file and the key
 */
export function loadPath(modelsFolder: string, nameOrFile: string): DigitalPath {
  const names = pathNames(modelsFolder);
  if (names.includes(nameOrFile)) return loadYaml(join(folderOf(modelsFolder), 'paths', `${nameOrFile}.yaml`), PATH);
  const path = resolve(nameOrFile);
  if (!existsSync(path))
    throw new TwinError('input', {
      code: 'path-unknown',
      what: `There is no path "${nameOrFile.slice(0, 60)}", and no file of that name.`,
      expected: `one of ${names.join(', ')}, or a file of that shape`,
      todo: 'Give one of these names, or the file of your own path.',
    });
  return loadYaml(path, PATH);
}
