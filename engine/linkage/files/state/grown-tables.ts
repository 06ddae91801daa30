/** The tables for people of a result that grew: rows of what was touched are made anew, and all others are where they lie. */
import { join } from 'node:path';
import type { LinkResult } from '../../core/pairs.ts';
import { strongFields } from '../golden/conflicts.ts';
import { indexGolden, mergeGolden } from '../golden/golden-index.ts';
import { goldenRowsOf, type GrownRecords } from '../golden/grown-golden.ts';
import { clustersWithOtherCounts, type FieldChange, type MembersOf } from '../golden/other-counts.ts';
import type { GoldenSpec } from '../golden/spec.ts';
import { GOLDEN_FILE, GOLDEN_SOURCES_FILE, goldenHeadings, SOURCE_HEADINGS } from '../golden/write-golden.ts';
import { CsvPart, type CsvRows } from '../writing/csv-file.ts';
import { endOfRow } from '../writing/csv-rows-read.ts';
import { readAsTold, type SpliceInput } from '../writing/splice.ts';
import { CLUSTER_HEADINGS, PAIR_HEADINGS, recordsByCluster, writeMember, writePair } from '../writing/write-pairs.ts';
import type { LiveLinkage } from '../../core/growing/live-linkage.ts';
import { AFRESH } from './grown-pairs.ts';
import type { TablesIndex } from './live-file.ts';
import type { StoredLinks } from './links-file.ts';
import type { StoredRows } from './rows-file.ts';
import type { TrainedModelFile } from '../trained/trained-file.ts';

const PAIRS_FILE = 'pairs.csv';
const CLUSTERS_FILE = 'clusters.csv';
const FILES = [PAIRS_FILE, CLUSTERS_FILE, GOLDEN_FILE, GOLDEN_SOURCES_FILE];

/** The tables as they are. */
export interface OldTables {
  readonly index: TablesIndex;
  readonly bytes: Readonly<Record<string, Uint8Array>>;
}

/** Undefined where one of them is no longer as it was written. */
export function readTables(folder: string, index: TablesIndex): OldTables | undefined {
  const bytes: Record<string, Uint8Array> = {};
  for (const name of FILES) {
    const read = readAsTold(join(folder, name), index.checksums[name] ?? '');
    if (read === undefined) return undefined;
    bytes[name] = read;
  }
  return { index, bytes };
}

export interface TablesInput {
  readonly live: LiveLinkage;
  readonly trained: TrainedModelFile;
  readonly rows: StoredRows;
  readonly links: StoredLinks;
  /** Numbers of records whose rows came, changed or not. */
  readonly come: ReadonlySet<number>;
  readonly records: GrownRecords;
  readonly pairs: LinkResult['pairs'];
  /** [pair] the pair that it was, or AFRESH. */
  readonly was: Uint32Array;
  readonly spec: GoldenSpec;
  /** Whether a record is told anew, or is no more. */
  readonly isTouched: (number: number) => boolean;
  /** [record] its number. */
  readonly numbers: Uint32Array;
  /** Undefined where nothing of them stays. */
  readonly old: OldTables | undefined;
}

export interface GrownTables {
  readonly files: readonly { readonly name: string; readonly input: SpliceInput }[];
  /** As the index of the tables has them. */
  readonly index: Omit<TablesIndex, 'checksums'>;
}

export function grownTables(input: TablesInput): GrownTables {
  const { records, spec, trained, old } = input;
  const { clusters } = records;
  const members = membersOf(records);
  const isFresh = freshClusters(input, members);
  const was = (cluster: number): number | undefined => (isFresh[cluster] === 1 ? undefined : cluster);
  const chosen = members.records.filter((record) => isFresh[clusters.number[record]!] === 1);
  const strong = strongFields(trained.parameters).map(({ field }) => field);
  const golden = goldenRowsOf(records, spec, strong, chosen.slice().sort());
  const made = indexGolden(golden, spec, clusters.count);
  const index = old === undefined ? made : mergeGolden(old.index.golden, made, (cluster) => isFresh[cluster] === 1);
  const ofClusters = clusterRows(records, chosen, old?.index.clusters, was);
  const ofPairs = pairRows(input);
  const table = (
    name: string,
    headings: readonly string[],
    fresh: Uint8Array,
    lengths: Uint32Array,
    before: Uint32Array | undefined,
    wasPiece: (piece: number) => number | undefined,
  ) => {
    const there = old && before && { bytes: old.bytes[name]!, lengths: before };
    return { name, input: { heading: headingRow(headings), old: there, fresh, lengths, was: wasPiece } };
  };
  const before = old?.index;
  const wasPair = (pair: number): number | undefined => (input.was[pair] === AFRESH ? undefined : input.was[pair]);
  return {
    files: [
      table(PAIRS_FILE, PAIR_HEADINGS, ofPairs.bytes, ofPairs.lengths, before?.pairs, wasPair),
      table(CLUSTERS_FILE, CLUSTER_HEADINGS, ofClusters.bytes, ofClusters.lengths, before?.clusters, was),
      table(GOLDEN_FILE, goldenHeadings(spec), golden.golden, index.golden, before?.golden.golden, was),
      table(GOLDEN_SOURCES_FILE, SOURCE_HEADINGS, golden.sources, index.sources, before?.golden.sources, was),
    ],
    index: { clusters: ofClusters.lengths, pairs: ofPairs.lengths, golden: index },
  };
}

