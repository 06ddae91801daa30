/** The first step over rows: most bear the NIK of a resident with the same name and birth date, and are settled by it. */
import type { AnchorPersons } from './anchors.ts';
import { findCandidates } from './blocking.ts';
import type { ComparableRecords } from './comparable.ts';
import { anchorRows, forEachRow, keepPairs, rowsWhere, type ComparedPairs } from './compared-pairs.ts';
import { compareCandidates, type Comparison } from './comparisons.ts';
import { readPairs } from './decisions.ts';
import type { LinkageModel } from './model.ts';

export interface NumberOptions {
  readonly records: ComparableRecords;
  readonly anchors: AnchorPersons;
  readonly comparisons: readonly Comparison[];
  readonly model: LinkageModel;
}

export interface SettledRows {
  /** One pair a settled row, or one for each row of its person in the population register. */
  readonly settled: ComparedPairs;
  /** Rows of other registers that are still open, ascending. */
  readonly rest: Uint32Array;
}

/** The rule that finds pairs by equal NIK; a model without one has no row settled by number. */
const numberRule = ({ blocking }: LinkageModel): number =>
  blocking.rules.findIndex(({ keys }) => keys.length === 1 && keys[0] === 'nik');

/**
 * Looks at the rows whose NIK is that of just one resident, and settles those whose name and birth date agree: for them
 * no other candidate need be sought. `rest` are the rows that are still open.
 */
export function settleByNumber(options: NumberOptions, onRow?: (done: number) => void): SettledRows {
  const { records, anchors, comparisons, model } = options;
  const rule = numberRule(model);
  const others = rowsWhere(records.count, (row) => records.isAnchor[row] === 0);
  const blocking = { ...model.blocking, rules: rule < 0 ? [] : [model.blocking.rules[rule]!] };
  const found = findCandidates({ records, blocking, left: others, right: anchorRows(records) }, onRow);
  const pairs = { ...found, rule: found.rule.fill(Math.max(0, rule)) };
  const agreement = compareCandidates(pairs, comparisons);
  const reader = readPairs(comparisons, agreement, new Float32Array(pairs.count), [], model.thresholds);
  const isSettled = new Uint8Array(records.count);
  forEachRow(pairs, (start, end) => {
    const person = anchors.personOfRow[pairs.right[start]!];
    for (let pair = start + 1; pair < end; pair++) if (anchors.personOfRow[pairs.right[pair]!] !== person) return;
    if (reader.isBeyondDoubt(start)) isSettled[pairs.left[start]!] = 1;
  });
  return {
    settled: keepPairs({ pairs, agreement }, comparisons.length, (pair) => isSettled[pairs.left[pair]!] === 1),
    rest: others.filter((row) => isSettled[row] === 0),
  };
}
