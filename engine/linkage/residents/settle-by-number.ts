/** The first step over rows: most bear the NIK of a resident with the same name and birth date, and are settled by it. */
import { comparePairs, type ComparedEnds } from '../core/comparing/compare-candidates.ts';
import type { ComparisonSpec } from '../core/comparison.ts';
import type { PairEnds } from '../core/deciding/components.ts';
import { MEASURES_MODULE } from '../core/threads/load-measures.ts';
import { shareNumbers } from '../core/threads/shared.ts';
import { openThreads } from '../core/threads/threads.ts';
import type { AnchorPersons } from './anchors.ts';
import type { Decided } from './decided/decided.ts';
import { meaningOf } from './pattern-meaning.ts';
import type { ResidentModel } from './resident-model.ts';
import type { ResidentTable } from './resident-table.ts';

export interface SettledRows {
  /** A settled row and its resident; one pair a row. */
  readonly settled: PairEnds;
  /** [record] */
  readonly isSettled: Uint8Array;
  /** One settled row in so many, in the order of hashes, is looked at all the same to learn from it. */
  readonly step: number;
}

/**
 * Looks at the rows whose NIK is that of just one resident, and settles those whose name and birth date agree: for them
 * no other candidate need be sought.
 */
export async function settleByNumber(
  residents: ResidentTable,
  anchors: AnchorPersons,
  model: ResidentModel,
): Promise<SettledRows> {
  const pairs = pairsByNumber(residents, anchors);
  const comparisons = model.link.comparisons.filter(({ name }) => DECIDING.has(name));
  const { pattern, patterns } = await compareLevels(residents, pairs, comparisons);
  const { isBeyondDoubt } = meaningOf(patterns, comparisons);
  const kept = Uint32Array.from({ length: pairs.count }, (_, pair) => pair).filter(
    (pair) => isBeyondDoubt[pattern[pair]!] === 1,
  );
  const isSettled = new Uint8Array(residents.table.count);
  for (const pair of kept) isSettled[pairs.left[pair]!] = 1;
  const { sampledRows, fewestRows } = model.learning;
  return {
    settled: {
      count: kept.length,
      left: shareNumbers(kept.map((pair) => pairs.left[pair]!)),
      right: shareNumbers(kept.map((pair) => pairs.right[pair]!)),
    },
    isSettled,
    step: kept.length <= fewestRows ? 1 : sampledRows,
  };
}

/** Leaves rows that people decided about for what they said. */
export function withoutDecided(byNumber: SettledRows, { units }: Decided): SettledRows {
  if (units.length === 0) return byNumber;
  const { left, right } = byNumber.settled;
  const isSettled = byNumber.isSettled.slice();
  for (const { rows } of units) for (const row of rows) isSettled[row] = 0;
  const kept = Uint32Array.from(left.keys()).filter((pair) => isSettled[left[pair]!] === 1);
  return {
    ...byNumber,
    isSettled,
    settled: {
      count: kept.length,
      left: shareNumbers(kept.map((pair) => left[pair]!)),
      right: shareNumbers(kept.map((pair) => right[pair]!)),
    },
  };
}

/** Comparisons that settle a row by its number. */
const DECIDING: ReadonlySet<string> = new Set(['nik', 'name', 'birth', 'sex']);

/** Levels alone, which need no knowledge of what is usual. */
async function compareLevels(
  { table }: ResidentTable,
  pairs: PairEnds,
  comparisons: readonly ComparisonSpec[],
): Promise<ComparedEnds> {
  const sources = { sources: 0, isCompared: new Uint8Array(0), isOneToOne: new Uint8Array(0) };
  const opened = await openThreads({ table, sources, comparisons, measuresModule: MEASURES_MODULE }, 1);
  const nothingKnown = comparisons.map(({ levels }) => ({
    u: new Float64Array(levels.length + 1),
    error: new Float64Array(levels.length + 1),
    averageBits: new Float64Array(levels.length + 1).fill(NaN),
  }));
  try {
    return await comparePairs(pairs, nothingKnown, opened, () => {});
  } finally {
    await opened.close();
  }
}

const [NOBODY, SEVERAL] = [-1, -2];

/** Pairs of a row and the resident whose NIK it bears, where that is one resident's alone; one pair a row. */
function pairsByNumber({ table, firstAnchor }: ResidentTable, { personOf }: AnchorPersons): PairEnds {
  const nik = table.fields.get('nik')!;
  const owner = new Int32Array(nik.book.count).fill(NOBODY);
  for (let record = firstAnchor; record < table.count; record++) {
    const number = nik.values[record]!;
    const known = owner[number]!;
    if (known === NOBODY) owner[number] = record;
    else if (known !== SEVERAL) owner[number] = ofOnePerson(table.idHash, personOf, known, record);
  }
  owner[0] = NOBODY;
  const [left, right] = [new Uint32Array(firstAnchor), new Uint32Array(firstAnchor)];
  let count = 0;
  for (let record = 0; record < firstAnchor; record++) {
    const resident = owner[nik.values[record]!]!;
    if (resident < 0) continue;
    left[count] = record;
    right[count++] = resident;
  }
  return { count, left: shareNumbers(left, count), right: shareNumbers(right, count) };
}

/** Where one person has several rows, one of them speaks for him, whatever their order. */
function ofOnePerson(idHash: Uint32Array, personOf: Int32Array, one: number, other: number): number {
  if (personOf[one] !== personOf[other]) return SEVERAL;
  return idHash[other]! < idHash[one]! ? other : one;
}
