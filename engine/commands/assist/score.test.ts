/** The whole way of the skor kerentanan lokal: sample, build, train, score, and every place that uses it. */
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { YES } from '../../assistance/evaluation/truth.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import { openCityFacts, type CityFacts } from '../../city-facts.ts';
import { loadConfig, type Config } from '../../config.ts';
import { projectPath } from '../../kernel/files.ts';
import { SILENT } from '../../kernel/progress.ts';
import { buildTwin } from '../../pipeline.ts';
import { evaluateProgramme, reviewProgramme } from '../../programme-review.ts';
import { closePublications, openPublications } from '../../publications.ts';
import { makeSample, sampleSurveyFile } from '../../sample.ts';
import { openStore } from '../../store/open.ts';
import { emptyEmbeddedStore } from '../../store/test-stores.ts';
import { TerminalProgress, type Screen } from '../../terminal.ts';
import { readKeptScore } from '../../welfare-score/kept-score.ts';
import type { ScoreAccuracy } from '../../welfare-score/score-accuracy.ts';
import type { ScoreReport } from '../../welfare-score/score-report.ts';
import { WhatIfs } from '../../what-ifs.ts';
import { parseCommandLine, type Command, type CommandResult } from '../command.ts';
import { welfareCheckCommand } from '../welfare-check.ts';
import { welfareFactsCommand, welfareScoreCommand } from '../welfare-score.ts';
import { welfareTrainCommand } from '../welfare-train.ts';
import { assistEvaluateCommand } from './evaluate.ts';
import { assistExportCommand } from './export.ts';
import { assistListCommand } from './list.ts';
import { assistRankingCommand } from './ranking.ts';
import { assistWhatIfCommand } from './what-if.ts';

const QUIET: Screen = { isLive: false, columns: 80, write: () => undefined };

let root: string;
let config: Config;
let city: CityFacts;
let report: ScoreReport;
let rows: Record<string, string>[];
let served: WhatIfs;
const SERVED_QUESTION = [
  ['programme', 'sembako'],
  ['method', 'score'],
] as const;
/** The embedded store lets in one reader at a time. */
const askServed = (): Promise<unknown> => served.answer(SERVED_QUESTION, false).finally(closePublications);
const path = (...parts: string[]): string => join(root, ...parts);
const texts = (from: string): Record<string, string>[] =>
  parse(readFileSync(from, 'utf8'), { columns: true, bom: true }) as Record<string, string>[];

async function run(command: Command, ...args: string[]): Promise<CommandResult & { readonly text: string }> {
  const result = await command.run({
    config,
    progress: new TerminalProgress(QUIET, undefined),
    ...parseCommandLine(command, ['--language', 'en', ...args]),
  });
  return { ...result, text: [...result.lines, JSON.stringify(result.json)].join('\n') };
}

/** The site's MODEL with few parts, so that it is learnt fast, and with some facts left out. */
function quickModel(name: string, ...without: string[]): string {
  const lines = readFileSync(projectPath('models', 'welfare', 'madiun.yaml'), 'utf8').split('\n');
  const kept = lines.filter((line) => !without.some((column) => line.startsWith(`  ${column}:`)));
  const text = kept.join('\n').replace('folds: { count: 5, inner: 4 }', 'folds: { count: 2, inner: 2 }');
  writeFileSync(path(name), text.replace(/^groups: .*$/m, ''));
  return path(name);
}

const GOODS = [
  'tabung_gas_besar',
  'ac',
  'pemanas_air',
  'emas',
  'komputer',
  'telepon_pintar',
  'lahan_lain',
  'rumah_lain',
];
const HOUSE = [
  ...['status_rumah', 'jenis_dinding', 'jenis_atap', 'sumber_penerangan', 'bahan_bakar_masak', 'fasilitas_bab'],
  ...['pembuangan_tinja', 'pekerjaan_krt', 'art_0_6', 'art_7_18', 'art_60', 'art_disabilitas', 'art_bekerja'],
];
const OF_HOUSE = ['luas_lantai', 'jenis_lantai', 'sumber_air_minum', 'daya_listrik', 'lemari_es', 'televisi_datar'];
const train = (model: string, out: string) =>
  run(welfareTrainCommand, sampleSurveyFile(config), '--model', model, '--out', path(out), '--threads', '1');

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'kembaran-score-'));
  config = loadConfig({ KEMBARAN_DATA: root });
  await makeSample({ config, progress: SILENT, residents: 3000, seed: 5, isReplaced: false });
  await emptyEmbeddedStore(config.storeFolder);
  const store = await openStore(config, { usesPostgis: false });
  await buildTwin({ config, progress: new TerminalProgress(QUIET, undefined), store, isForced: false });
  await store.close();
  city = await openCityFacts(config);
  served = new WhatIfs(config, () => openPublications(() => config));
  await train(quickModel('model.yaml', ...GOODS, ...HOUSE), 'model');
  await train(quickModel('kk.yaml', ...GOODS, ...HOUSE, ...OF_HOUSE, 'sepeda_motor', 'mobil'), 'kk');
}, 600_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const idOf = (h: number): string =>
  Buffer.from(city.population.households.householdId.subarray(h * 16, h * 16 + 16)).toString('hex');

