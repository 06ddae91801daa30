/** Map, legend and table are one: what one of them shows or is told, the others show. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { inventedMeta, inventedPublication, publicationWithAllHidden } from './invented-publication.ts';
import { openHouse, seeMap } from './visit.ts';

const house = openHouse();
const MANGUHARJO = '35.77.02.1001';

/** Texts of the cells, row by row; no-break spaces as plain ones. */
const textsIn = (page: Page, rows: string): Promise<string[][]> =>
  page
    .locator(rows)
    .evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent!.replaceAll('\u00a0', ' ').trim())),
    );
const rowsOf = (page: Page): Promise<string[][]> => textsIn(page, '.scroll tbody tr');
const legendOf = (page: Page): Promise<string[][]> => textsIn(page, 'section.legend tbody tr');
const numberOf = (text: string): number => Number(text.replace(/[^\d,]/g, '').replace(',', '.'));

/** Colour of the screen at a point of the page, as the style sheet writes it. */
async function colourAt(page: Page, x: number, y: number): Promise<string> {
  const image = (await page.screenshot()).toString('base64');
  return page.evaluate(
    async ({ image, x, y }) => {
      const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      return `rgb(${[...context.getImageData(x, y, 1, 1).data.slice(0, 3)].join(', ')})`;
    },
    { image, x, y },
  );
}

test('the city is drawn with 27 kelurahan, and the table beside it has as many rows', async () => {
  const { page, faults, leave } = await house.visit('/');
  await seeMap(page);
  await expect.poll(() => page.locator('[data-drawn]').getAttribute('data-drawn')).toBe('27');
  await expect.poll(() => rowsOf(page)).toHaveLength(27);
  expect(faults).toEqual([]);
  await leave();
});

test('each value of the table lies within the bounds of the legend that counts it', async () => {
  const { page, leave } = await house.visit('/?indicator=elderly-share&method=ckmeans&classes=6');
  await seeMap(page);
  const values = (await rowsOf(page)).map((row) => numberOf(row[2]!));
  const classes = (await legendOf(page)).slice(0, -2).map(([label, count]) => {
    const [from, to = from] = label!.split('–').map(numberOf);
    return { from: from!, to: to!, count: numberOf(count!) };
  });
  expect(classes).toHaveLength(6);
  expect(classes.map(({ from, to }) => values.filter((value) => value >= from && value <= to).length)).toEqual(
    classes.map(({ count }) => count),
  );
  await leave();
});

/** Points inside areas, away from where their names stand. */
const INSIDE = [
  ['kecamatan', '35.77.01', -7.618, 111.545],
  ['kecamatan', '35.77.02', -7.6335, 111.505],
  ['kecamatan', '35.77.03', -7.645, 111.535],
  ['kelurahan', '35.77.02.1001', -7.6365, 111.507],
  ['kelurahan', '35.77.03.1005', -7.643, 111.548],
  ['kelurahan', '35.77.01.1006', -7.6055, 111.539],
] as const;

test.each(INSIDE)(
  'the map fills the %s %s with the colour of its class in table and legend',
  async (level, code, lat, lon) => {
    const { page, leave } = await house.visit(`/?indicator=residents&level=${level}&map=16/${lat}/${lon}`);
    await seeMap(page);
    const colour = (element: Element): string => getComputedStyle(element).backgroundColor;
    const wanted = await page.locator(`tr[data-code="${code}"] .swatch`).evaluate(colour);
    const box = (await page.locator('.canvas').boundingBox())!;
    await expect
      .poll(() => colourAt(page, Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)))
      .toBe(wanted);
    expect(
      await page
        .locator('section.legend .swatch')
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor)),
    ).toContain(wanted);
    await leave();
  },
);

test('a press on the map chooses the area in the table, and opens what is known about it', async () => {
  const { page, leave } = await house.visit('/');
  await seeMap(page);
  await page.locator('.canvas').click({ position: { x: 340, y: 240 } });
  await expect.poll(() => page.url()).toContain(`area=${MANGUHARJO}`);
  await expect.poll(() => page.getByRole('tab', { name: 'Manguharjo' }).getAttribute('aria-selected')).toBe('true');
  await expect.poll(() => page.locator('.panel h2').textContent()).toBe('Manguharjo');
  await page.getByRole('tab', { name: 'Tabel' }).click();
  await expect
    .poll(() => page.locator(`tr[data-code="${MANGUHARJO}"] button`).getAttribute('aria-pressed'))
    .toBe('true');
  await expect
    .poll(() => page.locator('[data-voice="area"]').textContent())
    .toMatch(/^Manguharjo, Manguharjo dipilih: .+, kelas .+/);
  await leave();
});

