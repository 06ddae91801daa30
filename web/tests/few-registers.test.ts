/** A city of which little was received: what cannot be told is called so, and is neither nought, small nor wrong. */
import { expect, test } from 'vitest';
import type { QualityReport } from '#engine';
import { inventedAnswer, publicationWithLists } from './invented-lists.ts';
import { inventedPublication } from './invented-publication.ts';
import { inventedQuality } from './invented-quality.ts';
import { openHouse, seePage } from './visit.ts';

const house = openHouse();

test('with the population register alone there is no overlap, no print of nothing, and nobody is few', async () => {
  const alone: QualityReport = {
    registers: inventedQuality.registers.filter(({ role }) => role === 'population'),
    overlap: { programmes: [], families: null, familiesInSeveral: null, share: null, pairs: [] },
    population: {
      ...inventedQuality.population,
      ...{ personsOutsideRegister: null, deadStillListed: null, movedStillListed: null },
    },
  };
  expect(alone.registers).toHaveLength(1);
  const artefacts = inventedPublication().set('quality.json', {
    contentType: 'application/json',
    bytes: Buffer.from(JSON.stringify(alone)),
  });
  const { page, leave } = await house.visit('/mutu-data', { artefacts });
  await seePage(page);
  await expect.poll(() => page.locator('.overlap').innerText()).toContain('sedikitnya dua daftar penerima');
  await expect.poll(() => page.locator('.overlap').innerText()).not.toContain('%');
  await expect.poll(() => page.locator('.people dd', { hasText: 'registernya belum diterima' }).count()).toBe(3);
  await expect.poll(() => page.getByRole('button', { name: 'Cetak' }).count()).toBe(1);
  await leave();
});

test('before there is data no area is said to be missing, and there is nothing to print', async () => {
  const { page, leave } = await house.visit('/tentang');
  await page.route('**/data/**', (route) => route.fulfill({ status: 503, json: { error: { code: 'no-snapshot' } } }));
  await page.goto(`${house.address()}/mutu-data`);
  await page.getByText('Kembaran sedang dibangun').waitFor();
  await page.locator('[data-search]').fill('mani');
  await page.getByRole('option', { name: 'Nama wilayah belum dimuat' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Cetak' }).count()).toBe(0);
  await leave();
});

test('where no decile was received, poverty is not nought but unknown', async () => {
  const { page, leave } = await house.visit('/tentang', { artefacts: publicationWithLists() });
  let lacks: Record<string, string> = {};
  await page.route('**/bansos/what-if?**', (route) =>
    route.fulfill({ json: { ...inventedAnswer(new URL(route.request().url()).searchParams), lacks } }),
  );
  await page.goto(`${house.address()}/bansos`);
  const poor = page.locator('.answer').getByRole('rowheader', { name: 'Penduduk miskin (P0)' });
  await poor.waitFor();
  lacks = { desil: 'no-desil', geographic: 'no-desil' };
  await page.reload();
  await page.getByText('desil DTSEN, yang belum diterima').waitFor();
  await expect.poll(() => poor.count()).toBe(0);
  await leave();
});
