/**
 * The main journey on a real twin: registers of a small sample city, linked, published and served. What the
 * screen says is held against what the server publishes.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  decodeAreaTable,
  type AreaTable,
  type IndicatorCard,
  type ListsPublication,
  type PublicationMeta,
  type QualityReport,
  type RunView,
  type WhatIfAnswer,
} from '#engine';
import { formatterOf } from '../lib/format.ts';
import { axeFaults } from './axe.ts';
import { openBrowser } from './browser.ts';
import type { ServedTwin } from './served-twin.ts';
import { startTwin } from './started-twin.ts';
import { enter, seeMap, seePage, settle } from './visit.ts';

/** As few as leave something to show: among fewer residents nearly every number is about less than ten people. */
const RESIDENTS = 12_000;
const format = formatterOf('id');

let twin: ServedTwin;
let browser: Browser;
let meta: PublicationMeta;
let quality: QualityReport;
let kelurahan: AreaTable;
let city: AreaTable;
beforeAll(async () => {
  [twin, browser] = await Promise.all([startTwin(RESIDENTS), openBrowser()]);
  const read = async (name: string): Promise<Response> => {
    const response = await fetch(`${twin.address}/data/${name}`);
    expect([name, response.status]).toEqual([name, 200]);
    return response;
  };
  const table = async (level: string): Promise<AreaTable> =>
    decodeAreaTable(new Uint8Array(await (await read(`table/${level}.bin`)).arrayBuffer()));
  meta = (await (await read('meta.json')).json()) as PublicationMeta;
  quality = (await (await read('quality.json')).json()) as QualityReport;
  [kelurahan, city] = await Promise.all([table('kelurahan'), table('city')]);
});
afterAll(async () => {
  await browser?.close();
  await twin?.close();
});

const WORDS = { hidden: 'disembunyikan', 'no-data': 'tidak ada data' };

/** A published cell as it is written, without its unit. */
function written(table: AreaTable, area: number, card: Pick<IndicatorCard, 'key' | 'format' | 'decimals'>): string {
  const column = table.columns.find(({ indicator }) => indicator === card.key);
  const state = (['value', 'hidden', 'no-data'] as const)[column?.states[area] ?? 2]!;
  return plain(state === 'value' ? format.value(column!.values[area]!, card) : WORDS[state]);
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const texts = async (places: Locator): Promise<string[]> => (await places.allTextContents()).map(plain);
const number = (text: string): number => Number(text.replace(/\D/g, ''));
const shownCount = (table: AreaTable, key: string): number =>
  table.columns.find(({ indicator }) => indicator === key)!.states.filter((state) => state === 0).length;

/** The one of which most ages are shown, so that there is something to compare. */
function bestKnownKelurahan(): { code: string; name: string; area: number } {
  const pyramid = kelurahan.columns.filter(({ indicator }) => indicator.startsWith('pyramid/'));
  const known = kelurahan.areaCodes.map((_, area) => pyramid.filter(({ states }) => states[area] === 0).length);
  const area = known.indexOf(Math.max(...known));
  expect(known[area]).toBeGreaterThan(8);
  const { code, name } = meta.areas['kelurahan']!.find(({ code }) => code === kelurahan.areaCodes[area])!;
  return { code, name, area };
}

async function chooseIndicator(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Indikator/ }).click();
  await page.getByLabel('Cari indikator').fill(name);
  await page.getByRole('button', { name, exact: true }).last().click();
}

