/** Whether a whole name is made of fields that stand beside it. */
import type { FieldColumn } from '../../table.ts';
import { wordsOf } from '../../values/features.ts';

/** Share of records whose whole name holds the part, from which on it is made of it. */
const LEAST_SHARE = 0.7;

/** Those of the parts whose words are found in the whole name of the same record, as a rule. */
export function partsOfWhole(
  records: Uint32Array,
  whole: FieldColumn,
  parts: readonly FieldColumn[],
): readonly FieldColumn[] {
  return parts.filter((part) => {
    let [told, held] = [0, 0];
    for (const record of records) {
      const [name, of] = [whole.values[record]!, part.values[record]!];
      if (name === 0 || of === 0) continue;
      told++;
      if (holdsWords(whole, name, part, of)) held++;
    }
    return told > 0 && held >= told * LEAST_SHARE;
  });
}

/** The books are two, so words are known by their hashes. */
function holdsWords(whole: FieldColumn, name: number, part: FieldColumn, of: number): boolean {
  const [inWhole, inPart] = [wordsOf(whole.book), wordsOf(part.book)];
  for (let at = inPart.starts[of]!; at < inPart.starts[of + 1]!; at++) {
    const hash = inPart.book.hash[inPart.wordOf[at]!];
    let isHeld = false;
    for (let i = inWhole.starts[name]!; i < inWhole.starts[name + 1]!; i++) {
      isHeld ||= inWhole.book.hash[inWhole.wordOf[i]!] === hash;
    }
    if (!isHeld) return false;
  }
  return true;
}
