/** What the page asks for, checked: names of models/scenarios or scenarios put together on the screen. */
import { z } from 'zod';
import { TwinError } from '../kernel/errors.ts';
import { issueText } from '../kernel/yaml-file.ts';
import { settingOf } from '../simulation/runs/pair-of.ts';
import type { RunSpec } from '../simulation/runs/run-identity.ts';
import { loadScenario, readScenario, scenarioNames, type Scenario } from '../simulation/scenarios/scenario-file.ts';

/** More would take longer to simulate than anybody waits for; the command line takes more. */
export const RUN_LIMITS = {
  years: { low: 1, high: 50, default: 25 },
  replicates: { low: 2, high: 1000, default: 200 },
  seed: { low: 0, high: 2 ** 31 - 1, default: 3577 },
} as const;
export const BASELINE_NAME = 'baseline';

const within = ({ low, high }: { low: number; high: number }): z.ZodNumber => z.number().int().min(low).max(high);
const SCENARIO_NAME = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/);
const REQUEST = z.strictObject({
  /** A name, or a scenario whose shape is checked as that of a file is. */
  scenario: z.union([SCENARIO_NAME, z.looseObject({})]),
  baseline: z.union([SCENARIO_NAME, z.looseObject({})]),
  years: within(RUN_LIMITS.years),
  replicates: within(RUN_LIMITS.replicates),
  seed: within(RUN_LIMITS.seed),
});

export interface AskedRun {
  readonly spec: RunSpec;
  readonly replicates: number;
  readonly scenarioName: string | undefined;
  readonly baselineName: string | undefined;
}

/**
 * @param startDay on which the residents were counted
 * @throws TwinError input: names the key, and its bounds
 */
export function readRequest(
  raw: unknown,
  modelsFolder: string,
  areaCodes: readonly string[],
  startDay: number,
): AskedRun {
  const parsed = REQUEST.safeParse(raw);
  if (!parsed.success) throw wrongRequest(parsed.error.issues[0]!);
  const { scenario, baseline, years, replicates, seed } = parsed.data;
  const setting = settingOf(modelsFolder, areaCodes, startDay, years);
  const read = (given: string | object): Scenario =>
    typeof given === 'string'
      ? loadScenario(modelsFolder, known(given, modelsFolder), setting)
      : readScenario(given, setting);
  return {
    spec: { scenario: read(scenario), baseline: read(baseline), years, seed, alignment: [] },
    replicates,
    scenarioName: typeof scenario === 'string' ? scenario : undefined,
    baselineName: typeof baseline === 'string' ? baseline : undefined,
  };
}

function wrongRequest(issue: z.core.$ZodIssue): TwinError {
  const { key, fault } = issueText(issue);
  const limits = key in RUN_LIMITS ? RUN_LIMITS[key as keyof typeof RUN_LIMITS] : undefined;
  const said = { what: `${key || 'The request'}: ${fault}.`, todo: 'Mend that key.' };
  return new TwinError(
    'input',
    limits === undefined
      ? { code: 'request-shape', ...said, expected: 'scenario, baseline, years, replicates and seed' }
      : { code: 'request-out-of-bounds', ...said, expected: `a whole number from ${limits.low} to ${limits.high}` },
  );
}

/** Files elsewhere are for the command line: what comes from a browser names no path. */
function known(name: string, modelsFolder: string): string {
  const names = scenarioNames(modelsFolder);
  if (names.includes(name)) return name;
  throw new TwinError('input', {
    code: 'scenario-unknown',
    what: `There is no scenario "${name}".`,
    expected: `one of ${names.join(', ')}`,
    todo: 'Choose one of these, or put one together.',
  });
}
