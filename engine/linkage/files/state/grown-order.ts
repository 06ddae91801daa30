/** The records of a result that grew in their order: those that stay keep it among themselves, and the others go between. */
import { findText } from '../../core/growing/ordered-names.ts';
import type { LiveRecords } from '../../core/growing/live-records.ts';
import type { TextArena } from '../../core/values/text-arena.ts';
import { recordOfName } from '../../review/decision.ts';
import type { RecordNames } from '../writing/write-pairs.ts';
import type { StoredLinks } from './links-file.ts';

export interface GrownOrder {
  /** Of the records as they are now, in order: the places are the records. */
  readonly names: RecordNames;
  /** [record] number that it has while rows are taken in. */
  readonly numbers: Uint32Array;
}

interface Comer {
  readonly number: number;
  readonly id: Buffer;
  /** Row before which it stands. */
  readonly before: number;
}

/** @param links as they were; records of the same numbers are those that rows were taken into */
export function grownOrder(records: LiveRecords, links: Pick<StoredLinks, 'idTexts' | 'sourceStart'>): GrownOrder {
  const { sources } = records;
  const numbers = new Uint32Array(records.living);
  const sourceStart = new Uint32Array(sources.length + 1);
  const ids = sources.map((_, source): TextArena => {
    const rows = mergedRows(records, links, source);
    numbers.set(rows.numbers, sourceStart[source]);
    sourceStart[source + 1] = sourceStart[source]! + rows.ids.count;
    return rows.ids;
  });
  const places = Uint32Array.from(numbers.keys());
  return { names: { sources, sourceStart, ids, order: { records: places, place: places } }, numbers };
}

function mergedRows(
  records: LiveRecords,
  { idTexts, sourceStart }: Pick<StoredLinks, 'idTexts' | 'sourceStart'>,
  source: number,
): { readonly numbers: Uint32Array; readonly ids: TextArena } {
  const [old, first] = [idTexts[source]!, sourceStart[source]!];
  const comers = comersOf(records, old, source, sourceStart.at(-1)!);
  const numbers = new Uint32Array(old.count + comers.length);
  const bytes = new Uint8Array(old.bytes.length + comers.reduce((sum, { id }) => sum + id.length, 0));
  const starts = new Uint32Array(numbers.length + 1);
  let [count, next] = [0, 0];
  const comeBefore = (row: number): void => {
    for (; next < comers.length && comers[next]!.before <= row; next++) {
      const { number, id } = comers[next]!;
      bytes.set(id, starts[count]);
      numbers[count++] = number;
      starts[count] = starts[count - 1]! + id.length;
    }
  };
  for (let row = 0; row < old.count; row++) {
    comeBefore(row);
    if (!records.isLiving(first + row)) continue;
    let to = starts[count]!;
    for (let at = old.starts[row]!; at < old.starts[row + 1]!; at++) bytes[to++] = old.bytes[at]!;
    numbers[count++] = first + row;
    starts[count] = to;
  }
  comeBefore(old.count);
  const ids = { count, bytes: bytes.subarray(0, starts[count]), starts: starts.slice(0, count + 1) };
  return { numbers: numbers.subarray(0, count), ids };
}

/** Records that came and live, in the order of their ids. */
function comersOf(records: LiveRecords, old: TextArena, source: number, opened: number): Comer[] {
  const come: { number: number; id: string }[] = [];
  for (let number = opened; number < records.count; number++) {
    if (!records.isLiving(number) || records.source[number] !== source) continue;
    come.push({ number, id: recordOfName(records.nameOf(number))[1] });
  }
  come.sort((a, b) => (a.id < b.id ? -1 : 1));
  return come.map(({ number, id }) => {
    const place = findText(old, id);
    // A record that is gone may have had the same id.
    return { number, id: Buffer.from(id), before: place < 0 ? -1 - place : place };
  });
}
