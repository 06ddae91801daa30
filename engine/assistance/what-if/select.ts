/** Who would be on the list under a method of choosing: a list to look at, by rules that are said beforehand. */
import { chance } from '../../kernel/random.ts';
import { ascending } from './order.ts';

export const METHODS = ['current-list', 'desil', 'score', 'categorical', 'geographic', 'universal', 'hybrid'] as const;
export type Method = (typeof METHODS)[number];

/** What methods choose by; row i is one household. */
export interface Pool {
  readonly count: number;
  /** [household] index of the kelurahan; NO_AREA where unknown. */
  readonly kelurahan: ArrayLike<number>;
  /** [household] 1 who receives now. */
  readonly receives: Uint8Array;
  /** [household] as received; NaN where unknown. */
  readonly desil: Float64Array;
  /** [household] 1 whom the rules of the programme fit for sure. */
  readonly fits: Uint8Array;
  /** [household] 1 whom the programme is for, however poor: no condition but those about the decile rules it out. */
  readonly isFor: Uint8Array;
  /** [household] local vulnerability, the lower the poorer; undefined where there is none. */
  readonly score: Float64Array | undefined;
  /** [household] rank that a meeting of the kelurahan gave, 1 first; undefined where there was none. */
  readonly communityRank: Float64Array | undefined;
  /** `lotsOf` the seed of the choice, where somebody asks often by the same one. */
  readonly lots?: Uint32Array;
}

/** [place] household, in an order drawn by the seed. */
export function lotsOf(count: number, seed: number): Uint32Array {
  const draw = chance(seed, 'what-if-order');
  return ascending(Float64Array.from({ length: count }, (_, household) => draw.uniform(household)));
}

export interface Choice {
  readonly method: Method;
  /** For `desil`, and the families that make a kelurahan poor for `geographic`. */
  readonly desilLimit: number;
  /** Places in the city; undefined without a limit. */
  readonly places?: number | undefined;
  /** Places by index of the kelurahan. */
  readonly placesByKelurahan?: ReadonlyMap<number, number> | undefined;
  readonly budgetRupiahPerYear?: number | undefined;
  /** `hybrid`: families brought before the meeting, for each place. */
  readonly candidatesPerPlace?: number;
  /** For the order of those who are alike. */
  readonly seed: number;
}

const CANDIDATES_PER_PLACE = 1.5;

/**
 * Order of the pool, lower first; NaN for who is not in it. A method says who comes first among those whom the programme is for, and
 * puts nobody else on the list; the list of now alone is taken as it is.
 *
 * @param rupiahPerYear [household] what it would get at most; NaN where no source tells
 * @throws RangeError when the method needs a score or a ranking that is not there
 */
export function priorities(pool: Pool, choice: Choice, rupiahPerYear: Float64Array): Float64Array {
  const order = orderOf(pool, choice, rupiahPerYear);
  if (choice.method === 'current-list') return order;
  for (let household = 0; household < pool.count; household++) if (pool.isFor[household] !== 1) order[household] = NaN;
  return order;
}

function orderOf(pool: Pool, choice: Choice, rupiahPerYear: Float64Array): Float64Array {
  const { method, desilLimit } = choice;
  const by = (value: (household: number) => number): Float64Array => {
    const order = new Float64Array(pool.count);
    for (let household = 0; household < pool.count; household++) order[household] = value(household);
    return order;
  };
  switch (method) {
    case 'current-list':
      return by((h) => (pool.receives[h] === 1 ? 0 : NaN));
    case 'desil':
      return by((h) => (pool.desil[h]! <= desilLimit ? pool.desil[h]! : NaN));
    case 'score':
      return needed(pool.score, 'score').slice();
    case 'categorical':
      return by((h) => (pool.fits[h] === 1 ? 0 : NaN));
    case 'universal':
      return new Float64Array(pool.count);
    case 'geographic': {
      const rank = poorestKelurahanFirst(pool, desilLimit);
      return by((h) => rank.get(pool.kelurahan[h]!) ?? NaN);
    }
    case 'hybrid':
      return hybrid(pool, choice, rupiahPerYear);
  }
}

function needed(column: Float64Array | undefined, what: string): Float64Array {
  if (column === undefined) throw new RangeError(`This method needs a ${what} of every family, and there is none.`);
  return column;
}

