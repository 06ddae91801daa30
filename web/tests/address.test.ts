/** The address holds the view: a link opened by somebody else shows the same. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openHouse, seeMap, seePage } from './visit.ts';

const house = openHouse();

const seen = async (page: Page): Promise<unknown> => ({
  legend: await page.locator('section.legend').textContent(),
  rows: await page.locator('.scroll tbody').textContent(),
  chosen: await page.locator('tr.chosen').getAttribute('data-code'),
  language: await page.locator('html').getAttribute('lang'),
  theme: await page.locator('html').getAttribute('data-theme'),
});

test('a link opened in a new session shows the same map, table, area, language and light', async () => {
  const first = await house.visit('/');
  await seeMap(first.page);
  await first.page.getByLabel('RW', { exact: true }).check();
  await first.page.getByRole('button', { name: 'Kolom' }).click();
  await first.page.getByLabel('Umur median').check();
  await first.page.keyboard.press('Escape');
  await first.page.getByRole('button', { name: 'Kelurahan', exact: true }).click();
  await first.page.locator('tr[data-code="35.77.03.1005.rw03"] button').click();
  await first.page.getByRole('button', { name: 'Perbesar', exact: true }).click();
  await first.page.getByRole('button', { name: 'English' }).click();
  await first.page.getByRole('button', { name: 'Light or dark' }).click();
  await first.page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect.poll(() => first.page.url()).toMatch(/map=.*theme=dark/);
  const address = new URL(first.page.url());
  await seeMap(first.page);
  await first.page.locator('section.legend', { hasText: 'hidden' }).waitFor();
  const expected = await seen(first.page);
  await first.leave();

  const second = await house.visit(address.pathname + address.search);
  await seeMap(second.page);
  await second.page.getByRole('tab', { name: 'Table' }).click();
  await expect.poll(() => seen(second.page)).toEqual(expected);
  await expect.poll(() => new URL(second.page.url()).search).toBe(address.search);
  await second.leave();
});

test('Back takes back the last step to an area, a level or an indicator', async () => {
  const { page, leave } = await house.visit('/');
  await seeMap(page);
  await page.getByLabel('Kecamatan', { exact: true }).check();
  await page.locator('tr[data-code="35.77.03"] button').click();
  await expect.poll(() => page.url()).toMatch(/level=kecamatan&area=35.77.03$/);
  await page.goBack();
  await expect.poll(() => page.locator('tr.chosen').count()).toBe(0);
  await expect.poll(() => page.getByLabel('Kecamatan', { exact: true }).isChecked()).toBe(true);
  await page.goBack();
  await expect.poll(() => page.getByLabel('Kelurahan', { exact: true }).isChecked()).toBe(true);
  await page.goForward();
  await expect.poll(() => page.getByLabel('Kecamatan', { exact: true }).isChecked()).toBe(true);
  await leave();
});

test('the map is as it was after a look at another page', async () => {
  const { page, faults, leave } = await house.visit('/?level=kecamatan&indicator=elderly-share');
  await seeMap(page);
  await page.getByRole('link', { name: 'Mutu data' }).click();
  await page.getByRole('heading', { name: 'Mutu data', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Peta' }).click();
  await seeMap(page);
  await expect.poll(() => page.url()).toContain('level=kecamatan&indicator=elderly-share');
  expect(faults).toEqual([]);
  await leave();
});

test('a link that names what the data does not have says so and shows what there is', async () => {
  const { page, faults, leave } = await house.visit('/?indicator=happiness&area=99.99&level=desa&map=x');
  await seeMap(page);
  await expect.poll(() => page.getByText('indikator yang tidak ada').isVisible()).toBe(true);
  await expect.poll(() => page.getByText('wilayah yang tidak ada').isVisible()).toBe(true);
  await page.getByRole('tab', { name: 'Tabel' }).click();
  await expect.poll(() => page.locator('.scroll tbody tr').count()).toBe(27);
  expect(faults).toEqual([]);
  await leave();
});

test('an area is found by its name from any page and brought near', async () => {
  const { page, leave } = await house.visit('/tentang');
  await seePage(page);
  await page.keyboard.press('/');
  await page.keyboard.type('manisrejo rw 3');
  await page.keyboard.press('Enter');
  await seeMap(page);
  await expect.poll(() => page.url()).toMatch(/\/\?level=rw&area=35\.77\.03\.1005\.rw03&map=14/);
  await expect.poll(() => page.locator('.panel h2').textContent()).toBe('RW 03');
  await leave();
});

test('another level stays at the same place: finer goes near, coarser chooses the area around', async () => {
  const { page, leave } = await house.visit('/?area=35.77.03.1005&indicator=not-working-share');
  await seeMap(page);
  await page.getByLabel('RW', { exact: true }).check();
  await expect.poll(() => page.url()).toMatch(/level=rw&indicator=not-working-share&map=1[345]/);
  await page.getByRole('combobox').fill('manisrejo rw 3');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('area=35.77.03.1005.rw03');
  await page.getByLabel('Kecamatan', { exact: true }).check();
  await expect.poll(() => page.url()).toMatch(/level=kecamatan&.*area=35\.77\.03(&|$)/);
  await expect.poll(() => page.locator('.panel h2').textContent()).toBe('Taman');
  await leave();
});
