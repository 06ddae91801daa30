import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CityCluster } from '../../city-clusters.ts';
import { findCityDoubts, type CityDoubt } from '../../city-doubts.ts';
import { buildCommand } from '../../commands/build.ts';
import { errorInIndonesian } from '../../commands/indonesian/errors.ts';
import { reviewCityClusterCommands } from '../../commands/review-city-clusters.ts';
import { countsText, reviewCityEventCommands } from '../../commands/review-city-events.ts';
import { reviewCityCommands } from '../../commands/review-city.ts';
import { loadConfig, type Config } from '../../config.ts';
import type { TwinError } from '../../kernel/errors.ts';
import { SILENT } from '../../kernel/progress.ts';
import { folderUntil } from '../../kernel/test-folder.ts';
import type { BuildOutcome } from '../../pipeline.ts';
import { ROW_KEYS_FILE } from '../../row-keys-file.ts';
import { makeSample } from '../../sample.ts';
import { loadKeys } from '../../store/keys.ts';
import { openSealed } from '../../store/sealed-bytes.ts';
import { emptyEmbeddedStore } from '../../store/test-stores.ts';
import { TerminalProgress } from '../../terminal.ts';

type Built = Extract<BuildOutcome, { kind: 'built' }>;
const WHO = { by: 'Ibu Sri', reason: 'akta dilihat' };
/** A number of identity: keys of rows may hold as many digits in a row by chance, and so may bits behind the point. */
const NUMBER = /(?<![\w.])\d{16}(?!\w)/;
const folder = folderUntil(afterAll, 'decisions');
let config: Config;

function run(name: string, operands: readonly string[] = [], options: Record<string, string> = {}) {
  const command = [buildCommand, ...reviewCityCommands, ...reviewCityClusterCommands, ...reviewCityEventCommands].find(
    (each) => each.name === name,
  )!;
  const progress = new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined);
  return command.run({ config, progress, options: { language: 'en', ...options }, operands });
}
const build = async (): Promise<BuildOutcome> => (await run('build')).json as BuildOutcome;
async function list() {
  const { lines, json } = await run('review city', [], { top: '100000' });
  return { lines, json: json as { readonly doubts: readonly CityDoubt[] } };
}
const nameOf = ({ record }: Pick<CityDoubt['left'], 'record'>): string => record.join(':');

/** Checksums of the columns of a snapshot. */
const sumsOf = ({ snapshotId }: BuildOutcome): string[] =>
  readdirSync(join(config.snapshotsFolder, snapshotId))
    .filter((name) => name.endsWith('.parquet'))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(config.snapshotsFolder, snapshotId, name));
      return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
    });

beforeAll(async () => {
  config = { ...loadConfig({ KEMBARAN_DATA: folder }), keepSnapshots: 10 };
  await makeSample({ config, progress: SILENT, residents: 2000, seed: 7, isReplaced: false });
  await emptyEmbeddedStore(config.storeFolder);
});

