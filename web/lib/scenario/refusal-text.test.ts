import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatterOf } from '../format.ts';
import { translate, type Language, type MessageKey, type MessageValues } from '../../i18n/index.ts';
import type { Fault } from '../state/loading.svelte.ts';
import { refusalSentence, refusalWords, type RefusalWords } from './refusal-text.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const say = (fault: Fault, language: Language = 'id'): RefusalWords =>
  refusalWords(fault, { t: (key, values) => translate(language, key, values), format: formatterOf(language) });

/** Every code that these sources refuse with. */
function codesIn(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/(?:code: |refuse\(\s*|problem\(\d+, )'([a-z-]+)'/g)].map(([, code]) => code!);
}
const routes = (readdirSync(join(root, 'web/routes/skenario'), { recursive: true }) as string[])
  .filter((file) => file.endsWith('+server.ts'))
  .map((file) => join('web/routes/skenario', file));
const SOURCES = [
  'engine/assistance/programmes/rule-error.ts',
  'engine/digital-transition/question.ts',
  'engine/digital-transition/transition-thread.ts',
  'engine/kernel/yaml-file.ts',
  'engine/scenario-runs/request.ts',
  'engine/scenario-runs/simulate-run.ts',
  'engine/simulation/digital/fields.ts',
  'engine/simulation/digital/parameters.ts',
  'engine/simulation/livelihood/aid/aid.ts',
  'engine/simulation/microsimulation/start-persons.ts',
  'engine/simulation/replicates/memory.ts',
  'engine/simulation/replicates/run-folder.ts',
  'engine/simulation/runs/run-queue.ts',
  'engine/simulation/scenarios/scenario-file.ts',
  ...routes,
];

describe('what the server refuses', () => {
  test.each(SOURCES.flatMap((source) => codesIn(source).map((code) => [code, source])))(
    '%s (%s) is told in both languages, and nothing of it in the words of the engine',
    (code) => {
      const fault = { code, what: 'levers.0.value: 9 is wrong here.', expected: 'no areas for this lever' };
      for (const language of ['id', 'en'] as const) {
        const { text, detail } = say(fault, language);
        expect(text).not.toMatch(/is wrong here|kode |code /);
        // The place of what has a wrong shape is its key.
        expect(detail ?? '').not.toMatch(/is wrong here|no areas|9/);
      }
      expect(say(fault).text).not.toBe(say(fault, 'en').text);
    },
  );
  test('has codes in every one of these sources', () => {
    const empty = SOURCES.filter((source) => codesIn(source).length === 0);
    // These say what the engine says.
    expect(empty.filter((source) => !/(catalogue|answer)\/\+server\.ts$/.test(source))).toEqual([]);
  });
  test.each([
    ['0.5 to 1.5', 'Antara 0,5 dan 1,5.', 'Between 0.5 and 1.5.'],
    ['0 to 5000', 'Antara 0 dan 5.000.', 'Between 0 and 5,000.'],
    ['a year from 2026 to 2035', 'Tahun 2026 sampai 2035.', 'A year from 2026 to 2035.'],
    ['2027 or later', '2027 atau lebih.', '2027 or more.'],
    [
      'at most 87 replicates with 2 threads',
      'Paling banyak 87 ulangan (utas: 2).',
      'At most 87 replicates (threads: 2).',
    ],
    ['one of baseline, births-fall', 'Pilihannya: baseline, births-fall.', 'One of: baseline, births-fall.'],
    [
      'codes such as 35.77.01.1001',
      'Kode kelurahan di sini misalnya 35.77.01.1001.',
      'Codes here are such as 35.77.01.1001.',
    ],
  ])('tells what it expected: %s', (expected, id, en) => {
    const fault = { code: 'lever-out-of-bounds', what: 'levers.1.value: 9 is out of bounds.', expected };
    expect(say(fault)).toEqual({ text: 'Tuas 2: Nilainya di luar batas. Isi nilai di dalam batasnya.', detail: id });
    expect(say(fault, 'en').detail).toBe(en);
  });
  test('tells which number of the page is out of bounds, by its name there', () => {
    const fault = { code: 'request-out-of-bounds', what: 'years: Too big.', expected: '1 to 50' };
    const nameOf = (key: string): string | undefined => (key === 'years' ? 'Lama simulasi (tahun)' : undefined);
    const t = (key: MessageKey, values?: MessageValues): string => translate('id', key, values);
    expect(refusalSentence(fault, { t, format: formatterOf('id'), nameOf })).toBe(
      'Lama simulasi (tahun): Angkanya di luar batas halaman ini. Isi angka di dalam batasnya. Antara 1 dan 50.',
    );
    const ofDigital = {
      code: 'digital-bounds',
      what: 'path.days is out of its bounds.',
      expected: 'a number from 30 to 720',
    };
    const named = { t, format: formatterOf('id'), nameOf: (key: string) => (key === 'path.days' ? 'Hari' : undefined) };
    expect(refusalSentence(ofDigital, named)).toMatch(/^Hari: Nilainya .* Antara 30 dan 720\.$/);
  });
  test('of a file tells the file, its line and the key', () => {
    const where = { file: 'facts.yaml', row: 89 };
    const fault = { code: 'yaml-shape', what: 'isInDtsen.from.0: Invalid input.', where };
    expect(say(fault).detail).toBe('Letaknya: berkas facts.yaml, baris 89, kunci isInDtsen.from.0.');
    expect(say(fault, 'en').detail).toBe('Where: file facts.yaml, line 89, key isInDtsen.from.0.');
    expect(say({ ...fault, code: 'lever-out-of-bounds', what: 'levers.0.value: 9 is out of bounds.' })).toEqual({
      text: 'Tuas 1: Nilainya di luar batas. Isi nilai di dalam batasnya.',
      detail: 'Letaknya: berkas facts.yaml, baris 89.',
    });
  });
  test('counts levers from 1, in what is wrong and in where it stands', () => {
    const where = { file: 'own.yaml', row: 4 };
    expect(say({ code: 'scenario-shape', what: 'levers.2.lever: is missing.', where })).toEqual({
      text: 'Tuas 3: Susunan skenario ini tidak lengkap atau salah. Muat ulang halaman, atau betulkan tautannya.',
      detail: 'Letaknya: berkas own.yaml, baris 4, kunci lever.',
    });
    const whole = say({ code: 'scenario-shape', what: 'levers.0: must be keys with values.', where });
    expect([whole.text.slice(0, 7), whole.detail]).toEqual(['Tuas 1:', 'Letaknya: berkas own.yaml, baris 4.']);
  });
  test('is told by its code where this page does not know it', () => {
    expect(say({ code: 'disk-on-fire', what: 'The disk is on fire.' }).text).toMatch(/kode disk-on-fire/);
  });
});
