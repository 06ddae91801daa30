/** What is asked about the digital transition and how it is looked at, as the address carries it: the words that the server reads. */
import type { TransitionCatalogue, TransitionField, TransitionKey } from '#engine';

/** What is otherwise than usual, on one path. */
export interface Wish {
  readonly path: string;
  /** By the key of a field. */
  readonly edits: Readonly<Record<string, number>>;
  readonly months: number;
  readonly replicates: number;
  readonly seed: number;
}

export const SIDES = ['without', 'path', 'difference'] as const;
export type Side = (typeof SIDES)[number];

export interface Look {
  readonly measure: TransitionKey;
  /** undefined for the last. */
  readonly month: number | undefined;
  /** Code of a kelurahan; undefined for the city. */
  readonly area: string | undefined;
  readonly side: Side;
}

export const FIRST_LOOK: Look = { measure: 'leftBehindShare', month: undefined, area: undefined, side: 'path' };

export const firstWish = ({ paths, limits }: TransitionCatalogue): Wish => ({
  path: paths[0]!.key,
  edits: {},
  months: limits.months.default,
  replicates: limits.replicates.default,
  seed: limits.seed.default,
});

/** What a field has as long as nobody edits it; `unchanged` where a path leaves the start as it is. */
export const usualValue = (
  { key, value }: TransitionField,
  path: string,
  { paths }: TransitionCatalogue,
): number | 'unchanged' => paths.find((each) => each.key === path)?.values[key] ?? value;

const LIMITED = ['months', 'replicates', 'seed'] as const;

/** What tells one answer from another, in an order that stays. */
export const wishParams = (wish: Wish, { fields }: TransitionCatalogue): [string, string][] => [
  ['path', wish.path],
  ...fields.flatMap(({ key }): [string, string][] => (key in wish.edits ? [[key, String(wish.edits[key])]] : [])),
  ...LIMITED.map((name): [string, string] => [name, String(wish[name])]),
];

/** As the server reads it, without how many replicates. */
export const questionText = (wish: Wish, catalogue: TransitionCatalogue): string =>
  new URLSearchParams(wishParams(wish, catalogue).filter(([name]) => name !== 'replicates')).toString();

export const lookParams = ({ measure, month, area, side }: Look): [string, string][] => {
  const written: [string, string | undefined][] = [
    ['measure', measure === FIRST_LOOK.measure ? undefined : measure],
    ['month', month === undefined ? undefined : String(month)],
    ['area', area],
    ['show', side === FIRST_LOOK.side ? undefined : side],
  ];
  return written.filter((param): param is [string, string] => param[1] !== undefined);
};

const LOOKED_AT = ['measure', 'month', 'area', 'show', 'lang', 'theme'];

export interface ReadAddress {
  readonly wish: Wish;
  readonly look: Look;
  /** The address asks for something that there is not. */
  readonly isWrong: boolean;
}

/** What an address asks for; what it asks wrongly is left as usual. */
export function readAddress(params: URLSearchParams, catalogue: TransitionCatalogue): ReadAddress {
  const first = firstWish(catalogue);
  let isWrong = false;
  const orElse = <T>(found: T | undefined, other: T): T => found ?? ((isWrong = true), other);
  const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));
  const limited = (name: (typeof LIMITED)[number]): number => {
    const text = params.get(name);
    if (text === null) return first[name];
    const { low, high } = catalogue.limits[name];
    const value = numberOf(text);
    return orElse(Number.isInteger(value) && value >= low && value <= high ? value : undefined, first[name]);
  };
  const asked = params.get('path') ?? first.path;
  const path = orElse(catalogue.paths.find(({ key }) => key === asked)?.key, first.path);
  const fields = new Map(catalogue.fields.map((field) => [field.key, field]));
  const edits: Record<string, number> = {};
  for (const [name, text] of params) {
    if (name === 'path' || LOOKED_AT.includes(name) || (LIMITED as readonly string[]).includes(name)) continue;
    const field = fields.get(name);
    const value = numberOf(text);
    if (!field || !(value >= field.low && value <= field.high)) isWrong = true;
    else if (value !== usualValue(field, path, catalogue)) edits[name] = value;
  }
  const wish = {
    path,
    edits,
    months: limited('months'),
    replicates: limited('replicates'),
    seed: limited('seed'),
  };
  return { wish, look: lookOf(params, wish, catalogue, orElse), isWrong };
}

function lookOf(
  params: URLSearchParams,
  { months }: Wish,
  { measures, areaCodes }: TransitionCatalogue,
  orElse: <T>(found: T | undefined, other: T) => T,
): Look {
  const [measure, month, area, show] = ['measure', 'month', 'area', 'show'].map((name) => params.get(name));
  const monthOf = (text: string): number | undefined =>
    /^\d+$/.test(text) && Number(text) <= months ? Number(text) : undefined;
  return {
    measure: measure
      ? orElse(measures.find(({ key }) => key === measure)?.key, FIRST_LOOK.measure)
      : FIRST_LOOK.measure,
    month: month ? orElse(monthOf(month), undefined) : undefined,
    area: area
      ? orElse(
          areaCodes.find((code) => code === area),
          undefined,
        )
      : undefined,
    side: show
      ? orElse(
          SIDES.find((side) => side === show),
          FIRST_LOOK.side,
        )
      : FIRST_LOOK.side,
  };
}

export const isSameWish = (one: Wish, other: Wish, catalogue: TransitionCatalogue): boolean =>
  JSON.stringify(wishParams(one, catalogue)) === JSON.stringify(wishParams(other, catalogue));
