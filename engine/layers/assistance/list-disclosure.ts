/**
 * Which counts of a recipient list may be seen, by the one disclosure rule. What somebody outside is taken to know besides: who
 * receives, and how many families are within the decile limit, wherever other tables show it.
 */
import type { Geography } from '../../geography/geography.ts';
import type { IndicatorLevel } from '../../indicators/counts.ts';
import type { RawTable } from '../../indicators/compute.ts';
import type { Counted, ListCounts } from '../../assistance/publication/list-counts.ts';
import { cellOf, cellsOf, type Cells } from '../cells.ts';
import { chooseShown } from '../disclosure.ts';
import type { DisclosureRules, Relation } from '../relations.ts';

export const LIST_LEVELS = ['city', 'kecamatan', 'kelurahan'] as const satisfies readonly IndicatorLevel[];
export type ListLevel = (typeof LIST_LEVELS)[number];

/** [area] null where it may not be seen. */
export type ShownCounts = readonly (number | null)[];
export type ShownList = Readonly<Record<ListLevel, Partial<Record<ShownKey, ShownCounts>>>>;

/** `wrongly-in`: the conditions do not hold, or another programme stands against it. */
export type ShownKey = Exclude<Counted, 'low-desil'> | 'wrongly-in';

const EVERYWHERE: readonly ShownKey[] = ['receives', 'wrongly-in', 'wrongly-out', 'due', 'families'];
const CITY_ONLY: readonly ShownKey[] = ['seems-wrongly-in', 'other-aid', 'fits', 'cannot-tell', 'perhaps-out'];
/** Groups that are left when one is taken from another; nobody is shown their number. */
const RESTS = ['not-wrongly-in', 'low-desil-not-due'] as const;
type Key = ShownKey | 'low-desil' | (typeof RESTS)[number];
/** Other tables show them: they go last, and where they would have to go nothing of the level is shown. */
const SHOWN_ELSEWHERE: readonly Key[] = ['receives', 'low-desil'];

/** What is missing says nothing of a family. */
const EXEMPT: readonly Key[] = ['cannot-tell', 'perhaps-out'];
const LOSS: Partial<Record<Key, number>> = { 'wrongly-in': 3, 'wrongly-out': 3, receives: 1e6, 'low-desil': 1e6 };
const LEVEL_LOSS: Readonly<Record<IndicatorLevel, number>> = { city: 100, kecamatan: 10, kelurahan: 1, rw: 1 };

export interface ListDisclosureInputs {
  readonly counts: ListCounts;
  /** Whether a list was received; without one nobody is wrongly on it or off it. */
  readonly hasList: boolean;
  /** For families: what it counts is what `families` counts. */
  readonly isOfFamilies: boolean;
  readonly geography: Geography;
  /** Counts under it are hidden. */
  readonly limit: number;
  /** Of who receives, as the tables of the map show it: [area] whether it is hidden there. */
  readonly isReceivingHidden: (level: ListLevel, area: number) => boolean;
  /** The same of families within the decile limit who do not receive; undefined where no table tells of them. */
  readonly isLowDesilHidden: ((level: ListLevel, area: number) => boolean) | undefined;
}

/**
 * What is given up below the city, one step after the other, until nothing would have to go that other tables show: the least
 * missed first.
 */
const GIVEN_UP: readonly (readonly Key[])[] = [
  [],
  ['due'],
  ['due', 'wrongly-in', 'seems-wrongly-in'],
  ['due', 'wrongly-in', 'seems-wrongly-in', 'wrongly-out'],
];

export function shownList(inputs: ListDisclosureInputs): ShownList {
  for (const [step, givenUp] of GIVEN_UP.entries()) {
    const { cells, rules, counts } = listCells(inputs, givenUp);
    const isShown = chooseShown(cells, rules);
    const isLast = step === GIVEN_UP.length - 1;
    if (!isLast && LIST_LEVELS.some((level) => hasGone(level, cells, isShown))) continue;
    return shownOf(inputs, cells, isShown, counts, isLast);
  }
  throw new Error('The last step always tells something.');
}

function shownOf(
  inputs: ListDisclosureInputs,
  cells: Cells,
  isShown: Uint8Array,
  counts: ListCells['counts'],
  isLast: boolean,
): ShownList {
  return Object.fromEntries(
    LIST_LEVELS.map((level) => {
      const isGivenAway = isLast && hasGone(level, cells, isShown);
      const mayBeSeen = (key: ShownKey, area: number): boolean =>
        isShown[cellOf(cells, key, level, area)] === 1 &&
        !inputs.isReceivingHidden(level, area) &&
        (key === 'receives' || !isGivenAway);
      const shown = [...EVERYWHERE, ...(level === 'city' ? CITY_ONLY : [])]
        .filter((key) => cells.keys.includes(key))
        .map((key) => [
          key,
          [...counts.get(key)!.get(level)!].map((value, area) => (mayBeSeen(key, area) ? value : null)),
        ]);
      return [level, Object.fromEntries(shown)];
    }),
  ) as ShownList;
}

/** Whether a number that other tables show would have to be hidden here. */
function hasGone(level: ListLevel, cells: Cells, isShown: Uint8Array): boolean {
  const { levelOf, areaCount, mayShow, isSmall, keys } = cells;
  return SHOWN_ELSEWHERE.some((key) =>
    levelOf.some((of, area) => {
      const cell = keys.indexOf(key) * areaCount + area;
      return of === level && cell >= 0 && mayShow[cell] === 1 && isSmall[cell] === 0 && isShown[cell] === 0;
    }),
  );
}

