/** A survey as nobody would wish it, which can be learnt from all the same: every result is a number. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, onTestFinished, test } from 'vitest';
import { trainWelfare } from '../estimation/training/train-welfare.ts';
import { chance } from '../kernel/random.ts';
import { SILENT } from '../kernel/progress.ts';

const COUNT = 360;
const source = chance(9, 'odd-survey');
const FLOORS = ['tanah', 'semen', 'keramik'];

/** Amounts with points, codes for no answer, a label of 0, blanks, a constant, an empty column, an id twice, numbers begun anew. */
function oddSurvey(): string {
  const rows = Array.from({ length: COUNT }, (_, i) => {
    const province = Math.floor(i / 120);
    const area = Math.floor(i / 12) % 10;
    const [members, floor] = [1 + source.below(8, i, 1), source.below(3, i, 2)];
    const log =
      13 - 0.1 * members + 0.4 * floor + 0.3 * source.normal(10 * province + area, 3) + 0.4 * source.normal(i, 4);
    const spent = Math.round(Math.exp(log) * members)
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, '.');
    return [
      `R${i === 8 ? 7 : i}`,
      `P${province}`,
      String(area),
      i % 9 === 0 ? '0' : (0.5 + source.uniform(i, 5)).toFixed(2).replace('.', ','),
      String(members),
      i % 7 === 0 ? '' : FLOORS[floor]!,
      i % 11 === 0 ? '-99' : String(source.below(17, i, 6)),
      String(3_577_010_001 + (i % 15)),
      'ID',
      'NA',
      `${2019 + (i % 2)}`,
      i % 60 === 0 ? '0' : i % 61 === 0 ? '-99' : spent,
    ].join(';');
  });
  const head =
    'Nomor;PROV;Blok;Penimbang;Jumlah ART;Lantai;Lama sekolah;Kode kel.;Negara;Kosong;Tahun;Pengeluaran (Rp)';
  return [head, ...rows, ''].join('\n');
}

const MODEL = `
label: { column: pengeluaran_rp, per: jumlah art }
weight: penimbang
cluster: [prov, blok]
strata: prov
id: nomor
date: tahun
features: { '*': auto, kode_kel: ignore }
folds: { count: 2, inner: 2 }
groups: [{ column: kode kel, kind: category }, lantai]
file: { decimal: ',' }
`;

test('a survey with many oddities gives finite scores and measures, and says what it made of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'welfare-odd-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('survey.csv'), oddSurvey());
  writeFileSync(path('model.yaml'), MODEL);
  const options = { surveyPath: path('survey.csv'), modelPath: path('model.yaml'), out: path('out'), threads: 1 };
  const report = await trainWelfare({ ...options, progress: SILENT });

  const notes = report.notes.map(({ en }) => en).join('\n');
  expect(notes).toMatch(/rows? with -99 \("not known"\) as Pengeluaran \(Rp\) (is|are) left out/);
  expect(notes).toContain('is learnt as asinh, since 6 of it are 0 or below');
  expect(notes).toContain('Lama sekolah: -99 count as "not known"');
  expect(notes).toContain('1 row repeats the Nomor of another');
  expect(report.features.left.map(({ column }) => column)).toEqual(['Negara', 'Kosong']);
  expect(report.survey).toMatchObject({ clusters: 30, strata: 3, weighted: true });

  const rows = (name: string) =>
    parse(readFileSync(path(`out/${name}`)), { columns: true }) as Record<string, string>[];
  const predictions = rows('predictions.csv');
  expect(predictions).toHaveLength(report.survey.households);
  for (const name of ['label', 'score', 'low', 'high', 'skor_kerentanan_lokal'])
    for (const row of predictions) {
      expect(row[name], `${name} of row ${row['row']}`).not.toBe('');
      expect(Number(row[name])).toSatisfy(Number.isFinite);
    }
  const facts = [...report.features.used, ...report.features.context];
  for (const row of rows('explanations.csv')) {
    const sum = facts.reduce((all, fact) => all + Number(row[fact]), Number(row['base']));
    expect(Math.abs(sum - Number(row['prediction']))).toBeLessThan(1e-3);
  }
  const { coverages, fit, spearman } = report.metrics;
  for (const { auc, inclusionError, exclusionError, groups } of coverages) {
    for (const { value, low, high } of [auc, inclusionError, exclusionError, fit.rSquared, fit.covered, spearman])
      expect([value, low, high].every(Number.isFinite)).toBe(true);
    expect(groups[0]!.errors).toHaveLength(15);
  }
  expect(coverages[0]!.auc.value).toBeGreaterThan(0.6);
  expect(report.decay!.pairs.every((pair) => Number.isFinite(pair.spearman.value))).toBe(true);
}, 120_000);
