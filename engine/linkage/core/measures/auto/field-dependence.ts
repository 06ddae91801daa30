/** Whether one field follows from another: a suburb tells its state, so that to count both is to count one twice. */
import type { FieldColumn, LinkTable } from '../../table.ts';
import { dateParts } from '../../values/features.ts';
import { recordHashes } from '../../values/record-hashes.ts';

/** Records looked at. */
const MOST_RECORDS = 50_000;
/** A value of fewer records than this may be that of one entity, whose records agree on everything. */
const FEWEST_RECORDS = 10;
/** Pairs of records below which nothing is said. */
const FEWEST_PAIRS = 1000;
/** Share of the pairs that agree on one field and agree on the other, too, from which on it follows. */
const LEAST_AGREEMENT = 0.8;
/** A field on which most pairs agree anyway follows from nothing. */
const MOST_BY_CHANCE = 0.5;

/** Which records are looked at: by hashes of what they tell, so that neither the order of rows nor names of files change anything. */
export function chosenRecords(table: LinkTable): Uint32Array {
  const { count } = table;
  const records = Uint32Array.from({ length: count }, (_, record) => record);
  if (count <= MOST_RECORDS) return records;
  const hashes = recordHashes(table);
  const limit = (MOST_RECORDS / count) * 2 ** 32;
  return records.filter((record) => hashes[record]! < limit);
}

/** [record] what stands for a field: its value, or of a date the year. */
export function valuesToCompare({ values, book }: FieldColumn): Uint32Array {
  if (book.kind !== 'date') return values;
  const { year } = dateParts(book);
  return values.map((value) => year[value]!);
}

/**
 * True where records that agree on `cause` agree on `effect`, too, far beyond chance.
 *
 * @param cause  [record] value, 0 for blank
 * @param effect [record] value, 0 for blank
 */
export function followsFrom(records: Uint32Array, cause: Uint32Array, effect: Uint32Array): boolean {
  const ofCause = new Map<number, Map<number, number>>();
  const ofEffect = new Map<number, number>();
  let told = 0;
  for (const record of records) {
    const [x, y] = [cause[record]!, effect[record]!];
    if (x === 0 || y === 0) continue;
    told++;
    ofEffect.set(y, (ofEffect.get(y) ?? 0) + 1);
    let spread = ofCause.get(x);
    if (spread === undefined) ofCause.set(x, (spread = new Map<number, number>()));
    spread.set(y, (spread.get(y) ?? 0) + 1);
  }
  let [pairs, agreeing] = [0, 0];
  for (const spread of ofCause.values()) {
    const all = sum(spread.values());
    if (all < FEWEST_RECORDS) continue;
    pairs += all * (all - 1);
    for (const each of spread.values()) agreeing += each * (each - 1);
  }
  let byChance = 0;
  for (const each of ofEffect.values()) byChance += each * (each - 1);
  if (pairs < FEWEST_PAIRS || byChance > MOST_BY_CHANCE * told * (told - 1)) return false;
  return agreeing >= LEAST_AGREEMENT * pairs;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
