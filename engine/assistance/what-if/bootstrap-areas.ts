/** Poverty by kelurahan in each draw of families: the same draws as for the city. */
import type { Areas } from './bootstrap-counts.ts';
import type { LinedUp } from './poverty.ts';
import { middle, type Interval } from './intervals.ts';

/** Of after less before, in shares of the persons of the kelurahan (P0 and P1); undefined where nobody lives there. */
export interface AreaWelfareIntervals {
  readonly headcountShareChange: Interval | undefined;
  readonly gapShareChange: Interval | undefined;
}

/** Households that count for something, and for how much each time that they are drawn. */
interface Sum {
  readonly household: Uint32Array;
  readonly area: Uint16Array;
  readonly worth: Float64Array;
  /** [replicate × area] */
  readonly values: Float64Array;
}

const SUMS = ['persons', 'poor', 'gap', 'poorAfter', 'gapAfter'] as const;
type SumName = (typeof SUMS)[number];

export class AreaBootstrap {
  readonly #count: number;
  readonly #replicates: number;
  readonly #sums: Readonly<Record<SumName, Sum>>;

  constructor({ of, count }: Areas, before: LinedUp, after: LinedUp, replicates: number) {
    this.#count = count;
    this.#replicates = replicates;
    const sum = (households: Uint32Array, worth: (place: number) => number): Sum => {
      const places = Array.from(households.keys()).filter((i) => of[households[i]!]! < count && worth(i) !== 0);
      return {
        household: Uint32Array.from(places, (i) => households[i]!),
        area: Uint16Array.from(places, (i) => of[households[i]!]!),
        worth: Float64Array.from(places, worth),
        values: new Float64Array(replicates * count),
      };
    };
    const poor = ({ household, poor: end }: LinedUp): Uint32Array => household.subarray(0, end);
    const short = ({ size, spent, line }: LinedUp, i: number): number => size[i]! * (1 - spent[i]! / line);
    this.#sums = {
      persons: sum(before.household, (i) => before.size[i]!),
      poor: sum(poor(before), (i) => before.size[i]!),
      gap: sum(poor(before), (i) => short(before, i)),
      poorAfter: sum(poor(after), (i) => after.size[i]!),
      gapAfter: sum(poor(after), (i) => short(after, i)),
    };
  }

  /** @param times [household] how often each counts in this replicate */
  add(replicate: number, times: Uint8Array): void {
    for (const name of SUMS) addWorth(this.#sums[name], replicate * this.#count, times);
  }

  /** [kelurahan], once all are drawn. */
  intervals(): AreaWelfareIntervals[] {
    const of = (name: SumName, area: number): Float64Array =>
      Float64Array.from({ length: this.#replicates }, (_, r) => this.#sums[name].values[r * this.#count + area]!);
    return Array.from({ length: this.#count }, (_, area): AreaWelfareIntervals => {
      const persons = of('persons', area);
      // A draw may leave out everybody of a small kelurahan.
      const drawn = Array.from(persons.keys()).filter((r) => persons[r]! > 0);
      const changeOf = (before: SumName, after: SumName): Interval | undefined => {
        if (drawn.length === 0) return undefined;
        const [was, is] = [of(before, area), of(after, area)];
        return middle(Float64Array.from(drawn, (r) => (is[r]! - was[r]!) / persons[r]!));
      };
      return { headcountShareChange: changeOf('poor', 'poorAfter'), gapShareChange: changeOf('gap', 'gapAfter') };
    });
  }
}

function addWorth({ household, area, worth, values }: Sum, first: number, times: Uint8Array): void {
  for (let i = 0; i < household.length; i++) values[first + area[i]!]! += times[household[i]!]! * worth[i]!;
}
