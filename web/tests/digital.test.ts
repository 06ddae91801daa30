/** The page "Layanan digital" on an invented move: aims, months, kelurahan, edits by keyboard, address, and what cannot be. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { TransitionAnswer } from '#engine';
import { formatterOf } from '../lib/format.ts';
import { axeFaults } from './axe.ts';
import { CITY, HIDDEN_AREA, inventedAnswer, publishDigital } from './invented-digital.ts';
import { openHouse, scrolledSideways, seeMap, settle, type Visit, type VisitOptions } from './visit.ts';

const PATH = '/skenario/layanan-digital';
const house = openHouse();
const format = formatterOf('id');

async function visit(query = '', options: VisitOptions = {}): Promise<Visit & { readonly asked: string[] }> {
  const asked: string[] = [];
  const entered = await house.visit(PATH + query, { prepare: (context) => publishDigital(context, asked), ...options });
  await entered.page.locator('.tiles').waitFor();
  return { ...entered, asked };
}
const answerTo = (words: string): TransitionAnswer =>
  inventedAnswer(new URLSearchParams(`months=18&seed=3577&replicates=20&${words}`)) as TransitionAnswer;
const told = (answer: TransitionAnswer, month: number, area: number): string => {
  const value = answer.areas.leftBehindShare!.path[month]![area]!;
  return typeof value === 'number' ? format.share(value) : 'disembunyikan';
};
const texts = async (places: Locator): Promise<string[]> =>
  (await places.allInnerTexts()).map((text) => text.replace(/[\s\u00a0]+/g, ' ').trim());
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const row = (page: Page, name: string): Locator =>
  page.locator('section.table tbody tr', { has: page.getByRole('button', { name, exact: true }) });

test('aims are told with whether and when, and map, table and chart show the same month', async () => {
  const { page, faults, leave, asked } = await visit('?path=moderat');
  await seeMap(page);
  await page.getByText('20 ulangan').first().waitFor();
  // First what is believed most, then bands as soon as there can be some.
  await expect
    .poll(() => asked.map((words) => new URLSearchParams(words).get('replicates')))
    .toEqual(['0', '10', '20']);
  await expect
    .poll(() => texts(page.locator('.tiles .standing')))
    .toEqual([
      'Tercapai sejak bulan 6',
      'Tercapai sejak bulan 6',
      'Tercapai sejak bulan 6',
      'Hanya tercapai pada 20 % ulangan, sejak bulan 9',
      'Tercapai sejak bulan 6',
      'Tercapai sejak bulan 6',
    ]);
  await expect.poll(() => page.locator('.tiles button').first().innerText()).toMatch(/≤ 14,7/);

  const answer = answerTo('path=moderat');
  await expect.poll(() => page.locator('section.table tbody button[data-area]').count()).toBe(CITY);
  const toldAt = (month: number): string[] =>
    answer.areaCodes.map((_, area) => plain(told(answer, month, area))).toSorted();
  const shown = async (): Promise<string[]> => texts(page.locator('section.table tbody td.main'));
  await expect.poll(async () => (await shown()).toSorted()).toEqual(toldAt(18));
  const hidden = (text: string): boolean => text === 'disembunyikan';
  expect(toldAt(18).filter(hidden)).toHaveLength(1);
  // What is not told stands last.
  await expect.poll(async () => (await shown()).findIndex(hidden)).toBe(CITY - 1);

  const counts = async (): Promise<number[]> =>
    (await texts(page.locator('section.legend tbody td.number'))).map(Number);
  await expect.poll(async () => (await counts()).reduce((a, b) => a + b, 0)).toBe(CITY);
  const labels = await texts(page.locator('section.legend tbody th'));
  // A month before, by keyboard: other numbers, the same classes.
  await page.getByRole('slider', { name: 'Bulan', exact: true }).focus();
  for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => new URL(page.url()).searchParams.get('month')).toBe('4');
  await expect.poll(async () => (await shown()).toSorted()).toEqual(toldAt(4));
  await expect.poll(() => texts(page.locator('section.legend tbody th'))).toEqual(labels);

  // The difference has a chart of its own, with its band.
  await expect.poll(() => page.locator('section.chart svg[role="img"]').count()).toBe(2);
  await page.getByText('Selisih dengan tanpa program (poin persen)').waitFor();

  // A measure that is the same everywhere has no map and no difference of kelurahan; its chart stays.
  await page.locator('.tiles button', { hasText: 'Audit' }).click();
  await page.getByText('sama di semua kelurahan').waitFor();
  await expect.poll(() => page.locator('section.chart svg[role="img"]').count()).toBe(1);
  expect(faults).toEqual([]);
  await leave();
});

test('a path is edited by keyboard, asked for with its words, shown beside the others, and taken back', async () => {
  const { page, leave, asked } = await visit('?path=moderat');
  await page.getByText('20 ulangan').first().waitFor();
  await page.getByText('Ubah jalur ini').click();
  const days = page.getByLabel(/^Berlaku penuh setelah \(/);
  await days.fill('60');
  await days.press('Tab');
  await expect.poll(() => asked.at(-1)).toBe('path=moderat&path.days=60&months=18&seed=3577&replicates=20');
  await expect.poll(async () => (await texts(page.locator('.tiles .standing')))[0]).toBe('Tercapai sejak bulan 2');
  await expect.poll(() => new URL(page.url()).searchParams.get('path.days')).toBe('60');
  await expect.poll(() => page.locator('.results h2').first().innerText()).toContain('Moderat (180 hari), diubah');
  // The keyboard goes on from the field to the way back.
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await expect.poll(() => focused()).toBe('Kembalikan Berlaku penuh setelah');
  await expect
    .poll(() => texts(page.locator('section.chart .keys span')))
    .toEqual(expect.arrayContaining(['Tanpa program', 'Moderat (180 hari)', 'Moderat (180 hari), diubah']));
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.has('path.days')).toBe(false);
  await expect.poll(() => focused()).toBe('Kembalikan Berlaku penuh setelah');
  // Answered before it is undone: what was asked with 60 days before is not taken for what is asked with them after.
  await expect.poll(() => asked.at(-1)).toBe('path=moderat&months=18&seed=3577&replicates=20');
  await page.keyboard.press('Control+z');
  await expect.poll(() => new URL(page.url()).searchParams.get('path.days')).toBe('60');

  // Out of bounds: said, not asked for, even when the page has had time to: what is asked for next is the next value.
  await expect.poll(() => asked.at(-1)).toBe('path=moderat&path.days=60&months=18&seed=3577&replicates=20');
  const before = asked.length;
  await days.fill('5');
  await days.press('Tab');
  await expect.poll(() => days.getAttribute('aria-invalid')).toBe('true');
  // By the page's own clock, on which a press that is waited for takes 150 ms.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  await days.fill('90');
  await days.press('Tab');
  await expect.poll(() => asked.at(-1)).toBe('path=moderat&path.days=90&months=18&seed=3577&replicates=20');
  expect(asked.slice(before).map((words) => new URLSearchParams(words).get('path.days'))).toEqual(['90', '90', '90']);
  await leave();
});

test('assumptions that contradict each other are refused in plain words with what the value may be', async () => {
  const { page, leave } = await visit();
  await page.getByText('20 ulangan').first().waitFor();
  await page.getByText('Keadaan awal', { exact: true }).click();
  const access = page.getByLabel(/^Akses internet \(/);
  await access.fill('40');
  await access.press('Tab');
  await page.getByText('harus antara 75,2 dan 90,0 %').waitFor();
  await expect.poll(() => page.getByText('jawaban atas pilihan sebelumnya').isVisible()).toBe(true);
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Urungkan', exact: true }).click();
  await expect.poll(() => access.inputValue()).toBe('76');
  await expect.poll(() => page.getByText('harus antara').count()).toBe(0);
  await leave();
});

test('one kelurahan is followed on map, chart and tables; the link opens the same; the file has it all', async () => {
  const { page, leave } = await visit('?path=optimistis');
  await seeMap(page);
  await page.getByText('20 ulangan').first().waitFor();
  const first = page.locator('section.table tbody button[data-area]').first();
  const name = (await first.innerText()).trim();
  await settle(page);
  await first.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('section.chart h3').innerText()).toContain(name);
  await expect.poll(() => row(page, name).getAttribute('class')).toContain('chosen');
  const left = page.getByRole('region', { name: /^Siapa yang tertinggal/ });
  await expect
    .poll(() => texts(left.getByRole('region', { name: /kelompok umur/ }).locator('tbody th')))
    .toEqual(['Pemuda (16–30 tahun)', 'Dewasa (31–59 tahun)', 'Lansia (60 tahun ke atas)', 'Semua']);
  await expect.poll(() => left.locator('tr.chosen').count()).toBe(1);

  const again = await page.context().newPage();
  await again.goto(page.url());
  await again.locator('section.chart h3').waitFor();
  await expect.poll(() => again.locator('section.chart h3').innerText()).toContain(name);
  await again.close();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tabel (CSV)' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  const shares = lines.filter((line) => line.startsWith('Bagian warga tertinggal;'));
  expect(shares).toHaveLength(19 * (CITY + 1));
  const answer = answerTo('path=optimistis');
  const hidden = shares.filter((line) => line.includes(answer.areaCodes[HIDDEN_AREA]!));
  expect(
    hidden.every((line) => line.endsWith('disembunyikan;disembunyikan;disembunyikan;disembunyikan;disembunyikan')),
  ).toBe(true);
  expect(lines.filter((line) => line.startsWith('Audit per triwulan;'))).toHaveLength(19);
  expect(lines.some((line) => line.startsWith('Versi program;'))).toBe(true);
  await leave();
});

test('where a path comes from is said once over its values, and what the sources are', async () => {
  const { page, leave } = await visit('?path=moderat');
  const part = page.locator('aside details', { hasText: 'Ubah jalur ini' });
  await part.locator('summary').click();
  await expect.poll(() => part.getByText('Sumber nilai jalur ini: misi.').count()).toBe(1);
  const notes = (of: Locator): Promise<string> => of.locator('.field-editor [id$="-notes"]').first().innerText();
  expect(await notes(part)).not.toContain('sumber');
  const start = page.locator('aside details', { has: page.getByText('Keadaan awal', { exact: true }) });
  await start.locator('summary').click();
  await expect.poll(() => notes(start)).toContain('sumber: misi; rentang asumsi');
  await page.getByText('Tentang sumber: “misi” adalah').waitFor();
  await leave();
});

/** The answer of a city so small that few are left behind in it: their number is hidden from a month on. */
async function publishFew(context: BrowserContext, from: number): Promise<void> {
  await publishDigital(context);
  await context.route('**/skenario/layanan-digital/answer?**', (route) => {
    const answer = structuredClone(inventedAnswer(new URL(route.request().url()).searchParams)) as TransitionAnswer;
    for (const path of answer.paths)
      for (const key of ['leftBehind', 'leftBehindShare'] as const)
        Object.assign(path.city, { [key]: path.city[key]!.map((told, month) => (month >= from ? null : told)) });
    return route.fulfill({ json: answer });
  });
}

