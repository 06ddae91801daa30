/**
 * A code at the end of each row of a workbook, by which its return is known: that the row is one that was written, which of its
 * fixed cells were changed since, and what its open cells held. Who has no key can make none.
 */
import { personId, type Keys } from '../../store/keys.ts';
import type { Cell } from './sheet.ts';
import { WORKED_KEYS, type Worked } from './worked.ts';

const SEAL_LETTERS = 24;
const CELL_LETTERS = 4;
const WORK_LETTERS = 8;
const CODE = new RegExp(`^([0-9a-f]{${SEAL_LETTERS}})\\.([0-9a-f]*)\\.([0-9a-f]{${WORK_LETTERS}})$`);

/** @param list what names the list: the same rows of another list have other codes */
export function rowCode(keys: Keys, list: string, fixed: readonly Cell[], work: Worked): string {
  const cells = fixed.map((cell) => shortHash(String(cell), CELL_LETTERS)).join('');
  const own = `${cells}.${workHash(work)}`;
  return `${seal(keys, list, fixed, own)}.${own}`;
}

/** What the open cells hold, in few letters. */
export const workHash = (work: Worked): string =>
  shortHash(WORKED_KEYS.map((key) => work[key]).join('\u001f'), WORK_LETTERS);

export type CheckedRow =
  | { readonly kind: 'as-written'; readonly workBefore: string }
  /** The code is not one of this list. */
  | { readonly kind: 'foreign' }
  /** Places of the fixed cells that are not what was written. */
  | { readonly kind: 'changed'; readonly cells: readonly number[] };

export function checkRow(keys: Keys, list: string, fixed: readonly Cell[], code: string): CheckedRow {
  const [, sealed, cells, workBefore] = CODE.exec(code) ?? [];
  if (sealed === undefined || cells!.length !== fixed.length * CELL_LETTERS) return { kind: 'foreign' };
  if (seal(keys, list, fixed, `${cells!}.${workBefore!}`) === sealed)
    return { kind: 'as-written', workBefore: workBefore! };
  const changed = fixed.flatMap((cell, i) => {
    const was = cells!.slice(i * CELL_LETTERS, (i + 1) * CELL_LETTERS);
    return shortHash(String(cell), CELL_LETTERS) === was ? [] : [i];
  });
  return changed.length === 0 ? { kind: 'foreign' } : { kind: 'changed', cells: changed };
}

function seal(keys: Keys, list: string, fixed: readonly Cell[], own: string): string {
  const text = ['list row', list, ...fixed, own].join('\u001f');
  return Buffer.from(personId(keys, text)).toString('hex').slice(0, SEAL_LETTERS);
}

/** FNV-1a of 32 bits, folded: tells which cell was changed, and keeps nobody from anything. */
function shortHash(text: string, letters: number): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  const bits = letters * 4;
  const folded = bits >= 32 ? hash >>> 0 : ((hash >>> bits) ^ hash) & (2 ** bits - 1);
  return folded.toString(16).padStart(letters, '0');
}
