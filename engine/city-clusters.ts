/** Persons of the city whose rows may be those of several people, by the names that decisions have for the rows. */
import { loadCityDecisions } from './city-decisions.ts';
import { rowNamer, type DoubtfulRow } from './city-doubts.ts';
import type { Config } from './config.ts';
import { TwinError } from './kernel/errors.ts';
import type { Progress } from './kernel/progress.ts';
import { LINK_KINDS, rowsOfPersons, type Linkage, type LinkKind, type SuspectPair } from './linkage/linkage.ts';
import { rowFinder, type KeyedDigest } from './linkage/residents/decided/row-keys.ts';
import { inForce, pairName } from './linkage/review/binding.ts';
import { recordName, type NewDecision, type RecordId } from './linkage/review/decision.ts';
import { linkCity, type LinkedCity } from './linked-city.ts';
import type { FolderReading } from './registers/read.ts';
import { loadOrCreateKeys } from './store/keys.ts';

export interface ClusterRow extends DoubtfulRow {
  /** How the row came to its person. */
  readonly kind: LinkKind;
  /** NaN for rows that were not weighed. */
  readonly probability: number;
}

export interface ClusterQuestion extends Pick<
  SuspectPair,
  'doubts' | 'probability' | 'weightBits' | 'expectedChange' | 'isNikCounted' | 'evidence'
> {
  readonly left: RecordId;
  readonly right: RecordId;
  /** Somebody put it off. */
  readonly isLater: boolean;
}

export interface CityCluster {
  /** The row that stands for the person first. */
  readonly rows: readonly ClusterRow[];
  /** Pairs of them that may be two people, those first that an answer tells most about, those put off last. */
  readonly questions: readonly ClusterQuestion[];
  /** Pairs of rows whose link an answer is expected to change, of the most telling question that is not put off. */
  readonly expectedChange: number;
  /** All questions are put off. */
  readonly isLater: boolean;
}

/**
 * Links the registers as `twin build` does, and lists the persons whose rows contradict each other or hang by weak pairs:
 * those first whose answer is expected to change most.
 *
 * @throws TwinError input, configuration: as `twin build` tells them
 */
export async function findCityClusters(config: Config, progress: Progress): Promise<CityCluster[]> {
  const decisions = loadCityDecisions(config.decisionsFile, loadOrCreateKeys(config.keysFile));
  const { reading, linkage } = await linkCity(config, decisions, progress, { findsSuspects: true });
  progress.end();
  const { later } = inForce(decisions.lines);
  return clustersOf(reading, linkage, decisions.digest, new Set(later.keys()));
}

/** @param later names of pairs that were put off */
export function clustersOf(
  reading: Pick<FolderReading, 'registers' | 'files'>,
  linkage: Linkage,
  digest: KeyedDigest,
  later: ReadonlySet<string>,
): CityCluster[] {
  const nameRow = rowNamer(reading, digest);
  const clusters = (linkage.suspects ?? []).map(({ members, pairs }): CityCluster => {
    const rows = members.map(({ register, row }): ClusterRow => {
      const { kind, probability } = linkage.links[register]!;
      return { ...nameRow(register, row), kind: LINK_KINDS[kind[row]!]!, probability: probability[row]! };
    });
    const questions = pairs
      .map(({ left, right, ...told }): ClusterQuestion => {
        const [one, other] = [rows[left]!.record, rows[right]!.record];
        return { ...told, left: one, right: other, isLater: later.has(pairName(recordName(one), recordName(other))) };
      })
      .sort((a, b) => Number(a.isLater) - Number(b.isLater));
    const [first] = questions;
    return { rows, questions, expectedChange: first!.expectedChange, isLater: first!.isLater };
  });
  return clusters.sort((a, b) => Number(a.isLater) - Number(b.isLater) || b.expectedChange - a.expectedChange);
}

/**
 * Links the registers and parts some rows of a person from his others.
 *
 * @throws TwinError usage: a row that is not there, rows of several persons, or all rows of one
 */
export async function partOfPerson(
  config: Config,
  chosen: readonly RecordId[],
  progress: Progress,
): Promise<Pick<NewDecision & { kind: 'different' }, 'kind' | 'left' | 'right'>> {
  const decisions = loadCityDecisions(config.decisionsFile, loadOrCreateKeys(config.keysFile));
  const linked = await linkCity(config, decisions, progress);
  progress.end();
  return { kind: 'different', ...sidesOf(linked, decisions.digest, chosen) };
}

export function sidesOf(
  { reading, linkage }: Pick<LinkedCity, 'reading' | 'linkage'>,
  digest: KeyedDigest,
  chosen: readonly RecordId[],
): { left: RecordId[]; right: RecordId[] } {
  const { registers } = reading;
  const nameRow = rowNamer(reading, digest);
  const find = rowFinder(registers, new Set(chosen.map(([register]) => register)), digest);
  const persons = new Set<number>();
  const left = new Map<string, RecordId>();
  for (const [register, key] of chosen) {
    const r = registers.findIndex(({ registerId }) => registerId === register);
    const rows = find(register, key);
    if (rows.length === 0) throw cannotPart('A row that is named is in no register.', 'rows that are there');
    for (const row of rows) {
      const { record } = nameRow(r, row);
      left.set(recordName(record), record);
      persons.add(linkage.links[r]!.person[row]!);
    }
  }
  if (persons.has(-1)) throw cannotPart('A row that is named waits for review, and is nobody yet.', 'rows of a person');
  const [person] = persons;
  if (persons.size > 1) throw cannotPart('The rows that are named are those of several persons.', 'rows of one person');
  const { starts, register, row } = rowsOfPersons(registers, linkage);
  const right = new Map<string, RecordId>();
  for (let at = starts[person!]!; at < starts[person! + 1]!; at++) {
    const { record } = nameRow(register[at]!, row[at]!);
    if (!left.has(recordName(record))) right.set(recordName(record), record);
  }
  if (right.size === 0) throw cannotPart('All rows of the person are named.', 'some of the rows');
  return { left: [...left.values()], right: [...right.values()] };
}

const cannotPart = (what: string, expected: string): TwinError =>
  new TwinError('usage', {
    code: 'cannot-part',
    what,
    expected,
    todo: 'npm run twin -- review city-cluster REGISTER:KEY tells the rows of a person.',
  });