describe('before the snapshot was scored', () => {
  test('who asks for the score is told how to make it', async () => {
    await expect(run(welfareCheckCommand)).rejects.toThrow(/welfare score --trained/);
    await expect(run(assistListCommand, 'pkh', '--rank', 'score')).rejects.toThrow(/welfare score --trained/);
    await expect(run(assistWhatIfCommand, 'bltd', '--method', 'score')).rejects.toThrow(/welfare score --trained/);
    await expect(run(assistRankingCommand, 'bltd', '--places', '20')).rejects.toThrow(/welfare score --trained/);
    expect((await run(assistEvaluateCommand, '--of', idOf(0))).text).toContain('not worked out for this snapshot yet');
    await expect(askServed()).rejects.toThrow(/no-score/);
  });

  test('the facts that a model may read are listed, with the register that tells them', async () => {
    const { text } = await run(welfareFactsCommand);
    expect(text).toMatch(/floorMaterial +code +\d+\.\d % known +dtsen-families/);
    expect(text).toMatch(/Told by no register here: .*isAddressNotFound/);
  });

  test('a model that reads what the city does not have is refused, with what there is, and nothing is kept', async () => {
    cpSync(path('model'), path('other'), { recursive: true });
    const json = readFileSync(path('other', 'model.json'), 'utf8');
    const altered = (from: string, to: string): void =>
      writeFileSync(path('other', 'model.json'), json.replace(from, to));
    const score = () => run(welfareScoreCommand, '--trained', path('other'), '--out', path('nothing'));
    altered('"fact": "floorMaterial"', '"fact": "floorKind"');
    await expect(score()).rejects.toThrow(/"floorKind" \(jenis_lantai of the survey\).*"floorMaterial"/s);
    altered('"fact": "floorMaterial"', '"fact": "pdamBillRupiah"');
    await expect(score()).rejects.toThrow(/"pdamBillRupiah" .*no register tells here/);
    // Words that the survey never had are another question, or another code list.
    altered('"fact": "floorMaterial"', '"fact": "head/occupation"');
    await expect(score()).rejects.toThrow(/head\/occupation in a way that the survey's jenis_lantai never has/);
    // So is another unit.
    altered('"fact": "floorArea"', '"fact": "size"');
    await expect(score()).rejects.toThrow(/survey's luas_lantai is .*city's size is/);
    writeFileSync(path('other', 'model.json'), '{}');
    await expect(score()).rejects.toThrow(/no welfare model of this version/);
    await expect(run(welfareScoreCommand, '--trained', path('away'))).rejects.toThrow(/model\.json/);
    renameSync(path('model', 'metrics.json'), path('model', 'away.json'));
    await expect(run(welfareScoreCommand, '--trained', path('model'))).rejects.toThrow(/metrics\.json/);
    renameSync(path('model', 'away.json'), path('model', 'metrics.json'));
    await expect(run(welfareScoreCommand)).rejects.toThrow(/--trained is missing/);
    await expect(run(welfareScoreCommand, '--trained', path('model'), '--snapshot', 'x')).rejects.toThrow(
      new RegExp(`There are: .*${city.snapshotId}`),
    );
    expect(existsSync(path('nothing'))).toBe(false);
    await expect(run(welfareCheckCommand)).rejects.toThrow(/welfare score --trained/);
  });
});

describe('a scored snapshot', () => {
  beforeAll(async () => {
    const options = ['--trained', path('model'), '--otherwise', path('kk'), '--out', path('hasil')];
    report = (await run(welfareScoreCommand, ...options)).json as ScoreReport;
    rows = texts(path('hasil', 'scores.csv'));
  }, 120_000);

  test('has a score for every family, by the other model where the house is not known', () => {
    expect(rows).toHaveLength(city.table.householdCount);
    expect(rows.map((row) => row['household_id'])).toEqual(rows.map((_, h) => idOf(h)));
    expect(report).toMatchObject({ withoutScore: 0, families: rows.length });
    const floor = city.table.columns.get('floorArea')!.values;
    const otherwise = rows.flatMap(({ model }, h) => (model === 'otherwise' ? [h] : []));
    expect(otherwise.length).toBe(report.otherwise!.scored);
    expect(otherwise.length).toBeGreaterThan(10);
    for (const h of otherwise) expect(floor[h]).toBeNaN();
  });

  test('tells estimate, interval, score and rank that agree with each other', () => {
    const number = (row: Record<string, string>, name: string): number => Number(row[name]);
    for (const row of rows) {
      expect(number(row, 'batas_bawah')).toBeLessThan(number(row, 'perkiraan'));
      expect(number(row, 'batas_atas')).toBeGreaterThan(number(row, 'perkiraan'));
      expect(number(row, 'skor_dari')).toBeLessThanOrEqual(number(row, 'skor_kerentanan_lokal'));
      expect(number(row, 'skor_sampai')).toBeGreaterThanOrEqual(number(row, 'skor_kerentanan_lokal'));
    }
    const poorest = [...rows].sort((a, b) => number(a, 'perkiraan') - number(b, 'perkiraan'));
    poorest.forEach((row, i) => expect(number(row, 'peringkat')).toBeLessThanOrEqual(i + 1));
    expect(number(poorest[0]!, 'skor_kerentanan_lokal')).toBeGreaterThan(99);
    expect(number(poorest.at(-1)!, 'skor_kerentanan_lokal')).toBeLessThan(1);
  });

  test('says what raised and lowered it in plain words, and what facts add adds up to the prediction', () => {
    const explained = texts(path('hasil', 'explanations.csv'));
    expect(explained).toHaveLength(report.main.scored);
    for (const { prediction, base, ...others } of explained) {
      const facts = Object.entries(others).flatMap(([name, value]) => (name === 'household_id' ? [] : [value]));
      const sum = facts.reduce((all, value) => all + Number(value), Number(base));
      expect(Math.abs(sum - Number(prediction))).toBeLessThan(1e-3);
    }
    const poorest = rows.find(({ peringkat, model }) => model === 'main' && Number(peringkat) <= 20)!;
    expect(poorest['menaikkan_kerentanan']).toMatch(/^[A-Z][^:]+: .+ \(−\d+ %\)/);
    expect(poorest['raises_vulnerability']).toMatch(/^[A-Z][^:]+: .+ \(−\d+ %\)/);
  });

  test('has a card in both languages: learnt from what, how old, how wrong, and never called desil', () => {
    const card = readFileSync(path('hasil', 'card.md'), 'utf8');
    for (const told of [
      'Bukan desil DTSEN',
      'didata 2025-09',
      'asked 2025-09',
      'survei-contoh.csv',
      'AUC',
      'floorMaterial',
    ])
      expect(card).toContain(told);
    const written = ['scores.csv', 'explanations.csv', 'card.md', 'summary.json'].map((name) =>
      readFileSync(path('hasil', name), 'utf8').replaceAll(/[0-9a-f]{32}/g, ''),
    );
    for (const text of written) expect(text).not.toMatch(/(?<!\d|\.)\d{16}(?!\d)/);
  });

  test('is right as far as its card says, measured on the truth of the sample', async () => {
    const accuracy = (await run(welfareCheckCommand)).json as ScoreAccuracy;
    expect(accuracy.comparable).toBeGreaterThan(0.98 * accuracy.families);
    expect(accuracy.main.coverages[0]!.auc).toBeGreaterThan(0.85);
    expect(accuracy.main.covered).toBeGreaterThan(accuracy.interval);
    expect(accuracy.otherwise!.coverages[0]!.auc).toBeLessThan(accuracy.main.coverages[0]!.auc);
    expect(accuracy.otherwise!.covered).toBeGreaterThan(0.8);
    const away = `${config.truthFolder}.away`;
    renameSync(config.truthFolder, away);
    await expect(run(welfareCheckCommand)).rejects.toThrow(/no truth beside the registers/);
    renameSync(away, config.truthFolder);
  });

  test('comes out in the same bytes again', async () => {
    await run(welfareScoreCommand, '--trained', path('model'), '--otherwise', path('kk'), '--out', path('lagi'));
    for (const name of ['scores.csv', 'explanations.csv', 'card.md', 'summary.json'])
      expect(readFileSync(path('lagi', name)).equals(readFileSync(path('hasil', name))), name).toBe(true);
  });

  test('is shown for one family with its interval, its reasons and the fact that would change it', async () => {
    // Somebody near the cut at a fifth: one other fact moves him over it.
    const near = rows.findIndex(
      ({ model, skor_kerentanan_lokal: score }) => model === 'main' && Math.abs(Number(score) - 80) < 1,
    );
    const { text, json } = await run(assistEvaluateCommand, '--of', idOf(near));
    expect(text).toMatch(
      /Local vulnerability score \(no desil\): [78]\d\.?\d* of 100, interval .+; rank \d+ of \d+ families/,
    );
    expect(text).toContain('raises vulnerability: ');
    const { score } = json as { score: { turns: { goes: string; text: { id: string } }[] } };
    expect(score.turns.length).toBeGreaterThan(0);
    expect(score.turns[0]!.text.id).toMatch(/(Masuk|Keluar dari) (20|40) % paling rentan bila ternyata .+ → .+/);
  });

  test('ranks a list where that is asked for, which says so', async () => {
    const byRules = (await run(assistListCommand, 'pkh')).json as { version: string };
    const byScore = (await run(assistListCommand, 'pkh', '--rank', 'score')).json as { version: string };
    expect(byScore.version).toBe(`${byRules.version}, urutan skor ${report.main.version}+${report.otherwise!.version}`);
    const pkh = city.programmes.programmes.find(({ id }) => id === 'pkh')!;
    const evaluated = evaluateProgramme(city, rulesOn(pkh, city.table.referenceDay));
    const kept = await readKeptScore(config, city.snapshotId);
    const review = reviewProgramme(evaluated, config, 1, { score: kept, isRankedByScore: true });
    const { position } = review.list;
    const { kelurahan } = city.population.households;
    // Of those in one kelurahan for whom all is settled, the poorer by score stands first.
    const settled = [...position.keys()].filter((h) => position[h]! > 0 && evaluated.found.conditions[h] === YES);
    settled.sort((a, b) => kelurahan[a]! - kelurahan[b]! || position[a]! - position[b]!);
    for (let i = 1; i < settled.length; i++)
      if (kelurahan[settled[i]!] === kelurahan[settled[i - 1]!])
        expect(kept!.amount[settled[i - 1]!]).toBeLessThanOrEqual(kept!.amount[settled[i]!]!);
    const other = reviewProgramme(evaluated, config, 1, { score: kept }).list.position;
    expect(position).not.toEqual(other);
    await expect(run(assistListCommand, 'pkh', '--rank', 'desil')).rejects.toThrow(/rules, score/);
  });

  test('stands on the Daftar with its model and date, and no column calls it desil', async () => {
    await run(assistExportCommand, 'pkh', '--out', path('pkh.csv'), '--by', 'Rina');
    const lines = readFileSync(path('pkh.csv'), 'utf8').split('\r\n');
    const [daftar] = [
      parse(lines.slice(0, lines.indexOf('')).join('\n'), { columns: true, bom: true, delimiter: ';' }),
    ] as [Record<string, string>[]];
    const byId = new Map(rows.map((row) => [row['household_id'], row]));
    const told = daftar.filter((row) => row['ID Keluarga'] !== '');
    expect(told.length).toBeGreaterThan(20);
    for (const row of told) {
      const own = Number(byId.get(row['ID Keluarga'])!['skor_kerentanan_lokal']);
      expect(Math.abs(Number(row['Skor kerentanan lokal']!.replace(',', '.')) - own)).toBeLessThanOrEqual(0.06);
      expect(row['Model skor']).toBe(`${report.main.version}+${report.otherwise!.version}, survei 2025-09`);
      expect(row['Alasan skor']).toMatch(/menaikkan: |menurunkan: /);
    }
  });

  test('chooses families in a what-if without a file, and with the ranks of meetings', async () => {
    const args = ['sembako', '--places', '60', '--replicates', '0'];
    const score = await run(assistWhatIfCommand, ...args, '--method', 'score');
    expect(score.json).toMatchObject({ method: 'score', recipients: 60 });
    const hybrid = (...more: string[]) => run(assistWhatIfCommand, ...args, '--method', 'hybrid', ...more);
    await expect(hybrid()).rejects.toThrow(/meetings\/sembako\.csv.*assist ranking/s);
    await run(assistRankingCommand, 'sembako', '--places', '60', '--out', path('kosong.csv'));
    await expect(hybrid('--ranking', path('kosong.csv'))).rejects.toThrow(
      /no rank.*kosong\.csv, row 2, column "rank"/s,
    );
    await run(assistRankingCommand, 'sembako', '--places', '60', '--invented');
    expect((await hybrid()).json).toMatchObject({ method: 'hybrid', recipients: 60 });
    const filled = texts(path('meetings', 'sembako.csv'));
    expect(filled.length).toBeGreaterThanOrEqual(60);
  });

  test('is what the served what-ifs choose by, though they were open before, as numbers of areas alone', async () => {
    const answer = await askServed();
    expect(answer).toMatchObject({ programme: 'sembako', lacks: {} });
    expect(JSON.stringify(answer)).not.toMatch(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/);
  });

  test('that was damaged is not used', async () => {
    const file = join(config.snapshotsFolder, city.snapshotId, 'welfare-score', 'scores.parquet');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
    await expect(run(assistListCommand, 'pkh', '--rank', 'score')).rejects.toThrow(/damaged.*scores\.parquet/s);
  });
});
