/** When a path reaches the six aims of the mission, if it does. */
import { DIGITAL_MEASURES, type MeasureKey } from './measures.ts';
import type { DigitalParameters } from './parameters.ts';

export interface Aim {
  readonly measure: MeasureKey;
  /** What the measure has to come to, from its value at the start. */
  wanted(atStart: number): number;
  readonly isFall: boolean;
}

/** In the order of the mission. */
export const aimsOf = ({ success }: DigitalParameters): readonly Aim[] => [
  { measure: 'failure', wanted: (start) => start * (1 - success.failureFall.value), isFall: true },
  { measure: 'integration', wanted: (start) => start * (1 + success.integrationRise.value), isFall: false },
  { measure: 'elderlyTakingPart', wanted: (start) => start * (1 + success.elderlyRise.value), isFall: false },
  { measure: 'literacy', wanted: (start) => start * (1 + success.literacyRise.value), isFall: false },
  { measure: 'audits', wanted: () => success.auditsPerQuarter.value, isFall: false },
  { measure: 'digitalOnly', wanted: () => success.digitalOnly.value, isFall: false },
];

/** Shares are drawn: what differs from the aim by less than this is chance of one month, and no miss. */
const CHANCE = 0.005;

/** By how much a measure may miss its aim and still count as there. */
export const slackOf = (measure: MeasureKey): number =>
  DIGITAL_MEASURES.find(({ key }) => key === measure)!.unit === 'share' ? CHANCE : 0;

/**
 * @param series [month] of one measure, the month before the path first
 * @returns the first month from which on the aim is held to the end; undefined when it is not
 */
export function reachedIn(series: readonly number[], { wanted, isFall, measure }: Aim): number | undefined {
  const aim = wanted(series[0]!);
  const slack = slackOf(measure);
  const holds = (value: number): boolean => (isFall ? value <= aim + slack : value >= aim - slack);
  const lastMiss = series.findLastIndex((value) => !holds(value));
  return lastMiss === series.length - 1 ? undefined : lastMiss + 1;
}
