import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editedParameters, editedPath, loadFields, type Field } from './fields.ts';
import { DRAWN_NAMES, loadDigitalParameters, loadPath, pathNames, WITHOUT_PROGRAMME } from './parameters.ts';

const MODELS = new URL('../../../models', import.meta.url).pathname;
const parameters = loadDigitalParameters(MODELS);
const moderate = loadPath(MODELS, 'moderat');
const fields = loadFields(MODELS, parameters, moderate);
const fieldOf = (key: string): Field => fields.find((field) => field.key === key)!;

describe('fields', () => {
  test('there is one for every value, inside its bounds, with a source in both languages', () => {
    const names = fields.map(({ key }) => key.split('.')[1]);
    expect(DRAWN_NAMES.filter((name) => !names.includes(name))).toEqual([]);
    for (const name of pathNames(MODELS).filter((each) => each !== WITHOUT_PROGRAMME))
      for (const { key, value, low, high, source } of loadFields(MODELS, parameters, loadPath(MODELS, name))) {
        expect([name, key, typeof value]).toEqual([name, key, 'number']);
        expect([key, Number(value) >= low && Number(value) <= high]).toEqual([key, true]);
        expect([key, /\b(misi|asumsi|UU)\b/.test(source.id), /\b(mission|assum\w+|UU)\b/.test(source.en)]).toEqual([
          key,
          true,
          true,
        ]);
      }
  });

  test('within the bounds of ages every group is older than the one before it', () => {
    const [youth, adults, elderly] = ['youth', 'adults', 'elderly'].map((name) => fieldOf(`ages.${name}FromYears`));
    expect([youth!.high < adults!.low, adults!.high < elderly!.low]).toEqual([true, true]);
  });

  test('a range of a share and what is told in per cent go together', () => {
    expect(fields.filter(({ range, isShare }) => range !== undefined && !isShare).map(({ key }) => key)).toEqual([]);
    expect(fieldOf('path.days').isShare).toBe(false);
  });

  test.each([
    ['a value without a field', /^start\.overlap:[^]*?(?=^start\.integration:)/m, '', /start.overlap has no name/],
    [
      'a field without a value',
      'start.overlap:',
      'start.overlaps:',
      /start.overlap.* has no name|start.overlaps is no value/,
    ],
  ])('%s is refused with its key', (_, from, to, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'fields-'));
    cpSync(join(MODELS, 'digital'), join(folder, 'digital'), { recursive: true });
    const file = join(folder, 'digital', 'fields.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(from, to));
    expect(readFileSync(file, 'utf8')).not.toBe(text);
    expect(() => loadFields(folder, parameters, moderate)).toThrow(message);
    rmSync(folder, { recursive: true });
  });
});

describe('edits', () => {
  test('a range moves with its value and stays a share', () => {
    const { start, success } = editedParameters(parameters, {
      'start.internetAccess': 0.8,
      'start.literacyYouth': 0.99,
      'success.digitalOnly': 0.9,
    });
    expect(start.internetAccess).toMatchObject({
      value: 0.8,
      range: [0.77, 0.83].map((end) => expect.closeTo(end, 12)),
    });
    expect(start.literacyYouth.range).toEqual([expect.closeTo(0.95, 12), 1]);
    // Of the same name in another part.
    expect([success.digitalOnly.value, start.digitalOnly.value]).toEqual([0.9, parameters.start.digitalOnly.value]);
    expect(parameters.start.internetAccess.value).toBe(0.76);
  });

  test('a path is edited by its own keys alone, weights of training one by one', () => {
    const edited = editedPath(moderate, {
      'path.days': 120,
      'path.trainingWeights.elderly': 3,
      'start.overlap': 0.5,
    });
    expect(edited).toEqual({
      ...moderate,
      days: 120,
      trainingWeights: { ...moderate.trainingWeights, elderly: 3 },
    });
    expect(moderate.days).toBe(180);
  });
});
