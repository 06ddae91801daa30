/** Everything is within reach of the keyboard, and nothing holds it fast. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openHouse, seeMap, seePage, settle } from './visit.ts';

const house = openHouse();

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    return (element.getAttribute('aria-label') ?? element.textContent ?? element.tagName).trim();
  });

test('the first stop skips to the content', async () => {
  const { page, leave } = await house.visit('/tentang');
  await seePage(page);
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('Langsung ke isi');
  await expect.poll(() => page.getByText('Langsung ke isi').isVisible()).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
  await leave();
});

test('arrows walk through the table, Enter chooses, and the map shows it', async () => {
  const { page, leave } = await house.visit('/?sort=name');
  await seeMap(page);
  await page.locator('button[data-area]').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toBe('Josenan');
  await page.keyboard.press('End');
  await expect.poll(() => focused(page)).toBe('Winongo');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('area=35.77.03.1003');
  await expect.poll(() => page.locator('[data-voice="area"]').textContent()).toMatch(/^Banjarejo, Taman dipilih/);
  await expect.poll(() => page.locator('.scroll button[tabindex="0"]').count()).toBe(1);
  await leave();
});

test('Tab goes on from the map, and a row in focus is not hidden by the heading that stays', async () => {
  const { page, leave } = await house.visit('/');
  await seeMap(page);
  await page.locator('.maplibregl-canvas').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('Perbesar');
  const rows = page.locator('button[data-area]');
  await rows.first().focus();
  for (let i = 0; i < 26; i++) await page.keyboard.press('ArrowDown');
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowUp');
  await expect.poll(() => rows.nth(6).evaluate((button) => button === document.activeElement)).toBe(true);
  const room = (): Promise<number> =>
    page.evaluate(() => {
      const topOf = document.activeElement!.getBoundingClientRect().top;
      return topOf - document.querySelector('.scroll thead')!.getBoundingClientRect().bottom;
    });
  await expect.poll(room).toBeGreaterThanOrEqual(-1);
  await leave();
});

test('letters open the search, the help and the pages, and can be switched off', async () => {
  const { page, leave } = await house.visit('/tentang');
  await seePage(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Bantuan' });
  await help.waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await page.keyboard.type('gm');
  await page.waitForURL('**/mutu-data');
  // Each page has a help of its own, without the keys of a map where there is none.
  await page.getByRole('heading', { level: 1, name: 'Mutu data' }).waitFor();
  await page.keyboard.press('?');
  const own = page.getByRole('dialog', { name: 'Bantuan: Mutu data' });
  await own.waitFor();
  await expect.poll(() => own.locator('ol li').count()).toBe(4);
  await expect.poll(() => own.getByText('geser peta').count()).toBe(0);
  await page.keyboard.press('Escape');
  await own.waitFor({ state: 'hidden' });
  await page.keyboard.press('/');
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-search'))).toBe(true);
  await page.keyboard.type('?g');
  await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('?g');
  await expect.poll(() => help.isVisible()).toBe(false);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Bantuan' }).click();
  await page.getByRole('dialog').getByLabel('Pakai pintasan satu huruf').uncheck();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'hidden' });
  await page.locator('main').focus();
  await page.keyboard.press('?');
  await settle(page);
  await expect.poll(() => help.isVisible()).toBe(false);
  await page.reload();
  await seePage(page);
  await page.keyboard.press('?');
  await settle(page);
  await expect.poll(() => help.isVisible()).toBe(false);
  await leave();
});

test('a popover takes the focus, gives it back, and closes with Escape', async () => {
  const { page, leave } = await house.visit('/');
  await seeMap(page);
  const opener = page.getByRole('button', { name: /Indikator Jumlah penduduk/ });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.getByLabel('Cari indikator').evaluate((field) => field === document.activeElement))
    .toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
  await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('false');
  await leave();
});

test('tabs change with the arrows', async () => {
  const { page, leave } = await house.visit('/');
  await seeMap(page);
  await page.getByRole('tab', { name: 'Tabel' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused(page)).toBe('Kota Madiun');
  await expect.poll(() => page.getByRole('tabpanel').textContent()).toContain('Piramida penduduk');
  await leave();
});
