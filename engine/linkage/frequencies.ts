/** How common values are: what agreeing on one of them is worth. */

/** Counts of one field in the rows of reference: the population register, or all rows where there is none. */
export interface Frequencies {
  /** [value] -log2 of its share; of one row in all for a value that the rows of reference do not have. */
  readonly rarityBits: Float32Array;
  /** Chance that two rows of reference that tell the field share its value. */
  readonly agreementShare: number;
}

/**
 * Counts one value a row.
 *
 * @param valueOfRow [row] value; 0 where blank
 * @param values     one more than the largest value
 * @param rows       rows of reference
 */
export function frequenciesOf(valueOfRow: ArrayLike<number>, values: number, rows: Uint32Array): Frequencies {
  const counts = new Uint32Array(values);
  for (const row of rows) counts[valueOfRow[row]!]!++;
  return frequenciesFromCounts(counts, rows.length - (counts[0] ?? 0));
}

/**
 * @param counts [value] rows of reference that have it; value 0 is blank
 * @param total  rows of reference that tell the field
 */
export function frequenciesFromCounts(counts: Uint32Array, total: number): Frequencies {
  const rows = Math.max(1, total);
  const rarityBits = new Float32Array(counts.length);
  let pairs = 0;
  for (let value = 1; value < counts.length; value++) {
    rarityBits[value] = Math.log2(rows / Math.max(1, counts[value]!));
    pairs += counts[value]! ** 2;
  }
  return { rarityBits, agreementShare: Math.max(pairs, rows) / rows ** 2 };
}

/** Numbers 1, 2, 3 … for distinct hashes, in order of first sight; 0 stays 0. */
export function numberHashes(hashes: Uint32Array): { numbers: Uint32Array; size: number } {
  const mask = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2)) - 1;
  // [slot] open addressing; 0 where free.
  const slotHash = new Uint32Array(mask + 1);
  const slotNumber = new Uint32Array(mask + 1);
  const numbers = new Uint32Array(hashes.length);
  let size = 1;
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i]!;
    if (hash === 0) continue;
    let slot = Math.imul(hash, 0x9e3779b1) & mask;
    while (slotHash[slot] !== 0 && slotHash[slot] !== hash) slot = (slot + 1) & mask;
    if (slotHash[slot] === 0) {
      slotHash[slot] = hash;
      slotNumber[slot] = size++;
    }
    numbers[i] = slotNumber[slot]!;
  }
  return { numbers, size };
}
