import { expect, test } from 'vitest';
import type { FieldKind } from '../../table.ts';
import { householdRules, type HouseholdPart } from './household-rules.ts';

const part = (field: string, kind: FieldKind, pairShare: number, name = 'value'): HouseholdPart => ({
  spec: { part: name, fields: [field] },
  kind,
  pairShare,
});
const PARTS = [
  part('name', 'full-name', 1e-4),
  part('name', 'full-name', 1e-3, 'sound'),
  part('mother', 'full-name', 2e-4),
  part('born', 'date', 1e-4),
  part('village', 'address', 0.04),
  part('street', 'address', 1e-5),
];
const kindsOf = (parts: readonly HouseholdPart[]): FieldKind[] => parts.map(({ kind }) => kind);
const rulesOf = (parts: readonly HouseholdPart[], pairsOf: (rule: readonly HouseholdPart[]) => number) =>
  householdRules(kindsOf(parts), parts, 1000, pairsOf).map((rule) => rule.map(({ spec }) => spec.fields[0]));

test('every name in full is asked for with the place that tells most', () => {
  expect(rulesOf(PARTS, () => 1000)).toEqual([
    ['street', 'name'],
    ['street', 'mother'],
  ]);
});

test('a second place is asked for where the first brings too many pairs, and none where both do', () => {
  expect(rulesOf(PARTS, (rule) => (rule.length === 2 ? 1001 : 1000))).toEqual([
    ['street', 'village', 'name'],
    ['street', 'village', 'mother'],
  ]);
  expect(rulesOf(PARTS, () => 1001)).toEqual([]);
});

test('without a place, a name or anything of a person’s own there are no households', () => {
  for (const missing of ['address', 'full-name', 'date'] as const) {
    expect(
      rulesOf(
        PARTS.filter(({ kind }) => kind !== missing),
        () => 1,
      ),
    ).toEqual([]);
  }
});
