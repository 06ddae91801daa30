/** What a path has in force in each month, city-wide: it grows in proportion to the days gone until all of it is there. */
import type { DrawnValues } from './drawn-values.ts';
import type { DigitalPath } from './parameters.ts';

/** Month 0 is the last one before the path begins. */
export interface PathMonth {
  readonly month: number;
  /** Share of residents whose data overlap. */
  readonly overlap: number;
  /** Share of services that read the same registers. */
  readonly integration: number;
  /** Share of contacts that can be had digitally alone. */
  readonly digitalOnly: number;
  readonly officerHelp: number;
  readonly trainingPlaces: number;
  readonly accessGain: number;
  /** In the three months that end with this one. */
  readonly auditsInQuarter: number;
}

export const DAYS_A_MONTH = 365.25 / 12;

export function pathMonths(path: DigitalPath, start: DrawnValues, months: number): PathMonth[] {
  return Array.from({ length: months + 1 }, (_, month) => {
    const inForce = Math.min(1, (month * DAYS_A_MONTH) / path.days);
    const toward = (from: number, target: number | 'unchanged'): number =>
      target === 'unchanged' ? from : from + (target - from) * inForce;
    // Training is given while the path grows: the share of the last month that is still of it.
    const trained = month === 0 ? 0 : Math.max(0, Math.min(1, path.days / DAYS_A_MONTH - (month - 1)));
    return {
      month,
      overlap: toward(start.overlap, path.overlapTarget),
      integration: Math.min(1, start.integration * (1 + path.integrationRise * inForce)),
      digitalOnly: toward(start.digitalOnly, path.digitalOnlyTarget),
      officerHelp: toward(start.officerHelp, path.officerHelpTarget),
      trainingPlaces: path.trainingPlacesPerMonth * trained,
      accessGain: month === 0 ? 0 : path.accessGainPerMonth,
      auditsInQuarter: Math.floor((path.auditsPerQuarter * Math.min(3, month)) / 3),
    };
  });
}