test('from the map to one kelurahan and on to the data quality, the screen says what the twin publishes', async () => {
  const { page, faults, leave } = await enter(browser, twin.address, '/');
  await seeMap(page);
  await expect.poll(() => page.locator('[data-drawn]').getAttribute('data-drawn')).toBe('27');
  await expect.poll(() => page.getByText('penduduk rekaan').first().isVisible()).toBe(true);

  // Of the mapped shares, the one that is shown for most kelurahan.
  const card = meta.indicators
    .filter(({ isMapped, format, levels }) => isMapped && format === 'share' && levels.includes('kelurahan'))
    .reduce((best, one) => (shownCount(kelurahan, one.key) > shownCount(kelurahan, best.key) ? one : best));
  await chooseIndicator(page, card.name.id);
  await expect.poll(() => new URL(page.url()).searchParams.get('indicator')).toBe(card.key);
  const counts = async (): Promise<number[]> =>
    (await texts(page.locator('section.legend tbody td.number'))).map(number);
  await expect.poll(async () => (await counts()).reduce((a, b) => a + b, 0)).toBe(27);

  await expectTable(page, card);
  const { code, name, area } = bestKnownKelurahan();
  await page.getByRole('combobox').fill(name);
  await page.getByRole('option', { name: new RegExp(`^${name}\\s*Kelurahan`) }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('area')).toBe(code);
  await expectPanel(page, name, area, card);
  expect(await axeFaults(page)).toEqual([]);

  await page.getByRole('link', { name: 'Mutu data' }).click();
  await seePage(page, 'Mutu data');
  await expectQuality(page);
  expect(await axeFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
  await leave();
});

/** Every kelurahan with its published value, and sorted both ways with those without a value last. */
async function expectTable(page: Page, card: IndicatorCard): Promise<void> {
  const rows = page.locator('.scroll tbody tr');
  const shown = async (): Promise<string[][]> =>
    Promise.all((await rows.all()).map(async (row) => texts(row.locator('th button, td.main .cell'))));
  const names = new Map(meta.areas['kelurahan']!.map(({ code, name }) => [code, name]));
  const published = kelurahan.areaCodes.map((code, area) => [names.get(code)!, written(kelurahan, area, card)]);
  await expect.poll(async () => (await shown()).toSorted()).toEqual(published.toSorted());

  const valueOf = (text: string): number => parseFloat(text.replaceAll('.', '').replace(',', '.'));
  const values = async (): Promise<number[]> => (await shown()).map(([, value]) => valueOf(value!));
  const isSorted = (all: number[], turn: 1 | -1): boolean =>
    all.every((value, i) => i === 0 || Number.isNaN(value) || turn * (value - all[i - 1]!) >= 0);
  await expect.poll(async () => isSorted(await values(), -1)).toBe(true);
  await page.locator('thead').getByRole('button', { name: card.name.id, exact: true }).click();
  await expect.poll(() => page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
  await expect.poll(async () => isSorted(await values(), 1)).toBe(true);
  await expect.poll(() => texts(page.locator('tfoot td.main .cell'))).toEqual([written(city, 0, card)]);
}

/** Headline, pyramid and every figure of the panel. */
async function expectPanel(page: Page, name: string, area: number, card: IndicatorCard): Promise<void> {
  const panel = page.locator('.panel');
  await expect.poll(() => panel.getByRole('heading', { level: 2 }).textContent()).toBe(name);
  await expect.poll(() => texts(panel.locator('.figure'))).toEqual([written(kelurahan, area, card)]);

  await panel.getByText('Lihat angkanya').click();
  const pyramid = panel.locator('details table').first();
  await expect.poll(() => pyramid.locator('tbody th').count()).toBe(16);
  const ages = (await texts(pyramid.locator('tbody th'))).map((age) => age.replace('–', '-'));
  const cellOf = (sex: string, age: string): string =>
    written(kelurahan, area, { key: `pyramid/${sex}/${age}`, format: 'count', decimals: 0 });
  await expect
    .poll(() => texts(pyramid.locator('tbody td')))
    .toEqual(ages.flatMap((age) => ['m', 'f'].map((sex) => cellOf(sex, age))));

  for (const summary of await panel.locator('section.all summary').all()) await summary.click();
  const rows = panel.locator('section.all tbody tr');
  await expect.poll(() => rows.count()).toBe(meta.indicators.filter(({ isMapped }) => isMapped).length);
  for (const row of await rows.all()) {
    const [title] = await texts(row.locator('.named button').first());
    const figure = meta.indicators.find((one) => one.isMapped && plain(one.name.id) === title)!;
    const unit = (text: string): string =>
      text in { ...WORDS } ? text : text.replace(plain(figure.unit.id), '').trim();
    await expect
      .poll(async () => (await texts(row.locator('td strong'))).map(unit), { message: title! })
      .toEqual([written(kelurahan, area, figure)]);
  }
}

/** Received is linked and in review and refused: as published, and on the screen. */
async function expectQuality(page: Page): Promise<void> {
  const equations = page.locator('.equation');
  await expect.poll(() => equations.count()).toBe(quality.registers.length);
  for (const [i, { received, linked, inReview, refused }] of quality.registers.entries()) {
    await expect
      .poll(async () => (await texts(equations.nth(i).locator('strong'))).map(number))
      .toEqual([received, linked, inReview, refused]);
    expect(linked + inReview + refused).toBe(received);
  }
  const sum = (of: (one: QualityReport['registers'][number]) => number): number =>
    quality.registers.reduce((total, one) => total + of(one), 0);
  await expect
    .poll(async () => (await texts(page.locator('.tiles strong'))).map(number))
    .toEqual([
      sum(({ received }) => received),
      sum(({ linked }) => linked),
      sum(({ inReview }) => inReview),
      sum(({ refused }) => refused),
    ]);
  expect(sum(({ received }) => received)).toBeGreaterThan(RESIDENTS);
}

test('the page Bansos says of the lists what the twin publishes, and answers a what-if from its facts', async () => {
  const lists = (await (await fetch(`${twin.address}/data/assistance.json`)).json()) as ListsPublication;
  const sembako = lists.programmes.find(({ id }) => id === 'sembako')!;
  const question = 'programme=sembako&method=desil&limit.desilLimit=4';
  const answer = (await (await fetch(`${twin.address}/bansos/what-if?${question}`)).json()) as WhatIfAnswer;
  expect(answer.question).toBe(question);
  expect(answer.city.recipients.before).toEqual([sembako.counts.city.receives![0], sembako.counts.city.receives![0]]);
  // What the lists hide of a kelurahan no answer tells.
  const hidden = sembako.counts.kelurahan.receives!.flatMap((count, k) => (count === null ? [k] : []));
  expect(hidden.length).toBeGreaterThan(0);
  for (const k of hidden) expect(answer.byKelurahan[k]!.recipients).toEqual({ before: null, change: null });
  const refused = await fetch(`${twin.address}/bansos/what-if?programme=sembako&places=91`);
  expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([
    422,
    'what-if-off-grid',
  ]);

  const { page, faults, leave } = await enter(browser, twin.address, `/bansos?${question}`);
  const before = page.locator('.answer tbody tr').first().locator('td').first();
  await expect.poll(async () => number((await before.textContent())!)).toBe(sembako.counts.city.receives![0]);
  const told = sembako.counts.kelurahan.receives!.filter((count) => count !== null).length;
  const areas = page.getByRole('region', { name: 'Per kelurahan' });
  await expect.poll(() => areas.locator('tbody td:nth-child(3)').count()).toBe(27);
  await expect.poll(() => areas.locator('tbody td:nth-child(3):not(.none)').count()).toBe(told);
  expect(faults).toEqual([]);
  await leave();
});

test('a scenario is asked for, simulated, shown, and found again by its address; small numbers stay inside', async () => {
  const own = 'name=Perumahan&lever=arrivals;3;2026-2028;area=35.77.01.1004&baseline=baseline';
  const address = `/skenario?${own}&years=3&replicates=2&seed=7`;
  const { page, faults, leave } = await enter(browser, twin.address, address);
  await page.getByRole('button', { name: 'Jalankan', exact: true }).click();
  // On one busy core a run takes minutes.
  await page.getByText('Hasil simulasi · 2 ulangan').waitFor({ timeout: 400_000 });
  await settle(page);
  const told = await texts(page.locator('.tiles strong'));
  expect(told.length).toBeGreaterThan(2);
  const id = await page.evaluate(async () => {
    const runs = (await (await fetch('/skenario/runs')).json()) as RunView[];
    return runs.map(({ record }) => `${record.state} ${record.id}`);
  });
  expect(id).toHaveLength(1);
  expect(id[0]).toMatch(/^done [0-9a-f]{16}-2$/);

  // A reload, and the link in another window: the same numbers, and nothing is simulated again.
  await page.reload();
  await page.getByText('Hasil simulasi · 2 ulangan').waitFor();
  await expect.poll(() => texts(page.locator('.tiles strong'))).toEqual(told);
  await page.getByRole('slider', { name: 'Tahun', exact: true }).fill('0');
  // The start is the snapshot: the city as it is published, kelurahan in tens where they are published.
  const cityCells = page.locator('.results .table tfoot td.number');
  await expect
    .poll(async () => (await texts(cityCells)).slice(0, 2))
    .toEqual(Array(2).fill(written(city, 0, { key: 'residents', format: 'count', decimals: 0 })));
  const hidden = kelurahan.columns.find(({ indicator }) => indicator === 'residents')!.states.filter(Boolean).length;
  const cells = await texts(page.locator('.results .table tbody td.number:nth-of-type(2)'));
  expect(cells).toHaveLength(27);
  expect(cells.filter((text) => text === WORDS.hidden)).toHaveLength(hidden);
  for (const text of cells.filter((each) => each !== WORDS.hidden)) expect(number(text) % 10).toBe(0);

  // Another page may not ask for a run.
  const foreign = await fetch(`${twin.address}/skenario/runs`, {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1:9', 'content-type': 'application/json' },
    body: '{}',
  });
  expect(foreign.status).toBe(403);
  expect(faults).toEqual([]);
  await leave();
});
