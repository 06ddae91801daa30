/** What each fact adds in the linear model: exact, products of two facts halved between them as Shapley does. */
import type { FeatureTable } from '../features/feature-table.ts';
import { basisMatrix, type Basis, type BasisColumn } from '../linear/basis.ts';
import type { LinearModel } from '../linear/linear-model.ts';

export interface Contributions {
  /** Prediction of a household of which nothing is known. */
  readonly base: number;
  /** [household × feature] what each fact adds to it. */
  readonly values: Float64Array;
}

export function linearContributions(model: LinearModel, table: FeatureTable, rows: Uint32Array): Contributions {
  const features = table.features.length;
  const values = new Float64Array(rows.length * features);
  const { basis, coefficients } = model;
  const matrix = basisMatrix(basis, table, rows);
  basis.columns.forEach((column, i) => {
    const coefficient = coefficients[i]!;
    if (coefficient === 0) return;
    if (column.kind === 'product') {
      addProduct(basis, column, coefficient / basis.scales[i]!, matrix, features, values);
      return;
    }
    matrix[i]!.forEach((value, row) => (values[row * features + column.feature]! += coefficient * value));
  });
  return { base: model.constant + productMeans(model), values };
}

/**
 * b·u·v against means of u and v that are taken for themselves: half of (u - Eu)(v + Ev) for the one, the mirror of it for
 * the other.
 */
function addProduct(
  basis: Basis,
  { left, right }: Extract<BasisColumn, { kind: 'product' }>,
  slope: number,
  matrix: readonly Float64Array[],
  features: number,
  values: Float64Array,
): void {
  const raw = (column: number, row: number): number =>
    matrix[column]![row]! * basis.scales[column]! + basis.means[column]!;
  const [leftMean, rightMean] = [basis.means[left]!, basis.means[right]!];
  const [leftFeature, rightFeature] = [left, right].map((at) => featureOf(basis.columns[at]!));
  const rows = matrix[left]!.length;
  for (let row = 0; row < rows; row++) {
    const [u, v] = [raw(left, row), raw(right, row)];
    values[row * features + leftFeature!]! += (slope * (u - leftMean) * (v + rightMean)) / 2;
    values[row * features + rightFeature!]! += (slope * (v - rightMean) * (u + leftMean)) / 2;
  }
}

function featureOf(column: BasisColumn): number {
  if (column.kind === 'product') throw new RangeError('a product of products');
  return column.feature;
}

/** A product is centred at its own mean, and its parts at theirs: the difference belongs to nobody. */
function productMeans({ basis, coefficients }: LinearModel): number {
  return basis.columns.reduce((sum, column, i) => {
    if (column.kind !== 'product') return sum;
    const apart = basis.means[column.left]! * basis.means[column.right]!;
    return sum + (coefficients[i]! * (apart - basis.means[i]!)) / basis.scales[i]!;
  }, 0);
}
