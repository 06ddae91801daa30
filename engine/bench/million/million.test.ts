import { expect, test } from 'vitest';
import { parametersLine } from './million.bench.ts';

const stagesOf = (u: number, em: number) => [
  { name: 'Mencari pasangan calon', seconds: 3.5, cpuSeconds: 6 },
  {
    name: 'Menghitung kesamaan yang kebetulan',
    seconds: u,
    cpuSeconds: 1.2,
    beside: { stages: ['Mencari pasangan calon'], seconds: u, cpuSeconds: 1.2 },
  },
  { name: 'Mempelajari bobot bukti', seconds: em, cpuSeconds: 0.9 },
];

test('u and EM are told apart and together, against what is asked', () => {
  expect(parametersLine(stagesOf(0.74, 0.92))).toBe(
    '  parameters  u 0.74 s (1.20 CPU-s), EM and weights 0.92 s (0.90 CPU-s), together 1.66 s (2.10 CPU-s); 2 s by the clock asked of a million records: kept',
  );
  expect(parametersLine(stagesOf(1.2, 0.92))).toMatch(/together 2\.12 s .*: not kept$/);
});

test('a stage that is called otherwise is a fault, and not free', () => {
  expect(() => parametersLine(stagesOf(1, 1).slice(0, 2))).toThrow('Mempelajari bobot bukti');
});
