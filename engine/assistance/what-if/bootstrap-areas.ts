/** Poverty by kelurahan in each draw of families: the same draws as for the city. */
import type { Areas } from './bootstrap-counts.ts';
import { placesBefore } from './bootstrap-welfare.ts';
import { middle, type Interval } from './intervals.ts';
import type { LinedUp } from './poverty.ts';

/** Of after less before, in shares of the persons of the kelurahan (P0 and P1); undefined where nobody lives there. */
export interface AreaWelfareIntervals {
  readonly headcountShareChange: Interval | undefined;
  readonly gapShareChange: Interval | undefined;
}

/** Families that count for something, and for how much each time that they are drawn; those of one kelurahan side by side. */
interface Sum {
  /** [family] its place in the line before. */
  readonly place: Uint32Array;
  readonly worth: Float64Array;
  /** [area] its first family; the last one ends them. */
  readonly first: Uint32Array;
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
    const places = placesBefore(before, after);
    const sum = (lined: LinedUp, end: number, worth: (i: number) => number): Sum => {
      const byArea: number[][] = Array.from({ length: count }, () => []);
      for (let i = 0; i < end; i++) if (worth(i) !== 0) byArea[of[lined.household[i]!]!]?.push(i);
      const first = new Uint32Array(count + 1);
      byArea.forEach((families, area) => (first[area + 1] = first[area]! + families.length));
      const families = byArea.flat();
      return {
        place: Uint32Array.from(families, (i) => (lined === before ? i : places[i]!)),
        worth: Float64Array.from(families, worth),
        first,
        values: new Float64Array(replicates * count),
      };
    };
    const short = ({ size, spent, line }: LinedUp, i: number): number => size[i]! * (1 - spent[i]! / line);
    this.#sums = {
      persons: sum(before, before.household.length, (i) => before.size[i]!),
      poor: sum(before, before.poor, (i) => before.size[i]!),
      gap: sum(before, before.poor, (i) => short(before, i)),
      poorAfter: sum(after, after.poor, (i) => after.size[i]!),
      gapAfter: sum(after, after.poor, (i) => short(after, i)),
    };
  }

  /** @param times [place before] how often each counts in this replicate */
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

function addWorth({ place, worth, first, values }: Sum, at: number, times: Uint8Array): void {
  for (let area = 0; area + 1 < first.length; area++) {
    let sum = 0;
    for (let i = first[area]!, end = first[area + 1]!; i < end; i++) sum += times[place[i]!]! * worth[i]!;
    values[at + area] = sum;
  }
}
