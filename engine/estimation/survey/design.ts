/** The design of a survey: what each household counts, and with whom it was drawn. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { isMissingText } from './cell-text.ts';
import { surveyFault } from './faults.ts';
import type { SurveyColumns } from './read-columns.ts';
import { numbersOf, type FileReading } from './strict-numbers.ts';

/** @throws TwinError input: a household without weight, a weight below 0, all of them 0 */
export function weightsOf(read: SurveyColumns, heading: string, reading: FileReading): Float64Array {
  const weights = numbersOf(read, heading, reading, 'weight');
  const bad = firstOfFile(read, (row) => !(weights[row]! >= 0));
  if (bad >= 0) {
    const isBlank = Number.isNaN(weights[bad]!);
    const where = { file: read.file, row: read.rows[bad]!, column: heading };
    const what = isBlank ? 'A household has no weight.' : 'A weight is negative.';
    const todo = 'Mend it; a household that is to count for nothing has weight 0.';
    throw surveyFault(isBlank ? 'weight-missing' : 'weight-negative', where, what, 'a number of 0 or more', todo);
  }
  if (weights.some((value) => value > 0)) return weights;
  const what = 'All weights are 0.';
  throw surveyFault('weight-zero', { file: read.file, column: heading }, what, 'weights above 0', 'Mend them.');
}

/** @throws TwinError input: a household without size */
export function peopleOf(read: SurveyColumns, heading: string, reading: FileReading): Float64Array {
  const people = numbersOf(read, heading, reading, 'people');
  const bad = firstOfFile(read, (row) => !(people[row]! > 0));
  if (bad < 0) return people;
  const where = { file: read.file, row: read.rows[bad]!, column: heading };
  throw surveyFault(
    'people-missing',
    where,
    'A household has no size.',
    'a number above 0',
    'Mend it, or leave people out.',
  );
}

/** The row that somebody who reads the file meets first; -1 where there is none. */
export function firstOfFile({ rows }: Pick<SurveyColumns, 'rows'>, isBad: (row: number) => boolean): number {
  let first = -1;
  rows.forEach((inFile, row) => {
    if (isBad(row) && (first < 0 || inFile < rows[first]!)) first = row;
  });
  return first;
}

export interface Codes {
  /** [row] */
  readonly codes: Int32Array;
  readonly count: number;
  /** Rows with a blank cell in one of the columns. */
  readonly blank: number;
}

/** Distinct texts of some columns together as numbers, in the order of the texts; a blank one is one of its own. */
export function codesOf(
  read: SurveyColumns,
  headings: readonly string[],
  { missing }: FileReading,
  isOwnWhereBlank: boolean,
): Codes {
  const columns = headings.map((heading) => read.columns.get(heading)!);
  let blank = 0;
  const texts = Array.from({ length: read.count }, (_, row) => {
    const parts = columns.map(({ dictionary, codes }) => dictionary[codes[row]!]!);
    const isBlank = parts.some((part) => isMissingText(part, missing));
    if (isBlank) blank++;
    return isBlank && isOwnWhereBlank ? `\u0000${row}` : parts.join('\u0001');
  });
  const names = [...new Set(texts)].sort();
  const codeOf = new Map(names.map((name, code) => [name, code]));
  return { codes: Int32Array.from(texts, (text) => codeOf.get(text)!), count: names.length, blank };
}

/** What somebody should know of clusters that are not what they seem. */
export function clusterNotes(clusters: Codes, strata: Int32Array, names: readonly string[]): Bilingual[] {
  const notes: Bilingual[] = [];
  const list = names.join(', ');
  if (clusters.blank > 0)
    notes.push({
      id: `${clusters.blank} baris tanpa ${list}: masing-masing dihitung sebagai klaster sendiri.`,
      en: `${clusters.blank} row${clusters.blank === 1 ? '' : 's'} without ${list}: each counts as a cluster of its own.`,
    });
  const stratumOf = new Map<number, number>();
  const shared = new Set<number>();
  clusters.codes.forEach((cluster, row) => {
    const stratum = stratumOf.get(cluster);
    if (stratum === undefined) stratumOf.set(cluster, strata[row]!);
    else if (stratum !== strata[row]) shared.add(cluster);
  });
  if (shared.size > 0)
    notes.push({
      id: `${shared.size} klaster (${list}) ada di lebih dari satu strata: bila nomor klaster dimulai lagi di tiap strata, sebutkan keduanya (cluster: [strata, klaster]).`,
      en: `${shared.size} cluster${shared.size === 1 ? '' : 's'} (${list}) stand${shared.size === 1 ? 's' : ''} in more than one stratum: where numbers begin anew in each, name both (cluster: [stratum, cluster]).`,
    });
  return notes;
}

/** An id that stands twice may be one household twice, and then it is learnt from where it is held out. */
export function idNotes(read: SurveyColumns, heading: string, { missing }: FileReading): Bilingual[] {
  const { dictionary, codes } = read.columns.get(heading)!;
  const rowOf = new Map<number, number>();
  let doubled = 0;
  let first: readonly [number, number] | undefined;
  for (const row of Uint32Array.from(codes.keys()).sort((a, b) => read.rows[a]! - read.rows[b]!)) {
    if (isMissingText(dictionary[codes[row]!]!, missing)) continue;
    const before = rowOf.get(codes[row]!);
    if (before === undefined) rowOf.set(codes[row]!, row);
    else {
      doubled++;
      first ??= [read.rows[before]!, read.rows[row]!];
    }
  }
  if (first === undefined) return [];
  const [one, other] = first;
  return [
    {
      id: `${doubled} baris mengulang ${heading} baris lain (pertama: baris ${one} dan ${other}): bila itu rumah tangga yang sama, hapus salah satunya.`,
      en: `${doubled} row${doubled === 1 ? ' repeats' : 's repeat'} the ${heading} of another (first: rows ${one} and ${other}): where they are the same household, take one out.`,
    },
  ];
}
