/** What a scenario may move: models/levers.yaml says how far, this file says what each narrows down to. */
import { join } from 'node:path';
import { z } from 'zod';
import { BILINGUAL, inBoth, type Bilingual } from '../../kernel/bilingual.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { SIMULATED_PROGRAMMES, type SimulatedProgramme } from '../livelihood/parameters.ts';

/** Those that act on rates of births, deaths and migration. */
export const RATE_LEVERS = ['fertility', 'mortality', 'arrivals', 'departures', 'moves', 'housing'] as const;
export type RateLever = (typeof RATE_LEVERS)[number];

/** Those that act on how people live. */
const LIFE_LEVERS = [
  'unemployment',
  'jobs',
  'wage-growth',
  'price-growth',
  'minimum-wage',
  'training-places',
  'training-effect',
  'seats-paud',
  'seats-sd',
  'seats-smp',
  'seats-sma',
  'puskesmas',
  'flood',
  'flood-displaced',
  'flood-outside',
  'flood-return',
  'flood-years',
] as const;
/** Those that every programme of aid has. */
export const PROGRAMME_LEVERS = ['amount', 'quota', 'budget', 'desil', 'targeting', 'take-up'] as const;
export type ProgrammeLever = (typeof PROGRAMME_LEVERS)[number];

const PLAIN = [...RATE_LEVERS, ...LIFE_LEVERS] as const;
export type LeverName = (typeof PLAIN)[number] | `${SimulatedProgramme}-${ProgrammeLever}`;
export const LEVER_NAMES: readonly LeverName[] = [
  ...PLAIN,
  ...SIMULATED_PROGRAMMES.flatMap((programme) => PROGRAMME_LEVERS.map((lever) => `${programme}-${lever}` as const)),
];

export interface Narrowing {
  readonly areas: boolean;
  readonly ages: boolean;
  readonly education: boolean;
}
const narrowing = (...by: readonly (keyof Narrowing)[]): Narrowing => ({
  areas: by.includes('areas'),
  ages: by.includes('ages'),
  education: by.includes('education'),
});

const NARROWED: Readonly<Partial<Record<LeverName, Narrowing>>> = {
  fertility: narrowing('areas'),
  mortality: narrowing('areas'),
  arrivals: narrowing('areas', 'ages'),
  departures: narrowing('areas', 'ages'),
  moves: narrowing('areas', 'ages'),
  housing: narrowing('areas'),
  unemployment: narrowing('areas'),
  jobs: narrowing('areas', 'education'),
  'training-places': narrowing('areas'),
  'seats-paud': narrowing('areas'),
  'seats-sd': narrowing('areas'),
  'seats-smp': narrowing('areas'),
  'seats-sma': narrowing('areas'),
  puskesmas: narrowing('areas'),
  flood: narrowing('areas'),
};

/** Which part of the city a lever can be held to. */
export const NARROWED_BY = Object.fromEntries(
  LEVER_NAMES.map((name) => [name, NARROWED[name] ?? narrowing()]),
) as Readonly<Record<LeverName, Narrowing>>;

/** Who says so, in both languages; "asumsi", and what is a title or a name, is written once. */
export const SOURCE = z.union([
  z
    .string()
    .min(1)
    .transform((text): Bilingual => (text === 'asumsi' ? { id: text, en: 'assumption' } : inBoth(text))),
  BILINGUAL,
]);

/** What becomes of a lever that is moved more than once in the same year and kelurahan. */
export const OVERLAPS = ['times', 'adds', 'largest', 'last'] as const;
export type Overlap = (typeof OVERLAPS)[number];

const BOUNDED = {
  name: BILINGUAL,
  effect: BILINGUAL,
  unit: z.string(),
  overlap: z.enum(OVERLAPS),
  low: z.number(),
  high: z.number(),
  source: SOURCE,
} as const;
const LEVER = z.strictObject({ ...BOUNDED, group: z.string(), default: z.number() });
const PROGRAMME_LEVER = z.strictObject({
  ...BOUNDED,
  /** Without one it is the decile limit of the programme. */
  default: z.number().optional(),
  choices: z.record(z.string(), BILINGUAL).optional(),
});

/** Name of what values are in; `whole` where there are no halves of it. */
const UNIT = z.strictObject({ ...BILINGUAL.shape, whole: z.literal(true).optional() });

const record = <K extends string, T extends z.ZodType>(names: readonly K[], shape: T) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, shape])) as Record<K, T>);

const FILE = z.strictObject({
  overlaps: record(OVERLAPS, BILINGUAL),
  units: z.record(z.string(), UNIT),
  groups: z.record(z.string(), BILINGUAL),
  programmes: record(
    SIMULATED_PROGRAMMES,
    z.strictObject({
      name: BILINGUAL,
      desil: z.number().int(),
      /** Default of its quota where it is not that of all others. */
      quota: z.number().optional(),
    }),
  ),
  levers: record(PLAIN, LEVER),
  programmeLevers: record(PROGRAMME_LEVERS, PROGRAMME_LEVER),
});
type LeverFile = z.infer<typeof FILE>;
const SOUND_FILE = FILE.superRefine((file, context) =>
  faultsOf(file).forEach(({ path, message }) => context.addIssue({ code: 'custom', path: [...path], message })),
);

