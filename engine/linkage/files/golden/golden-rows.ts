/** The rows of golden.csv and golden_sources.csv of some clusters: whoever has a hand free makes them. */
import { CsvPart } from '../writing/csv-file.ts';
import { sourceOf, writeRecord, type Clusters, type RecordNames } from '../writing/write-pairs.ts';
import { GoldenChooser, type GoldenChoice, type GoldenRule } from './choose.ts';
import type { GoldenSpec } from './spec.ts';
import { cellWriter, type WrittenColumn } from './written-column.ts';

/** Stands for all fields of a cluster of one record. */
export const ALL_FIELDS = '*';

export interface GoldenInput {
  readonly spec: GoldenSpec;
  /** Those of the spec, in any order. */
  readonly columns: readonly WrittenColumn[];
  readonly clusters: Pick<Clusters, 'count' | 'size'>;
  /** Records cluster by cluster, as `recordsByCluster` gives them. */
  readonly records: Uint32Array;
  readonly names: RecordNames;
  /** Fields on which the records of a cluster should not disagree. */
  readonly strong: readonly string[];
}

/** Clusters from one on to before another. */
export interface ClusterRange {
  readonly from: number;
  readonly to: number;
  /** Place in `records` of the first record of the first. */
  readonly at: number;
}

/** What became of a range. Plain data. */
export interface GoldenPart {
  readonly golden: readonly Uint8Array[];
  readonly sources: readonly Uint8Array[];
  /** Clusters that have records. */
  readonly written: number;
  /** [field of the spec] */
  readonly fields: readonly GoldenCounts[];
  /** Clusters whose records disagree on a field that is strong, four numbers each: cluster, records, field, values. */
  readonly conflicts: readonly number[];
}

/** Of one field: clusters of two records and more that tell it, by what settled them; and those that disagree. */
export interface GoldenCounts {
  readonly byRule: Partial<Record<GoldenRule, number>>;
  disagreeing: number;
}

const CLUSTERS_A_RANGE = 16_384;

export function rangesOfClusters({ count, size }: Pick<Clusters, 'count' | 'size'>): ClusterRange[] {
  const ranges: ClusterRange[] = [];
  for (let from = 1, at = 0; from <= count;) {
    const to = Math.min(count + 1, from + CLUSTERS_A_RANGE);
    ranges.push({ from, to, at });
    for (; from < to; from++) at += size[from]!;
  }
  return ranges;
}

interface Chosen {
  readonly field: string;
  readonly isStrong: boolean;
  readonly write: (file: CsvPart, record: number) => void;
  readonly choose: (members: Uint32Array, into: GoldenChoice) => void;
}

export class GoldenRows {
  readonly #input: GoldenInput;
  readonly #fields: readonly Chosen[];
  readonly #choice: GoldenChoice = { record: -1, rule: 'only', others: 0 };

  constructor(input: GoldenInput) {
    const { names, spec, columns, strong } = input;
    const chooser = new GoldenChooser(columns, names.sources, (record) => sourceOf(names, record));
    this.#input = input;
    this.#fields = spec.fields.map(({ field, criteria }) => ({
      field,
      isStrong: strong.includes(field),
      write: cellWriter(columns.find((column) => column.field === field)!),
      choose: chooser.chooser(field, criteria),
    }));
  }

  rows({ from, to, at: first }: ClusterRange): GoldenPart {
    const { records, clusters } = this.#input;
    const [golden, sources] = [new CsvPart(), new CsvPart()];
    const fields = this.#fields.map((): GoldenCounts => ({ byRule: {}, disagreeing: 0 }));
    const conflicts: number[] = [];
    let written = 0;
    for (let at = first, cluster = from; cluster < to; at += clusters.size[cluster++]!) {
      const members = records.subarray(at, at + clusters.size[cluster]!);
      // Numbers of entities that are no more have no records.
      if (members.length === 0) continue;
      written++;
      if (members.length === 1) this.#writeAlone(golden, sources, cluster, members[0]!);
      else this.#writeCluster(golden, sources, cluster, members, fields, conflicts);
    }
    return { golden: golden.done(), sources: sources.done(), written, fields, conflicts };
  }

  #writeAlone(golden: CsvPart, sources: CsvPart, cluster: number, record: number): void {
    golden.whole(cluster);
    for (const { write } of this.#fields) write(golden, record);
    golden.endRow();
    this.#writeSource(sources, cluster, ALL_FIELDS, record, 'only', 0);
  }

  #writeCluster(
    golden: CsvPart,
    sources: CsvPart,
    cluster: number,
    members: Uint32Array,
    counts: readonly GoldenCounts[],
    conflicts: number[],
  ): void {
    const choice = this.#choice;
    golden.whole(cluster);
    for (let f = 0; f < this.#fields.length; f++) {
      const { field, choose, write, isStrong } = this.#fields[f]!;
      choose(members, choice);
      const { record, rule, others } = choice;
      if (record < 0) {
        golden.text('');
        continue;
      }
      const { byRule } = counts[f]!;
      byRule[rule] = (byRule[rule] ?? 0) + 1;
      if (others > 0) {
        counts[f]!.disagreeing++;
        if (isStrong) conflicts.push(cluster, members.length, f, others + 1);
      }
      write(golden, record);
      this.#writeSource(sources, cluster, field, record, rule, others);
    }
    golden.endRow();
  }

  #writeSource(file: CsvPart, cluster: number, field: string, record: number, rule: GoldenRule, others: number): void {
    file.whole(cluster);
    file.text(field);
    writeRecord(file, this.#input.names, record);
    file.text(rule);
    file.whole(others);
    file.endRow();
  }
}
