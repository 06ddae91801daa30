/**
 * golden.csv and golden_sources.csv: of each cluster one row with the best that its records say, and of each value the
 * record that it is from. Written some clusters after the others: nothing of them is held in memory.
 */
import { CsvFile } from '../writing/csv-file.ts';
import type { GoldenRule } from './choose.ts';
import type { Conflicts } from './conflicts.ts';
import { GoldenRows, rangesOfClusters, type GoldenCounts, type GoldenInput, type GoldenPart } from './golden-rows.ts';
import type { GoldenSpec } from './spec.ts';

export const GOLDEN_FILE = 'golden.csv';
export const GOLDEN_SOURCES_FILE = 'golden_sources.csv';

/** What was chosen for one field. */
export interface GoldenField {
  readonly field: string;
  /** Criteria in the order in which they were asked. */
  readonly criteria: readonly string[];
  /** Clusters of two records and more that tell it, by what settled them. */
  readonly byRule: Readonly<Partial<Record<GoldenRule, number>>>;
  /** Of these, clusters whose records say different things. */
  readonly disagreeing: number;
}

export interface GoldenSummary {
  readonly isAuto: boolean;
  readonly records: number;
  readonly fields: readonly GoldenField[];
}

export const goldenHeadings = ({ fields }: GoldenSpec): string[] => ['cluster', ...fields.map(({ field }) => field)];
export const SOURCE_HEADINGS = ['cluster', 'field', 'source', 'id', 'rule', 'other_values'];

/** @param counts [field of the spec] */
export const goldenSummary = (
  { isAuto, fields }: GoldenSpec,
  records: number,
  counts: readonly GoldenCounts[],
): GoldenSummary => ({
  isAuto,
  records,
  fields: fields.map(({ field, criteria }, f) => ({
    field,
    criteria: criteria.map(criterionText),
    byRule: counts[f]!.byRule,
    disagreeing: counts[f]!.disagreeing,
  })),
});

/** Both files, made of parts in the order of the clusters. */
export class GoldenFiles {
  readonly #spec: GoldenSpec;
  readonly #conflicts: Conflicts;
  readonly #golden: CsvFile;
  readonly #sources: CsvFile;
  readonly #fields: readonly GoldenCounts[];
  #written = 0;

  /** @param conflicts told of every cluster of two records and more */
  constructor(goldenPath: string, sourcesPath: string, spec: GoldenSpec, conflicts: Conflicts) {
    this.#spec = spec;
    this.#conflicts = conflicts;
    this.#fields = spec.fields.map(() => ({ byRule: {}, disagreeing: 0 }));
    this.#golden = new CsvFile(goldenPath, goldenHeadings(spec));
    try {
      this.#sources = new CsvFile(sourcesPath, SOURCE_HEADINGS);
    } catch (error) {
      this.#golden.abandon();
      throw error;
    }
  }

  readonly take = ({ golden, sources, written, fields, conflicts }: GoldenPart): void => {
    this.#golden.rows(golden);
    this.#sources.rows(sources);
    this.#written += written;
    fields.forEach(({ byRule, disagreeing }, f) => {
      const counts = this.#fields[f]!;
      counts.disagreeing += disagreeing;
      for (const [rule, clusters] of Object.entries(byRule) as [GoldenRule, number][]) {
        counts.byRule[rule] = (counts.byRule[rule] ?? 0) + clusters;
      }
    });
    for (let i = 0; i < conflicts.length; i += 4) {
      const [cluster, records, field, values] = conflicts.slice(i, i + 4) as [number, number, number, number];
      this.#conflicts.add(cluster, records, this.#spec.fields[field]!.field, values);
    }
  };

  /** Puts them on the disk. @returns what was chosen, for the report */
  close(): GoldenSummary {
    this.#golden.close();
    this.#sources.close();
    return goldenSummary(this.#spec, this.#written, this.#fields);
  }

  /** Lets go of them after a failure. */
  abandon(): void {
    this.#sources.abandon();
    this.#golden.abandon();
  }
}

/** Writes both files. @returns what was chosen, for the report */
export function writeGolden(
  goldenPath: string,
  sourcesPath: string,
  input: GoldenInput,
  conflicts: Conflicts,
): GoldenSummary {
  const files = new GoldenFiles(goldenPath, sourcesPath, input.spec, conflicts);
  try {
    const rows = new GoldenRows(input);
    for (const range of rangesOfClusters(input.clusters)) files.take(rows.rows(range));
    return files.close();
  } finally {
    files.abandon();
  }
}

/** As MODEL.yaml would have it: `date: updated`. */
const criterionText = (criterion: GoldenSpec['fields'][number]['criteria'][number]): string =>
  criterion.by === 'date' ? `date: ${criterion.fields.join(', ')}` : criterion.by;
