/** Decisions about rows of invented registers, for the tests. */
import { createHmac } from 'node:crypto';
import { SILENT } from '../../../kernel/progress.ts';
import type { Linkage } from '../../linkage.ts';
import type { DecisionKind, DecisionLine, RecordId } from '../../review/decision.ts';
import { linkResidents } from '../link-residents.ts';
import { residentModel } from '../test-model.ts';
import { toRegisters, type TestRegister, type TestRow } from '../test-registers.ts';
import { rowKey, type KeyedDigest } from './row-keys.ts';

export const testDigest: KeyedDigest = (text) => createHmac('sha256', 'a key of the tests').update(text).digest();

/** Name of a row as a decision has it. */
export function named(register: string, row: TestRow): RecordId {
  const [records] = toRegisters([{ id: register, role: 'recipients', rows: [row] }]).registers;
  return [register, rowKey(records!, 0, testDigest)];
}

export type Said = readonly [kind: DecisionKind, left: RecordId, right: RecordId];

export const linesOf = (said: readonly Said[], undone: readonly number[] = []): DecisionLine[] => {
  const who = { reason: 'akta dilihat', by: 'Ibu Sri', at: '2025-12-01T00:00:00Z', follows: '' };
  return [
    ...said.map(([kind, left, right], i) => ({ kind, left: [left], right: [right], decision: i + 1, ...who })),
    ...undone.map((undoes, i) => ({ kind: 'undo' as const, undoes, decision: said.length + i + 1, ...who })),
  ];
};

export const linkDecidedTown = (town: readonly TestRegister[], lines?: readonly DecisionLine[]): Promise<Linkage> =>
  linkResidents({
    registers: toRegisters(town).registers,
    model: residentModel,
    threads: 1,
    progress: SILENT,
    decisions: lines && { lines, digest: testDigest },
  });

/** What linkage hands on but for times, and for what is told of the decisions themselves. */
export const handedOn = ({ links, review, golden, personCount, report }: Linkage) => ({
  links,
  review,
  golden: [...golden],
  personCount,
  weights: report.weights,
});
