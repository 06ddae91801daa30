/**
 * How likely the parts of a field are to agree where two records are one entity, before anything is learnt: enough to
 * choose rules that cover each other's gaps. The shares are rounded from what registers and the public test sets of
 * linkage show; nothing but the choice of rules rests on them.
 */
import type { FieldKind } from '../../table.ts';

/** Four numbers from 0 to below 1 for one field of one imagined match; small ones agree. */
export type Draws = readonly [number, number, number, number];

export interface LikelyPart {
  readonly part: string;
  readonly agrees: (draws: Draws) => boolean;
}

const below = (part: string, share: number): LikelyPart => ({ part, agrees: ([all]) => all < share });

/** Year, month and day go wrong each by itself; the fourth draw tells whether day and month changed places. */
const isYear = ([, year]: Draws): boolean => year < 0.92;
const isMonth = ([, , month]: Draws): boolean => month < 0.92;
const isDay = ([, , , day]: Draws): boolean => day < 0.9;
/** One in thirty dates has day and month the wrong way round. */
const isStraight = ([order]: Draws): boolean => order < 0.97;

const DATE_PARTS: readonly LikelyPart[] = [
  { part: 'value', agrees: (d) => isYear(d) && isMonth(d) && isDay(d) && isStraight(d) },
  { part: 'date-either', agrees: (d) => isYear(d) && isMonth(d) && isDay(d) },
  { part: 'year-month', agrees: (d) => isYear(d) && isMonth(d) && isStraight(d) },
  { part: 'year-day', agrees: (d) => isYear(d) && isDay(d) && isStraight(d) },
  { part: 'month-day', agrees: (d) => isMonth(d) && isDay(d) },
  { part: 'year', agrees: isYear },
];

const ID_PARTS: readonly LikelyPart[] = [
  below('value', 0.8),
  { part: 'first-half', agrees: ([all, first]) => all < 0.95 && (all < 0.8 || first < 0.5) },
  { part: 'last-half', agrees: ([all, first]) => all < 0.95 && (all < 0.8 || first >= 0.5) },
  below('one-left-out', 0.93),
];

export const LIKELY_PARTS: Readonly<Record<FieldKind, readonly LikelyPart[]>> = {
  'name-part': [
    below('value', 0.72),
    below('spelling', 0.76),
    below('sound', 0.82),
    below('prefix-3', 0.84),
    below('one-left-out', 0.88),
    below('initial', 0.92),
  ],
  'full-name': [
    below('value', 0.5),
    below('word-set', 0.55),
    below('words', 0.93),
    below('spelling', 0.94),
    below('sound', 0.96),
  ],
  date: DATE_PARTS,
  'national-id': ID_PARTS,
  'household-id': ID_PARTS,
  code: [below('value', 0.8), below('one-left-out', 0.9)],
  number: [below('value', 0.85)],
  address: [below('value', 0.55), below('words', 0.85), below('sound', 0.88)],
  category: [below('value', 0.9)],
  postcode: [below('value', 0.85), below('prefix-3', 0.92)],
  coordinate: [below('value', 0.5)],
};

/** Fields that all change when somebody moves, which one match in five has. */
export const MOVES_WITH_PERSON: ReadonlySet<FieldKind> = new Set(['address', 'postcode', 'coordinate', 'household-id']);
export const MOVED_SHARE = 0.2;

/** Share of matches whose name parts stand in each other's place. */
export const SWAPPED_SHARE = 0.03;