test('a decision makes another build that obeys it, and undone the residents are the same bytes as before', async () => {
  const first = (await build()) as Built;
  expect(first.decisions).toBeUndefined();
  const { json, lines } = await list();
  const inReview = (outcome: Built): number => outcome.registers.reduce((sum, register) => sum + register.inReview, 0);
  const doubt = json.doubts.find(({ left, doubt: why }) => left.record[0] !== 'dukcapil' && why !== 'two-of-one-card')!;
  expect(lines.join('\n')).toContain(nameOf(json.doubts[0]!.left));
  // No number of identity in what is shown.
  expect(lines.join('\n')).not.toMatch(NUMBER);

  const shown = await run('review city-show', [nameOf(doubt.right), nameOf(doubt.left)]);
  const { explained, weightBits } = shown.json as CityDoubt;
  const sum = explained!.evidence.reduce((total, { bits }) => total + bits, 0);
  expect(Math.abs(sum - weightBits)).toBeLessThan(0.06);
  expect(weightBits).toBe(doubt.weightBits);
  expect(shown.lines.join('\n')).toMatch(/Before comparing[^]*NIK: [^]*Threshold: /);
  const operands = [nameOf(doubt.right), nameOf(doubt.left)];
  const indonesian = (await run('review city-show', operands, { language: 'id' })).lines.join('\n');
  expect(indonesian).toMatch(/ baris \d+\)[^]*Sebelum dibandingkan[^]*Ambang: /);
  expect(indonesian).not.toMatch(/\b(row|Before|Threshold|chance|why)\b/);
  expect([...shown.lines, JSON.stringify(shown.json)].join('\n')).not.toMatch(NUMBER);

  await run('review city-decide', [nameOf(doubt.left), nameOf(doubt.right), 'later'], WHO);
  await run('review city-decide', [nameOf(doubt.left), nameOf(doubt.right), 'same'], WHO);
  const decided = (await build()) as Built;
  expect(decided.snapshotId).not.toBe(first.snapshotId);
  expect(decided.decisions).toMatchObject({ pairs: 1, absent: [], contradicting: [] });
  expect(inReview(decided)).toBe(inReview(first) - 1);
  expect(await build()).toMatchObject({ kind: 'unchanged', snapshotId: decided.snapshotId });
  expect(statSync(config.decisionsFile).mode & 0o077).toBe(0);

  await run('review city-undo', ['2'], WHO);
  const undone = (await build()) as Built;
  expect(undone.snapshotId).not.toBe(decided.snapshotId);
  expect(sumsOf(undone)).toEqual(sumsOf(first));
  expect(inReview(undone)).toBe(inReview(first));
  const { lines: told } = await run('review city-history');
  expect(told.join('\n')).toMatch(/3 decisions:[^]*\(in force\)[^]*\(undone\)[^]*undoes 2/);
});

test('a suspicious cluster is told with its evidence and split; undone, residents are the same bytes as before', async () => {
  const first = (await build()) as Built;
  const told = await run('review city-clusters', [], { top: '100000' });
  const { shown } = told.json as { shown: readonly CityCluster[] };
  const cluster = shown.find(({ questions }) => questions[0]!.doubts.includes('nik-of-another'))!;
  const [row] = cluster.rows.filter(({ record }) => record.join() === cluster.questions[0]!.right.join());
  const listed = await run('review city-cluster', [nameOf(row!)]);
  expect((listed.json as CityCluster).rows).toEqual(cluster.rows);
  expect(listed.lines.join('\n')).toMatch(/rows of one person[^]*bears the NIK of another[^]*Before comparing/);
  for (const text of [...told.lines, ...listed.lines, JSON.stringify([told.json, listed.json])]) {
    expect(text).not.toMatch(NUMBER);
  }

  const parted = await run('review city-part', [nameOf(row!)], WHO);
  const { decision, right } = parted.json as { decision: number; right: readonly unknown[] };
  expect(right).toHaveLength(new Set(cluster.rows.map(nameOf)).size - 1);
  const split = (await build()) as Built;
  expect(sumsOf(split)).not.toEqual(sumsOf(first));
  // The row went to the resident whose NIK it bears, is somebody new or waits: it is told, without a number.
  expect(Object.keys(split.persons.counts).length).toBeGreaterThan(0);
  const happened = await run('review city-events', [], { top: '100' });
  expect(happened.lines.filter((line) => line.startsWith('Build ')).at(-1)).toContain(
    countsText(split.persons.counts, 'en'),
  );
  expect([...happened.lines, JSON.stringify(happened.json)].join('\n')).not.toMatch(NUMBER);
  const after = (await run('review city-clusters', [], { top: '100000' })).json as { shown: readonly CityCluster[] };
  const holder = after.shown.find(({ rows }) => rows.some((each) => nameOf(each) === nameOf(row!)));
  expect(holder?.rows.map(nameOf) ?? []).not.toContain(nameOf(cluster.rows[0]!));

  await run('review city-undo', [String(decision)], WHO);
  expect(sumsOf(await build())).toEqual(sumsOf(first));
  for (const operands of [cluster.rows.map(nameOf), ['pkh:000000000000000000000000-000000000000']]) {
    await expect(run('review city-part', operands, WHO)).rejects.toMatchObject({ kind: 'usage' });
  }
  await expect(run('review city-part', [nameOf(row!)], { by: 'Ibu Sri' })).rejects.toMatchObject({ kind: 'usage' });
});

