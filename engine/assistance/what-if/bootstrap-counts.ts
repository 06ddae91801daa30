/** Counts of a what-if in each draw of families, place by place: they need nothing that anybody has estimated. */
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { gainOf, type ListsCompared } from './effects.ts';
import { middle, type Interval } from './intervals.ts';

export interface Areas {
  /** [household] index of the kelurahan; one of `count` or above is in none. */
  readonly of: ArrayLike<number>;
  readonly count: number;
}

/** Of a number with the list that is tried, and of that number less the one with the list of now: the same draws for both. */
export interface ChangeInterval {
  readonly after: Interval;
  readonly change: Interval;
}

/** Intervals of 95 % of what is counted in one place. */
export interface CountIntervals {
  readonly recipients: ChangeInterval;
  readonly inclusionErrors: ChangeInterval;
  readonly exclusionErrors: ChangeInterval;
  readonly undetermined: ChangeInterval;
  readonly winners: Interval;
  readonly losers: Interval;
  /** Undefined where no source tells an amount. */
  readonly costRupiahPerYear: ChangeInterval | undefined;
  readonly mostCostRupiahPerYear: ChangeInterval | undefined;
}

const COUNTS = ['recipients', 'inclusionErrors', 'exclusionErrors', 'undetermined'] as const;
const SIDES = ['winners', 'losers'] as const;
const COSTS = ['costRupiahPerYear', 'mostCostRupiahPerYear'] as const;
type Drawn = (typeof COUNTS)[number] | (typeof SIDES)[number] | (typeof COSTS)[number];
/** Each number, and each change of one but for sides, which are changes themselves. */
const SLOTS: readonly Drawn[] = [...COUNTS, ...SIDES, ...COSTS];
const WIDTH = 2 * SLOTS.length;
const slotOf = (key: Drawn): number => 2 * SLOTS.indexOf(key);

/** What one family of a kind adds to a slot, +1 or −1. */
interface Part {
  readonly slot: number;
  readonly by: number;
}

export class CountBootstrap {
  readonly #areaCount: number;
  readonly #replicates: number;
  /** Families that are counted somewhere, and of which kind each is: kinds add the same to the same slots. */
  readonly #household: Uint32Array;
  readonly #kind: Uint32Array;
  readonly #parts: readonly (readonly Part[])[];
  readonly #times: Uint32Array;
  readonly #paid: Paid;
  /** [replicate × place × slot]; the last place holds who is in none of the areas. */
  readonly #values: Float64Array;

  constructor(lists: ListsCompared, { of, count }: Areas, replicates: number) {
    this.#areaCount = count;
    this.#replicates = replicates;
    const kinds = new Map<number, number>();
    const parts: Part[][] = [];
    const household: number[] = [];
    const kind: number[] = [];
    const placeOf = (h: number): number => Math.min(of[h]!, count);
    for (let h = 0; h < lists.isChosen.length; h++) {
      const code = codeOf(lists, h);
      if (code === 0) continue;
      const key = placeOf(h) * CODES + code;
      let at = kinds.get(key);
      if (at === undefined) {
        at = parts.push(partsOf(code, placeOf(h) * WIDTH)) - 1;
        kinds.set(key, at);
      }
      household.push(h);
      kind.push(at);
    }
    this.#household = Uint32Array.from(household);
    this.#kind = Uint32Array.from(kind);
    this.#parts = parts;
    this.#times = new Uint32Array(parts.length);
    this.#paid = paidOf(lists, placeOf);
    this.#values = new Float64Array(replicates * (count + 1) * WIDTH);
  }

  /** @param times [household] how often each counts in this replicate */
  add(replicate: number, times: Uint8Array): void {
    const first = replicate * (this.#areaCount + 1) * WIDTH;
    const values = this.#values;
    addTimes(this.#times.fill(0), this.#household, this.#kind, times);
    this.#parts.forEach((parts, kind) => {
      const often = this.#times[kind]!;
      for (const { slot, by } of parts) values[first + slot]! += often * by;
    });
    addPaid(values, first, this.#paid, times);
  }

  /** Of the city, once all are drawn. */
  city(): CountIntervals {
    return this.#intervals((replicate, slot) => {
      let sum = 0;
      for (let place = 0; place <= this.#areaCount; place++) sum += this.#at(replicate, place, slot);
      return sum;
    });
  }

  /** [kelurahan], once all are drawn. */
  byArea(): CountIntervals[] {
    return Array.from({ length: this.#areaCount }, (_, area) =>
      this.#intervals((replicate, slot) => this.#at(replicate, area, slot)),
    );
  }

  #at(replicate: number, place: number, slot: number): number {
    return this.#values[(replicate * (this.#areaCount + 1) + place) * WIDTH + slot]!;
  }

