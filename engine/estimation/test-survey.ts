/** For tests: households made by a known rule, in clusters that differ. */
import { chance } from '../kernel/random.ts';

export interface TestSurvey {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface TestSurveyOptions {
  readonly clusters: number;
  readonly perCluster: number;
  readonly seed?: number;
  /** Labels handed out anew, so that facts tell nothing. */
  readonly isShuffled?: boolean;
}

/** The spread of log spending that facts do not tell. */
export const NOISE = 0.4;

/** Spending falls with the size of the household, bends with schooling, hangs on the wall's material and on the village. */
export function testSurvey({ clusters, perCluster, seed = 1, isShuffled = false }: TestSurveyOptions): TestSurvey {
  const source = chance(seed, 'test-survey');
  const walls = ['bamboo', 'brick', 'wood'];
  const count = clusters * perCluster;
  const facts = Array.from({ length: count }, (_, i) => {
    const cluster = Math.floor(i / perCluster);
    const wealth = 0.35 * source.normal(cluster, 100);
    const size = 1 + source.below(7, i, 1);
    const schooling = Math.max(0, Math.min(16, Math.round(7 + 4 * wealth + 3.5 * source.normal(i, 2))));
    const wall = source.below(3, i, 4);
    const effect = -0.09 * size + 0.09 * Math.max(0, schooling - 6) + [-0.3, 0.25, 0][wall]! + 0.6 * wealth;
    const total = Math.exp(13 + effect + NOISE * source.normal(i, 5)) * size;
    const weight = 0.5 + 1.5 * source.uniform(cluster, 7);
    return { cluster, size, schooling, wall, total, weight, isKnown: source.uniform(i, 8) > 0.1 };
  });
  const order = isShuffled ? shuffledPlaces(count, seed) : facts.map((_, i) => i);
  const rows = facts.map(({ cluster, size, schooling, wall, weight, isKnown }, i) => {
    const other = facts[order[i]!]!;
    const total = (other.total / other.size) * size;
    return [
      `h${String(i).padStart(5, '0')}`,
      `v${String(cluster).padStart(3, '0')}`,
      weight.toFixed(3),
      String(size),
      isKnown ? String(schooling) : 'NA',
      walls[wall]!,
      total.toFixed(0),
      (0.55 * total + 1000 * source.uniform(i, 9)).toFixed(0),
    ];
  });
  return { headings: ['hhid', 'village', 'weight', 'size', 'schooling', 'wall', 'expenditure', 'food_exp'], rows };
}

function shuffledPlaces(count: number, seed: number): number[] {
  const source = chance(seed, 'test-shuffle');
  const draws = Array.from({ length: count }, (_, i) => source.uniform(i));
  return draws.map((_, i) => i).sort((a, b) => draws[a]! - draws[b]!);
}

export const csvOf = ({ headings, rows }: TestSurvey): string =>
  [headings.join(','), ...rows.map((row) => row.join(',')), ''].join('\n');
