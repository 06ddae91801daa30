/** The transition, replicate by replicate: the same residents with the same luck on every path. */
import type { ErrorText } from '../../kernel/errors.ts';
import { centralValues, drawnValues, type DrawnValues } from './drawn-values.ts';
import { ImpossibleStart } from './impossible-start.ts';
import { DIGITAL_MEASURES, measuresOf } from './measures.ts';
import { askForServices, baseFailure, lastingKeys, learn, waysOfAll, type FailureChances } from './month.ts';
import type { DigitalParameters, DigitalPath } from './parameters.ts';
import { pathMonths } from './path-months.ts';
import { requirePossibleAccess, startState, type DigitalResidents, type DigitalState } from './residents.ts';

export interface TransitionSetting {
  readonly residents: DigitalResidents;
  readonly parameters: DigitalParameters;
  readonly paths: readonly DigitalPath[];
  readonly months: number;
  readonly seed: number;
  /** Persons that a resident stands for. */
  readonly weight: number;
}

/** [path][(month × areas + area, the city last) × measure] */
export type ReplicateMeasures = readonly Float64Array[];

/**
 * @param onReplicate called after each, for progress
 * @returns [replicate]; replicate r is the same whatever their number
 * @throws ImpossibleStart when what is assumed of the start contradicts itself
 */
export function simulateTransition(
  setting: TransitionSetting,
  replicates: number,
  onReplicate: (done: number) => void = () => undefined,
): ReplicateMeasures[] {
  requirePossibleAccess(setting.residents, setting.parameters);
  return Array.from({ length: replicates }, (_, replicate) => {
    const measures = replicateOf(setting, replicate);
    onReplicate(replicate + 1);
    return measures;
  });
}

/**
 * One replicate; each of its paths is the same whichever others are asked for with it.
 *
 * @throws ImpossibleStart when its draws contradict themselves; requirePossibleAccess is the caller's
 */
export const replicateOf = (setting: TransitionSetting, replicate: number): ReplicateMeasures =>
  transitionOf(
    setting,
    drawnValues(setting.parameters, setting.seed, replicate),
    replicateSeed(setting.seed, replicate),
  );

/** With what is believed most, and the luck of the first replicate: an answer at once, before there are bands. */
export const centralOf = (setting: TransitionSetting): ReplicateMeasures =>
  transitionOf(setting, centralValues(setting.parameters), replicateSeed(setting.seed, 0));

/** Seeds of runs are below 2^31 and replicates below a thousand: no two share one. */
const replicateSeed = (seed: number, replicate: number): number => seed * 1024 + replicate;
export const MOST_REPLICATES = 1000;

export function transitionOf(setting: TransitionSetting, values: DrawnValues, seed: number): ReplicateMeasures {
  const start = startState(setting.residents, values, seed);
  return setting.paths.map((path) => onePath(setting, path, values, start, seed));
}

function onePath(
  { residents, parameters, months, weight }: TransitionSetting,
  path: DigitalPath,
  values: DrawnValues,
  start: DigitalState,
  seed: number,
): Float64Array {
  const state = { literate: start.literate.slice(), access: start.access.slice() };
  const keys = lastingKeys(seed);
  const size = (residents.areas + 1) * DIGITAL_MEASURES.length;
  const measures = new Float64Array((months + 1) * size);
  let chances: FailureChances | undefined;
  for (const now of pathMonths(path, values, months)) {
    if (now.month > 0) learn(residents, state, path, now, values, seed);
    const ways = waysOfAll(residents, state, now, keys);
    chances ??= chancesOf(residents, ways, values, parameters);
    // More integration than there is at the start takes failures away in proportion.
    const rise = now.integration / values.integration - 1;
    const inMonth = { ...chances, base: chances.base * (1 - values.integrationEffect * Math.min(1, rise)) };
    const contacts = askForServices(residents, ways, now, inMonth, values, keys, seed);
    measures.set(measuresOf(residents, state, ways, contacts, now, weight), now.month * size);
  }
  return measures;
}

function chancesOf(
  residents: DigitalResidents,
  ways: Uint8Array,
  values: DrawnValues,
  { start }: DigitalParameters,
): FailureChances {
  const { overlapPenalty, helpedPenalty, serviceFailure } = values;
  const base = baseFailure(residents, ways, values);
  if (base >= 0) return { base, overlapPenalty, helpedPenalty };
  const text: ErrorText = {
    code: 'failure-impossible',
    what:
      `start.serviceFailure of ${serviceFailure.toFixed(3)} is less than what overlapping data and digital-only services ` +
      'that residents cannot get at make fail already.',
    where: { file: 'parameters.yaml' },
    expected: `at least ${(serviceFailure - base).toFixed(3)} with these assumptions`,
    todo: 'Raise serviceFailure, or lower overlapPenalty, digitalOnly or helpedPenalty.',
  };
  throw new ImpossibleStart(text, { field: 'start.serviceFailure', low: start.serviceFailure.value - base, high: 1 });
}
