import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import type { BuildOutcome } from '../../pipeline.ts';
import type { TwinStatus } from '../../status.ts';
import { projectPath } from '../../kernel/files.ts';
import { sandboxSettings, twin, twinJson, type Settings } from '../twin-process.ts';

const sandbox = sandboxSettings(afterAll, 600);
const outside = sandbox['KEMBARAN_DATA']!;
/** Not there yet: the twin makes it. */
const folder = join(outside, 'data');
const settings: Settings = { ...sandbox, KEMBARAN_DATA: folder };

/**
 * What lies in the data folder and can be read, changed or entered by others than its owner. The database sets the rights
 * of its files itself; the folder that they are in is closed.
 */
const openToOthers = (): string[] =>
  ['', ...readdirSync(folder, { recursive: true }).map(String)]
    .filter((path) => !path.startsWith(join('store', 'database', '/')))
    .filter((path) => (statSync(join(folder, path)).mode & 0o077) !== 0);

const registers = join(folder, 'registers');
const status = (): Promise<TwinStatus> => twinJson<TwinStatus>(['status'], settings);
const build = (): Promise<BuildOutcome> => twinJson<BuildOutcome>(['build'], settings);

/** What a build says of itself without what differs from run to run: name and seconds. */
function figures(outcome: BuildOutcome): unknown {
  if (outcome.kind === 'unchanged') throw new Error('nothing was built');
  const { residents, households, registers: counts, accuracy } = outcome;
  const read = counts.map(({ files, ...register }) => ({ ...register, rows: files.map((file) => file.rowsReceived) }));
  return { residents, households, read, accuracy };
}

let first: BuildOutcome;

test('before the first build there is nothing: status says so, an export is an error', async () => {
  await twinJson(['sample'], settings);
  expect(await status()).toMatchObject({
    store: 'embedded',
    registers: { folder: registers, files: 11, isSample: true },
    boundaries: 'indicative',
    snapshots: [],
    served: null,
    orphans: 0,
  });
  const out = join(outside, 'kelurahan.csv');
  const run = await twin(['export', '--out', out], settings);
  expect([run.code, run.stderr]).toEqual([3, expect.stringMatching(/no complete snapshot.*twin -- build/)]);
  expect(existsSync(out)).toBe(false);
});

test('whatever the twin makes in the data folder is for its owner alone', async () => {
  first = await build();
  for (const made of ['registers', 'sample-truth', 'snapshots', 'store', 'logs', 'keys.json']) {
    expect(existsSync(join(folder, made)), made).toBe(true);
  }
  expect(openToOthers()).toEqual([]);

  // The search finds what is open.
  chmodSync(join(registers, 'pkh.xlsx'), 0o644);
  expect(openToOthers()).toEqual([join('registers', 'pkh.xlsx')]);
});

test('a data folder that others may enter is told once, on standard error, with the command that closes it', async () => {
  chmodSync(folder, 0o755);
  const open = await twin(['status', '--json'], settings);
  expect(open.stderr.split(`chmod 700 "${folder}"`)).toHaveLength(2);
  expect(JSON.parse(open.stdout)).toHaveProperty('served');

  chmodSync(folder, 0o700);
  expect((await twin(['status', '--json'], settings)).stderr).not.toContain('chmod');
});

test('status --json tells what is there and what is served', async () => {
  const now = await status();
  expect(now.snapshots).toEqual([
    {
      id: first.snapshotId,
      state: 'complete',
      contentId: expect.stringMatching(/^[0-9a-f]{64}$/),
      referenceDate: '2025-12-31',
      completedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      residents: (first as { residents?: number }).residents,
      damaged: [],
    },
  ]);
  expect([now.served, now.orphans]).toEqual([first.snapshotId, 0]);
  const words = await twin(['status'], settings);
  expect([words.code, words.stdout]).toEqual([0, expect.stringContaining(`Dipakai      ${first.snapshotId}`)]);
});

test('the same files imported again change nothing, nor does a file that is there twice', async () => {
  expect(await build()).toMatchObject({ kind: 'unchanged', snapshotId: first.snapshotId });
  expect((await status()).snapshots).toHaveLength(1);

  const [declaration, copy] = [join(registers, 'registers.yaml'), join(registers, 'salinan-pkh.xlsx')];
  const declared = readFileSync(declaration, 'utf8');
  copyFileSync(join(registers, 'pkh.xlsx'), copy);
  appendFileSync(declaration, '  - { file: salinan-pkh.xlsx, register: pkh }\n');
  const run = await twin(['build', '--json'], settings);
  expect(run.stderr).toMatch(/isinya sama dengan/);
  expect(figures(JSON.parse(run.stdout) as BuildOutcome)).toEqual(figures(first));
  rmSync(copy);
  writeFileSync(declaration, declared);
});

