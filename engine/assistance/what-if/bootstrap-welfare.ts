/** Poverty and inequality in each draw of families, with the list of now and with the one that is tried. */
import { middle, type Interval } from './intervals.ts';
import type { LinedUp, WelfareMeasures } from './poverty.ts';

export type Measured = keyof WelfareMeasures;

export interface WelfareIntervals {
  readonly before: Readonly<Record<Measured, Interval>>;
  readonly after: Readonly<Record<Measured, Interval>>;
  /** Of after less before, family by family the same draws. */
  readonly change: Readonly<Record<Measured, Interval>>;
}

const MEASURES: readonly Measured[] = ['headcountShare', 'gapShare', 'severityShare', 'gini'];
type Columns = Record<Measured, Float64Array>;

/**
 * [place after] its place before.
 *
 * @throws RangeError when they are not of the same families
 */
export function placesBefore(before: LinedUp, after: LinedUp): Uint32Array {
  const placeOf = new Map<number, number>();
  before.household.forEach((household, place) => placeOf.set(household, place));
  const places = Uint32Array.from(after.household, (household) => placeOf.get(household) ?? NaN);
  const isSame = after.household.length === placeOf.size && after.household.every((each) => placeOf.has(each));
  if (!isSame) throw new RangeError('Families before and after are not the same ones.');
  return places;
}

/** Families under the line at their places before, poorest first, with what each adds to the gap and to its square. */
interface Poor {
  readonly place: Uint32Array;
  readonly size: Float64Array;
  readonly gap: Float64Array;
  readonly severity: Float64Array;
}

function poorOf({ size, spent, poor, line }: LinedUp, place: (place: number) => number): Poor {
  const rows = Array.from({ length: poor }, (_, i) => i);
  const short = (i: number): number => 1 - spent[i]! / line;
  return {
    place: Uint32Array.from(rows, place),
    size: size.subarray(0, poor),
    gap: Float64Array.from(rows, (i) => size[i]! * short(i)),
    severity: Float64Array.from(rows, (i) => size[i]! * short(i) ** 2),
  };
}

/** What families lined up have, side by side in the order of use. */
interface Line {
  readonly size: Float64Array;
  /** [place] rupiah of all its persons. */
  readonly rupiah: Float64Array;
}

const lineOf = ({ size, spent }: LinedUp): Line => ({ size, rupiah: spent.map((each, i) => each * size[i]!) });

export class WelfareBootstrap {
  readonly #line: { readonly before: Line; readonly after: Line };
  readonly #poor: { readonly before: Poor; readonly after: Poor };
  /** [place after] its place before. */
  readonly #placeBefore: Uint32Array;
  readonly #values: Readonly<Record<keyof WelfareIntervals, Columns>>;
  /** Of one replicate: persons, then rupiah and rupiah by rank of both sides. */
  readonly #sums = new Float64Array(5);
  readonly #poorSums = new Float64Array(3);

  constructor(before: LinedUp, after: LinedUp, replicates: number) {
    const places = placesBefore(before, after);
    this.#placeBefore = places;
    this.#line = { before: lineOf(before), after: lineOf(after) };
    this.#poor = { before: poorOf(before, (i) => i), after: poorOf(after, (i) => places[i]!) };
    this.#values = { before: columns(replicates), after: columns(replicates), change: columns(replicates) };
  }

  /** @param times [place before] how often each family counts in this replicate */
  add(replicate: number, times: Uint8Array): void {
    const [line, poor, sums, values] = [this.#line, this.#poor, this.#sums, this.#values];
    addLines(sums.fill(0), line.before, line.after, this.#placeBefore, times);
    for (const [side, first] of [
      ['before', 1],
      ['after', 3],
    ] as const) {
      const [persons, rupiah, ranked] = [sums[0]!, sums[first]!, sums[first + 1]!];
      addPoor(this.#poorSums.fill(0), poor[side], times);
      const [headcount, gap, severity] = this.#poorSums;
      values[side].headcountShare[replicate] = headcount! / persons;
      values[side].gapShare[replicate] = gap! / persons;
      values[side].severityShare[replicate] = severity! / persons;
      values[side].gini[replicate] = rupiah === 0 ? 0 : (2 * ranked) / (persons * rupiah) - 1;
    }
    for (const each of MEASURES)
      values.change[each][replicate] = values.after[each][replicate]! - values.before[each][replicate]!;
  }

  intervals(): WelfareIntervals {
    const { before, after, change } = this.#values;
    return { before: intervals(before), after: intervals(after), change: intervals(change) };
  }
}

// Loops of their own over numbers alone: they are translated once, and run a thousand times.

/** Both sides in one run: what one waits for in adding up, the other uses. As measureLinedUp adds up. */
function addLines(into: Float64Array, before: Line, after: Line, placeBefore: Uint32Array, times: Uint8Array): void {
  const { size, rupiah: worth } = before;
  const { size: sizeAfter, rupiah: worthAfter } = after;
  let persons = 0;
  let rupiah = 0;
  let ranked = 0;
  let personsAfter = 0;
  let rupiahAfter = 0;
  let rankedAfter = 0;
  for (let i = 0; i < size.length; i++) {
    const drawn = times[i]!;
    const count = size[i]! * drawn;
    const sum = worth[i]! * drawn;
    ranked += sum * (persons + count / 2);
    persons += count;
    rupiah += sum;
    const drawnAfter = times[placeBefore[i]!]!;
    const countAfter = sizeAfter[i]! * drawnAfter;
    const sumAfter = worthAfter[i]! * drawnAfter;
    rankedAfter += sumAfter * (personsAfter + countAfter / 2);
    personsAfter += countAfter;
    rupiahAfter += sumAfter;
  }
  into[0] = persons;
  into[1] = rupiah;
  into[2] = ranked;
  into[3] = rupiahAfter;
  into[4] = rankedAfter;
}

function addPoor(into: Float64Array, { place, size, gap, severity }: Poor, times: Uint8Array): void {
  let persons = 0;
  let short = 0;
  let squared = 0;
  for (let i = 0; i < place.length; i++) {
    const drawn = times[place[i]!]!;
    persons += size[i]! * drawn;
    short += gap[i]! * drawn;
    squared += severity[i]! * drawn;
  }
  into[0] = persons;
  into[1] = short;
  into[2] = squared;
}

const columns = (replicates: number): Columns => ({
  headcountShare: new Float64Array(replicates),
  gapShare: new Float64Array(replicates),
  severityShare: new Float64Array(replicates),
  gini: new Float64Array(replicates),
});

const intervals = (values: Columns): Record<Measured, Interval> => ({
  headcountShare: middle(values.headcountShare),
  gapShare: middle(values.gapShare),
  severityShare: middle(values.severityShare),
  gini: middle(values.gini),
});
