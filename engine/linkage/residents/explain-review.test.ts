import { beforeAll, describe, expect, test } from 'vitest';
import { SILENT } from '../../kernel/progress.ts';
import type { Linkage, ReviewEvidence } from '../linkage.ts';
import { linesOf, named, testDigest } from './decided/test-decisions.ts';
import { linkResidents } from './link-residents.ts';
import { residentModel } from './test-model.ts';
import { inventTown, toRegisters, USUAL_ERRORS, type TestRegister, type TestRow } from './test-registers.ts';

const RIVALS = /^Other candidates/;
const OTHER_ROW = /^Another row/;
const nobody: TestRow = { nik: '3519080101900003', fullName: 'WINDARTO KUSUMO', bornOn: '1990-01-01', sex: 1 };
let stranger: TestRow;
let town: TestRegister[];
let linkage: Linkage;
let explained: readonly ReviewEvidence[];
const sumOf = ({ evidence }: ReviewEvidence): number => evidence.reduce((sum, { bits }) => sum + bits, 0);
const link = (isReviewExplained: boolean): Promise<Linkage> =>
  linkResidents({
    registers: toRegisters(town).registers,
    model: residentModel,
    threads: 1,
    progress: SILENT,
    decisions: { lines: linesOf([['same', named('list', stranger), named('list', nobody)]]), digest: testDigest },
    isReviewExplained,
  });

beforeAll(async () => {
  const invented = inventTown({ seed: 11, families: 300, errors: USUAL_ERRORS });
  const residents = invented[0]!.rows;
  const part = (from: number): TestRow[] => residents.slice(from, from + 30);
  const rows: TestRow[] = [
    // Numbers whose birth is another, names without a number, and numbers that strangers use.
    ...part(0).map(({ nik, fullName }) => ({
      nik: nik!,
      fullName: `SITI ${fullName!.split(' ')[0]!}`,
      bornOn: '1969-11-24',
    })),
    ...part(100).map(({ fullName, kelurahan }) => ({ fullName: fullName!, kelurahan: kelurahan! })),
    ...part(200).map(({ nik }) => ({ nik: nik!, fullName: 'QUIRINUS ZEBAOTH', bornOn: '1955-11-21', sex: 2 })),
  ];
  // Who waits with a row that waits, because people decided that the two are one.
  stranger = rows.at(-1)!;
  rows.push(nobody);
  // Two residents with one number, who differ in the birth date.
  const twice = { ...residents[0]!, bornOn: '1931-03-05' };
  const population = { ...invented[0]!, rows: [...residents, twice] };
  town = [population, ...invented.slice(1), { id: 'list', role: 'recipients', rows }];
  linkage = await link(true);
  explained = linkage.reviewEvidence!;
});

describe('the evidence of doubtful pairs', () => {
  test('adds up to the weight of each, from the chance of two rows at random over every comparison', () => {
    expect(linkage.review.count).toBeGreaterThan(10);
    expect(explained).toHaveLength(linkage.review.count);
    explained.forEach((each, pair) => {
      expect(Math.abs(sumOf(each) - linkage.review.weightBits[pair]!)).toBeLessThan(0.06);
      const [prior, ...steps] = each.evidence;
      expect(prior!.bits).toBeCloseTo(linkage.report.priorBits, 6);
      const names = residentModel.link.comparisons.map(({ name }) => name);
      expect(steps.slice(0, names.length).map(({ en }) => en.split(':')[0])).toEqual(names);
      for (const step of steps) expect(Math.abs(step.bits)).toBeLessThan(40);
    });
  });

  test('leaves nothing over but what people who are alike take away, and what a row has from another', () => {
    const rests = explained.flatMap(({ evidence }) => evidence.slice(residentModel.link.comparisons.length + 2));
    const ofOthers = rests.filter(({ en }) => OTHER_ROW.test(en));
    expect(ofOthers).toHaveLength(1);
    for (const { en, bits } of rests) {
      if (OTHER_ROW.test(en)) continue;
      expect(en).toMatch(RIVALS);
      expect(bits).toBeLessThan(0);
    }
    // Comparisons alone account for some pairs to the bit.
    expect(rests.length).toBeLessThan(explained.length);
  });

  test('has no step for a NIK that was taken to be borrowed', () => {
    const nikOf = ({ evidence }: ReviewEvidence): number => evidence[1]!.bits;
    const borrowed = explained.filter(({ isNikCounted }) => !isNikCounted);
    expect(borrowed.length).toBeGreaterThan(0);
    for (const each of borrowed) expect(nikOf(each)).toBe(0);
    expect(explained.some((each) => each.isNikCounted && nikOf(each) !== 0)).toBe(true);
  });

  test('is of a row of the resident whom it is about, and tells no value', () => {
    explained.forEach(({ register, row }, pair) => {
      expect(linkage.links[register]!.person[row]).toBe(linkage.review.person[pair]);
    });
    const text = JSON.stringify(explained.map(({ evidence }) => evidence));
    for (const { nik, kkNumber, fullName } of town.flatMap(({ rows }) => rows)) {
      for (const value of [nik, kkNumber, fullName]) if (value) expect(text.includes(value)).toBe(false);
    }
  });

  test('is told on demand alone, and changes no link', async () => {
    const { reviewEvidence, ...rest } = await link(false);
    expect(reviewEvidence).toBeUndefined();
    expect(rest.links).toEqual(linkage.links);
    expect(rest.review).toEqual(linkage.review);
  });
});