test('a register with one row more makes another build; one whose files are damaged is told and built again', async () => {
  const path = join(registers, 'sembako.csv');
  const before = readFileSync(path);
  const lines = before.toString('latin1').split('\r\n');
  writeFileSync(path, Buffer.from([...lines.slice(0, -1), lines.at(-2), ''].join('\r\n'), 'latin1'));
  const changed = await build();
  const received = (built: BuildOutcome): number | undefined =>
    built.kind === 'built' ? built.registers.find(({ registerId }) => registerId === 'sembako')?.received : undefined;
  expect(received(changed)).toBe(received(first)! + 1);

  appendFileSync(join(folder, 'snapshots', changed.snapshotId, 'persons.parquet'), 'x');
  expect((await status()).snapshots[0]).toMatchObject({ id: changed.snapshotId, damaged: ['persons.parquet'] });
  const mended = await build();
  expect(figures(mended)).toEqual(figures(changed));
  expect((await status()).snapshots[0]).toMatchObject({ id: mended.snapshotId, damaged: [] });
  writeFileSync(path, before);
});

test('export writes the table of a level as the format asks', async () => {
  const out = (name: string): string => join(outside, name);
  const said = await twinJson<object>(['export', '--out', out('kelurahan.csv')], settings);
  expect(said).toMatchObject({ file: out('kelurahan.csv'), level: 'kelurahan', format: 'csv', areas: 27 });
  const csv = { bom: true, delimiter: ';', relax_column_count: true };
  const rows = parse(readFileSync(out('kelurahan.csv')), csv) as string[][];
  expect(rows[0]!.slice(0, 3)).toEqual(['Kode wilayah', 'Nama wilayah', 'Bagian dari']);
  expect(rows.filter(([code]) => /^35\.77\.\d\d\.\d{4}$/.test(code!))).toHaveLength(27);
  expect(rows.find(([label]) => label === '# Perhatian')![1]).toMatch(/^DATA CONTOH/);

  await twinJson(
    ['export', '--language', 'en', '--level', 'kecamatan', '--format', 'geojson', '--out', out('k.geojson')],
    settings,
  );
  const geojson = JSON.parse(readFileSync(out('k.geojson'), 'utf8')) as {
    features: { properties: object }[];
    metadata: Record<string, string>;
  };
  expect(geojson.features).toHaveLength(3);
  expect(geojson.features[0]!.properties).toHaveProperty('residents');
  expect(geojson.metadata['Boundaries']).toBe('Indicative boundaries');
});

const WRONG: [what: string, args: string[], code: number, words: RegExp][] = [
  ['no place to write to', ['export'], 2, /--out is missing/],
  ['a format that there is not', ['export', '--format', 'pdf', '--out', 'x'], 2, /--format.*csv, xlsx, geojson/],
  ['a folder in the way', ['export', '--out', outside], 6, /in the place of the file/],
  ['boundaries that are not there', ['geodata', 'import', join(outside, 'nowhere.geojson')], 3, /nowhere\.geojson/],
  ['boundaries that are none', ['geodata', 'import', projectPath('package.json')], 3, /package\.json/],
];
test('what goes wrong ends with its exit code and a word, and changes nothing', async () => {
  const before = await status();
  for (const [what, args, code, words] of WRONG) {
    const run = await twin(args, settings);
    expect([run.code, run.stdout], what).toEqual([code, '']);
    expect(run.stderr, what).toMatch(words);
    // A clear error is no trace of the program's insides.
    expect(run.stderr, what).not.toMatch(/\n\s+at /);
  }
  expect(await status()).toEqual(before);
});

const REAL = projectPath('..', 'shared', 'data', 'geo', 'kota_madiun_kelurahan.geojson');
/** The published boundaries where they lie beside this project, else our own as an office would deliver them. */
const DELIVERED = existsSync(REAL) ? REAL : projectPath('geodata', 'boundaries', 'kelurahan.geojson');

test(`official boundaries (${existsSync(REAL) ? 'the published ones' : 'our own: the published ones are not here'}) hold from the next build on`, async () => {
  const { served } = await status();
  const run = await twin(['geodata', 'import', DELIVERED], settings);
  expect([run.code, run.stdout]).toEqual([0, expect.stringMatching(/^27 kelurahan dibaca/)]);
  expect(await status()).toMatchObject({ boundaries: 'official', served });

  const outcome = await build();
  expect(outcome.kind).toBe('built');
  const out = join(outside, 'resmi.csv');
  await twinJson(['export', '--out', out], settings);
  expect(readFileSync(out, 'utf8')).toMatch(/# Batas wilayah;Batas resmi/);
  expect(readFileSync(join(outside, 'kelurahan.csv'), 'utf8')).toMatch(/# Batas wilayah;Batas indikatif/);
});
