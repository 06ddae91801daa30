/** A share that depends on age, as models/livelihood writes it: values at some ages, a straight line between them. */
import { z } from 'zod';
import { SINGLE_YEARS } from '../demography/ages.ts';

const { count } = SINGLE_YEARS;

export const SCHEDULE_KEYS = {
  ages: z.array(z.number().min(0).max(100)).min(1),
  shares: z.array(z.number().min(0)).min(1),
} as const;

export const isSchedule = ({
  ages,
  shares,
}: {
  readonly ages: readonly number[];
  readonly shares: readonly unknown[];
}): boolean => ages.length === shares.length && ages.every((age, i) => i === 0 || age > ages[i - 1]!);
export const SCHEDULE_FAULT = 'needs ages in ascending order and as many shares';

export const SCHEDULE = z.strictObject(SCHEDULE_KEYS).refine(isSchedule, SCHEDULE_FAULT);

export interface Schedule {
  readonly ages: readonly number[];
  readonly shares: readonly number[];
}

/** Outside the ages that are given the nearest one holds. */
export function shareAt({ ages, shares }: Schedule, age: number): number {
  const next = ages.findIndex((each) => each >= age);
  if (next < 0) return shares.at(-1)!;
  if (next === 0) return shares[0]!;
  const [low, high] = [ages[next - 1]!, ages[next]!];
  return shares[next - 1]! + ((age - low) / (high - low)) * (shares[next]! - shares[next - 1]!);
}

/** [age] completed years; in the middle of each. */
export const byAge = (schedule: Schedule): Float64Array =>
  Float64Array.from({ length: count }, (_, age) => shareAt(schedule, age));

export const withOdds = (share: number, times: number): number => (share * times) / (1 - share + share * times);