function membersOf({ clusters, names }: GrownRecords): MembersOf {
  const starts = new Uint32Array(clusters.count + 2);
  for (let cluster = 1; cluster <= clusters.count; cluster++) {
    starts[cluster + 1] = starts[cluster]! + clusters.size[cluster]!;
  }
  return { records: recordsByCluster(clusters, names.order), starts };
}

/** [cluster] 1 for those whose rows are made anew. */
function freshClusters(input: TablesInput, members: MembersOf): Uint8Array {
  const { records, numbers, isTouched, come, links, old } = input;
  const { number, count } = records.clusters;
  const before = old === undefined ? 0 : links.entity.reduce((most, each) => Math.max(most, each), 0);
  const isFresh = new Uint8Array(Math.max(count, before) + 1);
  if (old === undefined) return isFresh.fill(1);
  const opened = links.entity.length;
  for (let of = 0; of < opened; of++) if (isTouched(of)) isFresh[links.entity[of]!] = 1;
  for (let record = 0; record < numbers.length; record++) {
    const of = numbers[record]!;
    if (of >= opened || isTouched(of) || come.has(of)) isFresh[number[record]!] = 1;
  }
  for (const cluster of clustersWithOtherCounts(records, input.spec, changesOf(input), members)) isFresh[cluster] = 1;
  return isFresh;
}

/** [field] what records that came, changed or went say, and said. */
function changesOf({ live, rows, records: { fields } }: TablesInput): FieldChange[] {
  const fresh = live.records.fresh();
  const gone = [...live.records.goneOfTable(), ...fresh.filter((record) => record < rows.records)];
  return fields.map(({ name }) => ({
    gone: gone.map((record) => rows.textOf(record, name)),
    come: fresh.map((record) => live.records.textOf(record, name)),
  }));
}

/** Rows made anew, and [piece] bytes of all. */
interface RowsMade {
  readonly bytes: Uint8Array;
  readonly lengths: Uint32Array;
}

/** @param chosen records of clusters that are made anew, cluster by cluster */
function clusterRows(
  { clusters, names }: GrownRecords,
  chosen: Uint32Array,
  before: Uint32Array | undefined,
  was: (cluster: number) => number | undefined,
): RowsMade {
  const { bytes, ends } = rowsOf(chosen, (part, record) => writeMember(part, clusters, names, record));
  const lengths = new Uint32Array(clusters.count + 1);
  for (let cluster = 1; cluster <= clusters.count; cluster++) {
    const there = was(cluster);
    if (there !== undefined) lengths[cluster] = before![there]!;
  }
  chosen.forEach((record, i) => (lengths[clusters.number[record]!]! += ends[i + 1]! - ends[i]!));
  return { bytes, lengths };
}

function pairRows({ pairs, was, old, records: { names } }: TablesInput): RowsMade {
  const chosen = new Uint32Array(pairs.count).map((_, pair) => pair).filter((pair) => isFreshRow(pairs, was, pair));
  const { bytes, ends } = rowsOf(chosen, (part, pair) => writePair(part, pairs, names, pair));
  const lengths = Uint32Array.from(was, (there) => (there === AFRESH ? 0 : old!.index.pairs[there]!));
  chosen.forEach((pair, i) => (lengths[pair] = ends[i + 1]! - ends[i]!));
  return { bytes, lengths };
}

const isFreshRow = ({ isLinked }: LinkResult['pairs'], was: Uint32Array, pair: number): boolean =>
  isLinked[pair] === 1 && was[pair] === AFRESH;

/** Rows side by side, and where each ends, the first entry before them. */
function rowsOf(chosen: Uint32Array, write: (part: CsvRows, each: number) => void) {
  const part = new CsvPart();
  for (const each of chosen) write(part, each);
  const bytes = Buffer.concat(part.done());
  const ends = new Uint32Array(chosen.length + 1);
  for (let i = 0; i < chosen.length; i++) ends[i + 1] = endOfRow(bytes, ends[i]!);
  return { bytes, ends };
}

function headingRow(headings: readonly string[]): Uint8Array {
  const part = new CsvPart();
  for (const heading of headings) part.text(heading);
  part.endRow();
  return Buffer.concat(part.done());
}