test('what contradicts a decision, is no key or tells nobody who decides is refused, and nothing is written', async () => {
  const { doubts } = await findCityDoubts(config, SILENT);
  // What was put off stands last.
  expect(doubts.map(({ isLater }) => isLater)).toEqual(doubts.map((_, i) => i === doubts.length - 1));
  const [doubt] = doubts;
  const [left, right] = [nameOf(doubt!.left), nameOf(doubt!.right)];
  const before = readFileSync(config.decisionsFile, 'utf8');
  for (const [operands, options] of [
    [[left, '3577010503810004', 'same'], WHO],
    [[left, right, 'perhaps'], WHO],
    [[left, right, 'same'], { by: 'Ibu Sri' }],
    [[left, left, 'same'], WHO],
  ] as const) {
    await expect(run('review city-decide', operands, options)).rejects.toMatchObject({ kind: 'usage' });
  }
  for (const operands of [
    [left, left],
    [left, '3577010503810004'],
  ]) {
    await expect(run('review city-show', operands)).rejects.toMatchObject({ kind: 'usage' });
  }
  expect(readFileSync(config.decisionsFile, 'utf8')).toBe(before);
});

test('a key that no register has is refused at once, but for while a register file waits for a build', async () => {
  await build();
  const { doubts } = await findCityDoubts(config, SILENT);
  const [doubt] = doubts.filter(({ isLater }) => !isLater);
  const [left, right] = [nameOf(doubt!.left), nameOf(doubt!.right)];
  const before = readFileSync(config.decisionsFile, 'utf8');
  const gone = left.replace(/:.{4}/, left.includes(':0000') ? ':1111' : ':0000');
  for (const operands of [
    [gone, right, 'same'],
    [right, gone, 'later'],
  ]) {
    const refused = await run('review city-decide', operands, WHO).catch((error: unknown) => error);
    const { kind, text } = refused as TwinError;
    const [register, key] = gone.split(':');
    expect([kind, text.code, text.what]).toEqual([
      'usage',
      'row-unknown',
      `No row of the register ${register!} has the key ${key!}.`,
    ]);
    expect(errorInIndonesian(text)).toBe(
      `Tidak ada baris register ${register!} yang berkunci ${key!}. Yang diharapkan: kunci baris yang sekarang ada di berkas register. npm run twin -- review city dan review city-clusters menampilkan baris dengan nama itu.`,
    );
  }
  expect(readFileSync(config.decisionsFile, 'utf8')).toBe(before);

  // A row that moved house since is still the row that its key names.
  const moved = left.replace(/-.{12}$/, '-000000000000');
  for (const named of [left, moved]) {
    const written = await run('review city-decide', [named, right, 'later'], WHO);
    await run('review city-undo', [String((written.json as { decision: number }).decision)], WHO);
  }

  // Only reading it tells which rows a file has that came since.
  const list = join(config.registersFolder, 'sembako.csv');
  appendFileSync(list, '\r\n');
  const written = await run('review city-decide', [gone, right, 'later'], WHO);
  await run('review city-undo', [String((written.json as { decision: number }).decision)], WHO);
});

test('what a build keeps of keys is read with the keys of the site alone', async () => {
  const { snapshotId } = await build();
  const kept = readFileSync(join(config.snapshotsFolder, snapshotId, ROW_KEYS_FILE));
  expect(kept.includes('row-keys')).toBe(false);
  const keys = loadKeys(config.keysFile);
  expect(Buffer.from(openSealed(keys, 'keys of rows', kept)!).includes('row-keys')).toBe(true);
  expect(openSealed(keys, 'persons of a snapshot', kept)).toBeUndefined();
});
