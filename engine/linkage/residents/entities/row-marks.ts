/**
 * What rows say of who somebody is, as numbers: by them a row of this build is found again in the next one, wherever it
 * stands there, and also after one part of it was corrected. They can be tried out, a NIK has so few forms: whoever keeps
 * them seals them.
 */
import type { Dictionary } from '../../../kernel/dictionary.ts';
import { NO_DATE } from '../../../kernel/time.ts';
import { IDENTITY_FIELDS, type Column, type RegisterRecords } from '../../../registers/records.ts';
import { joinHash } from '../../core/values/text-hash.ts';

/** What a row may be told by besides all that it says; 0 where it is not told. */
export const MARK_PARTS = ['nik', 'fullName', 'bornOn', 'motherName', 'kkNumber'] as const;
export type MarkPart = (typeof MARK_PARTS)[number];

export interface RowMarks {
  readonly count: number;
  /** [row × 2] of all fields of identity, in 64 bits. */
  readonly whole: Uint32Array;
  /** [row × part of MARK_PARTS] */
  readonly parts: Uint32Array;
}

export function markRows({ count, columns }: RegisterRecords, hashes: TextHashes): RowMarks {
  const whole = new Uint32Array(count * 2);
  const parts = new Uint32Array(count * MARK_PARTS.length);
  IDENTITY_FIELDS.forEach((field, f) => {
    const column = columns.get(field);
    if (column === undefined) return;
    const hashOf = hashReader(column, hashes);
    const part = MARK_PARTS.indexOf(field as MarkPart);
    for (let row = 0; row < count; row++) {
      const hash = hashOf(row);
      if (part >= 0) parts[row * MARK_PARTS.length + part] = hash;
      if (hash === 0) continue;
      // What says nothing is passed over, so that each field says which one it is.
      whole[row * 2] = joinHash(whole[row * 2]!, hash + f);
      whole[row * 2 + 1] = joinHash(joinHash(hash, whole[row * 2 + 1]!), f);
    }
  });
  return { count, whole, parts };
}

/** Hashes of dictionaries, each made once: registers share one a field. */
export class TextHashes {
  readonly #known = new Map<Dictionary, Uint32Array>();

  of(dictionary: Dictionary): Uint32Array {
    let known = this.#known.get(dictionary);
    if (known === undefined) {
      known = Uint32Array.from(dictionary.values, foldedHash);
      this.#known.set(dictionary, known);
    }
    return known;
  }
}

function hashReader(column: Column, hashes: TextHashes): (row: number) => number {
  switch (column.kind) {
    case 'text': {
      const ofCode = hashes.of(column.dictionary);
      return (row) => ofCode[column.codes[row]!]!;
    }
    case 'date':
      return (row) => (column.days[row] === NO_DATE ? 0 : joinHash(1, column.days[row]!));
    case 'code':
      return (row) => (column.codes[row] === 0 ? 0 : joinHash(2, column.codes[row]!));
    case 'number':
      return (row) => (Number.isNaN(column.values[row]!) ? 0 : joinHash(3, column.values[row]!));
  }
}

const [DIGIT_0, DIGIT_9, LETTER_A, LETTER_Z] = [48, 57, 65, 90];
const TO_CAPITAL = 32;

/** Of letters and digits alone, small ones as capitals: the next export may write other signs. 0 for none. */
function foldedHash(text: string): number {
  let hash = 0x811c9dc5;
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit >= LETTER_A + TO_CAPITAL && unit <= LETTER_Z + TO_CAPITAL) unit -= TO_CAPITAL;
    const isKept = unit > 127 || (unit >= DIGIT_0 && unit <= DIGIT_9) || (unit >= LETTER_A && unit <= LETTER_Z);
    if (!isKept) continue;
    letters++;
    hash = Math.imul(hash ^ unit, 0x01000193);
  }
  return letters === 0 ? 0 : joinHash(hash, letters);
}
