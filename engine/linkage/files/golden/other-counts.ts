/**
 * Clusters that nothing touched and whose golden record may be another all the same: what is usual is counted over all
 * records, and those that came, changed or went say what such a cluster tells as well.
 */
import { findTexts } from '../state/find-texts.ts';
import { isName } from './golden-outputs.ts';
import { asksForUsual, recordsByText, type GrownRecords } from './grown-golden.ts';
import type { GoldenSpec } from './spec.ts';
import { visitWords } from './texts-with-words.ts';

/** Standard texts of a field that records told and tell no longer, and those that records tell since. */
export interface FieldChange {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** Records side by side, and [cluster] where those of each begin. */
export interface MembersOf {
  readonly records: Uint32Array;
  readonly starts: Uint32Array;
}

/** @param changes [field] */
export function clustersWithOtherCounts(
  of: GrownRecords,
  spec: GoldenSpec,
  changes: readonly FieldChange[],
  { records, starts }: MembersOf,
): Set<number> {
  const { clusters } = of;
  const found = new Set<number>();
  of.fields.forEach(({ name, kind }, field) => {
    if (!asksForUsual(spec, name)) return;
    const change = changes[field]!;
    const isCounted = isName(kind) ? textsWithCountedWords(of, field, change) : textsCounted(of, field, change);
    if (isCounted === undefined) return;
    const { codes, texts } = of.standard[field]!;
    const tells = (record: number): boolean => texts.starts[codes[record]!] !== texts.starts[codes[record]! + 1];
    for (let record = 0; record < codes.length; record++) {
      const cluster = clusters.number[record]!;
      if (isCounted[codes[record]!] === 0 || clusters.size[cluster]! < 2 || found.has(cluster)) continue;
      const members = records.subarray(starts[cluster], starts[cluster + 1]);
      // Where all say the same, nobody asks what is usual.
      if (members.some((other) => codes[other] !== codes[record] && tells(other))) found.add(cluster);
    }
  });
  return found;
}

/** [text] 1 for those that more or fewer records say than before; undefined where there is none. */
function textsCounted({ standard }: GrownRecords, field: number, change: FieldChange): Uint8Array | undefined {
  const moved = [...movedCounts(change, (text) => (text === '' ? [] : [text])).keys()];
  if (moved.length === 0) return undefined;
  const { texts } = standard[field]!;
  const isCounted = new Uint8Array(texts.count);
  for (const text of findTexts(texts, moved)) if (text >= 0) isCounted[text] = 1;
  return isCounted;
}

/**
 * [text] 1 for those with a word that more or fewer records say than before, where that may matter: a word that more
 * records say than any cluster has, before and now, stands in records of other clusters whoever asks.
 */
function textsWithCountedWords(
  { standard, clusters }: GrownRecords,
  field: number,
  change: FieldChange,
): Uint8Array | undefined {
  const moved = movedCounts(change, (text) => new Set(text === '' ? [] : text.split(' ')));
  if (moved.size === 0) return undefined;
  const { texts } = standard[field]!;
  const records = recordsByText(standard[field]!);
  const words = [...moved.keys()];
  const now = new Uint32Array(words.length);
  const textsOf = words.map((): number[] => []);
  visitWords(texts, words, (word, text) => {
    now[word]! += records[text]!;
    textsOf[word]!.push(text);
  });
  const largest = clusters.size.reduce((most, size) => Math.max(most, size), 0);
  const isCounted = new Uint8Array(texts.count);
  words.forEach((text, word) => {
    const before = now[word]! - moved.get(text)!;
    if (Math.min(now[word]!, before) > largest) return;
    for (const of of textsOf[word]!) isCounted[of] = 1;
  });
  return isCounted;
}

/** What more records say than before, or fewer, and by how many. */
function movedCounts(
  { gone, come }: FieldChange,
  partsOf: (text: string) => Iterable<string>,
): ReadonlyMap<string, number> {
  const moved = new Map<string, number>();
  const count = (texts: readonly string[], by: number): void => {
    for (const text of texts) for (const part of partsOf(text)) moved.set(part, (moved.get(part) ?? 0) + by);
  };
  count(gone, -1);
  count(come, 1);
  return new Map([...moved].filter(([, by]) => by !== 0));
}
