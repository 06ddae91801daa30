/** What raised and what lowered a score: the contributions of all learners, mixed as their predictions are. */
import { rowsOf, type FeatureTable } from '../features/feature-table.ts';
import { LEARNERS, type WelfareModel } from '../stack/fit-welfare.ts';
import { binTable } from '../trees/binning.ts';
import { linearContributions, type Contributions } from './linear-contributions.ts';
import { networkContributions } from './network-contributions.ts';
import { addTreeContributions, pathsOf } from './tree-contributions.ts';

export interface ExplainSettings {
  /** Households that the network is compared with. */
  readonly background: Uint32Array;
  readonly seed: number;
  /** Walks of the network, even; as many as a call can afford where nothing is said. */
  readonly walks?: number;
}

/** Predictions of the network that may be spent on one call. */
const NETWORK_BUDGET = 200_000;
const MOST_WALKS = 16;
const LEAST_WALKS = 4;

/**
 * base + the sum of a household's values = its prediction. The network's backend must be open.
 *
 * @returns values [household × feature], over the features that the model reads
 */
export function explainWelfare(
  model: WelfareModel,
  whole: FeatureTable,
  rows: Uint32Array,
  settings: ExplainSettings,
): Contributions {
  const table = { count: whole.count, features: whole.features.slice(0, model.features) };
  const features = model.features;
  const values = new Float64Array(rows.length * features);
  let base = model.mixture.constant;
  const add = (part: Contributions, weight: number): void => {
    base += weight * part.base;
    part.values.forEach((value, i) => (values[i]! += weight * value));
  };
  LEARNERS.forEach((learner, i) => {
    const weight = model.mixture.weights[i]!;
    if (weight === 0) return;
    if (learner === 'linear') add(linearContributions(model.linear, table, rows), weight);
    else if (learner === 'network') {
      const afford = Math.floor(NETWORK_BUDGET / (rows.length * (features + 1)));
      const affordable = 2 * Math.floor(Math.max(LEAST_WALKS, Math.min(MOST_WALKS, afford)) / 2);
      add(
        networkContributions(model.network, table, rows, { ...settings, walks: settings.walks ?? affordable }),
        weight,
      );
    } else add(forestContributions(model, i - 1, table, rows), weight);
  });
  return { base, values };
}

function forestContributions(model: WelfareModel, size: number, table: FeatureTable, rows: Uint32Array): Contributions {
  const binned = binTable(table, model.binnings);
  const forests = model.forests[size]!.map(pathsOf);
  const features = table.features.length;
  const values = new Float64Array(rows.length * features);
  for (const paths of forests) addTreeContributions(paths, binned, rows, 1 / forests.length, values);
  return { base: forests.reduce((sum, forest) => sum + forest.expected, 0) / forests.length, values };
}

/** Households that are explained together: what they take of memory stays small, and somebody sees how far it is. */
const TOGETHER = 4096;
const MOST_FIXED_WALKS = 16;

/**
 * The same for any number of households: in parts, each explained as it would be alone. The network is walked as often as it
 * counts in the mixture.
 *
 * @param onDone told how many households are explained
 */
export function explainInParts(
  model: WelfareModel,
  whole: FeatureTable,
  rows: Uint32Array,
  settings: Omit<ExplainSettings, 'walks'>,
  onDone: (count: number) => void = () => undefined,
): Contributions {
  const share = model.mixture.weights[LEARNERS.indexOf('network')]!;
  const walks = 2 * Math.min(MOST_FIXED_WALKS / 2, Math.max(1, Math.ceil((share * MOST_FIXED_WALKS) / 2)));
  const values = new Float64Array(rows.length * model.features);
  let base = model.mixture.constant;
  for (let from = 0; from < rows.length; from += TOGETHER) {
    const part = rows.subarray(from, from + TOGETHER);
    const table = rowsOf(whole, Uint32Array.of(...part, ...settings.background));
    const background = settings.background.map((_, i) => part.length + i);
    const own = Uint32Array.from(part.keys());
    const explained = explainWelfare(model, table, own, { ...settings, background, walks });
    values.set(explained.values, from * model.features);
    base = explained.base;
    onDone(from + part.length);
  }
  return { base, values };
}
