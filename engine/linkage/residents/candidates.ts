/** Candidate pairs among some records of the table, found by the rules of the model. */
import { findCandidates } from '../core/blocking/find-candidates.ts';
import type { FoundPairs } from '../core/blocking/find-pairs.ts';
import type { SourcePairs } from '../core/blocking/source-pairs.ts';
import { subTable } from '../core/sub-table.ts';
import type { LinkTable } from '../core/table.ts';
import { MEASURES_MODULE } from '../core/threads/load-measures.ts';
import { shareNumbers } from '../core/threads/shared.ts';
import { openThreads } from '../core/threads/threads.ts';
import type { ResidentModel } from './resident-model.ts';
import type { ResidentRun } from './resident-run.ts';
import type { ResidentTable } from './resident-table.ts';

/** Fewer records than this are sooner looked at by one thread than another starts. */
const FEWEST_FOR_THREADS = 100_000;

/**
 * @param records that take part, ascending
 * @returns pairs of records of the table, in ascending order of left, then right
 */
export async function findAmong(
  table: LinkTable,
  records: Uint32Array,
  sources: SourcePairs,
  { link }: ResidentModel,
  threads: number,
): Promise<FoundPairs> {
  const part = subTable(table, records);
  const context = { table: part, sources, comparisons: [], measuresModule: MEASURES_MODULE };
  const opened = await openThreads(context, records.length < FEWEST_FOR_THREADS ? 1 : threads);
  try {
    const { pairs } = await findCandidates(part, link.rules, link, opened, () => {});
    const whole = (places: Uint32Array): Uint32Array => shareNumbers(places.map((place) => records[place]!));
    return { ...pairs, left: whole(pairs.left), right: whole(pairs.right) };
  } finally {
    await opened.close();
  }
}

/** Records that the rules are asked about, ascending: rows that their number settled are left out but for a sample. */
export function recordsAsked({ residents, byNumber }: Pick<ResidentRun, 'residents' | 'byNumber'>): Uint32Array {
  const { isSettled, step } = byNumber;
  const { table, firstAnchor } = residents;
  const isAsked = (record: number): boolean =>
    record >= firstAnchor || isSettled[record] === 0 || table.idHash[record]! % step === 0;
  return Uint32Array.from({ length: table.count }, (_, record) => record).filter(isAsked);
}

/** Rows against residents. */
export function rowsWithResidents({ table, firstAnchor }: ResidentTable): SourcePairs {
  const isAnchor = (source: number): boolean => table.sourceStart[source]! >= firstAnchor;
  return sourcesWhere(table, (left, right) => isAnchor(left) !== isAnchor(right));
}

/** Rows with each other, those of one register among themselves too. */
export const rowsWithRows = ({ table }: ResidentTable): SourcePairs => sourcesWhere(table, () => true);

function sourcesWhere(table: LinkTable, isCompared: (left: number, right: number) => boolean): SourcePairs {
  const sources = table.sources.length;
  const compared = new Uint8Array(sources * sources);
  for (let left = 0; left < sources; left++) {
    for (let right = 0; right < sources; right++) compared[left * sources + right] = isCompared(left, right) ? 1 : 0;
  }
  return { sources, isCompared: compared, isOneToOne: new Uint8Array(sources * sources) };
}
