/** What may be edited of the transition: the place of each value, its name, unit and bounds (models/digital/fields.yaml). */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL, type Bilingual } from '../../kernel/bilingual.ts';
import { TwinError } from '../../kernel/errors.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { DRAWN_NAMES, type DigitalParameters, type DigitalPath, type DrawnName } from './parameters.ts';

export type FieldPart = 'ages' | 'start' | 'effects' | 'success' | 'path';

const FIELD = z
  .strictObject({
    name: BILINGUAL,
    unit: BILINGUAL,
    /** Held from 0 to 1, or above; told in per cent. */
    isShare: z.boolean().default(false),
    low: z.number(),
    high: z.number(),
    step: z.number().positive(),
  })
  .refine(({ low, high }) => low < high, 'low has to be less than high');

export interface Field extends z.infer<typeof FIELD> {
  /** `start.internetAccess`, `path.trainingWeights.youth` */
  readonly key: string;
  readonly part: FieldPart;
  /** As models/digital has it; `unchanged` for a target that a path leaves as it was. */
  readonly value: number | 'unchanged';
  /** What the truth may lie between, where it is drawn; it moves with the value. */
  readonly range?: readonly [low: number, high: number];
  readonly source: Bilingual;
}

/** By the key of a field. */
export type Edits = Readonly<Record<string, number>>;

const WORDS: Readonly<Record<string, string>> = {
  misi: 'mission',
  asumsi: 'assumption',
  'rentang asumsi': 'range assumed',
};
/** `misi; rentang asumsi` in both languages; a regulation is called the same in both. */
const sourceOf = (text: string | Bilingual): Bilingual =>
  typeof text !== 'string'
    ? text
    : {
        id: text,
        en: text
          .split('; ')
          .map((part) => WORDS[part] ?? part)
          .join('; '),
      };

interface Stated {
  readonly value: number;
  readonly source: string;
  readonly range?: readonly [number, number];
}

function statedOf({ ages, start, effects, success }: DigitalParameters): Map<string, Stated> {
  const parts = { ages, start, effects, success };
  return new Map(
    Object.entries(parts).flatMap(([part, values]) =>
      Object.entries(values as Record<string, Stated>).map(([name, stated]) => [`${part}.${name}`, stated]),
    ),
  );
}

/** Values of a path that may be edited, in the order of its file. */
export function pathValues({
  days,
  overlapTarget,
  integrationRise,
  digitalOnlyTarget,
  officerHelpTarget,
  trainingPlacesPerMonth,
  trainingWeights,
  accessGainPerMonth,
  auditsPerQuarter,
}: DigitalPath): Readonly<Record<string, number | 'unchanged'>> {
  return {
    'path.days': days,
    'path.overlapTarget': overlapTarget,
    'path.integrationRise': integrationRise,
    'path.digitalOnlyTarget': digitalOnlyTarget,
    'path.officerHelpTarget': officerHelpTarget,
    'path.trainingPlacesPerMonth': trainingPlacesPerMonth,
    'path.trainingWeights.youth': trainingWeights.youth,
    'path.trainingWeights.adults': trainingWeights.adults,
    'path.trainingWeights.elderly': trainingWeights.elderly,
    'path.accessGainPerMonth': accessGainPerMonth,
    'path.auditsPerQuarter': auditsPerQuarter,
  };
}

/**
 * Fields of the parameters and of one path, in the order of fields.yaml.
 *
 * @throws TwinError configuration: names the file and the key; `digital-field-missing` where a value has no field or a field no value
 */
export function loadFields(modelsFolder: string, parameters: DigitalParameters, path: DigitalPath): Field[] {
  const file = join(modelsFolder, 'digital', 'fields.yaml');
  const told = loadYaml(file, z.record(z.string(), FIELD));
  const stated = statedOf(parameters);
  const ofPath = pathValues(path);
  const keys = [...stated.keys(), ...Object.keys(ofPath)];
  const [odd] = [...keys.filter((key) => !(key in told)), ...Object.keys(told).filter((key) => !keys.includes(key))];
  if (odd !== undefined) throw fieldMissing(odd, odd in told);
  return Object.entries(told).map(([key, field]): Field => {
    const part = key.split('.')[0] as FieldPart;
    const { value, source, range } = stated.get(key) ?? { value: ofPath[key]!, source: path.source, range: undefined };
    return {
      ...field,
      key,
      part,
      value,
      ...(range === undefined ? {} : { range }),
      source: sourceOf(source),
    };
  });
}

const fieldMissing = (key: string, isInFields: boolean): TwinError =>
  new TwinError('configuration', {
    code: 'digital-field-missing',
    what: isInFields ? `${key} is no value of a parameter or of a path.` : `${key} has no name, unit and bounds.`,
    where: { file: 'fields.yaml' },
    todo: isInFields ? 'Take that key away.' : 'Write that key with name, unit, low, high and step.',
  });

/** The width of a range stays, as far as it is a share. */
function movedRange({ value, range: [low, high] }: { value: number; range: [number, number] }, to: number) {
  return {
    value: to,
    range: [Math.max(0, low + to - value), Math.min(1, high + to - value)] as [number, number],
  };
}

/** @param edits keys of fields; those of a path change nothing here */
export function editedParameters(parameters: DigitalParameters, edits: Edits): DigitalParameters {
  const edited = structuredClone(parameters);
  const parts = edited as unknown as Record<string, Record<string, { value: number; range?: [number, number] }>>;
  for (const [key, to] of Object.entries(edits)) {
    const [part, name] = key.split('.') as [string, string];
    if (part === 'path') continue;
    const stated = parts[part]![name]!;
    const isDrawn = part !== 'success' && DRAWN_NAMES.includes(name as DrawnName) && stated.range !== undefined;
    Object.assign(stated, isDrawn ? movedRange({ ...stated, range: stated.range! }, to) : { value: to });
  }
  return edited;
}

/** @param edits keys of fields; those of parameters change nothing here */
export function editedPath(path: DigitalPath, edits: Edits): DigitalPath {
  const edited = structuredClone(path) as unknown as Record<string, unknown>;
  for (const [key, to] of Object.entries(edits)) {
    const [part, name, group] = key.split('.') as [string, string, string | undefined];
    if (part !== 'path') continue;
    if (group === undefined) edited[name] = to;
    else edited[name] = { ...(edited[name] as object), [group]: to };
  }
  return edited as unknown as DigitalPath;
}
