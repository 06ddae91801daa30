/** The linear model: bent lines and words, a few products, penalties chosen by cross-validation. */
import type { FeatureTable } from '../features/feature-table.ts';
import { basisMatrix, learnBasis, withProducts, type Basis, type BasisMatrix } from './basis.ts';
import { elasticNet, lambdaPath, type Penalty } from './elastic-net.ts';
import { addGrams, centre, gramOf, type Centred, type Gram } from './gram.ts';

export interface LinearModel {
  readonly basis: Basis;
  /** [column] */
  readonly coefficients: Float64Array;
  readonly constant: number;
  readonly penalty: Penalty;
}

export interface LinearInput {
  readonly table: FeatureTable;
  readonly target: Float64Array;
  readonly weight: Float64Array;
  /** [fold] households of each inner fold; together those that are learnt from. */
  readonly folds: readonly Uint32Array[];
}

export interface LinearFit {
  readonly model: LinearModel;
  /** [fold][place in the fold] prediction by a model that has not seen the fold. */
  readonly held: readonly Float64Array[];
}

const MOST_COLUMNS = 260;
const LASSO_SHARES = [0.1, 1];
const PATH_STEPS = 18;
const LEAST_SHARE = 5e-4;
/** A penalty in the middle of the path, at which the strongest facts show. */
const GLANCE_STEPS = 11;
/** So many facts are tried two by two. */
const PRODUCT_FACTS = 8;

export function fitLinear(input: LinearInput): LinearFit {
  const rows = joined(input.folds);
  const simple = learnBasis(input.table, rows, MOST_COLUMNS);
  const pairs = productPairs(simple, glance(input, simple, rows));
  return fitOn(input, pairs.length === 0 ? simple : withProducts(simple, pairs, input.table, rows));
}

/** [column] coefficients of a model without cross-validation. */
function glance({ table, target, weight }: LinearInput, basis: Basis, rows: Uint32Array): Float64Array {
  const centred = centre(gramOf(basisMatrix(basis, table, everyRow(table.count)), target, weight, rows));
  const path = lambdaPath(centred, PATH_STEPS, LEAST_SHARE).slice(0, GLANCE_STEPS);
  return alongPath(
    centred,
    path.map((lambda) => ({ lambda, lassoShare: LASSO_SHARES[0]! })),
  );
}

interface Grams {
  readonly matrix: BasisMatrix;
  /** [fold] */
  readonly byFold: readonly Gram[];
  readonly all: Centred;
  /** [fold] of all the other folds. */
  readonly others: readonly Centred[];
}

function fitOn(input: LinearInput, basis: Basis): LinearFit {
  const grams = gramsOf(input, basis);
  const path = lambdaPath(grams.all, PATH_STEPS, LEAST_SHARE);
  let best: { error: number; penalty: Penalty; step: number } | undefined;
  for (const lassoShare of LASSO_SHARES) {
    const errors = pathErrors(grams, path, lassoShare);
    errors.forEach((error, step) => {
      if (best === undefined || error < best.error)
        best = { error, penalty: { lambda: path[step]!, lassoShare }, step };
    });
  }
  const { penalty, step } = best!;
  const penalties = path.slice(0, step + 1).map((lambda) => ({ ...penalty, lambda }));
  const held = grams.others.map((centred, fold) => {
    const coefficients = alongPath(centred, penalties);
    return predicted(grams.matrix, coefficients, constantOf(centred, coefficients), input.folds[fold]!);
  });
  const coefficients = alongPath(grams.all, penalties);
  return { model: { basis, coefficients, constant: constantOf(grams.all, coefficients), penalty }, held };
}

function gramsOf({ table, target, weight, folds }: LinearInput, basis: Basis): Grams {
  const matrix = basisMatrix(basis, table, everyRow(table.count));
  const byFold = folds.map((rows) => gramOf(matrix, target, weight, rows));
  const others = byFold.map((_, fold) => centre(addGrams(byFold.filter((_, i) => i !== fold))));
  return { matrix, byFold, all: centre(addGrams(byFold)), others };
}

