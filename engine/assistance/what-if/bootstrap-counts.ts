/**
 * Counts of a what-if in each draw of families, place by place: they need nothing that anybody has estimated. Families of one kind add
 * the same to the same numbers, so that it is drawn how often they count together, not family by family.
 */
import type { Chance } from '../../kernel/random.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { gainOf, type ListsCompared } from './effects.ts';
import { middle, type Interval } from './intervals.ts';
import { FamiliesTogether } from './poisson.ts';

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

export class CountBootstrap {
  readonly #areaCount: number;
  readonly #replicates: number;
  /** [kind of family] those of it together. */
  readonly #together: readonly FamiliesTogether[];
  /** [kind] how often they count in one replicate. */
  readonly #times: Uint32Array;
  /** What one family of each kind adds. */
  readonly #parts: Parts;
  readonly #isKnown: Readonly<Record<(typeof COSTS)[number], boolean>>;
  /** [replicate × place × slot]; the last place holds who is in none of the areas. */
  readonly #values: Float64Array;

  constructor(lists: ListsCompared, { of, count }: Areas, replicates: number) {
    this.#areaCount = count;
    this.#replicates = replicates;
    const kinds = new Map<string, number>();
    const parts: { kind: number[]; slot: number[]; by: number[] } = { kind: [], slot: [], by: [] };
    const families: number[] = [];
    for (let h = 0; h < lists.isChosen.length; h++) {
      const code = codeOf(lists, h);
      if (code === 0) continue;
      const place = Math.min(of[h]!, count);
      const paid = paidTo(lists, h);
      const key = `${place} ${code} ${paid.join(' ')}`;
      let kind = kinds.get(key);
      if (kind === undefined) {
        kind = kinds.size;
        kinds.set(key, kind);
        for (const [slot, by] of partsOf(code, paid)) {
          parts.kind.push(kind);
          parts.slot.push(place * WIDTH + slot);
          parts.by.push(by);
        }
      }
      families[kind] = (families[kind] ?? 0) + 1;
    }
    const ofNumber = new Map([...new Set(families)].map((number) => [number, new FamiliesTogether(number)]));
    this.#together = families.map((number) => ofNumber.get(number)!);
    this.#times = new Uint32Array(kinds.size);
    const { kind, slot, by } = parts;
    this.#parts = { kind: Uint32Array.from(kind), slot: Uint32Array.from(slot), by: Float64Array.from(by) };
    const isKnown = (cost: (typeof COSTS)[number]): boolean =>
      !by.some((each, i) => Number.isNaN(each) && (slot[i]! % WIDTH) >> 1 === slotOf(cost) >> 1);
    this.#isKnown = {
      costRupiahPerYear: isKnown('costRupiahPerYear'),
      mostCostRupiahPerYear: isKnown('mostCostRupiahPerYear'),
    };
    this.#values = new Float64Array(replicates * (count + 1) * WIDTH);
  }

  add(replicate: number, draw: Chance): void {
    for (let kind = 0; kind < this.#times.length; kind++) this.#times[kind] = this.#together[kind]!.draw(draw, kind);
    addParts(this.#values, replicate * (this.#areaCount + 1) * WIDTH, this.#parts, this.#times);
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
      this.#isKnown[key] ? both(key) : undefined;
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

/** What decides where a family counts, in eight bits; 0 for one that counts nowhere. */
function codeOf(lists: ListsCompared, h: number): number {
  const gain = gainOf(lists, h);
  const flags = lists.isChosen[h]! | (lists.receives[h]! << 1) | (gain > 0 ? 4 : 0) | (gain < 0 ? 8 : 0);
  const [due, dueNow] = [lists.due[h]!, lists.dueNow[h]!];
  return flags === 0 && due !== YES && dueNow !== YES ? 0 : flags | (due << 4) | (dueNow << 6);
}

/** What it is paid with the list that is tried and by how much that changes, for sure and at most. */
type PaidTo = readonly [sure: number, sureChange: number, most: number, mostChange: number];

function paidTo(lists: ListsCompared, h: number): PaidTo {
  const [isOn, was] = [lists.isChosen[h] === 1, lists.receives[h] === 1];
  const [sure, most] = isOn ? [lists.rupiahPerYear[h]!, lists.mostRupiahPerYear[h]!] : [0, 0];
  const [sureNow, mostNow] = was ? [lists.presentRupiahPerYear[h]!, lists.presentMostRupiahPerYear[h]!] : [0, 0];
  return [sure, sure - sureNow, most, most - mostNow];
}

/** Slots of a place to which a family of one kind adds, and what. */
function partsOf(code: number, paid: PaidTo): [slot: number, by: number][] {
  const [isOn, was] = [(code & 1) === 1, (code & 2) === 2];
  const counts = (isListed: boolean, due: number): Record<(typeof COUNTS)[number], boolean> => ({
    recipients: isListed,
    inclusionErrors: isListed && due === NO,
    exclusionErrors: !isListed && due === YES,
    undetermined: isListed && due === UNKNOWN,
  });
  const [after, before] = [counts(isOn, (code >> 4) & 3), counts(was, code >> 6)];
  const parts = COUNTS.flatMap((key): [number, number][] => [
    [slotOf(key), Number(after[key])],
    [slotOf(key) + 1, Number(after[key]) - Number(before[key])],
  ]);
  parts.push([slotOf('winners'), (code >> 2) & 1], [slotOf('losers'), (code >> 3) & 1]);
  paid.forEach((rupiah, i) => parts.push([slotOf('costRupiahPerYear') + i, rupiah]));
  return parts.filter(([, by]) => by !== 0);
}

/** Entry i of every array is one part. */
interface Parts {
  readonly kind: Uint32Array;
  /** Within a replicate. */
  readonly slot: Uint32Array;
  readonly by: Float64Array;
}

// A loop of its own over numbers alone: it is translated once, and runs a thousand times.
function addParts(values: Float64Array, first: number, { kind, slot, by }: Parts, times: Uint32Array): void {
  for (let i = 0; i < kind.length; i++) values[first + slot[i]!]! += times[kind[i]!]! * by[i]!;
}
