import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TwinError } from '../../kernel/errors.ts';
import { ERROR_KINDS, ERRORS_FILE, loadErrorModel } from './error-model.ts';

/** The product's model with one text in place of another. */
function faultOf(text: string, instead: string): TwinError {
  const model = readFileSync(ERRORS_FILE, 'utf8');
  expect(model).toContain(text);
  const path = join(mkdtempSync(join(tmpdir(), 'kembaran-errors-')), 'errors.yaml');
  writeFileSync(path, model.replace(text, instead));
  try {
    loadErrorModel(path);
  } catch (error) {
    return error as TwinError;
  } finally {
    rmSync(join(path, '..'), { recursive: true });
  }
  throw new Error('The model was accepted.');
}

test('every kind of error has a note and at least one register', () => {
  const { rates } = loadErrorModel();
  for (const kind of ERROR_KINDS) {
    expect(rates[kind].note, kind).not.toBe('');
    expect(Object.keys(rates[kind].at), kind).not.toEqual([]);
  }
});

test('the overlap is the baseline of the mission', () => {
  expect(loadErrorModel().overlap.share).toBe(0.18);
});

test.each([
  ['a rate above 1', 'dukcapil: 0.0004', 'dukcapil: 1.4', 'yaml-shape'],
  ['a rate below 0', 'dukcapil: 0.0004', 'dukcapil: -0.1', 'yaml-shape'],
  ['a register that there is not', 'dukcapil: 0.0004', 'dukcapill: 0.0004', 'yaml-shape'],
  ['a kind that there is not', '  nik-digit:', '  nik-digits:', 'yaml-shape'],
  ['a group that has more than every row', 'dukcapil: 0.0004', 'dukcapil: 0.9999', 'error-rates-over-one'],
  ['more careless lines than errors', '  times: 5', '  times: 11', 'yaml-shape'],
  ['a kind without a note', 'note: One digit typed wrong.\n', '\n', 'yaml-shape'],
])('%s is refused', (_, text, instead, code) => {
  const fault = faultOf(text, instead);
  expect(fault).toBeInstanceOf(TwinError);
  expect(fault.text.code).toBe(code);
});
