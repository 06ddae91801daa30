/** Clusters whose records contradict each other on what nobody has two of: births, national numbers, sex. */
import type { LinkResult } from '../../core/pairs.ts';
import type { FieldKind } from '../../core/table.ts';
import type { WeighedBy } from '../../core/trained/parameters.ts';

export interface StrongField {
  readonly field: string;
  readonly kind: FieldKind;
  /** Place of the comparison that holds it against that of another record. */
  readonly comparison: number;
}

/** A category whose disagreement weighs no less than this against a pair is one that people do not change. */
const STRONG_BITS = -3;
const OF_DATES_AND_IDS: ReadonlySet<string> = new Set(['date', 'birth-date', 'national-id']);

/** Fields on which the records of one entity should not disagree, as the model learnt it. */
export function strongFields({ model: { comparisons, fields }, levels, dropped }: WeighedBy): StrongField[] {
  return comparisons.flatMap(({ measure, fields: [field] }, comparison) => {
    const kind = fields.find(({ name }) => name === field)!.kind;
    if (dropped[comparison] !== undefined) return [];
    const isStrong =
      OF_DATES_AND_IDS.has(measure) || (measure === 'category' && levels[comparison]![0]!.weightBits <= STRONG_BITS);
    return isStrong ? [{ field: field!, kind, comparison }] : [];
  });
}

/** A cluster in conflict. No value is told. */
export interface ConflictCluster {
  readonly cluster: number;
  readonly records: number;
  readonly fields: readonly {
    readonly field: string;
    /** Different values that its records tell. */
    readonly values: number;
    /** True where two of them have nothing in common, and are no slip of each other. */
    readonly isPlain: boolean;
  }[];
}

export interface ConflictSummary {
  /** Clusters whose records disagree on one of the fields. */
  readonly clusters: number;
  readonly fields: readonly {
    readonly field: string;
    readonly kind: FieldKind;
    readonly clusters: number;
    /** Of these, clusters in which two values are no slip of each other. */
    readonly plain: number;
  }[];
  /** At most MOST_LISTED: those that disagree most plainly, on most fields, first. */
  readonly listed: readonly ConflictCluster[];
}

export const MOST_LISTED = 100;

/** Takes the clusters in turn, and keeps the worst. */
export class Conflicts {
  readonly #strong: readonly StrongField[];
  /** By field, 1 for clusters in which a pair is plainly different. */
  readonly #plain: ReadonlyMap<string, Uint8Array>;
  readonly #counts: Map<string, { clusters: number; plain: number }>;
  readonly #worst: ConflictCluster[] = [];
  #open: { cluster: number; records: number; fields: ConflictCluster['fields'][number][] } | undefined;
  #clusters = 0;

  /** @param clusterOf [record] number of its cluster */
  constructor(
    strong: readonly StrongField[],
    pairs: Pick<LinkResult['pairs'], 'count' | 'left' | 'levels' | 'isLinked'>,
    clusterOf: Uint32Array,
    clusters: number,
  ) {
    this.#strong = strong;
    this.#counts = new Map(strong.map(({ field }) => [field, { clusters: 0, plain: 0 }]));
    this.#plain = new Map(
      strong.map(({ field, comparison }) => [field, plainlyDifferent(pairs, comparison, clusterOf, clusters)]),
    );
  }

  /** The records of a cluster tell so many values of a field; of one cluster all fields are told before the next. */
  add(cluster: number, records: number, field: string, values: number): void {
    const counts = this.#counts.get(field);
    if (counts === undefined) return;
    const isPlain = this.#plain.get(field)![cluster] === 1;
    counts.clusters++;
    if (isPlain) counts.plain++;
    if (this.#open?.cluster !== cluster) {
      this.#close();
      this.#open = { cluster, records, fields: [] };
      this.#clusters++;
    }
    this.#open.fields.push({ field, values, isPlain });
  }

  summary(): ConflictSummary {
    this.#close();
    this.#shorten();
    return {
      clusters: this.#clusters,
      fields: this.#strong.map(({ field, kind }) => ({ field, kind, ...this.#counts.get(field)! })),
      listed: [...this.#worst],
    };
  }

  #close(): void {
    if (this.#open === undefined) return;
    this.#worst.push(this.#open);
    this.#open = undefined;
    // Sorted now and then, so that a million conflicts are not held.
    if (this.#worst.length >= 10 * MOST_LISTED) this.#shorten();
  }

  #shorten(): void {
    this.#worst.sort(isWorse);
    this.#worst.length = Math.min(this.#worst.length, MOST_LISTED);
  }
}

const plainOf = ({ fields }: ConflictCluster): number => fields.reduce((sum, { isPlain }) => sum + Number(isPlain), 0);

const isWorse = (a: ConflictCluster, b: ConflictCluster): number =>
  plainOf(b) - plainOf(a) || b.fields.length - a.fields.length || a.cluster - b.cluster;

/** The first level of a comparison is that of values that have nothing in common. */
const DIFFERENT = 1;

function plainlyDifferent(
  { count, left, levels, isLinked }: ConstructorParameters<typeof Conflicts>[1],
  comparison: number,
  clusterOf: Uint32Array,
  clusters: number,
): Uint8Array {
  const plain = new Uint8Array(clusters + 1);
  const width = count === 0 ? 0 : levels.length / count;
  for (let pair = 0; pair < count; pair++) {
    if (isLinked[pair] === 1 && levels[pair * width + comparison] === DIFFERENT) plain[clusterOf[left[pair]!]!] = 1;
  }
  return plain;
}
