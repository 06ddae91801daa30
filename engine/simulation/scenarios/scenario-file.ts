/** A scenario: what differs from the baseline, from which year, where and for whom, and who says so. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { BILINGUAL, type Bilingual } from '../../kernel/bilingual.ts';
import { TwinError } from '../../kernel/errors.ts';
import { findKey, issueText, loadYaml } from '../../kernel/yaml-file.ts';
import { EDUCATIONS } from '../livelihood/school/education.ts';
import { LEVER_NAMES, NARROWED_BY, SOURCE, type Lever, type LeverCatalogue, type LeverName } from './levers.ts';

const AGE = z.number().int().min(0).max(100);
const MOVED_LEVER = z.strictObject({
  /** One of LEVER_NAMES, which is asked when the shape is right: whoever mistypes one sees which. */
  lever: z.string(),
  /** In the unit of the lever; where it has choices, a file may write the key of one. */
  value: z.union([z.number(), z.string()], { error: 'must be a number, or the key of a choice' }),
  /** Calendar years in whose middle the lever is moved, both included; without the last it stays so. */
  fromYear: z.number().int(),
  toYear: z.number().int().optional(),
  /** Codes of kelurahan; without them the whole city. */
  areas: z.array(z.string()).min(1).optional(),
  /** Completed years at the start of a year, of newcomers at its end; both included, 100 and over are one age. */
  ages: z.strictObject({ from: AGE, to: AGE }).optional(),
  /** What somebody has finished; without it everybody. */
  education: z.array(z.enum(EDUCATIONS)).min(1).optional(),
  source: SOURCE,
});
type WrittenLever = z.infer<typeof MOVED_LEVER>;
export type MovedLever = Omit<WrittenLever, 'lever' | 'value' | 'source'> & {
  readonly lever: LeverName;
  /** In the unit of the lever; the place of a choice among them. */
  readonly value: number;
  /** Text alone is the same in both languages. */
  readonly source: Bilingual | string;
};

const SCENARIO = z.strictObject({ name: BILINGUAL, description: BILINGUAL, levers: z.array(MOVED_LEVER) });
type WrittenScenario = z.infer<typeof SCENARIO>;
export type Scenario = Omit<WrittenScenario, 'levers'> & { readonly levers: readonly MovedLever[] };

export interface ScenarioSetting {
  readonly levers: LeverCatalogue;
  /** Codes of the kelurahan, in the order of the regions. */
  readonly areaCodes: readonly string[];
  readonly firstYear: number;
  readonly lastYear: number;
}