/** Kelurahan to rank, by the share of their families up to the decile limit. */
function poorestKelurahanFirst({ count, kelurahan, desil }: Pool, desilLimit: number): Map<number, number> {
  const counts = new Map<number, { families: number; poor: number }>();
  for (let h = 0; h < count; h++) {
    const of = counts.get(kelurahan[h]!) ?? { families: 0, poor: 0 };
    counts.set(kelurahan[h]!, of);
    of.families++;
    if (desil[h]! <= desilLimit) of.poor++;
  }
  const share = (area: number): number => counts.get(area)!.poor / counts.get(area)!.families;
  const sorted = [...counts.keys()].sort((a, b) => share(b) - share(a) || a - b);
  return new Map(sorted.map((area, rank) => [area, rank]));
}

/** Among those who come before the meeting of their kelurahan its order counts. */
function hybrid(pool: Pool, choice: Choice, rupiahPerYear: Float64Array): Float64Array {
  const rank = needed(pool.communityRank, 'ranking by the community');
  const order = new Float64Array(pool.count).fill(NaN);
  for (const h of meetingCandidates(pool, choice, rupiahPerYear)) order[h] = rank[h]!;
  return order;
}

/**
 * Families that are brought before the meeting of their kelurahan: by score somewhat more than there are places, of those whom the
 * programme is for and who would get something. Nobody else can be chosen, and would only stand in the way of who can.
 *
 * @param rupiahPerYear [household] what it would get at most; NaN where no source tells
 * @returns kelurahan by kelurahan, the poorest by score first
 * @throws RangeError when there is no score
 */
export function meetingCandidates(
  pool: Omit<Pool, 'communityRank'>,
  choice: Omit<Choice, 'method'>,
  rupiahPerYear: Float64Array,
): number[] {
  const score = needed(pool.score, 'score');
  const byArea = new Map<number, number[]>();
  let count = 0;
  for (let h = 0; h < pool.count; h++) {
    if (Number.isNaN(score[h]!) || pool.isFor[h] !== 1 || rupiahPerYear[h] === 0) continue;
    const of = byArea.get(pool.kelurahan[h]!) ?? [];
    byArea.set(pool.kelurahan[h]!, of);
    of.push(h);
    count++;
  }
  const share = (choice.places ?? count) / count;
  return [...byArea].flatMap(([area, households]) => {
    const places = choice.placesByKelurahan?.get(area) ?? share * households.length;
    households.sort((a, b) => score[a]! - score[b]! || a - b);
    return households.slice(0, Math.ceil(places * (choice.candidatesPerPlace ?? CANDIDATES_PER_PLACE)));
  });
}

/**
 * Cuts the order at the places and at the budget. Who is alike is taken in an order drawn by `seed`: the result says how
 * many were alike at the cut: that of their kelurahan where its places are full, else that of the city.
 *
 * A family of which nobody knows yet how much it gets can be chosen, and its place is paid for to the full: the budget is
 * enough whatever is found out.
 *
 * @param rupiahPerYear [household] what it would get at most; NaN where no source tells
 * @throws RangeError when there is a budget, and no source tells what somebody would get
 */
export function selectHouseholds(
  pool: Pool,
  choice: Choice,
  rupiahPerYear: Float64Array,
): { readonly isChosen: Uint8Array; readonly alikeAtCut: number } {
  const order = priorities(pool, choice, rupiahPerYear);
  const rows = ascending(order, pool.lots ?? lotsOf(pool.count, choice.seed));
  const isChosen = new Uint8Array(pool.count);
  const left = new Map(choice.placesByKelurahan ?? []);
  let places = choice.places ?? Infinity;
  let budget = choice.budgetRupiahPerYear ?? Infinity;
  let last = NaN;
  const lastIn = new Map<number, number>();
  for (const household of rows) {
    const area = pool.kelurahan[household]!;
    const free = choice.placesByKelurahan === undefined ? Infinity : (left.get(area) ?? 0);
    const cost = rupiahPerYear[household]!;
    if (budget !== Infinity && Number.isNaN(budget - cost))
      throw new RangeError('A budget needs an amount that some source tells.');
    // Who would surely get nothing is no recipient; who is on the list of now is on it, whatever his facts say.
    if (cost === 0 && choice.method !== 'current-list') continue;
    if (places < 1 || free < 1 || cost > budget) continue;
    isChosen[household] = 1;
    last = order[household]!;
    places--;
    if (budget !== Infinity) budget -= cost;
    if (free === Infinity) continue;
    left.set(area, free - 1);
    lastIn.set(area, order[household]!);
  }
  const cutOf = (area: number): number | undefined =>
    choice.placesByKelurahan === undefined || (left.get(area) ?? 0) >= 1 ? last : lastIn.get(area);
  let alikeAtCut = 0;
  for (const household of rows) {
    if (isChosen[household] === 1 || rupiahPerYear[household] === 0) continue;
    if (order[household] === cutOf(pool.kelurahan[household]!)) alikeAtCut++;
  }
  return { isChosen, alikeAtCut };
}
