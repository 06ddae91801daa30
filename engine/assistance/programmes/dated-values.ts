/** Values that a regulation sets for a time: each with its first day, its last day where one is known, and its source. */
import { z } from 'zod';
import { BILINGUAL } from '../../kernel/bilingual.ts';
import { isoDate, parseIsoDate } from '../../kernel/time.ts';
import { ruleError, type RulePath } from './rule-error.ts';

/** What a key lacks, or what stands there in place of what belongs there. */
const plain =
  (belongs: string) =>
  ({ input }: { readonly input?: unknown }): string =>
    `${input === undefined || input === null ? 'is missing: write' : 'must be'} ${belongs}`;

/** 2025-12-31, as days since 1970-01-01. */
export const DAY = z.string({ error: plain('a date such as 2025-12-31') }).transform((text, context): number => {
  const day = parseIsoDate(text);
  if (day !== undefined) return day;
  context.addIssue({ code: 'custom', message: 'is no date such as 2025-12-31' });
  return z.NEVER;
});

/** Keys of models/assistance/sources.yaml. */
export const REFERENCE = z
  .array(z.string().min(1), { error: plain('where it was read, as keys of sources.yaml: [S42]') })
  .min(1, 'needs a reference: a key of sources.yaml');

export const DATED_VALUE = z.strictObject({
  from: DAY,
  to: DAY.optional(),
  /** `unknown`: the programme has an amount, and no source tells which. */
  value: z.union([z.number(), z.literal('unknown').transform(() => NaN)], {
    error: plain('a number, or unknown where no source tells it'),
  }),
  reference: REFERENCE,
});
export type DatedValue = z.infer<typeof DATED_VALUE>;

const DATED = {
  name: BILINGUAL,
  validFrom: DAY.optional(),
  values: z
    .array(DATED_VALUE, { error: plain('its values, each with from, value and reference') })
    .min(1, 'needs a value'),
  /** Where sources disagree, or where the city has to decide. */
  contested: BILINGUAL.optional(),
};

export const LIMIT = z.strictObject({
  ...DATED,
  unit: z.string({ error: plain('what it is counted in: desil, tahun, orang …') }).min(1),
});
export type Limit = z.infer<typeof LIMIT>;

const PERIODS_PER_YEAR = { year: 1, once: 1, quarter: 4, month: 12, day: 365 } as const;
type Period = keyof typeof PERIODS_PER_YEAR;

const AMOUNT_UNITS = 'rupiah / (family or person) / (year, once, quarter, month or day)';
const AMOUNT_UNIT = /^rupiah \/ (family|person) \/ (year|once|quarter|month|day)$/;

export const AMOUNT = z.strictObject({
  ...DATED,
  unit: z.string({ error: plain(AMOUNT_UNITS) }).regex(AMOUNT_UNIT, `must be ${AMOUNT_UNITS}`),
  /** Periods paid in a year, where they are not all of them. */
  periods: z
    .int({ error: plain('a whole number of periods') })
    .min(1, 'must be 1 or more')
    .optional(),
});
export type Amount = z.infer<typeof AMOUNT>;

export const periodsPerYear = ({ unit, periods }: Amount): number =>
  periods ?? PERIODS_PER_YEAR[AMOUNT_UNIT.exec(unit)![2] as Period];

/** Periods that a year can have at most: it may be a leap year. */
export const mostPeriods = ({ unit }: Amount): number => {
  const period = AMOUNT_UNIT.exec(unit)![2] as Period;
  return period === 'day' ? 366 : PERIODS_PER_YEAR[period];
};

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
