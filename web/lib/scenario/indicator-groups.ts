/** Numbers of a run by what they are about, so that one is found among a hundred. */
import { isOfAid } from './aid-rows.ts';

const BEGINNINGS = {
  people: ['residents', 'male', 'female', 'ages-', 'births', 'deaths', 'arrivals', 'departures', 'moved-'],
  families: ['households', 'living-alone', 'elderly-alone', 'widowed', 'marriages', 'divorces'],
  school: ['pupils-', 'seats-', 'without-seat-'],
  work: ['labour-force', 'working', 'unemployed', 'unemployment-rate', 'participation-rate'],
  poverty: ['poor', 'poverty-', 'gini'],
  health: ['disabled', 'frail', 'visits-'],
} as const;
export type IndicatorGroup = keyof typeof BEGINNINGS | 'aid' | 'other';

export function indicatorGroup(key: string): IndicatorGroup {
  if (isOfAid(key)) return 'aid';
  const groups = Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[];
  return groups.find((group) => BEGINNINGS[group].some((beginning) => key.startsWith(beginning))) ?? 'other';
}
