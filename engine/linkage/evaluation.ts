/** How good a linkage is, against a truth that only tests, benches and reports on invented cities have. */
import { standardiseName } from '../registers/names.ts';
import type { RegisterRecords } from '../registers/records.ts';
import { LINK_KINDS, type Linkage } from './linkage.ts';

/** For one register: Int32Array of row to true person; -1 where a row is about nobody. */
export type RegisterTruth = Int32Array;

/**
 * Rows of a register other than the population register. A row is *known* when its true person has a row in the
 * population register. It is *right* when it is linked to the person of one of those rows, and *wrong* when it is linked
 * to any other resident; rows about people whom the population register does not know can only be wrong or left alone:
 * linked to a resident they count against precision, else they count nowhere.
 */
export interface LinkedRegisterQuality {
  readonly kind: 'linked';
  readonly registerId: string;
  readonly rows: number;
  /** Rows whose true person has a row in the population register. */
  readonly known: number;
  readonly right: number;
  readonly wrong: number;
  /** Of the known: waiting for review; taken for somebody the population register does not know. */
  readonly knownInReview: number;
  readonly knownAlone: number;
  /** right / (right + wrong); 1 where nothing was linked. */
  readonly precision: number;
  /** right / known; 1 where nobody is known. */
  readonly recall: number;
  readonly f1: number;
  /** Of the known whose row tells a name of one word, the hardest to tell apart, and of those with more words. */
  readonly oneWordRecall: number;
  readonly moreWordsRecall: number;
  /** The same as counts. */
  readonly byWords: {
    readonly one: { readonly right: number; readonly known: number };
    readonly more: { readonly right: number; readonly known: number };
  };
}

/**
 * The population register, where a link is two rows made one person. Precision is the share of rows that are with the
 * true person of most rows of their cluster; recall the share of rows that are in the cluster of most rows of their true
 * person.
 */
export interface AnchorQuality {
  readonly kind: 'anchors';
  readonly registerId: string;
  readonly rows: number;
  /** Persons made of rows about more than one true person: each counts those that are too many. */
  readonly falseMerges: number;
  /** True persons with rows in more than one cluster: each counts the clusters that are too many. */
  readonly missedMerges: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export type RegisterQuality = LinkedRegisterQuality | AnchorQuality;

/** @param truth [register][row] true person */
export function evaluateLinkage(
  registers: readonly RegisterRecords[],
  linkage: Linkage,
  truth: readonly RegisterTruth[],
): RegisterQuality[] {
  const personsOfTrue = residentsOfTrue(registers, linkage, truth);
  const residents = residentsAmong(registers, linkage);
  return registers.map(({ registerId, role, count }, r) => {
    const person = linkage.links[r]!.person;
    if (role === 'population') return anchorQuality(registerId, person, truth[r]!);
    const tally = { right: 0, wrong: 0, known: 0, knownInReview: 0, knownAlone: 0 };
    const byWords = { one: { right: 0, known: 0 }, more: { right: 0, known: 0 } };
    const wordsOfRow = nameWords(registers[r]!);
    for (let row = 0; row < count; row++) {
      const expected = personsOfTrue.get(truth[r]![row]!);
      const isLinked = residents.has(person[row]!);
      if (isLinked && expected?.has(person[row]!) === true) tally.right++;
      else if (isLinked) tally.wrong++;
      if (expected === undefined) continue;
      tally.known++;
      const words = wordsOfRow(row);
      if (words > 0) {
        const ofWords = words === 1 ? byWords.one : byWords.more;
        ofWords.known++;
        if (isLinked && expected.has(person[row]!)) ofWords.right++;
      }
      const kind = LINK_KINDS[linkage.links[r]!.kind[row]!];
      if (kind === 'review') tally.knownInReview++;
      if (kind === 'alone') tally.knownAlone++;
    }
    const precision = ratio(tally.right, tally.right + tally.wrong);
    const recall = ratio(tally.right, tally.known);
    return {
      kind: 'linked',
      registerId,
      rows: count,
      ...tally,
      precision,
      recall,
      f1: f1Of(precision, recall),
      oneWordRecall: ratio(byWords.one.right, byWords.one.known),
      moreWordsRecall: ratio(byWords.more.right, byWords.more.known),
      byWords,
    };
  });
}

/** Words of the name of a row, titles left out; 0 where it tells none. */
function nameWords({ columns }: RegisterRecords): (row: number) => number {
  const names = columns.get('fullName');
  if (names?.kind !== 'text') return () => 0;
  const words = names.dictionary.values.map((name) => standardiseName(name).tokens.length);
  return (row) => words[names.codes[row]!]!;
}

/** True person to the persons that his rows in the population register were made. */
export function residentsOfTrue(
  registers: readonly RegisterRecords[],
  linkage: Linkage,
  truth: readonly RegisterTruth[],
): Map<number, Set<number>> {
  const persons = new Map<number, Set<number>>();
  registers.forEach(({ role, count }, r) => {
    if (role !== 'population') return;
    for (let row = 0; row < count; row++) {
      const person = linkage.links[r]!.person[row]!;
      const known = persons.get(truth[r]![row]!);
      if (known === undefined) persons.set(truth[r]![row]!, new Set([person]));
      else known.add(person);
    }
  });
  persons.delete(-1);
  return persons;
}

/** Persons that have a row in the population register. */
function residentsAmong(registers: readonly RegisterRecords[], linkage: Linkage): Set<number> {
  const residents = new Set<number>();
  registers.forEach(({ role }, r) => {
    if (role === 'population') for (const person of linkage.links[r]!.person) residents.add(person);
  });
  return residents;
}

function anchorQuality(registerId: string, person: Int32Array, truthOfRow: RegisterTruth): AnchorQuality {
  const rows = person.length;
  // Two rows about nobody are not about the same nobody.
  const truth = truthOfRow.map((truePerson, row) => (truePerson < 0 ? -1 - row : truePerson));
  const byCluster = countTogether(person, truth);
  const byTrue = countTogether(truth, person);
  const tooMany = (groups: Map<number, Map<number, number>>): number =>
    [...groups.values()].reduce((sum, parts) => sum + parts.size - 1, 0);
  const inLargest = (groups: Map<number, Map<number, number>>): number =>
    [...groups.values()].reduce((sum, parts) => sum + Math.max(...parts.values()), 0);
  const precision = ratio(inLargest(byCluster), rows);
  const recall = ratio(inLargest(byTrue), rows);
  return {
    kind: 'anchors',
    registerId,
    rows,
    falseMerges: tooMany(byCluster),
    missedMerges: tooMany(byTrue),
    precision,
    recall,
    f1: f1Of(precision, recall),
  };
}

/** How often each value of one column stands beside each of the other. */
function countTogether(of: Int32Array, beside: Int32Array): Map<number, Map<number, number>> {
  const groups = new Map<number, Map<number, number>>();
  for (let row = 0; row < of.length; row++) {
    const group = groups.get(of[row]!) ?? new Map<number, number>();
    groups.set(of[row]!, group.set(beside[row]!, (group.get(beside[row]!) ?? 0) + 1));
  }
  return groups;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

const f1Of = (precision: number, recall: number): number =>
  precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
