/** Why any two rows are likely one person or not, compared by the run or not, and which rules would have compared them. */
import { probabilityOf } from '../core/deciding/match-weights.ts';
import { subTable } from '../core/sub-table.ts';
import { textOfValue, type LinkTable } from '../core/table.ts';
import { shareNumbers } from '../core/threads/shared.ts';
import { standardTable } from '../core/values/standard-table.ts';
import type { RowPair, RowPlace } from '../linkage.ts';
import { holdersIn, rulesOfPair } from '../review/rules-of-pair.ts';
import { recordsAsked } from './candidates.ts';
import { pairExplainer } from './explain-pairs.ts';
import type { LinkBook } from './link-book.ts';
import { meaningOf } from './pattern-meaning.ts';
import type { ResidentRun } from './resident-run.ts';
import type { Weighings } from './suspects/judge-pairs.ts';
import { weigh, weighWithoutNik } from './weighing.ts';

/** The two are compared as they stand: rows that only a third one brings together say as little as strangers do. */
export async function explainRows(
  run: ResidentRun,
  { ofResidents, ofAlone }: Weighings,
  book: LinkBook,
  places: readonly [RowPlace, RowPlace],
): Promise<RowPair> {
  const { residents, model, decided, byNumber } = run;
  const { table, firstAnchor, registers } = residents;
  const [left, right] = places
    .map(({ register, row }) => table.sourceStart[registers.indexOf(register)]! + row)
    .sort((a, b) => a - b) as [number, number];
  const compared = await run.compare({
    count: 1,
    left: shareNumbers(Uint32Array.of(left)),
    right: shareNumbers(Uint32Array.of(right)),
  });
  const weighing = right >= firstAnchor ? ofResidents : ofAlone;
  const isBorrowed = meaningOf(compared.patterns, model.link.comparisons).nik[compared.pattern[0]!] === 'borrowed';
  const weighed = isBorrowed ? weighWithoutNik(compared, weighing, model.link.comparisons) : weigh(compared, weighing);
  const weightBits = weighed[0]!;
  const { isNikCounted, evidence } = pairExplainer(compared, weighing, model)(0, weightBits);
  const person = book.personOf(left);
  const unit = decided.unitOf(left);
  const isOne = unit !== undefined && unit === decided.unitOf(right);
  return {
    isOnePerson: person >= 0 && person === book.personOf(right),
    weightBits,
    probability: probabilityOf(weightBits),
    isNikCounted,
    decided: isOne ? 'same' : decided.areApart(left, right) ? 'different' : undefined,
    isByNumber: [left, right].some((record) => byNumber.isSettled[record] === 1),
    rules: rulesOfPair(
      model.link,
      tableOfRows(table, model.link.fields, [left, right]),
      holdersIn(() => subTable(table, recordsAsked(run))),
    ),
    evidence,
  };
}

function tableOfRows(
  { fields: columns }: LinkTable,
  fields: ResidentRun['model']['link']['fields'],
  records: readonly number[],
): LinkTable {
  const textOf = (place: number, field: string): string => {
    const { book, values } = columns.get(field)!;
    return textOfValue(book, values[records[place]!]!);
  };
  return standardTable({ count: records.length, fields, textOf }, { columns: new Map(), joined: new Map() });
}