test('the pointer on a row marks the area on the map, and the pointer on the map marks the row', async () => {
  const { page, leave } = await house.visit('/');
  await seeMap(page);
  await page.locator('.canvas').hover({ position: { x: 340, y: 240 } });
  await expect.poll(() => page.locator('tr.hovered').getAttribute('data-code')).toBe(MANGUHARJO);
  await expect.poll(() => page.locator('.tip').textContent()).toContain('Manguharjo');
  // Away from both, so that nothing but the mark changes the picture.
  await page.locator('.scroll thead').hover();
  await expect.poll(() => page.locator('.tip').count()).toBe(0);
  const picture = (): Promise<Buffer> => page.locator('.stage').screenshot();
  let before = await picture();
  const isAtRest = async (): Promise<boolean> => before.equals((before = await picture()));
  await expect.poll(isAtRest).toBe(true);
  await page.locator('tr[data-code="35.77.03.1005"]').hover();
  await expect.poll(async () => (await picture()).equals(before)).toBe(false);
  await page.locator('.scroll thead').hover();
  await expect.poll(async () => (await picture()).equals(before)).toBe(true);
  await leave();
});

test('the table sorts by each column, both ways, and areas without a value stay last', async () => {
  const { page, leave } = await house.visit('/?indicator=poor-share/desil-1');
  await seeMap(page);
  const isFalling = (texts: string[]): boolean =>
    texts.map(numberOf).every((value, i, all) => i === 0 || value <= all[i - 1]!);
  /** How the values stand above what has none. */
  const order = async (): Promise<unknown> => {
    const shown = (await rowsOf(page)).map((row) => row[2]!);
    const values = shown.slice(0, -1);
    return { isFalling: isFalling(values), isRising: isFalling(values.toReversed()), last: shown.at(-1) };
  };
  await expect.poll(order).toEqual({ isFalling: true, isRising: false, last: 'disembunyikan' });
  await page
    .getByRole('button', { name: /Persentase penduduk desil 1/ })
    .last()
    .click();
  await expect.poll(order).toEqual({ isFalling: false, isRising: true, last: 'disembunyikan' });
  await expect.poll(() => page.locator('th[aria-sort="ascending"]').textContent()).toContain('desil 1');
  await page.getByRole('button', { name: 'Kelurahan', exact: true }).click();
  await expect.poll(async () => (await rowsOf(page))[0]![0]).toBe('Banjarejo');
  await leave();
});

test('hidden areas and areas without data are drawn apart, counted, and have no class', async () => {
  const { page, leave } = await house.visit('/?level=rw&indicator=poor-share/desil-1');
  await seeMap(page);
  const [hidden, noData] = (await legendOf(page)).slice(-2);
  const states = (await rowsOf(page)).map((row) => row[2]);
  expect(hidden).toEqual(['disembunyikan (privasi)', String(states.filter((text) => text === 'disembunyikan').length)]);
  expect(noData).toEqual(['tidak ada data', String(states.filter((text) => text === 'tidak ada data').length)]);
  expect(Number(hidden![1])).toBeGreaterThan(0);
  expect(Number(noData![1])).toBeGreaterThan(0);
  await leave();
});

test('the legend makes its classes as it is told, and breaks by hand stay', async () => {
  const { page, leave } = await house.visit('/?indicator=elderly-share');
  await seeMap(page);
  await page.getByRole('button', { name: 'Atur kelas legenda' }).click();
  await page.getByLabel('7', { exact: true }).check();
  await expect.poll(async () => (await legendOf(page)).length).toBe(9);
  await page.getByLabel(/Batas sendiri/).check();
  const breaks = page.getByLabel('Batas bawah kelas kedua dan seterusnya');
  await breaks.fill('banyak');
  await breaks.press('Enter');
  await page.getByText('Tulis 1 sampai 6 angka').waitFor();
  await breaks.fill('12; 15,5');
  await breaks.press('Enter');
  await expect
    .poll(async () => (await legendOf(page)).slice(0, 3).map(([label]) => label))
    .toEqual(['di bawah 12,0 %', '12,0 – 15,4 %', '15,5 % atau lebih']);
  await expect.poll(() => page.url()).toContain('method=manual&classes=7&breaks=0.12,0.155');
  await leave();
});

