import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { z } from 'zod';
import { loadResidentModel } from './resident-model.ts';
import { RESIDENT_MODEL_FILE, residentModel } from './test-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'resident-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const resident = readFileSync(RESIDENT_MODEL_FILE, 'utf8');

/** Loads the resident model with one piece of its text replaced. */
function loadWith(piece: string | RegExp, instead: string): void {
  expect(resident).toMatch(piece);
  const path = join(folder, 'model.yaml');
  writeFileSync(path, resident.replace(piece, instead));
  loadResidentModel(path);
}

test('the model of the product holds together, and each part says where it comes from', () => {
  const notes = z.object({ comparisons: z.array(z.object({ name: z.string(), note: z.string().min(20) })) });
  expect(loadYaml(RESIDENT_MODEL_FILE, notes).comparisons.map(({ name }) => name)).toEqual(
    residentModel.link.comparisons.map(({ name }) => name),
  );
  expect(residentModel.linkFrom).toBeGreaterThan(residentModel.decisions.reviewFrom);
});

describe('a model that contradicts itself is refused', () => {
  test.each<[string, string | RegExp, string, RegExp]>([
    ['a level that the measure does not have', 'swapped:', 'turned:', /birth-date never shows the level "turned"/],
    ['m that do not add up', 'same: 0.93', 'same: 0.5', /shares of nik add up to 0\.57/],
    ['a field that there is not', 'fields: birthPlace', 'fields: shoeSize', /There is no field "shoeSize"/],
    ['muted by itself', 'comparison: kk,', 'comparison: mother,', /mother, mutedBy: There is no comparison/],
    [
      'muted by a level that there is not',
      'comparison: kk, level: same',
      'comparison: kk, level: equal',
      /kk never shows the level "equal"/,
    ],
    ['thresholds the wrong way round', 'reviewFrom: 0.5', 'reviewFrom: 0.999', /reviewFrom: It is above threshold/],
    ['two rules of one name', 'name: family-card', 'name: nik', /Two rules are called nik/],
    ['a key that there is not', 'sound: motherName', 'shoe-size: motherName', /There is no part "shoe-size"/],
    ['a share above 1', 'same: 0.93', 'same: 1.93', /comparisons\.0\.levels\.same/],
    ['a key that nobody reads', 'rivalBits: 4', 'rivalBits: 4\n    other: 1', /residents\.decisions/],
    [
      'a comparison that decides and is not there',
      'name: nik\n    measure',
      'name: number\n    measure',
      /no comparison nik/,
    ],
    ['a field without a column', '      headship: headship\n', '', /fields\.headship: No standard field/],
    ['a field without a kind', 'sex: category', 'sex: auto', /fields\.sex\.kind: It is left open/],
    ['a threshold left to be chosen', 'threshold: 0.9412', 'threshold: auto', /left to be chosen/],
    ['a criterion that there is not', 'all: [rank, link]', 'all: [rank, luck]', /residents\.golden\.all\.1/],
  ])('%s', (_, piece, instead, message) => {
    expect(() => loadWith(piece, instead)).toThrow(TwinError);
    expect(() => loadWith(piece, instead)).toThrow(message);
  });

  test('a file that is not there', () => {
    expect(() => loadResidentModel(join(folder, 'none.yaml'))).toThrow(/cannot be read/);
  });
});
