/** Golden records of some clusters of a result that grew, as if those of all had been made anew. */
import type { FieldSpec } from '../../core/link-model.ts';
import { textAt, type TextArena } from '../../core/values/text-arena.ts';
import type { StoredColumn } from '../state/rows-file.ts';
import { recordsByCluster, sourceOf, type Clusters, type RecordNames } from '../writing/write-pairs.ts';
import type { CountsOfAll, ValueWords } from './golden-column.ts';
import { isName, wordsOfTexts } from './golden-outputs.ts';
import { GoldenRows } from './golden-rows.ts';
import { visitWords } from './texts-with-words.ts';
import type { GoldenSpec } from './spec.ts';
import type { WrittenColumn } from './written-column.ts';

/** All records of the result, in the order of their names. */
export interface GrownRecords {
  readonly names: RecordNames;
  readonly fields: readonly FieldSpec[];
  /** [field] as linking reads it. */
  readonly standard: readonly StoredColumn[];
  /** [field] as files write it. */
  readonly written: readonly StoredColumn[];
  /** Called by their entities. */
  readonly clusters: Clusters;
}

export interface GoldenBytes {
  readonly golden: Uint8Array;
  readonly sources: Uint8Array;
}

/** @param chosen records of the clusters that are asked for, all of each, ascending */
export function goldenRowsOf(
  of: GrownRecords,
  spec: GoldenSpec,
  strong: readonly string[],
  chosen: Uint32Array,
): GoldenBytes {
  const { clusters } = of;
  const number = chosen.map((record) => clusters.number[record]!);
  const size = new Uint32Array(clusters.count + 1);
  for (const cluster of number) size[cluster]!++;
  const some = { count: clusters.count, size, number };
  const names = namesOf(of.names, chosen);
  const rows = new GoldenRows({
    spec,
    columns: of.fields.map((_, field) => columnOf(of, field, chosen, spec)),
    clusters: some,
    records: recordsByCluster(some, names.order),
    names,
    strong,
  });
  const { golden, sources } = rows.rows({ from: 1, to: clusters.count + 1, at: 0 });
  return { golden: Buffer.concat(golden), sources: Buffer.concat(sources) };
}

function namesOf(names: RecordNames, chosen: Uint32Array): RecordNames {
  const { sources, sourceStart, ids } = names;
  const own = new Uint32Array(sources.length + 1);
  for (const record of chosen) own[sourceOf(names, record) + 1]!++;
  for (let s = 0; s < sources.length; s++) own[s + 1]! += own[s]!;
  const places = Uint32Array.from(chosen.keys());
  const idsOf = (s: number): TextArena =>
    someTexts(
      ids[s]!,
      chosen.subarray(own[s], own[s + 1]).map((record) => record - sourceStart[s]!),
    );
  return {
    sources,
    sourceStart: own,
    ids: sources.map((_, s) => idsOf(s)),
    order: { records: places, place: places },
  };
}

function someTexts({ bytes, starts }: TextArena, chosen: Uint32Array): TextArena {
  const own = new Uint32Array(chosen.length + 1);
  chosen.forEach((text, i) => (own[i + 1] = own[i]! + starts[text + 1]! - starts[text]!));
  const copied = new Uint8Array(own[chosen.length]!);
  chosen.forEach((text, i) => copied.set(bytes.subarray(starts[text], starts[text + 1]), own[i]));
  return { count: chosen.length, bytes: copied, starts: own };
}

/** A column of some of the records alone, with what their values are among all. */
function columnOf(
  { fields, standard, written, clusters }: GrownRecords,
  field: number,
  chosen: Uint32Array,
  spec: GoldenSpec,
): WrittenColumn {
  const { name, kind } = fields[field]!;
  const own = someValues(standard[field]!, chosen);
  const texts = own.values.map((code) => (code < 0 ? '' : textAt(standard[field]!.texts, code)));
  const words = isName(kind) ? wordsOfTexts(texts) : undefined;
  const isSome = chosen.length < clusters.number.length && asksForUsual(spec, name);
  return {
    field: name,
    kind,
    values: own.of,
    count: texts.length,
    textOf: (value) => texts[value]!,
    words,
    ofAll: isSome ? countsOfAll(standard[field]!, own.values, words, texts) : undefined,
    written: {
      source: new Uint8Array(chosen.length),
      sourceStart: Uint32Array.of(0, chosen.length),
      columns: [{ texts: written[field]!.texts, codes: chosen.map((record) => written[field]!.codes[record]!) }],
    },
  };
}

export const asksForUsual = ({ fields }: GoldenSpec, name: string): boolean =>
  fields.some(({ field, criteria }) => field === name && criteria.some(({ by }) => by === 'usual'));

/** The values of some records numbered among themselves: 0 for none told, and [value] the number of its text, -1 of 0. */
function someValues({ texts: { count, starts }, codes }: StoredColumn, chosen: Uint32Array) {
  const valueOf = new Int32Array(count).fill(-1);
  const values = [-1];
  const of = new Uint32Array(chosen.length);
  for (let i = 0; i < chosen.length; i++) {
    const code = codes[chosen[i]!]!;
    if (valueOf[code]! < 0) valueOf[code] = starts[code] === starts[code + 1] ? 0 : values.push(code) - 1;
    of[i] = valueOf[code]!;
  }
  return { of, values };
}

/** @param values [value] number of its text */
function countsOfAll(
  column: StoredColumn,
  values: readonly number[],
  words: ValueWords | undefined,
  texts: readonly string[],
): CountsOfAll {
  const records = recordsByText(column);
  const counts = Uint32Array.from(values, (code) => (code < 0 ? 0 : records[code]!));
  if (words === undefined) return { values: counts };
  const ofWords = new Uint32Array(words.wordCount);
  visitWords(column.texts, textsOfWords(words, texts), (word, text) => (ofWords[word]! += records[text]!));
  return { values: counts, words: ofWords };
}

/** [word] */
function textsOfWords({ starts, wordOf, wordCount }: ValueWords, texts: readonly string[]): string[] {
  const words = new Array<string>(wordCount).fill('');
  texts.forEach((text, value) => {
    const split = text.split(' ');
    for (let at = starts[value]!; at < starts[value + 1]!; at++) words[wordOf[at]!] = split[at - starts[value]!]!;
  });
  return words;
}

/** [text] records that have it. */
export function recordsByText({ texts, codes }: StoredColumn): Uint32Array {
  const records = new Uint32Array(texts.count);
  for (let record = 0; record < codes.length; record++) records[codes[record]!]!++;
  return records;
}
