/** The records in the order of their sources and ids, which is the same whatever the order of rows. */
import { isAscii } from 'node:buffer';
import { textsOfArena, type TextArena } from '../../core/values/text-arena.ts';

export interface RecordOrder {
  /** [place] record. */
  readonly records: Uint32Array;
  /** [record] place. */
  readonly place: Uint32Array;
}

/** @param idsOfSources [source] ids of its rows, distinct within it; records are counted through all sources */
export function orderRecords(idsOfSources: readonly TextArena[]): RecordOrder {
  const count = idsOfSources.reduce((sum, ids) => sum + ids.count, 0);
  const records = new Uint32Array(count);
  let first = 0;
  for (const ids of idsOfSources) {
    const order = orderIds(ids);
    for (let i = 0; i < order.length; i++) records[first + i] = first + order[i]!;
    first += ids.count;
  }
  const place = new Uint32Array(count);
  for (let i = 0; i < count; i++) place[records[i]!] = i;
  return { records, place };
}

/** Files that programs write are in order as a rule: no string is made of an id then. */
const orderIds = (ids: TextArena): Uint32Array =>
  isAscii(ids.bytes) && areBytesAscending(ids)
    ? Uint32Array.from({ length: ids.count }, (_, i) => i)
    : orderTexts(textsOfArena(ids));

/** Of ASCII, whose bytes are in the order of its units. */
function areBytesAscending({ count, bytes, starts }: TextArena): boolean {
  for (let text = 1; text < count; text++) {
    let [at, other] = [starts[text - 1]!, starts[text]!];
    const [end, otherEnd] = [starts[text]!, starts[text + 1]!];
    while (at < end && other < otherEnd && bytes[at] === bytes[other]) [at, other] = [at + 1, other + 1];
    if (at < end && (other === otherEnd || bytes[at]! > bytes[other]!)) return false;
  }
  return true;
}

const LARGEST_EXACT = 2 ** 53;

/**
 * Indices of texts in the order of their UTF-16 units. As many letters as fit are packed into one number with the index
 * below them, since numbers are sorted ten times faster than strings; what is equal so far is sorted as strings.
 */
export function orderTexts(texts: readonly string[]): Uint32Array {
  const count = texts.length;
  // Files that programs write are in order as a rule.
  if (isAscending(texts)) return Uint32Array.from({ length: count }, (_, i) => i);
  const skipped = commonPrefix(texts);
  const { digits, kinds } = digitsOf(texts, skipped);
  const base = kinds + 1;
  const letters = kinds === 0 ? 0 : lettersThatFit(count, base);
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = packed(texts[i]!, skipped, letters, digits, base) * count + i;
  keys.sort();
  const order = Uint32Array.from(keys, (key) => key % count);
  sortTies(texts, order, keys, count);
  return order;
}

function isAscending(texts: readonly string[]): boolean {
  for (let i = 1; i < texts.length; i++) if (!(texts[i - 1]! <= texts[i]!)) return false;
  return true;
}

/** Letters of a base that a number holds beside an index below `count`. */
const lettersThatFit = (count: number, base: number): number =>
  Math.floor(Math.log(LARGEST_EXACT / count) / Math.log(base) - 1e-9);

function commonPrefix(texts: readonly string[]): number {
  const first = texts[0] ?? '';
  let length = first.length;
  for (const text of texts) {
    let same = 0;
    while (same < length && text.charCodeAt(same) === first.charCodeAt(same)) same++;
    length = same;
    if (length === 0) break;
  }
  return length;
}

/** [UTF-16 unit] digit of each unit that occurs, from 1 on in the order of the units; and how many they are. */
function digitsOf(texts: readonly string[], from: number): { digits: Uint32Array; kinds: number } {
  const digits = new Uint32Array(65536);
  for (const text of texts) for (let i = from; i < text.length; i++) digits[text.charCodeAt(i)] = 1;
  let kinds = 0;
  for (let unit = 0; unit < digits.length; unit++) if (digits[unit] === 1) digits[unit] = ++kinds;
  return { digits, kinds };
}

function packed(text: string, from: number, letters: number, digits: Uint32Array, base: number): number {
  let number = 0;
  for (let i = from; i < from + letters; i++) {
    number = number * base + (i < text.length ? digits[text.charCodeAt(i)]! : 0);
  }
  return number;
}

function sortTies(texts: readonly string[], order: Uint32Array, keys: Float64Array, count: number): void {
  for (let from = 0; from < count;) {
    const key = Math.floor(keys[from]! / count);
    let to = from + 1;
    while (to < count && Math.floor(keys[to]! / count) === key) to++;
    if (to - from > 1) order.subarray(from, to).sort((a, b) => compareTexts(texts[a]!, texts[b]!));
    from = to;
  }
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
