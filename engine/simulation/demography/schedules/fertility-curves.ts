/** Births by age of mother from two to four numbers. Only the shape counts: the total is set where a curve is used. */

/** Normal to both sides of its top, with two widths. */
export interface PeristeraKostaki {
  readonly model: 'peristera-kostaki';
  readonly topAgeYears: number;
  readonly widthBeforeYears: number;
  readonly widthAfterYears: number;
}

export interface Hadwiger {
  readonly model: 'hadwiger';
  /** Near the mean age. */
  readonly ageYears: number;
  /** The higher, the narrower. */
  readonly concentration: number;
}

export interface GammaCurve {
  readonly model: 'gamma';
  readonly firstAgeYears: number;
  readonly shape: number;
  readonly scaleYears: number;
}

/** Five parabolas that meet smoothly. */
export interface QuadraticSpline {
  readonly model: 'quadratic-spline';
  readonly firstAgeYears: number;
  readonly topAgeYears: number;
  /** Age beyond the top at which fertility has fallen to half of it. */
  readonly halfAgeYears: number;
}

export type FertilityCurve = PeristeraKostaki | Hadwiger | GammaCurve | QuadraticSpline;
export const FERTILITY_MODELS = [
  'peristera-kostaki',
  'hadwiger',
  'gamma',
  'quadratic-spline',
] as const satisfies readonly FertilityCurve['model'][];

/** Ages at which women bear children here; the UN counts the few births outside as of the nearest group. */
export const FIRST_FERTILE_AGE = 15;
export const LAST_FERTILE_AGE = 49;

/**
 * Births a woman by single year of age, 1 in sum.
 *
 * @returns [age from FIRST_FERTILE_AGE to LAST_FERTILE_AGE]
 * Sources: Peristera and Kostaki (2007), Demographic Research 16; Hadwiger (1940), Skandinavisk Aktuarietidskrift 23;
 *          Hoem et al. (1981), Demography 18 (gamma); Schmertmann (2003), Demographic Research 9.
 */
export function fertilityByAge(curve: FertilityCurve): Float64Array {
  const at = curveOf(curve);
  const rates = Float64Array.from({ length: LAST_FERTILE_AGE - FIRST_FERTILE_AGE + 1 }, (_, i) =>
    Math.max(0, at(FIRST_FERTILE_AGE + i + 0.5)),
  );
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return rates.map((rate) => rate / total);
}

function curveOf(curve: FertilityCurve): (ageYears: number) => number {
  switch (curve.model) {
    case 'peristera-kostaki': {
      const { topAgeYears, widthBeforeYears, widthAfterYears } = curve;
      return (age) =>
        Math.exp(-(((age - topAgeYears) / (age < topAgeYears ? widthBeforeYears : widthAfterYears)) ** 2));
    }
    case 'hadwiger': {
      const { ageYears, concentration } = curve;
      return (age) => (ageYears / age) ** 1.5 * Math.exp(-(concentration ** 2) * (ageYears / age + age / ageYears - 2));
    }
    case 'gamma': {
      const { firstAgeYears, shape, scaleYears } = curve;
      return (age) => {
        const since = age - firstAgeYears;
        return since <= 0 ? 0 : Math.exp((shape - 1) * Math.log(since) - since / scaleYears);
      };
    }
    case 'quadratic-spline':
      return quadraticSpline(curve);
  }
}

/** Knots by the rules of the source; heights from: 1 and flat at the top, one half at the half age, 0 and flat at the end. */
function quadraticSpline({ firstAgeYears: first, topAgeYears: top, halfAgeYears: half }: QuadraticSpline) {
  const early = Math.min(0.75, 0.25 + 0.025 * (top - first));
  const end = Math.max(Math.min(50, 4 * half - 3 * top), (4 * half - top) / 3);
  const knots = [first, first + early * (top - first), top, (top + half) / 2, (half + end) / 2];
  const square = (age: number): number[] => knots.map((knot) => Math.max(0, age - knot) ** 2);
  const slope = (age: number): number[] => knots.map((knot) => 2 * Math.max(0, age - knot));
  const heights = solve([square(top), slope(top), square(half), square(end), slope(end)], [1, 0, 0.5, 0, 0]);
  return (age: number): number =>
    age <= first || age >= end ? 0 : square(age).reduce((sum, each, i) => sum + each * heights[i]!, 0);
}

/** Solves a small linear system by elimination with pivots; a singular one gives values that are not finite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column; row < size; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let i = column; i <= size; i++) rows[row]![i]! -= factor * rows[column]![i]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}