test('an indicator is found by a word, chosen by keyboard, and its card answers where it comes from', async () => {
  const { page, leave } = await house.visit('/');
  await seeMap(page);
  await page.getByRole('button', { name: /Indikator Jumlah penduduk/ }).click();
  await expect
    .poll(() => page.getByLabel('Cari indikator').evaluate((field) => field === document.activeElement))
    .toBe(true);
  await page.keyboard.type('desil');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('indicator=poor-share/desil-1');
  await page
    .getByRole('button', { name: /^Dari mana angka ini/ })
    .first()
    .click();
  const card = page.getByRole('dialog');
  for (const part of [
    'Definisi',
    'Metode',
    'Sumber',
    'Periode',
    'Satuan',
    'Snapshot',
    'Tanggal acuan',
    '31 Des 2025',
    'a1b2c3d4',
    'Menurut survei',
  ])
    await expect.poll(() => card.textContent()).toContain(part);
  await page.keyboard.press('Escape');
  await expect.poll(() => card.count()).toBe(0);
  await leave();
});

test('an indicator that RW do not have brings a level that it has', async () => {
  const { page, leave } = await house.visit('/?level=rw');
  await seeMap(page);
  await page.getByRole('button', { name: /Indikator Jumlah penduduk/ }).click();
  await page.getByRole('button', { name: 'Tumpang tindih daftar penerima' }).click();
  await expect.poll(() => page.getByLabel('Kelurahan', { exact: true }).isChecked()).toBe(true);
  await expect.poll(() => page.getByLabel('RW', { exact: true }).isDisabled()).toBe(true);
  await leave();
});

test('an indicator that is hidden at the whole level says so before it is chosen, and offers larger areas', async () => {
  const artefacts = publicationWithAllHidden('rw', 'elderly-share');
  const { page, leave } = await house.visit('/?level=rw', { artefacts });
  await seeMap(page);
  const picker = page.getByRole('button', { name: /^Indikator/ });
  await picker.click();
  const hidden = page.locator('.list').getByRole('button').filter({ hasText: 'disembunyikan di semua RW' });
  await expect.poll(() => hidden.allTextContents()).toEqual([expect.stringContaining('Persentase lansia')]);
  await hidden.click();
  await expect.poll(() => legendOf(page)).toHaveLength(3);
  await page.getByRole('button', { name: 'Tampilkan per kelurahan' }).click();
  await expect.poll(async () => (await legendOf(page)).length).toBe(7);
  await expect.poll(() => page.url()).not.toContain('level=rw');
  await leave();
});

test('the list of indicators is whole again when it is opened anew', async () => {
  const { page, leave } = await house.visit('/');
  await seeMap(page);
  const picker = page.getByRole('button', { name: /^Indikator/ });
  await picker.click();
  await page.getByLabel('Cari indikator').fill('desil');
  await expect.poll(() => page.locator('.list button').count()).toBe(1);
  await page.locator('header .brand').click();
  await expect.poll(() => picker.getAttribute('aria-expanded')).toBe('false');
  await picker.click();
  await expect.poll(() => page.locator('.list button').count()).toBe(10);
  await leave();
});

test('boundaries are called indicative where they are: after an official import only those of RW', async () => {
  const official = { ...inventedMeta, provenance: { ...inventedMeta.provenance, boundaries: 'official' as const } };
  const artefacts = inventedPublication().set('meta.json', {
    contentType: 'application/json',
    bytes: Buffer.from(JSON.stringify(official)),
  });
  const { page, leave } = await house.visit('/', { artefacts });
  await seeMap(page);
  const label = page.getByText('Batas indikatif', { exact: true });
  await expect.poll(() => label.count()).toBe(0);
  await page.getByLabel('RW', { exact: true }).check();
  await expect.poll(() => page.locator('[data-drawn]').getAttribute('data-drawn')).toBe('261');
  await expect.poll(() => label.isVisible()).toBe(true);
  await expect.poll(() => label.getAttribute('title')).toContain('Batas RW');
  await page.getByLabel('Kecamatan', { exact: true }).check();
  await expect.poll(() => page.locator('[data-drawn]').getAttribute('data-drawn')).toBe('3');
  await expect.poll(() => label.count()).toBe(0);
  await leave();
});