export interface Lever {
  readonly name: Bilingual;
  /** What it does, and what becomes of it where it is moved twice. */
  readonly effect: Bilingual;
  readonly overlap: Overlap;
  /** Key and name of what values are in. */
  readonly unit: string;
  readonly unitName: Bilingual;
  /** There where values are whole numbers: a decile, years, jobs. */
  readonly isWhole?: true;
  /** Levers of one kind stand together. */
  readonly group: string;
  readonly groupName: Bilingual;
  readonly low: number;
  readonly high: number;
  /** The value that changes nothing. */
  readonly default: number;
  readonly source: Bilingual;
  /** Where values 0, 1, 2 … stand for something that has a name: what scenarios write, and its name. */
  readonly choices?: readonly { readonly key: string; readonly name: Bilingual }[];
}
export type LeverCatalogue = Readonly<Record<LeverName, Lever>>;

/** @throws TwinError configuration: names the file and the key */
export function loadLevers(modelsFolder: string): LeverCatalogue {
  const file = loadYaml(join(modelsFolder, 'levers.yaml'), SOUND_FILE);
  const plain = PLAIN.map((name): [LeverName, Lever] => {
    const lever = file.levers[name];
    const { unit, group } = lever;
    return [name, { ...lever, effect: effectOf(file, lever), ...unitOf(file, unit), groupName: file.groups[group]! }];
  });
  const ofProgrammes = SIMULATED_PROGRAMMES.flatMap((programme) =>
    PROGRAMME_LEVERS.map((lever): [LeverName, Lever] => [
      `${programme}-${lever}`,
      programmeLever(file, programme, lever),
    ]),
  );
  return Object.fromEntries([...plain, ...ofProgrammes]) as unknown as LeverCatalogue;
}

/** @returns what a lever does, and after it what becomes of it where it is moved twice */
function effectOf({ overlaps }: LeverFile, { effect, overlap }: Pick<Lever, 'effect' | 'overlap'>): Bilingual {
  const twice = overlaps[overlap];
  return { id: `${effect.id} ${twice.id}`, en: `${effect.en} ${twice.en}` };
}

function unitOf({ units }: LeverFile, unit: string): Pick<Lever, 'unitName' | 'isWhole'> {
  const { id, en, whole } = units[unit]!;
  return { unitName: { id, en }, ...(whole && { isWhole: whole }) };
}

const AID = 'aid';

interface LeverFault {
  readonly path: readonly string[];
  readonly message: string;
}

/** What the shape of single keys does not tell: names that are there, and bounds that hold the default. */
function faultsOf({ units, groups, levers, programmes, programmeLevers }: LeverFile): LeverFault[] {
  const faults: LeverFault[] = [];
  const tell = (path: readonly string[], message: string): void => void faults.push({ path, message });
  const within = (value: number, { unit, low, high }: Bounds, path: readonly string[]): void => {
    if (!(value >= low && value <= high)) tell(path, 'has to lie within low and high');
    else requireWhole(value, unit, path);
  };
  const requireWhole = (value: number, unit: string, path: readonly string[]): void => {
    if (units[unit]?.whole && !Number.isInteger(value)) tell(path, 'has to be a whole number, as its unit says');
  };
  const bounded = (lever: Bounds, ...path: readonly string[]): void => {
    const { unit, low, high, choices } = lever;
    if (units[unit] === undefined) tell([...path, 'unit'], 'has no name under units');
    if (!(low < high)) tell([...path, 'low'], 'low has to be less than high');
    requireWhole(low, unit, [...path, 'low']);
    requireWhole(high, unit, [...path, 'high']);
    if (choices !== undefined && (low !== 0 || high !== Object.keys(choices).length - 1))
      tell([...path, low === 0 ? 'high' : 'low'], 'choices are counted from 0 to one less than there are of them');
    if (lever.default !== undefined) within(lever.default, lever, [...path, 'default']);
  };
  if (groups[AID] === undefined) tell(['groups', AID], 'is missing: programmes of aid stand in it');
  for (const [name, lever] of Object.entries(levers)) {
    bounded(lever, 'levers', name);
    if (groups[lever.group] === undefined) tell(['levers', name, 'group'], 'has no name under groups');
  }
  for (const [name, lever] of Object.entries(programmeLevers)) {
    bounded(lever, 'programmeLevers', name);
    if (lever.default === undefined && name !== 'desil') tell(['programmeLevers', name, 'default'], 'needs a value');
  }
  for (const [name, { desil, quota }] of Object.entries(programmes)) {
    within(desil, programmeLevers.desil, ['programmes', name, 'desil']);
    if (quota !== undefined) within(quota, programmeLevers.quota, ['programmes', name, 'quota']);
  }
  return faults;
}

interface Bounds {
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly default?: number | undefined;
  readonly choices?: object | undefined;
}

function programmeLever(file: LeverFile, key: SimulatedProgramme, lever: ProgrammeLever): Lever {
  const { name: programme, desil, quota } = file.programmes[key];
  const { name, choices, default: usual = desil, ...rest } = file.programmeLevers[lever];
  const { id, en } = file.groups[AID]!;
  return {
    ...rest,
    effect: effectOf(file, rest),
    name: { id: name.id.replace('{programme}', programme.id), en: name.en.replace('{programme}', programme.en) },
    default: lever === 'quota' ? (quota ?? usual) : usual,
    ...unitOf(file, rest.unit),
    // Levers of one programme stand together.
    group: `${AID}-${key}`,
    groupName: { id: `${id}: ${programme.id}`, en: `${en}: ${programme.en}` },
    ...(choices === undefined
      ? {}
      : { choices: Object.entries(choices).map(([choice, label]) => ({ key: choice, name: label })) }),
  };
}
