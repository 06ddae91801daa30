/**
 * Looks for facts that are the label in other clothes: other sums of spending, income, quintiles, parts that add up to it. A
 * score that leans on them looks perfect in the survey and is worth nothing where only registers are at hand.
 */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { centre, gramOf } from '../linear/gram.ts';
import { elasticNet } from '../linear/elastic-net.ts';
import type { Survey } from '../survey/survey.ts';
import type { Feature } from './feature-table.ts';
import { rankCorrelation } from './rank-correlation.ts';

export interface Suspect {
  readonly column: string;
  /** `sure`: not to be learnt from unless it is named; `doubtful`: to be looked at. */
  readonly degree: 'sure' | 'doubtful';
  readonly reason: Bilingual;
}

const SPENDING =
  /expend|expens|exp(?=$|[^a-z]|\d)|exp(?=tot|cap|food|nf|pc|hh|m$|y$)|(?<=tot|hh|pc|food|nonfood|nf|ln|log|l)exp|cons(?=$|[^a-z]|pc|cap|food|tot|ump)|consum|spend|outlay|food|pengeluaran|konsumsi|belanja|makanan|gasto|consumo|despesa|depens/i;
const EARNING = /incom|earn|salar|wage|pendapatan|penghasilan|gaji|upah|ingreso|revenu|renda|^l?n?inc(?=$|[^a-z]|\d)/i;
const STANDING =
  /poor|poverty|miskin|pobre|pauvre|quintil|kuintil|decil|desil|percentil|welfare|kesejahteraan|(^|[^a-z])(quint|dec|pctile|ntile)/i;
const EXPERIENCE = /exper|expect|food_?(secur|insecur|aid|stamp)/i;

/** Logarithms of what is no money. */
const MEASURED = /area|land|luas|dist|jarak|age|umur|size|hour|jam|popul|dens|time|height|weight/i;

/** A number with fewer distinct values than this is no sum of money. */
const LEAST_AMOUNTS = 30;
const ALMOST_THE_LABEL = 0.88;
const CLOSE = 0.7;
const RELATED = 0.12;
const STANDING_RELATED = 0.3;
const PARTS_EXPLAIN = 0.9;
const PART_SHARE = 0.02;

export function findSuspects(features: readonly Feature[], survey: Survey): Suspect[] {
  const found = features.flatMap((feature) => suspectOf(feature, survey));
  const sure = found.filter(({ degree }) => degree === 'sure');
  const known = new Set(sure.map(({ column }) => column));
  const rest = features.filter(({ name }) => !known.has(name));
  const parts = partsOf(rest, survey.label.amounts, survey.weight);
  for (const { column } of parts) known.add(column);
  return [...sure, ...parts, ...found.filter(({ column }) => !known.has(column))];
}

function suspectOf(feature: Feature, survey: Survey): Suspect[] {
  const { column: label } = survey.label;
  const closeness = closenessOf(feature, survey.label.target);
  const said = closeness.toFixed(2);
  const suspect = (degree: Suspect['degree'], id: string, en: string): Suspect[] => [
    { column: feature.name, degree, reason: { id, en } },
  ];
  if (closeness >= ALMOST_THE_LABEL) {
    return suspect(
      'sure',
      `hampir sama dengan ${label} (korelasi ${said})`,
      `it is almost ${label} itself (correlation ${said})`,
    );
  }
  if (STANDING.test(feature.name) && closeness >= STANDING_RELATED) {
    return suspect(
      'sure',
      `namanya menyebut golongan kesejahteraan (korelasi ${said})`,
      `its name speaks of a welfare class (correlation ${said})`,
    );
  }
  if (
    feature.kind === 'number' &&
    closeness >= RELATED &&
    isManyValued(feature.values) &&
    !EXPERIENCE.test(feature.name)
  ) {
    if (isSpendingLike(feature.name, label)) {
      return suspect(
        'sure',
        `tampaknya pengeluaran seperti ${label} (korelasi ${said})`,
        `it seems to be spending, as ${label} is (correlation ${said})`,
      );
    }
    if (EARNING.test(feature.name)) {
      const isSame = EARNING.test(label);
      const id = isSame
        ? `tampaknya bagian dari ${label} (korelasi ${said})`
        : 'pendapatan yang diakui sendiri sulit diperiksa pada register';
      const en = isSame
        ? `it seems to be part of ${label} (correlation ${said})`
        : 'income as people state it is hard to check against registers';
      return suspect(isSame ? 'sure' : 'doubtful', id, en);
    }
  }
  if (closeness < CLOSE) return [];
  return suspect(
    'doubtful',
    `sangat dekat dengan ${label} (korelasi ${said})`,
    `it is very close to ${label} (correlation ${said})`,
  );
}

/** By its name, or because it is written as a logarithm as the label is. */
function isSpendingLike(name: string, label: string): boolean {
  if (SPENDING.test(name) && !EARNING.test(label)) return true;
  const prefix = /^(ln|log)[a-z_]/i.exec(label)?.[1];
  return prefix !== undefined && new RegExp(`^${prefix}[a-z_]`, 'i').test(name) && !MEASURED.test(name);
}

function isManyValued(values: Float64Array): boolean {
  const seen = new Set<number>();
  for (const value of values) {
    if (!Number.isNaN(value)) seen.add(value);
    if (seen.size >= LEAST_AMOUNTS) return true;
  }
  return false;
}

/** Rank correlation of a number with the label; for words, of the mean label of each word. */
function closenessOf(feature: Feature, target: Float64Array): number {
  if (feature.kind === 'number') return Math.abs(rankCorrelation(feature.values, target));
  const sums = new Float64Array(feature.levels.length);
  const counts = new Float64Array(feature.levels.length);
  feature.codes.forEach((code, row) => {
    if (code < 0) return;
    sums[code]! += target[row]!;
    counts[code]!++;
  });
  // Words that hardly anybody has would fit by chance.
  if (feature.levels.length > target.length / 20) return 0;
  return Math.abs(
    rankCorrelation(
      Float64Array.from(feature.codes, (code) => (code < 0 ? NaN : sums[code]! / counts[code]!)),
      target,
    ),
  );
}

/** Amounts that together add up to the label, though none of them alone is close to it. */
function partsOf(features: readonly Feature[], amounts: Float64Array, weight: Float64Array): Suspect[] {
  const numbers = features.flatMap((feature) =>
    feature.kind === 'number' && isManyValued(feature.values) ? [feature] : [],
  );
  if (numbers.length < 2) return [];
  const matrix = numbers.map(({ values }) => standardised(values));
  const rows = Uint32Array.from(amounts.keys());
  const centred = centre(gramOf(matrix, amounts, weight, rows));
  const coefficients = elasticNet(centred, { lambda: 1e-4, lassoShare: 0 }, new Float64Array(numbers.length));
  const explained = coefficients.map(
    (coefficient, i) => (coefficient * centred.withTarget[i]!) / centred.targetVariance,
  );
  if (explained.reduce((sum, share) => sum + share, 0) < PARTS_EXPLAIN) return [];
  return numbers.flatMap(({ name }, i) => {
    if (explained[i]! < PART_SHARE) return [];
    const reason = {
      id: 'bersama kolom lain hampir menjumlah menjadi label',
      en: 'with other columns it almost adds up to the label',
    };
    return [{ column: name, degree: 'sure' as const, reason }];
  });
}

function standardised(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const scale = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length) || 1;
  return values.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / scale));
}
