/** One hash of everything in a city: two cities are the same when it is. */
import { createHash } from 'node:crypto';
import type { City } from './city.ts';

/** SHA-256 over every column, in the order of their names, hexadecimal. */
export function cityFingerprint(city: City): string {
  const hash = createHash('sha256').update(`${city.seed}/${city.referenceDay}`);
  for (const table of [city.persons, city.households])
    for (const [name, column] of Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`\n${name}\n`);
      if (ArrayBuffer.isView(column)) hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
      else hash.update(Array.isArray(column) ? column.join('\n') : String(column));
    }
  return hash.digest('hex');
}
