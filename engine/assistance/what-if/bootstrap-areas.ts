/** The same draws as for the city, told kelurahan by kelurahan. */
import type { LinedUp } from './poverty.ts';
import { middle, type Interval } from './intervals.ts';

export interface Areas {
  /** [household] index of the kelurahan; one of `count` or above is in none. */
  readonly of: ArrayLike<number>;
  readonly count: number;
  /** [household] rupiah a year more than now, less where negative. */
  readonly changeRupiahPerYear: Float64Array;
}

/** Intervals of 95 % of one kelurahan. */
export interface AreaIntervals {
  readonly recipients: Interval;
  readonly costRupiahPerYear: Interval;
  readonly winners: Interval;
  readonly losers: Interval;
  /** Of after less before, in shares of the persons of the kelurahan (P0 and P1); undefined where nobody lives there. */
  readonly headcountShareChange: Interval | undefined;
  readonly gapShareChange: Interval | undefined;
}

/** Households that count for something, and for how much each time that they are drawn. */
interface Sum {
  readonly places: Uint32Array;
  readonly area: Uint16Array;
  readonly worth: Float64Array;
  /** [replicate × area] */
  readonly values: Float64Array;
}

interface Drawn {
  readonly before: LinedUp;
  readonly after: LinedUp;
  readonly isChosen: Uint8Array;
  readonly rupiahPerYear: Float64Array;
}

const SUMS = ['recipients', 'cost', 'winners', 'losers', 'persons', 'poor', 'gap', 'poorAfter', 'gapAfter'] as const;
type SumName = (typeof SUMS)[number];

export class AreaBootstrap {
  readonly #count: number;
  readonly #replicates: number;
  readonly #sums: Readonly<Record<SumName, Sum>>;

  /** @param placeOf [household] where its draw lies */
  constructor(
    { of, count, changeRupiahPerYear: change }: Areas,
    drawn: Drawn,
    placeOf: Uint32Array,
    replicates: number,
  ) {
    this.#count = count;
    this.#replicates = replicates;
    const { before, after, isChosen, rupiahPerYear } = drawn;
    const sum = (households: ArrayLike<number>, worth: (index: number, household: number) => number): Sum => {
      const places: number[] = [];
      const area: number[] = [];
      const worths: number[] = [];
      for (let i = 0; i < households.length; i++) {
        const household = households[i]!;
        const each = worth(i, household);
        if (each === 0 || of[household]! >= count) continue;
        places.push(placeOf[household]!);
        area.push(of[household]!);
        worths.push(each);
      }
      const values = new Float64Array(replicates * count);
      return {
        places: Uint32Array.from(places),
        area: Uint16Array.from(area),
        worth: Float64Array.from(worths),
        values,
      };
    };
    const all = Uint32Array.from(isChosen.keys());
    const poor = ({ household, poor: end }: LinedUp): Uint32Array => household.subarray(0, end);
    const short = ({ size, spent, line }: LinedUp, i: number): number => size[i]! * (1 - spent[i]! / line);
    this.#sums = {
      recipients: sum(all, (_, h) => isChosen[h]!),
      cost: sum(all, (_, h) => (isChosen[h] === 1 ? rupiahPerYear[h]! : 0)),
      winners: sum(all, (_, h) => (change[h]! > 0 ? 1 : 0)),
      losers: sum(all, (_, h) => (change[h]! < 0 ? 1 : 0)),
      persons: sum(before.household, (i) => before.size[i]!),
      poor: sum(poor(before), (i) => before.size[i]!),
      gap: sum(poor(before), (i) => short(before, i)),
      poorAfter: sum(poor(after), (i) => after.size[i]!),
      gapAfter: sum(poor(after), (i) => short(after, i)),
    };
  }

  /** @param times [place] how often each household counts in this replicate */
  add(replicate: number, times: Uint8Array): void {
    const first = replicate * this.#count;
    for (const name of SUMS) {
      const { places, area, worth, values } = this.#sums[name];
      for (let i = 0; i < places.length; i++) values[first + area[i]!]! += times[places[i]!]! * worth[i]!;
    }
  }

  /** [kelurahan], once all are drawn. */
  intervals(): AreaIntervals[] {
    const of = (name: SumName, area: number): Float64Array =>
      Float64Array.from({ length: this.#replicates }, (_, r) => this.#sums[name].values[r * this.#count + area]!);
    return Array.from({ length: this.#count }, (_, area): AreaIntervals => {
      const persons = of('persons', area);
      // A draw may leave out everybody of a small kelurahan.
      const drawn = Array.from(persons.keys()).filter((r) => persons[r]! > 0);
      const changeOf = (before: SumName, after: SumName): Interval | undefined => {
        if (drawn.length === 0) return undefined;
        const [was, is] = [of(before, area), of(after, area)];
        return middle(Float64Array.from(drawn, (r) => (is[r]! - was[r]!) / persons[r]!));
      };
      return {
        recipients: middle(of('recipients', area)),
        costRupiahPerYear: middle(of('cost', area)),
        winners: middle(of('winners', area)),
        losers: middle(of('losers', area)),
        headcountShareChange: changeOf('poor', 'poorAfter'),
        gapShareChange: changeOf('gap', 'gapAfter'),
      };
    });
  }
}
