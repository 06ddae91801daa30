/** Two languages, complete, from the first byte on. */
import { expect, test } from 'vitest';
import { openHouse, seeMap, seePage, settle } from './visit.ts';

const house = openHouse();

test.each([
  ['/', 'id', 'Peta Kota Madiun'],
  ['/?lang=en', 'en', 'Map of Kota Madiun'],
  ['/mutu-data', 'id', 'Mutu data'],
  ['/mutu-data?lang=en', 'en', 'Data quality'],
  ['/tentang?lang=en', 'en', 'About Kembaran'],
])('%s is written in %s by the server already', async (path, language, title) => {
  const html = await (await fetch(house.address() + path)).text();
  expect(html).toContain(`<html lang="${language}"`);
  expect(html.match(/<h1[^>]*>([^<]*)</)?.[1]).toBe(title);
});

test('the switch keeps the page and is remembered', async () => {
  const { page, leave } = await house.visit('/mutu-data');
  await seePage(page);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Data quality', level: 1 }).waitFor();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  await expect.poll(() => page.url()).toContain('/mutu-data?lang=en');
  await page.goto(`${house.address()}/tentang`);
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  await leave();
});

test('numbers and dates follow the language', async () => {
  const { page, leave } = await house.visit('/?lang=en&indicator=elderly-share');
  await seeMap(page);
  await expect.poll(() => page.locator('.scroll tfoot').textContent()).toMatch(/\d\d\.\d%/);
  await expect.poll(() => page.locator('header .date').textContent()).toContain('31 Dec 2025');
  await page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
  await expect.poll(() => page.locator('.scroll tfoot').textContent()).toMatch(/\d\d,\d\u00a0%/);
  await expect.poll(() => page.locator('header .date').textContent()).toContain('31 Des 2025');
  await leave();
});

test('no word of the other language is left on the screen', async () => {
  const { page, leave } = await house.visit('/mutu-data?lang=en');
  await seePage(page);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await settle(page);
  const text = await page.locator('body').innerText();
  expect(text).not.toMatch(/\b(diterima|ditolak|menunggu|penduduk|wilayah|baris|berkas|tidak|dan|yang)\b/i);
  await leave();
});
