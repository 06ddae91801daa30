/** For tests: a pool of 400 families in four kelurahan, and what is asked of it. */
import { chance } from '../../kernel/random.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import type { Spending } from './poverty.ts';
import type { Choice, Pool } from './select.ts';
import type { WhatIfInputs } from './what-if.ts';

export const LINE = 600_000;
export const spendingOf = (rupiah: readonly number[], size = rupiah.map(() => 1)): Spending => ({
  size,
  rupiahPerPersonPerMonth: Float64Array.from(rupiah),
});

export const COUNT = 400;
export const draw = chance(2, 'pool');
export const pool: Pool = {
  count: COUNT,
  kelurahan: Uint16Array.from({ length: COUNT }, (_, h) => draw.below(4, h)),
  receives: Uint8Array.from({ length: COUNT }, (_, h) => Number(draw.uniform(h, 1) < 0.2)),
  desil: Float64Array.from({ length: COUNT }, (_, h) => (draw.uniform(h, 2) < 0.1 ? NaN : 1 + draw.below(10, h, 3))),
  fits: Uint8Array.from({ length: COUNT }, (_, h) => Number(draw.uniform(h, 4) < 0.3)),
  isFor: new Uint8Array(COUNT).fill(1),
  score: Float64Array.from({ length: COUNT }, (_, h) => draw.normal(h, 5)),
  communityRank: Float64Array.from({ length: COUNT }, (_, h) => 1 + draw.below(COUNT, h, 8)),
};
export const choice = (method: Choice['method'], more: Partial<Choice> = {}): Choice => ({
  method,
  desilLimit: 4,
  seed: 7,
  ...more,
});
export const flat = new Float64Array(COUNT).fill(1_000_000);

export const spending = spendingOf(
  Array.from({ length: COUNT }, (_, h) => 200_000 + draw.below(2_000_000, h, 9)),
  Array.from({ length: COUNT }, (_, h) => 1 + draw.below(6, h, 10)),
);
export const inputs = (of: Choice, more: Partial<WhatIfInputs> = {}): WhatIfInputs => ({
  pool,
  choice: of,
  rupiahPerYear: flat,
  presentRupiahPerYear: Float64Array.from(pool.receives, (receives) => receives * 1_000_000),
  due: Uint8Array.from(pool.fits, (fits, h) => (h % 10 === 0 ? UNKNOWN : fits === 1 ? YES : NO)),
  size: spending.size,
  spending,
  lineRupiahPerPersonPerMonth: LINE,
  kelurahanCount: 4,
  replicates: 0,
  seed: 3,
  ...more,
});