  #intervals(at: (replicate: number, slot: number) => number): CountIntervals {
    const of = (slot: number): Interval =>
      middle(Float64Array.from({ length: this.#replicates }, (_, replicate) => at(replicate, slot)));
    const both = (key: Drawn): ChangeInterval => ({ after: of(slotOf(key)), change: of(slotOf(key) + 1) });
    const cost = (key: (typeof COSTS)[number]): ChangeInterval | undefined =>
      this.#paid.isKnown[key] ? both(key) : undefined;
    return {
      recipients: both('recipients'),
      inclusionErrors: both('inclusionErrors'),
      exclusionErrors: both('exclusionErrors'),
      undetermined: both('undetermined'),
      winners: of(slotOf('winners')),
      losers: of(slotOf('losers')),
      costRupiahPerYear: cost('costRupiahPerYear'),
      mostCostRupiahPerYear: cost('mostCostRupiahPerYear'),
    };
  }
}

const CODES = 256;

/** What decides where a family counts, in eight bits; 0 for one that counts nowhere. */
function codeOf(lists: ListsCompared, h: number): number {
  const gain = gainOf(lists, h);
  const flags = lists.isChosen[h]! | (lists.receives[h]! << 1) | (gain > 0 ? 4 : 0) | (gain < 0 ? 8 : 0);
  const [due, dueNow] = [lists.due[h]!, lists.dueNow[h]!];
  return flags === 0 && due !== YES && dueNow !== YES ? 0 : flags | (due << 4) | (dueNow << 6);
}

function partsOf(code: number, first: number): Part[] {
  const [isOn, was] = [(code & 1) === 1, (code & 2) === 2];
  const counts = (isListed: boolean, due: number): Record<(typeof COUNTS)[number], boolean> => ({
    recipients: isListed,
    inclusionErrors: isListed && due === NO,
    exclusionErrors: !isListed && due === YES,
    undetermined: isListed && due === UNKNOWN,
  });
  const [after, before] = [counts(isOn, (code >> 4) & 3), counts(was, code >> 6)];
  const parts = COUNTS.flatMap((key): Part[] => [
    { slot: first + slotOf(key), by: Number(after[key]) },
    { slot: first + slotOf(key) + 1, by: Number(after[key]) - Number(before[key]) },
  ]);
  parts.push(
    { slot: first + slotOf('winners'), by: (code >> 2) & 1 },
    { slot: first + slotOf('losers'), by: (code >> 3) & 1 },
  );
  return parts.filter(({ by }) => by !== 0);
}

/** Who is paid now or would be, and how much. */
interface Paid {
  readonly household: Uint32Array;
  /** [i] first slot of its place. */
  readonly first: Uint32Array;
  /** [4 × i] sure after and its change, at most after and its change. */
  readonly rupiah: Float64Array;
  readonly isKnown: Readonly<Record<(typeof COSTS)[number], boolean>>;
}

function paidOf(lists: ListsCompared, placeOf: (household: number) => number): Paid {
  const household: number[] = [];
  const rupiah: number[] = [];
  for (let h = 0; h < lists.isChosen.length; h++) {
    const [isOn, was] = [lists.isChosen[h] === 1, lists.receives[h] === 1];
    if (!isOn && !was) continue;
    household.push(h);
    for (const [after, now] of [
      [lists.rupiahPerYear, lists.presentRupiahPerYear],
      [lists.mostRupiahPerYear, lists.presentMostRupiahPerYear],
    ] as const) {
      const paid = isOn ? after[h]! : 0;
      rupiah.push(paid, paid - (was ? now[h]! : 0));
    }
  }
  const isKnownFrom = (at: number): boolean =>
    !rupiah.some((each, i) => i % 4 >= at && i % 4 < at + 2 && Number.isNaN(each));
  return {
    household: Uint32Array.from(household),
    first: Uint32Array.from(household, (h) => placeOf(h) * WIDTH),
    rupiah: Float64Array.from(rupiah),
    isKnown: { costRupiahPerYear: isKnownFrom(0), mostCostRupiahPerYear: isKnownFrom(2) },
  };
}

// Loops of their own over numbers alone: they are translated once, and run a thousand times.

function addTimes(into: Uint32Array, household: Uint32Array, kind: Uint32Array, times: Uint8Array): void {
  for (let i = 0; i < household.length; i++) into[kind[i]!]! += times[household[i]!]!;
}

const FIRST_COST = slotOf('costRupiahPerYear');

function addPaid(values: Float64Array, start: number, { household, first, rupiah }: Paid, times: Uint8Array): void {
  for (let i = 0; i < household.length; i++) {
    const often = times[household[i]!]!;
    if (often === 0) continue;
    const at = start + first[i]! + FIRST_COST;
    for (let c = 0; c < 4; c++) values[at + c]! += often * rupiah[4 * i + c]!;
  }
}
