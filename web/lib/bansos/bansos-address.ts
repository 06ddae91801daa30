/** What the page "Bansos" shows, as its address carries it: the words of the question are those that the server reads. */
import type { ListsPublication, Method, PublishedProgramme } from '#engine';
import { FEWEST_CLASSES, LEGEND_METHODS, MOST_CLASSES, type LegendChoice } from '../map/legend.ts';

/** A question of the grid; what is left out is as it is now. */
export interface Wish {
  readonly method: Method;
  readonly limits: Readonly<Record<string, number>>;
  readonly amounts: Readonly<Record<string, number>>;
  readonly places: number | undefined;
  readonly budget: number | undefined;
  readonly shared: 'city' | 'kelurahan';
  readonly missing: 'unknown' | 'empty';
  readonly target: number | undefined;
}

export const MAPS = ['errors', 'changes'] as const;
export type MapKind = (typeof MAPS)[number];

export interface BansosLook {
  readonly map: MapKind;
  readonly area: string | undefined;
  /** How the classes of both maps are made. */
  readonly legend: LegendChoice;
}

export const USUAL_LEGEND: LegendChoice = { method: 'quantile', classCount: 5, breaks: [] };

/** `equal.4` or `manual.5_10`; undefined for one that is none. */
function readLegend(text: string): LegendChoice | undefined {
  const at = text.indexOf('.');
  const method = LEGEND_METHODS.find((each) => each === text.slice(0, at));
  const numbers = text
    .slice(at + 1)
    .split('_')
    .map((part) => (part === '' ? NaN : Number(part)));
  if (method === undefined || numbers.some(Number.isNaN)) return undefined;
  if (method === 'manual')
    return numbers.length < MOST_CLASSES ? { ...USUAL_LEGEND, method, breaks: numbers } : undefined;
  const [classCount = 0] = numbers;
  const isOne = numbers.length === 1 && Number.isInteger(classCount);
  return isOne && classCount >= FEWEST_CLASSES && classCount <= MOST_CLASSES
    ? { method, classCount, breaks: [] }
    : undefined;
}

const writeLegend = ({ method, classCount, breaks }: LegendChoice): string =>
  `${method}.${method === 'manual' ? breaks.join('_') : classCount}`;

/** Without a list there is nobody to keep: whom the rules fit comes in its place. */
export const wishOfNow = ({ hasList }: PublishedProgramme): Wish => ({
  method: hasList ? 'current-list' : 'categorical',
  limits: {},
  amounts: {},
  places: undefined,
  budget: undefined,
  shared: 'city',
  missing: 'unknown',
  target: undefined,
});

/** As the server reads it. */
export function questionWords(programme: PublishedProgramme, wish: Wish): [string, string][] {
  const named = (prefix: string, values: Readonly<Record<string, number>>): [string, string][] =>
    Object.entries(values).map(([key, value]) => [prefix + key, String(value)]);
  const written: [string, string | number | undefined][] = [
    ['programme', programme.id],
    ['method', wish.method === 'current-list' ? undefined : wish.method],
    ...named('limit.', wish.limits),
    ...named('amount.', wish.amounts),
    ['places', wish.places],
    ['budget', wish.budget],
    ['shared', wish.shared === 'city' ? undefined : wish.shared],
    ['missing', wish.missing === 'unknown' ? undefined : wish.missing],
    ['target', wish.target],
  ];
  return written.flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, String(value)]]));
}

/** The same as a query. */
export const questionText = (programme: PublishedProgramme, wish: Wish): string =>
  new URLSearchParams(questionWords(programme, wish)).toString();

export interface Address {
  readonly programme: PublishedProgramme | undefined;
  readonly wish: Wish | undefined;
  readonly look: BansosLook;
  /** It asks for something that there is not. */
  readonly isWrong: boolean;
}

/** The first view is of a list of which most can be told. */
const hasBothErrors = ({ counts: { city } }: PublishedProgramme): boolean =>
  [city['wrongly-in'], city['wrongly-out']].every((counts) => typeof counts?.[0] === 'number');

/** Reads an address; what it asks wrongly is left as it is now. */
export function readAddress(params: URLSearchParams, lists: ListsPublication): Address {
  const map = MAPS.find((each) => each === params.get('map')) ?? 'errors';
  const classes = params.get('classes');
  const chosen = classes === null ? undefined : readLegend(classes);
  const look = { map, area: params.get('area') ?? undefined, legend: chosen ?? USUAL_LEGEND };
  const isLegendWrong = classes !== null && chosen === undefined;
  const asked = params.get('programme');
  const programme =
    lists.programmes.find(({ id }) => id === asked) ??
    lists.programmes.find(hasBothErrors) ??
    lists.programmes.find(({ hasList }) => hasList) ??
    lists.programmes[0];
  if (programme === undefined) return { programme, wish: undefined, look, isWrong: isLegendWrong || asked !== null };
  const { wish, isWrong } = readWish(params, programme, lists);
  return { programme, wish, look, isWrong: isWrong || isLegendWrong || (asked !== null && asked !== programme.id) };
}

function readWish(
  params: URLSearchParams,
  programme: PublishedProgramme,
  { grid }: ListsPublication,
): { wish: Wish; isWrong: boolean } {
  const now = wishOfNow(programme);
  let isWrong = false;
  /** One of the steps, or what is now. */
  const stepOf = (name: string, steps: readonly number[]): number | undefined => {
    const text = params.get(name);
    if (text === null) return undefined;
    const found = steps.find((step) => String(step) === text);
    isWrong ||= found === undefined;
    return found;
  };
  const wordOf = <T extends string>(name: string, words: readonly T[], other: T): T => {
    const text = params.get(name);
    const found = words.find((word) => word === text);
    isWrong ||= text !== null && found === undefined;
    return found ?? other;
  };
  const valuesOf = (prefix: string, steps: ReadonlyMap<string, readonly number[]>): Record<string, number> =>
    Object.fromEntries(
      [...params.keys()]
        .filter((name) => name.startsWith(prefix))
        .flatMap((name): [string, number][] => {
          const key = name.slice(prefix.length);
          const value = stepOf(name, steps.get(key) ?? []);
          return value === undefined ? [] : [[key, value]];
        }),
    );
  const wish: Wish = {
    method: wordOf('method', grid.methods, now.method),
    limits: valuesOf('limit.', new Map(programme.limits.map(({ key, choices }) => [key, choices]))),
    amounts: valuesOf('amount.', new Map(programme.amounts.map(({ key }) => [key, grid.percents]))),
    places: stepOf('places', grid.percents),
    budget: stepOf('budget', grid.percents),
    shared: wordOf('shared', ['city', 'kelurahan'], 'city'),
    missing: wordOf('missing', ['unknown', 'empty'], 'unknown'),
    target: stepOf('target', grid.targetPercents),
  };
  return { wish, isWrong };
}

export const lookParams = ({ map, area, legend }: BansosLook): [string, string][] => [
  ...(map === 'errors' ? [] : ([['map', map]] as [string, string][])),
  ...(area === undefined ? [] : ([['area', area]] as [string, string][])),
  ...(writeLegend(legend) === writeLegend(USUAL_LEGEND)
    ? []
    : ([['classes', writeLegend(legend)]] as [string, string][])),
];

export const isSameWish = (one: Wish, other: Wish): boolean => JSON.stringify(one) === JSON.stringify(other);