test.each([
  ['id', 'Jumlah warga yang tertinggal pada bulan 18 disembunyikan', 'Garis terputus'],
  ['en', 'How many residents are left behind in month 18 is hidden', 'A line breaks off'],
] as const)('what is hidden of a small city is told in whole sentences, in %s', async (language, sentence, gaps) => {
  const { page, leave } = await visit(`?path=moderat&lang=${language}`, {
    prepare: (context) => publishFew(context, 6),
  });
  await page.getByText(sentence).waitFor();
  await page.getByText(gaps).waitFor();
  await page
    .getByText(language === 'id' ? 'disembunyikan (×): Angka' : 'hidden (×): Numbers')
    .first()
    .waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await leave();
});

test.each(['id', 'en'])('on a phone no table is scrolled sideways, in %s', async (language) => {
  for (const from of [0, 99]) {
    const { page, leave } = await visit(`?path=moderat&path.days=120&show=difference&lang=${language}`, {
      ...{ width: 360, height: 740 },
      prepare: (context) => publishFew(context, from),
    });
    await seeMap(page);
    await page.locator('section.chart summary').click();
    await settle(page);
    await expect.poll(() => scrolledSideways(page)).toEqual([]);
    await leave();
  }
});

test('it is reached from the page Skenario and leads back to it', async () => {
  const { page, leave } = await visit('?path=moderat&month=7');
  await expect.poll(() => page.locator('nav a[aria-current="true"]').innerText()).toContain('Skenario');
  await page.getByRole('link', { name: 'Penduduk', exact: true }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/skenario');
  await page.goBack();
  await page.locator('.tiles').waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('month')).toBe('7');
  await leave();
});

