/** Poverty and inequality of what people spend: the measures that a change of rules is judged by. */
import { ascending } from './order.ts';

/** Row i is one household. */
export interface Spending {
  /** [household] persons in it. */
  readonly size: ArrayLike<number>;
  /** [household] rupiah a head a month; NaN where unknown: such a household is in no measure. */
  readonly rupiahPerPersonPerMonth: Float64Array;
}

export interface WelfareMeasures {
  /** Share of persons under the line (P0), their mean shortfall (P1) and its square (P2), as shares of all persons. */
  readonly headcountShare: number;
  readonly gapShare: number;
  readonly severityShare: number;
  /** 0 where all spend alike, towards 1 where one spends all. */
  readonly gini: number;
}

/** Households with known spending lined up, the poorest first, so that a measure is two runs over numbers side by side. */
export interface LinedUp {
  /** [place] household. */
  readonly household: Uint32Array;
  readonly size: Float64Array;
  readonly spent: Float64Array;
  /** The first so many are under the line. */
  readonly poor: number;
  readonly line: number;
}

export function lineUp(spending: Spending, lineRupiahPerPersonPerMonth: number): LinedUp {
  const household = ascending(spending.rupiahPerPersonPerMonth);
  const size = new Float64Array(household.length);
  const spent = new Float64Array(household.length);
  for (let place = 0; place < household.length; place++) {
    size[place] = spending.size[household[place]!]!;
    spent[place] = spending.rupiahPerPersonPerMonth[household[place]!]!;
  }
  const first = spent.findIndex((rupiah) => rupiah >= lineRupiahPerPersonPerMonth);
  return { household, size, spent, poor: first < 0 ? spent.length : first, line: lineRupiahPerPersonPerMonth };
}

/**
 * @param times [place] how often the household at that place counts
 * Source: Foster, Greer and Thorbecke (1984); Gini by the area under the Lorenz curve of persons.
 */
export function measureLinedUp({ size, spent, poor, line }: LinedUp, times: Uint8Array): WelfareMeasures {
  let [persons, rupiah, ranked, gap, severity] = [0, 0, 0, 0, 0];
  for (let i = 0; i < poor; i++) {
    const count = size[i]! * times[i]!;
    const short = 1 - spent[i]! / line;
    const sum = count * spent[i]!;
    gap += count * short;
    severity += count * short * short;
    // Persons of one household stand in the middle of their own.
    ranked += sum * (persons + count / 2);
    persons += count;
    rupiah += sum;
  }
  const poorPersons = persons;
  for (let i = poor; i < size.length; i++) {
    const count = size[i]! * times[i]!;
    const sum = count * spent[i]!;
    ranked += sum * (persons + count / 2);
    persons += count;
    rupiah += sum;
  }
  return {
    headcountShare: poorPersons / persons,
    gapShare: gap / persons,
    severityShare: severity / persons,
    gini: rupiah === 0 ? 0 : (2 * ranked) / (persons * rupiah) - 1,
  };
}

/** Every household once. */
export const measureOnce = (linedUp: LinedUp): WelfareMeasures =>
  measureLinedUp(linedUp, new Uint8Array(linedUp.size.length).fill(1));

export const measure = (spending: Spending, lineRupiahPerPersonPerMonth: number): WelfareMeasures =>
  measureOnce(lineUp(spending, lineRupiahPerPersonPerMonth));

/**
 * What would be spent without a programme: uses of its money are held against each other from there.
 *
 * @param presentRupiahPerYear [household] what it gets now
 * @returns undefined where no source tells what somebody gets
 */
export const spendingWithout = (spending: Spending, presentRupiahPerYear: Float64Array): Spending | undefined =>
  presentRupiahPerYear.some(Number.isNaN)
    ? undefined
    : withTransfers(
        spending,
        presentRupiahPerYear.map((rupiah) => -rupiah),
      );

/** What is spent once transfers of a year are added, or taken away where they are negative. */
export function withTransfers({ size, rupiahPerPersonPerMonth }: Spending, rupiahPerYear: Float64Array): Spending {
  return {
    size,
    rupiahPerPersonPerMonth: rupiahPerPersonPerMonth.map(
      (rupiah, household) => rupiah + rupiahPerYear[household]! / 12 / size[household]!,
    ),
  };
}
