/** Values that a regulation sets for a time: each with its first day, its last day where one is known, and its source. */
import { z } from 'zod';
import { BILINGUAL } from '../../kernel/bilingual.ts';
import { isoDate, parseIsoDate } from '../../kernel/time.ts';
import { ruleError, type RulePath } from './rule-error.ts';

/** 2025-12-31, as days since 1970-01-01. */
export const DAY = z.string().transform((text, context): number => {
  const day = parseIsoDate(text);
  if (day !== undefined) return day;
  context.addIssue({ code: 'custom', message: 'is no date such as 2025-12-31' });
  return z.NEVER;
});

/** Keys of models/assistance/sources.yaml. */
export const REFERENCE = z.array(z.string().min(1)).min(1, 'needs a reference: a key of sources.yaml');

export const DATED_VALUE = z.strictObject({
  from: DAY,
  to: DAY.optional(),
  /** `unknown`: the programme has an amount, and no source tells which. */
  value: z.union([z.number(), z.literal('unknown').transform(() => NaN)]),
  reference: REFERENCE,
});
export type DatedValue = z.infer<typeof DATED_VALUE>;

const DATED = {
  name: BILINGUAL,
  validFrom: DAY.optional(),
  values: z.array(DATED_VALUE).min(1),
  /** Where sources disagree, or where the city has to decide. */
  contested: BILINGUAL.optional(),
};

export const LIMIT = z.strictObject({ ...DATED, unit: z.string().min(1) });
export type Limit = z.infer<typeof LIMIT>;

const PERIODS_PER_YEAR = { year: 1, once: 1, quarter: 4, month: 12, day: 365 } as const;
type Period = keyof typeof PERIODS_PER_YEAR;

const AMOUNT_UNIT = /^rupiah \/ (family|person) \/ (year|once|quarter|month|day)$/;

export const AMOUNT = z.strictObject({
  ...DATED,
  unit: z.string().regex(AMOUNT_UNIT, 'must be rupiah / (family or person) / (year, once, quarter, month or day)'),
  /** Periods paid in a year, where they are not all of them. */
  periods: z.int().positive().optional(),
});
export type Amount = z.infer<typeof AMOUNT>;

export const periodsPerYear = ({ unit, periods }: Amount): number =>
  periods ?? PERIODS_PER_YEAR[AMOUNT_UNIT.exec(unit)![2] as Period];

export interface Span {
  readonly from: number;
  /** Infinity while nobody has set a last day. */
  readonly to: number;
}

const lastDay = (to: number | undefined): number => to ?? Infinity;

type Periods = readonly { readonly from: number; readonly to?: number | undefined }[];

/** Checks that periods follow one another without a gap or an overlap. @throws TwinError configuration, naming the key of the one at fault */
export function requireInTurn(path: RulePath, key: string, values: Periods): void {
  values.forEach((period, i) => {
    const at = `${key}.${i}`;
    if (lastDay(period.to) < period.from) throw ruleError(path, at, 'ends before it begins');
    const before = values[i - 1];
    if (before === undefined) return;
    const end = lastDay(before.to);
    if (period.from <= end) throw ruleError(path, at, `overlaps the period before it, which lasts ${until(end)}`);
    if (period.from > end + 1)
      throw ruleError(path, at, `leaves a gap of ${period.from - end - 1} days after ${isoDate(end)}`);
  });
}

/** As requireInTurn, and that they reach over the whole span. */
export function requireWhole(path: RulePath, key: string, values: Periods, span: Span): void {
  requireInTurn(path, key, values);
  const [first, last] = [values[0]!, values.at(-1)!];
  if (first.from > span.from)
    throw ruleError(path, `${key}.0`, `begins on ${isoDate(first.from)}, and the rules on ${isoDate(span.from)}`);
  if (lastDay(last.to) < span.to)
    throw ruleError(path, `${key}.${values.length - 1}`, `ends on ${isoDate(last.to!)}, before the rules do`);
}

const until = (day: number): string => (day === Infinity ? 'without end' : `until ${isoDate(day)}`);

/** The period in force on a day, or undefined. */
export const inForceOn = <T extends { readonly from: number; readonly to?: number | undefined }>(
  values: readonly T[],
  day: number,
): T | undefined => values.find(({ from, to }) => from <= day && day <= lastDay(to));