const alongPath = (centred: Centred, penalties: readonly Penalty[]): Float64Array =>
  penalties.reduce<Float64Array>(
    (start, penalty) => elasticNet(centred, penalty, start),
    new Float64Array(centred.columns),
  );

const constantOf = ({ means, targetMean }: Centred, coefficients: Float64Array): number =>
  targetMean - coefficients.reduce((sum, coefficient, i) => sum + coefficient * means[i]!, 0);

/** A path is left once so many steps in turn have this much more error than the best: weaker penalties only fit noise, and take longest. */
const WORSE_STEPS = 3;
const WORSE_SHARE = 0.01;

/** [step] weighted squared error of the folds held out, from their sums of products alone; steps that were left out lack. */
function pathErrors(grams: Grams, path: readonly number[], lassoShare: number): number[] {
  const errors: number[] = [];
  const coefficients = grams.others.map(({ columns }) => new Float64Array(columns));
  let worse = 0;
  for (const lambda of path) {
    let error = 0;
    grams.others.forEach((centred, fold) => {
      const own = coefficients[fold]!;
      elasticNet(centred, { lambda, lassoShare }, own);
      error += squaredError(grams.byFold[fold]!, own, constantOf(centred, own));
    });
    errors.push(error);
    worse = error > (1 + WORSE_SHARE) * Math.min(...errors) ? worse + 1 : 0;
    if (worse === WORSE_STEPS) break;
  }
  return errors;
}

function squaredError({ size, sums }: Gram, coefficients: Float64Array, constant: number): number {
  const full = new Float64Array(size);
  full.set(coefficients);
  full[size - 2] = -1;
  full[size - 1] = constant;
  let error = 0;
  for (let a = 0; a < size; a++) {
    if (full[a] === 0) continue;
    let row = 0;
    for (let b = 0; b < size; b++) row += full[b]! * sums[a * size + b]!;
    error += full[a]! * row;
  }
  return error;
}

function predicted(matrix: BasisMatrix, coefficients: Float64Array, constant: number, rows: Uint32Array): Float64Array {
  const sums = new Float64Array(rows.length).fill(constant);
  coefficients.forEach((coefficient, column) => {
    if (coefficient === 0) return;
    const values = matrix[column]!;
    for (let i = 0; i < rows.length; i++) sums[i]! += coefficient * values[rows[i]!]!;
  });
  return sums;
}

/** [place in rows] */
export function predictLinear(model: LinearModel, table: FeatureTable, rows: Uint32Array): Float64Array {
  const matrix = basisMatrix(model.basis, table, rows);
  return predicted(matrix, model.coefficients, model.constant, everyRow(rows.length));
}

/** Pairs of the leading columns of the facts that move predictions most. */
function productPairs(basis: Basis, coefficients: Float64Array): [number, number][] {
  const facts = new Map<number, { strength: number; leader: number }>();
  basis.columns.forEach((column, i) => {
    if (column.kind === 'product') return;
    const size = Math.abs(coefficients[i]!);
    const fact = facts.get(column.feature);
    if (fact === undefined) return void facts.set(column.feature, { strength: size, leader: i });
    fact.strength += size;
    // The line of a number speaks for it; among words, the one that counts most.
    const leads = basis.columns[fact.leader]!.kind !== 'line' && size > Math.abs(coefficients[fact.leader]!);
    if (leads) fact.leader = i;
  });
  const strongest = [...facts]
    .filter(([, { strength }]) => strength > 0)
    .sort(([a, left], [b, right]) => right.strength - left.strength || a - b)
    .slice(0, PRODUCT_FACTS)
    .map(([, { leader }]) => leader);
  return strongest.flatMap((left, i) => strongest.slice(i + 1).map((right): [number, number] => [left, right]));
}

export const everyRow = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row);

export function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
}