test('what the link asks wrongly is said; a server that does not answer can be asked again', async () => {
  const { page, leave } = await visit('?path=ajaib&start.internetAccess=7&month=99');
  await page.getByText('Tautan ini meminta sesuatu yang tidak ada').waitFor();
  await page.context().route('**/layanan-digital/answer?**', (route) => route.abort());
  await page.getByText('Pesimistis (400 hari)').first().click();
  await page.getByText('Server tidak menjawab').waitFor();
  await page.context().unroute('**/layanan-digital/answer?**');
  await publishDigital(page.context());
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await page.getByText('Moderat (180 hari)').first().click();
  await page.context().unroute('**/layanan-digital/answer?**');
  await page.context().route('**/layanan-digital/answer?**', (route) =>
    route.fulfill({
      status: 422,
      json: {
        error: { code: 'digital-bounds', what: 'path.days is out of its bounds.', expected: 'a number from 30 to 720' },
      },
    }),
  );
  await page.getByText('Optimistis (90 hari)').first().click();
  await page.getByText('Isi nilai di dalam batasnya. Antara 30 dan 720.').waitFor();
  await page.context().unroute('**/layanan-digital/answer?**');
  await publishDigital(page.context());
  await page.getByText('Pesimistis (400 hari)').first().click();
  await expect.poll(() => page.locator('.results h2').first().innerText()).toContain('Pesimistis');
  await leave();
});

test.each([
  [360, 800, 'dark', 'en'],
  [1280, 720, 'light', 'id'],
] as const)('axe finds nothing at %i × %i in the %s, in %s', async (width, height, theme, language) => {
  const { page, leave } = await visit(`?path=moderat&path.days=120&lang=${language}`, { width, height, theme });
  await seeMap(page);
  await page
    .getByText(language === 'id' ? '20 ulangan' : '20 replicates')
    .first()
    .waitFor();
  if (width === 360) await page.getByRole('button', { name: /^Paths and assumptions/ }).click();
  await settle(page);
  for (const summary of await page.locator('aside details > summary').all()) await summary.click();
  await expect.poll(() => page.locator('aside details:not([open]) > summary:visible').count()).toBe(0);
  expect(await axeFaults(page)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await leave();
});