/** Names that `--scenario` takes, in ascending order. */
export const scenarioNames = (modelsFolder: string): string[] =>
  readdirSync(join(modelsFolder, 'scenarios'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();

/**
 * @param nameOrFile a name of models/scenarios, or the path of a file of that shape
 * @throws TwinError configuration or input: names the file, the key and the bounds
 */
export function loadScenario(modelsFolder: string, nameOrFile: string, setting: ScenarioSetting): Scenario {
  const names = scenarioNames(modelsFolder);
  const isNamed = names.includes(nameOrFile);
  const path = isNamed ? join(modelsFolder, 'scenarios', `${nameOrFile}.yaml`) : resolve(nameOrFile);
  if (!isNamed && !existsSync(path))
    throw new TwinError('input', {
      code: 'scenario-unknown',
      what: `There is no scenario "${nameOrFile.slice(0, 60)}", and no file of that name.`,
      expected: `one of ${names.join(', ')}, or the path of a file of that shape`,
      todo: 'Give one of these names, or the path of your own file; models/README.md describes its shape.',
    });
  return sensible(loadYaml(path, SCENARIO), path, setting);
}

/**
 * A scenario that somebody put together on the screen.
 *
 * @throws TwinError input: names the key and the bounds
 */
export function readScenario(raw: unknown, setting: ScenarioSetting): Scenario {
  const parsed = SCENARIO.safeParse(raw);
  if (parsed.success) return sensible(parsed.data, undefined, setting);
  const { key, fault } = issueText(parsed.error.issues[0]!);
  throw new TwinError('input', {
    code: 'scenario-shape',
    what: `${key || 'The scenario'}: ${fault}.`,
    expected: 'name, description and levers, as models/README.md describes them',
    todo: 'Mend that key.',
  });
}

/** @param path of the file, where it comes from one */
function sensible(written: WrittenScenario, path: string | undefined, setting: ScenarioSetting): Scenario {
  return { ...written, levers: written.levers.map((lever, i) => sensibleLever(path, `levers.${i}`, lever, setting)) };
}

const isLeverName = (name: string): name is LeverName => (LEVER_NAMES as readonly string[]).includes(name);

/** What a lever may be set to, for people. */
export function boundsOf({ low, high, choices, isWhole }: Lever): string {
  if (choices !== undefined) return choices.map(({ key }) => key).join(', ');
  return isWhole ? `a whole number from ${low} to ${high}` : `a number from ${low} to ${high}`;
}

function sensibleLever(
  path: string | undefined,
  key: string,
  written: WrittenLever,
  { levers, areaCodes, firstYear, lastYear }: ScenarioSetting,
): MovedLever {
  const { lever, fromYear, toYear, areas, ages, education } = written;
  const refuse = (code: string, part: string, what: string, expected: string): never => {
    const row = path === undefined ? undefined : findKey(path, `${key}.${part}`)?.row;
    throw new TwinError('input', {
      code,
      what: `${key}.${part}: ${what}`,
      ...(path === undefined ? {} : { where: { file: basename(path), ...(row === undefined ? {} : { row }) } }),
      expected,
      todo: 'Mend that key.',
    });
  };
  if (!isLeverName(lever))
    return refuse(
      'lever-unknown',
      'lever',
      `There is no lever "${lever.slice(0, 60)}".`,
      `one of ${LEVER_NAMES.join(', ')}`,
    );
  const { low, high, choices, isWhole } = levers[lever];
  const value =
    typeof written.value === 'number' ? written.value : (choices ?? []).findIndex(({ key }) => key === written.value);
  const bounds = boundsOf(levers[lever]);
  if (choices !== undefined && choices[value] === undefined)
    refuse('lever-no-choice', 'value', `"${lever}" has no choice "${written.value}".`, `one of ${bounds}`);
  if (choices === undefined && typeof written.value === 'string')
    refuse('lever-no-choice', 'value', `"${lever}" takes a number, and no text.`, bounds);
  if (!(value >= low && value <= high))
    refuse('lever-out-of-bounds', 'value', `${value} is out of bounds for "${lever}".`, bounds);
  if (isWhole && !Number.isInteger(value))
    refuse('lever-not-whole', 'value', `"${lever}" takes whole numbers, and ${value} is none.`, bounds);
  const years = `a year from ${firstYear} to ${lastYear}`;
  if (fromYear < firstYear)
    refuse(
      'year-outside',
      'fromYear',
      `${fromYear} is not simulated: it is before the first year after the snapshot.`,
      years,
    );
  if (fromYear > lastYear)
    refuse('year-outside', 'fromYear', `${fromYear} is not simulated: it is after the last year.`, years);
  if (toYear !== undefined && toYear < fromYear)
    refuse('years-reversed', 'toYear', `${toYear} is before ${fromYear}.`, `${fromYear} or later`);
  if (areas !== undefined && !NARROWED_BY[lever].areas)
    refuse('lever-of-whole-city', 'areas', `"${lever}" acts on the whole city.`, 'no areas for this lever');
  if (ages !== undefined && !NARROWED_BY[lever].ages)
    refuse('lever-of-all-ages', 'ages', `"${lever}" acts on all ages.`, 'no ages for this lever');
  if (ages !== undefined && ages.to < ages.from)
    refuse('ages-reversed', 'ages.to', `${ages.to} is under ${ages.from}.`, `${ages.from} or more`);
  if (education !== undefined && !NARROWED_BY[lever].education)
    refuse(
      'lever-of-all-educations',
      'education',
      `"${lever}" acts whatever somebody has finished.`,
      'no education for this lever',
    );
  const unknown = areas?.find((code) => !areaCodes.includes(code));
  if (unknown !== undefined)
    refuse('area-unknown', 'areas', `There is no kelurahan "${unknown}".`, `codes such as ${areaCodes[0] ?? ''}`);
  return { ...written, lever, value };
}
