import { beforeAll, expect, test } from 'vitest';
import { SILENT } from '../../kernel/progress.ts';
import type { Linkage } from '../linkage.ts';
import { calibrateLinks } from './calibrate-links.ts';
import { linkResidents } from './link-residents.ts';
import { residentModel } from './test-model.ts';
import { inventTown, toRegisters, USUAL_ERRORS, type TestRegisters } from './test-registers.ts';

let made: TestRegisters;
let linkage: Linkage;

beforeAll(async () => {
  made = toRegisters(inventTown({ seed: 21, families: 500, errors: USUAL_ERRORS }));
  linkage = await linkResidents({ registers: made.registers, model: residentModel, threads: 1, progress: SILENT });
});

test('chances told of links come true as often as they say, in all and register by register', () => {
  const [whole, ...own] = calibrateLinks(made.registers, linkage, made.truth);
  expect(whole!.registerId).toBeUndefined();
  expect(own.map(({ registerId }) => registerId)).toEqual(
    expect.arrayContaining(made.registers.slice(1).map(({ registerId }) => registerId)),
  );
  expect(whole!.calibration.pairs).toBeGreaterThan(1000);
  expect(whole!.calibration.expectedError).toBeLessThan(0.01);
  expect(own.reduce((sum, { calibration }) => sum + calibration.pairs, 0)).toBe(whole!.calibration.pairs);
  for (const { calibration } of own) {
    const bins = calibration.bins.reduce((sum, { pairs }) => sum + pairs, 0);
    expect(bins).toBe(calibration.pairs);
  }
});

test('against a shuffled truth hardly any comes true: the negative control', () => {
  const shuffled = made.truth.map((of) => of.map((_, row) => of[(row * 101) % of.length]!));
  const [whole] = calibrateLinks(made.registers, linkage, shuffled);
  expect(whole!.calibration.shareTrue).toBeLessThan(0.05);
  expect(whole!.calibration.expectedError).toBeGreaterThan(0.9);
});

test('registers of which the truth does not speak are left out, and nothing told is nothing', () => {
  const one = made.registers[1]!.registerId;
  const only = calibrateLinks(made.registers, linkage, made.truth, (id) => id === one);
  expect(only.map(({ registerId }) => registerId)).toEqual([undefined, one]);
  expect(calibrateLinks(made.registers, linkage, made.truth, () => false)).toEqual([]);
});
