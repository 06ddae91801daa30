import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { TwinError } from '../kernel/errors.ts';
import { loadLinkageModel, MEASURE_LEVELS } from './model.ts';
import { RESIDENT_MODEL_FILE, residentModel } from './test-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'linkage-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const resident = readFileSync(RESIDENT_MODEL_FILE, 'utf8');

/** Loads the resident model with one piece of its text replaced. */
function loadWith(piece: string | RegExp, instead: string): void {
  expect(resident).toMatch(piece);
  const path = join(folder, 'model.yaml');
  writeFileSync(path, resident.replace(piece, instead));
  loadLinkageModel(path);
}

test('the model of the product holds together, and each part says where it comes from', () => {
  for (const { measure, levels, note } of residentModel.comparisons) {
    expect(Object.keys(levels).sort()).toEqual([...MEASURE_LEVELS[measure]].sort());
    expect(note.length).toBeGreaterThan(20);
  }
});

describe('a model that contradicts itself is refused', () => {
  test.each<[string, string | RegExp, string, RegExp]>([
    ['a level that the measure does not have', 'swapped:', 'turned:', /birth must have exactly the levels/],
    ['a level left out', / +swapped: .*\n/, '', /birth must have exactly the levels/],
    ['m that do not add up', 'same: { m: 0.93, u: frequencies }', 'same: { m: 0.5, u: frequencies }', /add up to/],
    ['a field that the measure cannot compare', 'fields: [birthPlace]', 'fields: [fullName]', /cannot compare/],
    ['muted by a comparison that comes later', 'comparison: kk,', 'comparison: head,', /does not stand before/],
    [
      'muted by a level that there is not',
      'comparison: kk, level: same',
      'comparison: kk, level: equal',
      /level that there is not/,
    ],
    ['thresholds the wrong way round', 'lowerBits: 0', 'lowerBits: 8', /upperBits is below/],
    ['two rules of one name', 'name: family-card', 'name: nik', /two blocking rules/],
    [
      'a rule with two keys of many values',
      'keys: [birth, name-sound]',
      'keys: [mother-sound, name-sound]',
      /more than one of/,
    ],
    ['a key that there is not', 'keys: [birth, name-sound]', 'keys: [shoe-size]', /blocking.rules.2.keys.0/],
    ['a pattern that is none', "pattern: 'OE'", "pattern: '('", /is not a regular expression/],
    ['a share above 1', 'matchedShare: 0.9', 'matchedShare: 1.9', /prior.matchedShare/],
    ['a key that nobody reads', 'matchedShare: 0.9', 'matchedShare: 0.9\n  other: 1', /prior/],
  ])('%s', (_, piece, instead, message) => {
    expect(() => loadWith(piece, instead)).toThrow(TwinError);
    expect(() => loadWith(piece, instead)).toThrow(message);
  });

  test('a file that is not there', () => {
    expect(() => loadLinkageModel(join(folder, 'none.yaml'))).toThrow(/cannot be read/);
  });
});