interface ListCells {
  readonly cells: Cells;
  readonly rules: DisclosureRules;
  /** By key and level: [area] */
  readonly counts: ReadonlyMap<string, ReadonlyMap<IndicatorLevel, Float64Array>>;
}

/** The counts as cells with the sums between them: what an attack on the numbers shown is made of. */
export function listCells(inputs: ListDisclosureInputs, givenUp: readonly Key[] = []): ListCells {
  const { counts, hasList, isOfFamilies, geography, limit } = inputs;
  const { 'seems-wrongly-in': notDue, 'other-aid': otherAid, receives, due } = counts;
  const wronglyIn = notDue.map((count, area) => count + otherAid[area]!);
  // Where nobody in the city is due for sure, too little is known to tell: that is no number of any area.
  const isDueKnown = due.some((count) => count > 0);
  const keyed: readonly (readonly [Key, Float64Array])[] = [
    ...(hasList
      ? ([
          ['receives', receives],
          ['wrongly-in', wronglyIn],
          ['not-wrongly-in', receives.map((count, area) => count - wronglyIn[area]!)],
          ['seems-wrongly-in', notDue],
          ['other-aid', otherAid],
          ['cannot-tell', counts['cannot-tell']],
        ] as const)
      : []),
    ...(hasList && isDueKnown ? (['fits', 'wrongly-out'] as const).map((key) => [key, counts[key]] as const) : []),
    ...(hasList && !isOfFamilies ? ([['families', counts.families]] as const) : []),
    ...(isDueKnown ? ([['due', due]] as const) : []),
    ...(isDueKnown && inputs.isLowDesilHidden ? lowDesil(counts, hasList ? counts['wrongly-out'] : due) : []),
    ['perhaps-out', counts['perhaps-out']],
  ];
  const byLevel = new Map<string, Map<IndicatorLevel, Float64Array>>(
    keyed.map(([key, column]) => [key, byLevels(column, geography)]),
  );
  const levels = new Map<IndicatorLevel, RawTable>(
    LIST_LEVELS.map((level) => [
      level,
      {
        level,
        areaCount: geography.levels[level].count,
        counts: new Map(keyed.map(([key]) => [key, byLevel.get(key)!.get(level)!])),
        derived: new Map(),
      },
    ]),
  );
  const rules = rulesOf(limit, hasList, new Set(keyed.map(([key]) => key)), givenUp);
  const cells = cellsOf({ levels, derived: [] }, geography, rules);
  for (const [key, isHidden] of [
    ['receives', inputs.isReceivingHidden],
    ['low-desil', inputs.isLowDesilHidden],
  ] as const)
    for (const level of cells.keys.includes(key) ? LIST_LEVELS : [])
      for (let area = 0; area < geography.levels[level].count; area++)
        if (isHidden!(level, area)) cells.mayShow[cellOf(cells, key, level, area)] = 0;
  return { cells, rules, counts: byLevel };
}

/** None for rules by which somebody is due who is not within the limit, or that know no limit. */
function lowDesil({ 'low-desil': low }: ListCounts, due: Float64Array): (readonly [Key, Float64Array])[] {
  const rest = low.map((count, area) => count - due[area]!);
  if (low.every((count) => count === 0) || rest.some((count) => count < 0)) return [];
  return [
    ['low-desil', low],
    ['low-desil-not-due', rest],
  ];
}

function byLevels(column: Float64Array, { levels }: Geography): Map<IndicatorLevel, Float64Array> {
  const kelurahan = column.slice(0, levels.kelurahan.count);
  const kecamatan = new Float64Array(levels.kecamatan.count);
  kelurahan.forEach((count, area) => (kecamatan[levels.kelurahan.parent[area]!]! += count));
  const city = Float64Array.of(column.reduce((sum, count) => sum + count, 0));
  return new Map([
    ['city', city],
    ['kecamatan', kecamatan],
    ['kelurahan', kelurahan],
  ]);
}

const RELATIONS: readonly Relation[] = [
  { whole: ['receives'], parts: ['wrongly-in', 'not-wrongly-in'], rest: 'blank' },
  { whole: ['not-wrongly-in'], parts: ['fits', 'cannot-tell'], rest: 'blank' },
  { whole: ['wrongly-in'], parts: ['seems-wrongly-in', 'other-aid'], rest: 'blank' },
  { whole: ['due'], parts: ['fits', 'wrongly-out'], rest: 'blank' },
];

function rulesOf(limit: number, hasList: boolean, keys: ReadonlySet<Key>, givenUp: readonly Key[]): DisclosureRules {
  const due: Key = hasList ? 'wrongly-out' : 'due';
  const relations = [...RELATIONS, { whole: ['low-desil'], parts: [due, 'low-desil-not-due'], rest: 'blank' } as const];
  const isIn = (keys: readonly Key[], key: string): boolean => keys.includes(key as Key);
  return {
    limit,
    relations: relations.filter(({ whole, parts }) => [...whole, ...parts].every((key) => keys.has(key as Key))),
    isPublic: () => false,
    isExempt: (key) => isIn(EXEMPT, key),
    isUnseen: (key) => isIn(RESTS, key),
    // Where a programme has no overlap rule, or all who are within the limit are due, the group is empty by the rules alone.
    isNoneTold: (key) => isIn(['other-aid', 'low-desil-not-due'], key),
    isAt: () => true,
    isHiddenAt: (key, level) => level !== 'city' && isIn([...CITY_ONLY, ...givenUp], key),
    // Each area speaks for itself: a few that can be shown are worth showing.
    mostlySmall: Infinity,
    leastShareLarge: 0,
    loss: (key, level) => LEVEL_LOSS[level] * (LOSS[key as Key] ?? 1),
  };
}
