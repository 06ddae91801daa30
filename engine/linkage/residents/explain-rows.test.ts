import { beforeAll, describe, expect, test } from 'vitest';
import { SILENT } from '../../kernel/progress.ts';
import { LINK_KINDS, rowsOfPersons, type Linkage, type RowPair, type RowPlace } from '../linkage.ts';
import type { DecisionLine } from '../review/decision.ts';
import { linesOf, named, testDigest } from './decided/test-decisions.ts';
import { linkResidents } from './link-residents.ts';
import { residentModel } from './test-model.ts';
import { inventTown, toRegisters, USUAL_ERRORS, type TestRegister } from './test-registers.ts';

let town: TestRegister[];
let linkage: Linkage;

const link = (rows?: readonly [RowPlace, RowPlace], lines: readonly DecisionLine[] = []): Promise<Linkage> =>
  linkResidents({
    registers: toRegisters(town).registers,
    model: residentModel,
    threads: 1,
    progress: SILENT,
    decisions: { lines, digest: testDigest },
    explainedRows: rows,
  });
const told = async (rows: readonly [RowPlace, RowPlace], lines?: readonly DecisionLine[]): Promise<RowPair> =>
  (await link(rows, lines)).rowPair!;
const sumOf = ({ evidence }: RowPair): number => evidence.reduce((sum, { bits }) => sum + bits, 0);

/** A row of a list that came to its person in a way, and the only row of that person in the population register. */
function linkedBy(kind: (typeof LINK_KINDS)[number]): [RowPlace, RowPlace] {
  const { registers } = toRegisters(town);
  const { starts, register, row } = rowsOfPersons(registers, linkage);
  for (let r = 1; r < registers.length; r++) {
    for (let i = 0; i < registers[r]!.count; i++) {
      if (LINK_KINDS[linkage.links[r]!.kind[i]!] !== kind) continue;
      const person = linkage.links[r]!.person[i]!;
      const own = [...register.keys()].slice(starts[person], starts[person + 1]).filter((at) => register[at] === 0);
      if (own.length === 1)
        return [
          { register: r, row: i },
          { register: 0, row: row[own[0]!]! },
        ];
    }
  }
  throw new Error(`No row is linked by ${kind}.`);
}

beforeAll(async () => {
  town = [...inventTown({ seed: 12, families: 300, errors: USUAL_ERRORS })];
  linkage = await link();
});

describe('two rows that are asked about', () => {
  test.each(['evidence', 'number'] as const)('linked by %s have the weight that the run gave them', async (kind) => {
    const [row, resident] = linkedBy(kind);
    const pair = await told([row, resident]);
    expect(pair.weightBits).toBeCloseTo(linkage.links[row.register]!.weightBits[row.row]!, 4);
    expect(Math.abs(sumOf(pair) - pair.weightBits)).toBeLessThan(0.06);
    expect(pair).toMatchObject({ isOnePerson: true, decided: undefined });
    if (kind === 'evidence') {
      expect(pair.isByNumber).toBe(false);
      expect(pair.rules.some(({ state }) => state === 'finds')).toBe(true);
    }
    // Either way round.
    expect(await told([resident, row])).toEqual(pair);
  });

  test('who are strangers are weighed all the same, proposed by no rule, and no link changes', async () => {
    const [row] = linkedBy('evidence');
    const { fullName, kkNumber } = town[row.register]!.rows[row.row]!;
    const stranger = town[0]!.rows.findIndex(
      (other) => other.kkNumber !== kkNumber && other.fullName!.split(' ')[0] !== fullName!.split(' ')[0],
    );
    const { rowPair, ...rest } = await link([row, { register: 0, row: stranger }]);
    expect(rowPair!.isOnePerson).toBe(false);
    expect(rowPair!.weightBits).toBeLessThan(linkage.report.lowerThresholdBits);
    expect(Math.abs(sumOf(rowPair!) - rowPair!.weightBits)).toBeLessThan(0.06);
    expect(rowPair!.rules.some(({ state }) => state === 'finds')).toBe(false);
    expect(rest.links).toEqual(linkage.links);
    for (const value of [fullName!, kkNumber!]) expect(JSON.stringify(rowPair)).not.toContain(value);
  });

  test('of whom people decided are told as decided, with the weight that they have by themselves', async () => {
    const [row, resident] = linkedBy('evidence');
    const names = [
      named(town[row.register]!.id, town[row.register]!.rows[row.row]!),
      named(town[0]!.id, town[0]!.rows[resident.row]!),
    ] as const;
    const apart = await told([row, resident], linesOf([['different', ...names]]));
    expect(apart).toMatchObject({ decided: 'different', isOnePerson: false });
    expect(Math.abs(sumOf(apart) - apart.weightBits)).toBeLessThan(0.06);
    expect(await told([row, resident], linesOf([['same', ...names]]))).toMatchObject({
      decided: 'same',
      isOnePerson: true,
    });
  });

  test('are told on demand alone', () => {
    expect(linkage.rowPair).toBeUndefined();
  });
});
