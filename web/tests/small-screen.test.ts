/** Sizes: nothing runs out of the screen, and what is pressed is large enough to be met. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openHouse, seeMap, seePage, settle } from './visit.ts';

const house = openHouse();
const PATHS = ['/', '/?area=35.77.03.1004&indicator=not-working-share', '/mutu-data', '/tentang', '/nowhere'];

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Names and sizes of buttons, links and fields on the screen that are under a size, apart from links within sentences. */
const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((least) => {
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        'button, a[href], select, summary, [role=tab], input:not([type=radio], [type=checkbox]), label:has(input)',
      ),
    ];
    return targets
      .filter(
        (target) =>
          target.checkVisibility({ visibilityProperty: true }) &&
          !target.closest('p, .skip') &&
          !target.matches('.skip'),
      )
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < least - 0.5 || box.width < least - 0.5))
      .map(
        ({ target, box }) =>
          `${(target.getAttribute('aria-label') ?? target.textContent!).trim()} ${Math.round(box.width)}×${Math.round(box.height)}`,
      );
  }, least);

test.each(PATHS)('%s keeps within a screen 360 pixels wide', async (path) => {
  const { page, leave } = await house.visit(path, { width: 360, height: 800, isTouch: true });
  if (path.startsWith('/?') || path === '/') await seeMap(page);
  else await seePage(page);
  await expect.poll(() => overflow(page)).toBe(0);
  await leave();
});

test.each([
  [1280, 720],
  [1920, 1080],
])('at %i × %i the map fills the screen and only what is inside scrolls', async (width, height) => {
  const { page, leave } = await house.visit('/?area=35.77.03.1004', { width, height });
  await seeMap(page);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await settle(page);
  const scrolls = await page.evaluate(() => document.scrollingElement!.scrollHeight - innerHeight);
  expect([await overflow(page), scrolls]).toEqual([0, 0]);
  expect((await page.locator('.legend.card').boundingBox())!.y).toBeGreaterThan(height / 3);
  await leave();
});

test.each([
  [600, 960],
  [768, 1024],
  [961, 700],
  [1024, 768],
  [1180, 820],
])(
  'at %i × %i nothing runs out of its place, and the legend leaves the boundaries their name',
  async (width, height) => {
    const { page, leave } = await house.visit('/?area=35.77.03.1004&indicator=not-working-share', { width, height });
    await seeMap(page);
    await expect.poll(() => overflow(page)).toBe(0);
    const wide = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '.toolbar, .toolbar fieldset, .legend.card, .legend.card table, .panel, header.bar',
        ),
      ]
        .filter((place) => place.scrollWidth > place.clientWidth + 1)
        .map((place) => place.className),
    );
    expect(wide).toEqual([]);
    const [pane, legend, name] = await Promise.all(
      ['.pane', '.legend.card', '.indicative'].map((place) => page.locator(place).boundingBox()),
    );
    expect(legend!.x + legend!.width).toBeLessThanOrEqual(pane!.x + pane!.width);
    const isApart = name!.x >= legend!.x + legend!.width || name!.y + name!.height <= legend!.y;
    expect(isApart).toBe(true);
    await leave();
  },
);

test('a screen of 1280 pixels at twice the size of letters keeps within its width', async () => {
  const { page, leave } = await house.visit('/', { width: 640, height: 360 });
  await seeMap(page);
  await expect.poll(() => overflow(page)).toBe(0);
  await leave();
});

test.each(['/', '/?area=35.77.03.1004', '/mutu-data'])(
  'on a touch screen what is pressed on %s is 44 pixels large',
  async (path) => {
    const { page, leave } = await house.visit(path, { width: 360, height: 800, isTouch: true });
    if (path === '/mutu-data') await seePage(page);
    else await seeMap(page);
    await expect.poll(() => smallTargets(page, 44)).toEqual([]);
    await leave();
  },
);

test.each(['/', '/?area=35.77.03.1004', '/mutu-data', '/tentang'])(
  'with a mouse what is pressed on %s is 24 pixels large',
  async (path) => {
    const { page, leave } = await house.visit(path);
    await seePage(page);
    await expect.poll(() => smallTargets(page, 24)).toEqual([]);
    await leave();
  },
);

test('on a phone one finger scrolls the page, and the legend lies under the map', async () => {
  const { page, leave } = await house.visit('/', { width: 360, height: 800, isTouch: true });
  await seeMap(page);
  const [stage, legend] = await Promise.all([
    page.locator('.stage').boundingBox(),
    page.locator('section.legend').boundingBox(),
  ]);
  expect(legend!.y).toBeGreaterThanOrEqual(stage!.y + stage!.height);
  await expect.poll(() => page.locator('.maplibregl-cooperative-gesture-screen').count()).toBe(1);
  await leave();
});

test('on a phone the ledger of registers has all its numbers without scrolling aside', async () => {
  const { page, leave } = await house.visit('/mutu-data', { width: 360, height: 740, isTouch: true });
  await seePage(page);
  const ledger = page.getByRole('region', { name: 'Semua register' });
  await expect.poll(() => ledger.evaluate((place) => place.scrollWidth - place.clientWidth)).toBe(0);
  const cells = await ledger.locator('tbody tr').first().locator('td').allTextContents();
  expect(cells).toHaveLength(5);
  const names = await ledger
    .locator('tbody tr')
    .first()
    .locator('td')
    .evaluateAll((all) => all.map((cell) => getComputedStyle(cell, '::before').content.replaceAll('"', '')));
  expect(names).toEqual(['diterima', 'tertaut', 'menunggu', 'ditolak', 'Padan dengan Dukcapil']);
  await leave();
});
