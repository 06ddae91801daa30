/** Words of demography that every part of the simulation speaks: sexes, age groups, and how they lie in columns. */

export const SEXES = ['male', 'female'] as const;
export type Sex = (typeof SEXES)[number];
/** Index of a sex in every column [sex × …]; a population column holds it plus one (models/codes: 1 male, 2 female). */
export const MALE = 0;
export const FEMALE = 1;

/** Age groups of one width, the last one open: what a column [… × age] is laid out by. */
export interface AgeAxis {
  /** Also the length of one step of a projection: then a group moves to the next one as a whole. */
  readonly widthYears: 1 | 5;
  readonly count: number;
}

/** 0, 1 … 99, 100 and over. */
export const SINGLE_YEARS: AgeAxis = { widthYears: 1, count: 101 };
/** 0-4, 5-9 … 95-99, 100 and over: the groups of the UN up to its revision of 2019. */
export const FIVE_YEAR_GROUPS: AgeAxis = { widthYears: 5, count: 21 };

/** 0-4, 37, 100+ */
export function ageGroupName({ widthYears, count }: AgeAxis, group: number): string {
  const from = group * widthYears;
  if (group === count - 1) return `${from}+`;
  return widthYears === 1 ? String(from) : `${from}-${from + widthYears - 1}`;
}
