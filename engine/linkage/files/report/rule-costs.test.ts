import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMPARING, ruleCosts, SEARCHING, workOfRules } from './rule-costs.ts';

const stagesOf = (searching: number, comparing: number) => [
  { name: 'Memilih aturan pencarian', seconds: 9, cpuSeconds: 9 },
  { name: SEARCHING, seconds: 0, cpuSeconds: searching },
  { name: COMPARING, seconds: 0, cpuSeconds: comparing },
];
const RULES = [
  { pairs: 30, firstFound: 30, seconds: 1 },
  { pairs: 60, firstFound: 10, seconds: 3 },
  { pairs: 0, firstFound: 0, seconds: 0.5 },
];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe('what rules cost', () => {
  test('is their index, their share of making pairs, and comparing the pairs that they found first', () => {
    const costs = ruleCosts(RULES, stagesOf(13.5, 8));
    expect(costs[0]).toEqual({ indexSeconds: 1, makingSeconds: 3, comparingSeconds: 6, seconds: 10, share: 10 / 21.5 });
    expect(costs[1]).toMatchObject({ indexSeconds: 3, makingSeconds: 6, comparingSeconds: 2 });
    expect(costs[2]).toMatchObject({ indexSeconds: 0.5, makingSeconds: 0, comparingSeconds: 0 });
  });

  test('adds up to the time of the stages, whatever rules find and whatever their indexes took', () => {
    const number = fc.nat(1e9).map((milliseconds) => milliseconds / 1000);
    const rule = fc.record({ pairs: fc.nat(1e6), firstFound: fc.nat(1e6), seconds: number });
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 12 }), number, number, (rules, searching, comparing) => {
        const costs = ruleCosts(rules, stagesOf(searching, comparing));
        const close = (value: number, to: number): void => expect(value).toBeCloseTo(to, 3);
        close(sum(costs.map(({ seconds }) => seconds)), searching + comparing);
        if (searching + comparing > 0) close(sum(costs.map(({ share }) => share)), 1);
        for (const { indexSeconds, makingSeconds, comparingSeconds } of costs) {
          for (const part of [indexSeconds, makingSeconds, comparingSeconds]) expect(part).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('cannot be told without the stages: a stage that is called otherwise is a fault, and not free', () => {
    expect(() => ruleCosts(RULES, [])).toThrow('Linking has no stage "Mencari pasangan calon".');
  });

  test('counted, is the same in every run', () => {
    expect(workOfRules(RULES).map(({ makingShare }) => makingShare)).toEqual([1 / 3, 2 / 3, 0]);
    expect(workOfRules(RULES).map(({ comparingShare }) => comparingShare)).toEqual([0.75, 0.25, 0]);
  });
});
