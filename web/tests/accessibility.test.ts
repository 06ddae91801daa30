/** WCAG 2.2 AA as far as axe sees it, at each size, in both languages and both lights, in pairs. */
import { expect, test } from 'vitest';
import { axeFaults } from './axe.ts';
import { openHouse, seeMap, seePage } from './visit.ts';

const house = openHouse();
/** Of each page its heading in both languages. */
const PAGES = [
  ['/', 'Peta Kota Madiun', 'Map of Kota Madiun'],
  ['/mutu-data', 'Mutu data', 'Data quality'],
  ['/tentang', 'Tentang Kembaran', 'About Kembaran'],
] as const;
const [ID, EN] = ['Bahasa Indonesia', 'English'] as const;

/** Each language and each light at each size: what one of them breaks shows whatever the other is. */
const CASES = [
  { width: 360, height: 800, theme: 'light', language: ID },
  { width: 360, height: 800, theme: 'dark', language: EN },
  { width: 1280, height: 720, theme: 'light', language: EN },
  { width: 1280, height: 720, theme: 'dark', language: ID },
  { width: 1920, height: 1080, theme: 'light', language: ID },
  { width: 1920, height: 1080, theme: 'dark', language: EN },
] as const;

test.each(CASES)(
  'every page at $width × $height in the $theme, in $language',
  async ({ width, height, theme, language }) => {
    const { page, leave } = await house.visit('/?area=35.77.03.1004&indicator=poor-share/desil-1', {
      width,
      height,
      theme,
    });
    await seeMap(page);
    // On a phone the language that is spoken has no button.
    const speak = page.getByRole('button', { name: language });
    if (await speak.isVisible()) await speak.click();
    for (const [path, indonesian, english] of PAGES) {
      await page.locator(`nav a[href^="${path}"]`).first().click();
      await seePage(page, language === ID ? indonesian : english);
      if (path === '/') await seeMap(page);
      await expect
        .poll(() => page.locator('html').getAttribute('lang'), { message: path })
        .toBe(language === ID ? 'id' : 'en');
      expect([path, await axeFaults(page)]).toEqual([path, []]);
    }
    await leave();
  },
);

test.each(['light', 'dark'] as const)('what opens over the page, in the %s', async (theme) => {
  const { page, leave } = await house.visit('/?level=kecamatan&columns=elderly-share', { theme });
  await seeMap(page);
  const open: [string, () => Promise<unknown>][] = [
    ['indicators', () => page.getByRole('button', { name: /^Indikator/ }).click()],
    ['legend', () => page.getByRole('button', { name: 'Atur kelas legenda' }).click()],
    ['columns', () => page.getByRole('button', { name: 'Kolom' }).click()],
    ['download', () => page.getByRole('button', { name: 'Unduh' }).click()],
    ['light', () => page.getByRole('button', { name: 'Tampilan terang atau gelap' }).click()],
    [
      'card',
      () =>
        page
          .getByRole('button', { name: /^Dari mana angka ini/ })
          .first()
          .click(),
    ],
    ['help', () => page.getByRole('button', { name: 'Bantuan' }).click()],
    ['search', () => page.getByRole('combobox').fill('taman')],
  ];
  const over = page.locator(':popover-open, dialog[open], [role=listbox]:not([hidden])');
  for (const [name, act] of open) {
    await act();
    await expect.poll(() => over.count(), { message: name }).toBe(1);
    expect([name, await axeFaults(page)]).toEqual([name, []]);
    await page.keyboard.press('Escape');
    await expect.poll(() => over.count(), { message: name }).toBe(0);
  }
  await leave();
});

test('a fault that is put in is found', async () => {
  const { page, leave } = await house.visit('/tentang');
  await seePage(page);
  await page.evaluate(() =>
    document
      .querySelector('main')!
      .insertAdjacentHTML('beforeend', '<img src="/favicon.svg"><p style="color:#ccc;background:#fff">pudar</p>'),
  );
  const rules = (await axeFaults(page)).map((fault) => fault.split(':')[0]);
  expect(rules).toContain('image-alt');
  expect(rules).toContain('color-contrast');
  await leave();
});
