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

/** What the server itself runs: the page imports its index alone. */
const engine = async <T>(path: string): Promise<T> => (await import(join(root, 'engine', path))) as T;

/** The error as the page gets it. */
function refusalOf(act: () => unknown): Fault {
  try {
    act();
  } catch (error) {
    return (error as { text: Fault }).text;
  }
  throw new Error('was taken');
}

/** What a request has otherwise than a sound one, and the lever of its scenario. */
type Refused = Readonly<Record<string, unknown>> & { readonly lever?: object };

async function requestRefused({ lever, ...change }: Refused): Promise<Fault> {
  const { readRequest } = await engine<{
    readRequest: (raw: unknown, models: string, areaCodes: readonly string[], startDay: number) => unknown;
  }>('scenario-runs/request.ts');
  const sound = { lever: 'fertility', value: 1.2, fromYear: 2027, source: 'asumsi' };
  const named = { id: 'a', en: 'a' };
  const scenario = { name: named, description: named, levers: [{ ...sound, ...lever }] };
  const asked = { scenario, baseline: 'baseline', years: 10, replicates: 20, seed: 1, ...change };
  const startDay = Date.UTC(2025, 11, 31) / 86_400_000;
  return refusalOf(() => readRequest(asked, join(root, 'models'), ['35.77.01.1001'], startDay));
}

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
  test.each<[string, Refused, string, string, string]>([
    [
      'years',
      { years: 51 },
      'request-out-of-bounds',
      'Bilangan bulat dari 1 sampai 50.',
      'A whole number from 1 to 50.',
    ],
    [
      'half a replicate',
      { replicates: 2.5 },
      'request-out-of-bounds',
      'Bilangan bulat dari 2 sampai 1.000.',
      'A whole number from 2 to 1,000.',
    ],
    [
      'a seed',
      { seed: -1 },
      'request-out-of-bounds',
      'Bilangan bulat dari 0 sampai 2.147.483.647.',
      'A whole number from 0 to 2,147,483,647.',
    ],
    ['a value', { lever: { value: 9 } }, 'lever-out-of-bounds', 'Antara 0,5 dan 1,5.', 'Between 0.5 and 1.5.'],
    [
      'seats',
      { lever: { lever: 'seats-sd', value: -9000 } },
      'lever-out-of-bounds',
      'Bilangan bulat dari −5.000 sampai 5.000.',
      'A whole number from −5,000 to 5,000.',
    ],
    [
      'a part of a decile',
      { lever: { lever: 'sembako-desil', value: 4.6 } },
      'lever-not-whole',
      'Bilangan bulat dari 0 sampai 10.',
      'A whole number from 0 to 10.',
    ],
    [
      'a year before the snapshot',
      { lever: { fromYear: 2020 } },
      'year-outside',
      'Tahun 2026 sampai 2035.',
      'A year from 2026 to 2035.',
    ],
    ['years reversed', { lever: { toYear: 2026 } }, 'years-reversed', '2027 atau lebih.', '2027 or more.'],
    [
      'ages reversed',
      { lever: { lever: 'moves', ages: { from: 30, to: 20 } } },
      'ages-reversed',
      '30 atau lebih.',
      '30 or more.',
    ],
    [
      'a choice',
      { lever: { lever: 'sembako-targeting', value: 'rain' } },
      'lever-no-choice',
      'Pilihannya: current-list, score, categorical, universal.',
      'One of: current-list, score, categorical, universal.',
    ],
    [
      'a kelurahan',
      { lever: { areas: ['nowhere'] } },
      'area-unknown',
      'Kode kelurahan di sini misalnya 35.77.01.1001.',
      'Codes here are such as 35.77.01.1001.',
    ],
  ])('tells what the server expected of %s', async (_, change, code, id, en) => {
    const fault = await requestRefused(change);
    expect([fault.code, say(fault).detail, say(fault, 'en').detail]).toEqual([code, id, en]);
  });
  test('tells how many replicates fit', async () => {
    const { requireMemory } = await engine<{
      requireMemory: (pair: object, replicates: number, threads: number, available: number) => void;
    }>('simulation/replicates/memory.ts');
    const pair = { years: 25, areaCodes: ['a'], start: { sexAge: new Uint8Array(1000) } };
    const fault = refusalOf(() => requireMemory(pair, 1000, 2, 250 * 2 ** 20));
    expect(fault.code).toBe('too-many-replicates');
    expect(say(fault).detail).toMatch(/^Paling banyak [\d.]+ ulangan \(utas: 2\)\.$/);
    expect(say(fault, 'en').detail).toMatch(/^At most [\d,]+ replicates \(threads: 2\)\.$/);
  });
  test('tells which scenarios there are', async () => {
    expect(say(await requestRefused({ scenario: 'nobody-knows-it' })).detail).toMatch(
      /^Pilihannya: baseline, births-fall, /,
    );
  });
  test('tells which number of the page is out of bounds, by its name there', async () => {
    const nameOf = (key: string): string | undefined => ({ years: 'Lama simulasi (tahun)', months: 'Bulan' })[key];
    const t = (key: MessageKey, values?: MessageValues): string => translate('id', key, values);
    const named = { t, format: formatterOf('id'), nameOf };
    expect(refusalSentence(await requestRefused({ years: 51 }), named)).toBe(
      'Lama simulasi (tahun): Angkanya di luar batas halaman ini. Isi angka di dalam batasnya. Bilangan bulat dari 1 sampai 50.',
    );
    const { readTransition } = await engine<{
      readTransition: (words: [string, string][], paths: string[], fieldsOf: () => []) => unknown;
    }>('digital-transition/question.ts');
    const ofDigital = refusalOf(() => readTransition([['months', '61']], ['moderat'], () => []));
    expect(refusalSentence(ofDigital, named)).toMatch(/^Bulan: Nilainya .* Bilangan bulat dari 3 sampai 60\.$/);
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
