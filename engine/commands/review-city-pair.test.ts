import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCityDoubts, type CityDoubt } from '../city-doubts.ts';
import type { CityPair } from '../city-pair.ts';
import { loadConfig, type Config } from '../config.ts';
import { SILENT } from '../kernel/progress.ts';
import { makeSample } from '../sample.ts';
import { TerminalProgress } from '../terminal.ts';
import { nameOf } from './city-decision.ts';
import { reviewCityPairCommand } from './review-city-pair.ts';

/** A number of identity: keys of rows may hold as many digits in a row by chance, and so may bits behind the point. */
const NUMBER = /(?<![\w.])\d{16}(?!\w)/;
let config: Config;
let doubts: readonly CityDoubt[];

async function told(...operands: readonly string[]) {
  const progress = new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined);
  const run = (language: string) => reviewCityPairCommand.run({ config, progress, options: { language }, operands });
  const [{ lines, json }, english] = [await run('id'), await run('en')];
  return { text: lines.join('\n'), english: english.lines.join('\n'), pair: json as CityPair };
}

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-city-pair-'));
  config = loadConfig({ KEMBARAN_DATA: folder });
  await makeSample({ config, progress: SILENT, residents: 1000, seed: 7, isReplaced: false });
  ({ doubts } = await findCityDoubts(config, SILENT, true));
});
afterAll(() => rmSync(config.dataFolder, { recursive: true, force: true }));

test('a doubtful pair is told as city-show tells it; no value of a person stands in it', async () => {
  const doubt = doubts.find(
    ({ left, right, explained }) =>
      left.record[0] !== 'dukcapil' && nameOf(explained!.comparedWith.record) === nameOf(right.record),
  )!;
  const { text, english, pair } = await told(nameOf(doubt.right.record), nameOf(doubt.left.record));
  expect(pair.weightBits).toBeCloseTo(doubt.weightBits, 3);
  expect(pair.evidence).toEqual(doubt.explained!.evidence);
  expect(text).toMatch(/ baris \d+\)\n {2}menunggu pemeriksaan[^]*Sebelum dibandingkan[^]*Ambang: /);
  expect(english).toMatch(/ row \d+\)\n {2}waits for review[^]*Before comparing[^]*Threshold: /);
  expect([text, JSON.stringify(pair)].join('\n')).not.toMatch(NUMBER);
});

test('two rows that nobody would compare are told as such, with a weight all the same', async () => {
  const isAnother = (one: CityDoubt, other: CityDoubt): boolean =>
    [other.left, other.right].every((row) =>
      [one.left, one.right].every((each) => nameOf(each.record) !== nameOf(row.record)),
    );
  const one = doubts.find(({ left }) => left.record[0] !== 'dukcapil');
  const other = doubts.find((each) => isAnother(one!, each))!;
  const { english, text, pair } = await told(nameOf(one!.left.record), nameOf(other.right.record));
  expect(pair).toMatchObject({ isOnePerson: false, left: { row: one!.left.row }, right: { row: other.right.row } });
  expect(pair.weightBits).toBeLessThan(pair.thresholdBits);
  expect(text).toMatch(/Tidak ada aturan pencarian yang mengusulkan pasangan ini|sudah ditetapkan lewat NIK-nya/);
  expect(text).toMatch(/peluang kurang dari 0,001 %/);
  expect(english).toMatch(/No blocking rule proposes this pair|A row was settled by its NIK/);
});

test('names of no row, of one row twice and of another shape are clear errors', async () => {
  const there = nameOf(doubts[0]!.left.record);
  const gone = `dukcapil:${'0'.repeat(24)}-${'0'.repeat(12)}`;
  await expect(told(there, gone)).rejects.toMatchObject({ kind: 'usage', text: { code: 'row-unknown' } });
  await expect(told(there, there)).rejects.toMatchObject({ kind: 'usage', text: { code: 'row-twice' } });
  await expect(told(there, '3577010101010001')).rejects.toThrow('A row is named by its register and its key');
});
