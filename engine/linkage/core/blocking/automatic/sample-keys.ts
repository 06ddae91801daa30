/** A sample of the records with their keys: what a rule would cost and whom it would miss, before it is built. */
import type { BlockingKeySpec } from '../../link-model.ts';
import type { LinkTable } from '../../table.ts';
import { recordHashes } from '../../values/record-hashes.ts';
import { joinHash } from '../../values/text-hash.ts';
import { columnNamed } from '../key-columns.ts';
import { MOST_KEYS, partReader } from '../key-parts.ts';
import { KeySorter, sortByKey } from '../radix-sort.ts';
import { SeenKeys } from '../seen-keys.ts';
import { allPairs, pairsOfCounts, type SourcePairs } from '../source-pairs.ts';

export interface RecordSample {
  readonly table: LinkTable;
  readonly sources: SourcePairs;
  /** Records, in ascending order of the hashes of what they tell. */
  readonly records: Uint32Array;
  /** How many records stand behind one of the sample, and pairs behind one pair. */
  readonly recordScale: number;
  readonly pairScale: number;
}

/** Those with the smallest hashes, which is as good as chance and turns neither on the order of rows nor on names of files. */
export function sampleRecords(table: LinkTable, sources: SourcePairs, most: number): RecordSample {
  const size = Math.min(most, table.count);
  const records = smallestHashes(recordHashes(table), size);
  const counts = new Float64Array(table.sources.length);
  for (const record of records) counts[table.source[record]!]!++;
  const pairs = Math.max(1, pairsOfCounts(counts, sources));
  return { table, sources, records, recordScale: table.count / size, pairScale: allPairs(table, sources) / pairs };
}

/** Of hashes spread evenly, all that are sought lie below a limit at which about twice as many do. */
const SPARE = 2;

function smallestHashes(hashes: Uint32Array, size: number): Uint32Array {
  const limit = (SPARE * size * 2 ** 32) / hashes.length;
  let records = Uint32Array.from(recordsBelow(hashes, limit));
  if (records.length < size) records = Uint32Array.from(recordsBelow(hashes, Infinity));
  const keys = records.map((record) => hashes[record]!);
  sortByKey(keys, records);
  return records.slice(0, size);
}

function recordsBelow(hashes: Uint32Array, limit: number): number[] {
  const records: number[] = [];
  for (let record = 0; record < hashes.length; record++) if (hashes[record]! < limit) records.push(record);
  return records;
}

/** Keys of the sample's records, record by record: those of record i lie from starts[i] to before starts[i + 1]. */
export interface SampleKeys {
  readonly starts: Uint32Array;
  readonly keys: Uint32Array;
}

export function keysOfSample({ table, records }: RecordSample, { part, fields }: BlockingKeySpec): SampleKeys {
  const columns = fields.map((field) => {
    const { values, book } = columnNamed(table, field);
    return { values, read: partReader(book, part) };
  });
  const starts = new Uint32Array(records.length + 1);
  const keys: number[] = [];
  const out = new Uint32Array(MOST_KEYS);
  records.forEach((record, i) => {
    for (const { values, read } of columns) {
      const count = values[record] === 0 ? 0 : read(values[record]!, out);
      for (let k = 0; k < count; k++) if (keys.indexOf(out[k]!, starts[i]) < 0) keys.push(out[k]!);
    }
    starts[i + 1] = keys.length;
  });
  return { starts, keys: Uint32Array.from(keys) };
}

/** Keys of two parts together. */
export function crossSampleKeys(left: SampleKeys, right: SampleKeys): SampleKeys {
  const records = left.starts.length - 1;
  const starts = new Uint32Array(records + 1);
  for (let i = 0; i < records; i++) {
    const [lefts, rights] = [left.starts[i + 1]! - left.starts[i]!, right.starts[i + 1]! - right.starts[i]!];
    starts[i + 1] = starts[i]! + lefts * rights;
  }
  const keys = new Uint32Array(starts[records]!);
  for (let i = 0, at = 0; i < records; i++) {
    const [from, to] = [right.starts[i]!, right.starts[i + 1]!];
    for (let l = left.starts[i]!; l < left.starts[i + 1]!; l++) {
      const key = left.keys[l]!;
      for (let r = from; r < to; r++) keys[at++] = joinHash(key, right.keys[r]!);
    }
  }
  return { starts, keys };
}

export interface KeyCost {
  /** Pairs that the keys bring in the whole table, hubs left out. */
  readonly pairs: number;
  /** [record of the sample] 1 where it has a key that is no hub. */
  readonly takesPart: Uint8Array;
}

const sorter = new KeySorter();

/** What keys cost, from the groups they make in the sample. */
export function costOfKeys(sample: RecordSample, { starts, keys }: SampleKeys, maximumPerKey: number): KeyCost {
  const { table, sources, records, recordScale, pairScale } = sample;
  const takesPart = new Uint8Array(records.length);
  const { sorted, owner, count } = sharedKeys(starts, keys, takesPart);
  const counts = new Float64Array(sources.sources);
  let pairs = 0;
  for (let from = 0, to = 0; from < count; from = to) {
    for (to = from; to < count && sorted[to] === sorted[from];) to++;
    // One record in the sample says little about how many there are.
    if (to - from > 1 && (to - from) * recordScale > maximumPerKey) continue;
    if (to - from === 1) {
      takesPart[owner[from]!] = 1;
      continue;
    }
    counts.fill(0);
    for (let at = from; at < to; at++) {
      counts[table.source[records[owner[at]!]!]!]!++;
      takesPart[owner[at]!] = 1;
    }
    pairs += pairsOfCounts(counts, sources);
  }
  return { pairs: pairs * pairScale, takesPart };
}

/** Keys that several may have, sorted, with the records of the sample that have them; whoever has another takes part. */
function sharedKeys(starts: Uint32Array, keys: Uint32Array, takesPart: Uint8Array) {
  const seen = new SeenKeys(keys.length);
  for (let at = 0; at < keys.length; at++) seen.add(keys[at]!);
  const [sorted, owner] = [new Uint32Array(keys.length), new Uint32Array(keys.length)];
  let count = 0;
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      if (!seen.isShared(keys[at]!)) {
        takesPart[i] = 1;
        continue;
      }
      sorted[count] = keys[at]!;
      owner[count++] = i;
    }
  }
  sorter.sort(sorted, owner, count);
  return { sorted, owner, count };
}
