/**
 * golden.csv and golden_sources.csv: of each cluster one row with the best that its records say, and of each value the
 * record that it is from. Written cluster by cluster: nothing of them is held in memory.
 */
import type { LinkTable } from '../../core/table.ts';
import { CsvFile } from '../writing/csv-file.ts';
import { idOf, recordsByCluster, type Clusters, type RecordNames } from '../writing/write-pairs.ts';
import { GoldenChooser, type GoldenChoice, type GoldenRule } from './choose.ts';
import type { Conflicts } from './conflicts.ts';
import type { GoldenColumn } from './golden-column.ts';
import type { GoldenSpec } from './spec.ts';

export const GOLDEN_FILE = 'golden.csv';
export const GOLDEN_SOURCES_FILE = 'golden_sources.csv';

/** Stands for all fields of a cluster of one record. */
export const ALL_FIELDS = '*';

/** A field as files write it, with what is known of its values. */
export interface WrittenColumn extends GoldenColumn {
  /** Text of a record as its file has it. */
  writtenOf(record: number): string;
}

export interface GoldenInput {
  readonly spec: GoldenSpec;
  /** Those of the spec, in any order. */
  readonly columns: readonly WrittenColumn[];
  readonly clusters: Clusters;
  readonly names: RecordNames;
  /** [record] index of its source. */
  readonly source: LinkTable['source'];
  /** Told of every cluster of two records and more. */
  readonly conflicts: Conflicts;
}

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

interface Chosen {
  readonly field: string;
  readonly textOf: (record: number) => string;
  readonly choose: (members: Uint32Array, into: GoldenChoice) => void;
  readonly byRule: Partial<Record<GoldenRule, number>>;
  disagreeing: number;
}

/** @returns what was chosen, for the report */
export function writeGolden(goldenPath: string, sourcesPath: string, input: GoldenInput): GoldenSummary {
  const { spec, clusters, names, source } = input;
  const chooser = new GoldenChooser(input.columns, names.sources, (record) => source[record]!);
  const fields = spec.fields.map(({ field, criteria }): Chosen => ({
    field,
    textOf: goldenTexts(input.columns.find((column) => column.field === field)!),
    choose: chooser.chooser(field, criteria),
    byRule: {},
    disagreeing: 0,
  }));
  const records = recordsByCluster(clusters, names.order);
  const golden = new CsvFile(goldenPath, ['cluster', ...spec.fields.map(({ field }) => field)]);
  let written = 0;
  try {
    const sources = new CsvFile(sourcesPath, ['cluster', 'field', 'source', 'id', 'rule', 'other_values']);
    try {
      for (let at = 0, cluster = 1; cluster <= clusters.count; at += clusters.size[cluster++]!) {
        const members = records.subarray(at, at + clusters.size[cluster]!);
        // Numbers of entities that are no more have no records.
        if (members.length === 0) continue;
        written++;
        if (members.length === 1) writeAlone(golden, sources, cluster, members[0]!, fields, input);
        else writeCluster(golden, sources, cluster, members, fields, input);
      }
      golden.close();
      sources.close();
    } finally {
      sources.abandon();
    }
  } finally {
    golden.abandon();
  }
  return {
    isAuto: spec.isAuto,
    records: written,
    fields: fields.map(({ field, byRule, disagreeing }, f) => ({
      field,
      criteria: spec.fields[f]!.criteria.map(criterionText),
      byRule,
      disagreeing,
    })),
  };
}

/** As MODEL.yaml would have it: `date: updated`. */
const criterionText = (criterion: GoldenSpec['fields'][number]['criteria'][number]): string =>
  criterion.by === 'date' ? `date: ${criterion.fields.join(', ')}` : criterion.by;

function writeAlone(
  golden: CsvFile,
  sources: CsvFile,
  cluster: number,
  record: number,
  fields: readonly Chosen[],
  { names, source }: GoldenInput,
): void {
  golden.whole(cluster);
  for (const { textOf } of fields) golden.text(textOf(record));
  golden.endRow();
  writeSource(sources, cluster, ALL_FIELDS, record, { rule: 'only', others: 0 }, names, source);
}

const choice: GoldenChoice = { record: -1, rule: 'only', others: 0 };

function writeCluster(
  golden: CsvFile,
  sources: CsvFile,
  cluster: number,
  members: Uint32Array,
  fields: readonly Chosen[],
  { names, source, conflicts }: GoldenInput,
): void {
  golden.whole(cluster);
  for (const chosen of fields) {
    chosen.choose(members, choice);
    const { record, rule, others } = choice;
    if (record < 0) {
      golden.text('');
      continue;
    }
    chosen.byRule[rule] = (chosen.byRule[rule] ?? 0) + 1;
    if (others > 0) {
      chosen.disagreeing++;
      conflicts.add(cluster, members.length, chosen.field, others + 1);
    }
    golden.text(chosen.textOf(record));
    writeSource(sources, cluster, chosen.field, record, choice, names, source);
  }
  golden.endRow();
}

function writeSource(
  file: CsvFile,
  cluster: number,
  field: string,
  record: number,
  { rule, others }: Pick<GoldenChoice, 'rule' | 'others'>,
  names: RecordNames,
  source: GoldenInput['source'],
): void {
  file.whole(cluster);
  file.text(field);
  file.text(names.sources[source[record]!]!);
  file.text(idOf(names, record, source[record]));
  file.text(rule);
  file.whole(others);
  file.endRow();
}

/**
 * How a field is written: as the file has it; days as 2025-12-31, since files write them in many ways. What the reader
 * takes for blank is blank.
 */
export function goldenTexts(column: WrittenColumn): (record: number) => string {
  const { values } = column;
  if (column.kind !== 'date') return (record) => (values[record] === 0 ? '' : column.writtenOf(record));
  /** [value] the day, '' for what is none. */
  const days = new Array<string | undefined>(column.count);
  return (record) => {
    const value = values[record]!;
    return value === 0 ? '' : (days[value] ??= isoDay(column.textOf(value))) || column.writtenOf(record);
  };
}

function isoDay(text: string): string {
  const day = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  return day !== null && isDay(Number(day[2]), Number(day[3])) ? `${day[1]!}-${day[2]!}-${day[3]!}` : '';
}

const isDay = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= 31;
