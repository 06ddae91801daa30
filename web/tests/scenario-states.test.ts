/** The page "Skenario" while runs wait, are cancelled, or were put together wrongly: who is meant, and where the keyboard is. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { RunView } from '#engine';
import { axeFaults } from './axe.ts';
import { inventedPublication } from './invented-publication.ts';
import { inventedCatalogue, inventedRun, publishScenario } from './invented-scenario.ts';
import { openHouse, scrolledSideways, settle, type Visit } from './visit.ts';

const house = openHouse();
const open = (path: string, runs: () => readonly RunView[]): Promise<Visit> =>
  house.visit(path, { prepare: (context) => publishScenario(context, runs) });

const recession: RunView = {
  ...inventedRun,
  ...{ done: 10, shown: undefined },
  record: {
    ...inventedRun.record,
    id: 'b1b2c3d4e5f60718-200',
    scenarioName: 'recession',
    spec: {
      ...inventedRun.record.spec,
      seed: 7,
      scenario: { ...inventedRun.record.spec.scenario, name: { id: 'Resesi', en: 'A recession' } },
    },
    state: 'running',
  },
};
const inLine: RunView = {
  ...inventedRun,
  ...{ done: 0, shown: undefined, ahead: 1 },
  record: { ...inventedRun.record, state: 'waiting' },
};

test('of two runs each card says whose it is; the one that waits promises nothing for now', async () => {
  const { page, leave } = await open(
    '/skenario?scenario=births-fall&baseline=baseline&years=6&replicates=200&seed=3577',
    () => [inLine, recession],
  );
  const cards = page.locator('.status');
  await expect.poll(() => cards.count()).toBe(2);
  const words = async (card: number): Promise<string> =>
    ((await cards.nth(card).locator('p').textContent()) ?? '').replace(/\s+/g, ' ').trim();
  await expect.poll(() => words(0)).toBe('Resesi Berjalan: 10 dari 200 ulangan');
  await expect.poll(() => words(1)).toBe('Kelahiran turun Menunggu: 1 simulasi lagi di depannya.');
  await expect.poll(() => cards.locator('progress').count()).toBe(1);
  await page.getByText('setelah simulasi di depannya selesai').waitFor();
  await page.getByText('Simulasi ini menunggu gilirannya.').waitFor();
  // Of one that has done nothing no share is told.
  const states = async (): Promise<string[]> =>
    (await page.locator('[data-run] .state').allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' '));
  await expect.poll(states).toEqual(['Menunggu', 'Berjalan 5 %']);
  // Two runs that differ in nothing but their seed are told apart.
  await expect.poll(() => page.locator('[data-run]', { hasText: 'bilangan awal 7' }).count()).toBe(1);
  await leave();
});

test('a run that was cancelled goes on from there, unless what it stood on has changed: then it is run anew', async () => {
  const cancelled: RunView = {
    ...inventedRun,
    ...{ done: 40, shown: 25 },
    record: { ...inventedRun.record, state: 'cancelled' },
  };
  let run = cancelled;
  const { page, leave } = await open('/skenario', () => [run]);
  await page.getByText('simulasi dapat dilanjutkan dari situ').waitFor();
  run = {
    ...cancelled,
    record: { ...cancelled.record, ground: { ...cancelled.record.ground, parametersSha256: 'other' } },
  };
  await page.reload();
  await page.locator('[data-run]').click();
  await page.getByText('hanya dapat dijalankan lagi dari awal').waitFor();
  await expect.poll(() => page.getByText('dilanjutkan dari situ').count()).toBe(0);
  await expect.poll(() => page.locator('.status').getByRole('button').innerText()).toBe('Jalankan lagi');
  await leave();
});

test.each([
  ['id', '10.000 pendatang setahun (models/demography/migration.yaml) adalah 20 % dari 50.000 warga'],
  ['en', '10,000 arrivals a year (models/demography/migration.yaml) are 20% of the 50,000 residents'],
])('that migration is of a larger city is said before anything is run, in %s', async (language, words) => {
  const { page, leave } = await house.visit(`/skenario?lang=${language}`, {
    prepare: async (context) => {
      await publishScenario(context, () => []);
      const tooManyArrivals = { perYear: 10_000, residents: 50_000 };
      await context.route('**/skenario/catalogue', (route) =>
        route.fulfill({ json: { ...inventedCatalogue, tooManyArrivals } }),
      );
    },
  });
  await expect
    .poll(async () => (await page.locator('.results').innerText()).replaceAll('\u00a0', ' '))
    .toContain(words);
  await leave();
  const usual = await open(`/skenario?lang=${language}`, () => []);
  await usual.page.locator('.builder').waitFor();
  await expect.poll(() => usual.page.getByText('models/demography/migration.yaml').count()).toBe(0);
  await usual.leave();
});

test('on a phone what is wrong with a link stands over all that can be moved, and results have the way to digital services', async () => {
  const phone = { width: 360, height: 740 };
  const { page, leave } = await house.visit('/skenario?scenario=ajaib', {
    ...phone,
    prepare: (context) => publishScenario(context, () => []),
  });
  await page.getByText('Tautan ini meminta sesuatu yang tidak ada').waitFor();
  const top = async (place: string): Promise<number> => (await page.locator(place).boundingBox())!.y;
  expect(await top('.page p[role=status]')).toBeLessThan(await top('.builder'));
  await leave();
  const shown = await house.visit('/skenario', { ...phone, prepare: (context) => publishScenario(context) });
  await shown.page.locator('.tiles').waitFor();
  await shown.page.getByRole('link', { name: 'Layanan digital' }).waitFor();
  await shown.leave();
});

test.each(['id', 'en'])('on a phone no table of a result is scrolled sideways, in %s', async (language) => {
  const { page, leave } = await house.visit(`/skenario?lang=${language}`, {
    ...{ width: 360, height: 740 },
    prepare: (context) => publishScenario(context),
  });
  await page.locator('.tiles').waitFor();
  for (const summary of await page.locator('.results details > summary').all()) await summary.click();
  await settle(page);
  await expect.poll(() => page.locator('section.flows table').count()).toBe(2);
  await expect.poll(() => scrolledSideways(page)).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await leave();
});

test('where a button goes as it is pressed, the keyboard stays with the one in its place', async () => {
  const of = (state: 'running' | 'cancelled' | 'waiting'): RunView => ({
    ...inventedRun,
    ...{ done: 40, shown: 25 },
    record: { ...inventedRun.record, state },
  });
  let run = of('running');
  const { page, leave } = await open('/skenario', () => [run]);
  await page.route('**/skenario/runs/*/cancel', (route) => route.fulfill({ json: (run = of('cancelled')) }));
  await page.route('**/skenario/runs', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ json: (run = of('waiting')) }) : route.fallback(),
  );
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  await page.getByRole('button', { name: 'Batalkan' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('Lanjutkan');
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('Batalkan');
  await leave();
});

test('a lever is found by keyboard, by kind and programme or by a word, and its value comes next', async () => {
  const { page, leave } = await open('/skenario', () => []);
  const focused = (): Promise<string> =>
    page.evaluate(() => (document.activeElement as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.getByRole('button', { name: 'Tambah tuas' }).focus();
  await press('Enter');
  const menu = page.getByRole('group', { name: 'Tambah tuas' });
  await menu.getByRole('searchbox').waitFor();
  // Folded at first, and a kind says how many of it are moved already.
  await expect.poll(() => menu.locator('[data-lever]').count()).toBe(0);
  await press('ArrowDown');
  await expect.poll(focused).toBe('Penduduk 1 digeser 2 tuas');
  await press('ArrowDown');
  await expect.poll(focused).toBe('Bantuan sosial 9 tuas');
  await press('ArrowRight', 'ArrowDown', 'ArrowDown');
  await expect.poll(focused).toBe('Sembako 3 tuas');
  await press('ArrowRight', 'ArrowDown');
  await expect.poll(focused).toBe('Besaran Sembako kali');
  await press('ArrowLeft');
  await expect.poll(focused).toBe('Sembako 3 tuas');
  await press('ArrowLeft', 'ArrowLeft');
  await expect.poll(focused).toBe('Bantuan sosial 9 tuas');
  await expect.poll(() => menu.locator('[data-lever]').count()).toBe(0);
  await menu.getByRole('searchbox').focus();
  await page.keyboard.type('blt kuota');
  await expect.poll(() => menu.getByRole('status').textContent()).toBe('1 tuas ditemukan');
  await press('ArrowDown', 'Enter');
  const lever = page.getByRole('group', { name: 'Kuota BLT Daerah' });
  await expect.poll(() => lever.getByLabel(/^Nilai/).evaluate((field) => field === document.activeElement)).toBe(true);
  await expect.poll(() => lever.getByLabel(/^Nilai/).inputValue()).toBe('1.1');
  // It opens anew as at first, and a word that no lever has is said.
  await page.getByRole('button', { name: 'Tambah tuas' }).click();
  await expect.poll(() => menu.getByRole('searchbox').inputValue()).toBe('');
  await menu.getByRole('searchbox').fill('zebra');
  await expect.poll(() => menu.getByRole('status').textContent()).toContain('“zebra”');
  expect(await axeFaults(page)).toEqual([]);
  await leave();
});

test('many levers are told in one line each, but for the one that is worked on and one that is not right yet', async () => {
  const levers = ['fertility;0.8;2027-', 'arrivals;99;2027-', 'pkh-quota;2;2028-2029', 'pkh-amount;2;2028-'];
  const { page, leave } = await open(`/skenario?name=a&${levers.map((each) => `lever=${each}`).join('&')}`, () => []);
  const folds = page.locator('.builder .lever header button[aria-expanded]');
  const expanded = (): Promise<(string | null)[]> =>
    folds.evaluateAll((all) => all.map((button) => button.getAttribute('aria-expanded')));
  await expect.poll(expanded).toEqual(['false', 'true', 'false', 'false']);
  await expect.poll(async () => (await folds.nth(2).innerText()).trim()).toBe('Kuota PKH: 2 kali, 2028–2029');
  await folds.nth(2).focus();
  await page.keyboard.press('Enter');
  await expect.poll(expanded).toEqual(['false', 'true', 'true', 'false']);
  await leave();
});

test('a lever that is set wrongly is named beside the button that does not run, and a press leads to it', async () => {
  const { page, leave } = await open(
    '/skenario?name=a&lever=fertility;9;2027-&years=6&replicates=200&seed=3577',
    () => [],
  );
  await page.getByText('Ada tuas yang belum benar: Kelahiran.').waitFor();
  await page.getByRole('button', { name: 'Ke tuas itu' }).click();
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('9');
  await expect
    .poll(() => page.getByRole('group', { name: 'Kelahiran' }).locator('.wrong').textContent())
    .toBe('Antara 0,5 dan 1,5');
  await leave();
});

/** What the keyboard stands on, by its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return (activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim();
  });

test('a lever or a run that is taken away leaves the keyboard with what comes in its place', async () => {
  const { page, leave } = await open('/skenario?name=a&lever=fertility;0.8;2027-&lever=arrivals;2;2027-', () => [
    inventedRun,
  ]);
  await page.getByRole('button', { name: 'Hapus tuas Pendatang' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Hapus tuas Kelahiran');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Tambah tuas');
  const undo = page.getByRole('button', { name: 'Urungkan (Ctrl+Z)' });
  await undo.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(() => undo.getAttribute('aria-disabled')).toBe('true');
  await expect.poll(() => focused(page)).toBe('Urungkan (Ctrl+Z)');
  const remove = page.getByRole('button', { name: /dari riwayat$/ });
  await remove.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Jangan');
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Hapus Kelahiran turun dari riwayat');
  await page.route('**/skenario/runs/*', (route) => route.fulfill({ status: 204 }));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Ya, hapus' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Riwayat simulasi');
  await leave();
});

test('a run that is refused, one that ends by itself, and the last of the years leave the keyboard where it is of use', async () => {
  let run: RunView = { ...inventedRun, done: 40, shown: 25, record: { ...inventedRun.record, state: 'running' } };
  const { page, leave } = await open('/skenario?area=35.77.03.1004', () => [run]);
  await page.getByRole('button', { name: 'Batalkan' }).focus();
  run = inventedRun;
  await expect.poll(() => focused(page)).toMatch(/^Kelahiran turun, dibandingkan dengan Baseline/);
  const next = page.getByRole('button', { name: 'Tahun berikutnya' });
  await page.getByRole('button', { name: 'Tahun sebelumnya' }).click();
  await next.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => next.getAttribute('aria-disabled')).toBe('true');
  await expect.poll(() => focused(page)).toBe('Tahun berikutnya');
  await page.locator('.chart').getByRole('button', { name: 'Tampilkan seluruh kota' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Penduduk · Kota Madiun');
  await page.getByLabel('Ulangan', { exact: true }).fill('300');
  await page.getByLabel('Ulangan', { exact: true }).press('Tab');
  await page.route('**/skenario/runs', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 422, json: { error: { code: 'too-many-replicates', what: '' } } })
      : route.fallback(),
  );
  await page.getByRole('button', { name: 'Jalankan', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Memori tidak cukup').waitFor();
  await expect.poll(() => focused(page)).toBe('Jalankan');
  await leave();
});

test.each([true, false])(
  'data that are replaced while results are open are told, and a run over the new ones is none over old ones (seen before: %s)',
  async (isSeenBefore) => {
    const artefacts = inventedPublication();
    let served = inventedCatalogue.snapshotId;
    const anew: RunView = {
      ...inventedRun,
      ...{ done: 40, shown: 25 },
      record: {
        ...inventedRun.record,
        ...{ id: 'c1b2c3d4e5f60718-200', state: 'running' },
        about: { ...inventedRun.record.about, contentId: 'newer' },
      },
    };
    let runs: readonly RunView[] = [inventedRun];
    const { page, leave } = await house.visit('/skenario', {
      prepare: async (context) => {
        await publishScenario(context, () => runs);
        await context.route('**/data/**', (route) => {
          const { bytes, contentType } = artefacts.get(new URL(route.request().url()).pathname.replace('/data/', ''))!;
          return route.fulfill({ body: Buffer.from(bytes), contentType, headers: { 'x-kembaran-snapshot': served } });
        });
        await context.route('**/skenario/catalogue', (route) =>
          route.fulfill({ json: { ...inventedCatalogue, snapshotId: served } }),
        );
        await context.route('**/skenario/runs', (route) =>
          route.request().method() === 'POST' ? route.fulfill({ json: (runs = [anew, ...runs])[0] }) : route.fallback(),
        );
      },
    });
    const isOld = page.locator('.results').getByText('Hasil ini dihitung atas data');
    const newer = page.getByText('Data yang lebih baru sudah terbit');
    await page.locator('.tiles').waitFor();
    await settle(page);
    await expect.poll(() => isOld.count()).toBe(0);
    served = 'newer';
    if (isSeenBefore) {
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await newer.waitFor();
      await isOld.waitFor();
    } else {
      // What is asked for was not done yet, and so may be run.
      await page.getByLabel('Ulangan', { exact: true }).fill('199');
      await page.getByLabel('Ulangan', { exact: true }).press('Tab');
    }
    await page.getByRole('button', { name: 'Jalankan', exact: true }).click();
    await page.getByText('40 dari 200 ulangan').waitFor();
    await newer.waitFor();
    await page.locator('.tiles').waitFor();
    await expect.poll(() => isOld.count()).toBe(0);
    await expect.poll(() => page.locator('[data-run]', { hasText: 'data, laju, atau program lama' }).count()).toBe(1);
    await leave();
  },
);

test('of a run that failed before its first results expected numbers stand alone, and none is said to follow', async () => {
  const under: RunView = { ...inventedRun, done: 1, shown: 0, record: { ...inventedRun.record, state: 'running' } };
  let run = under;
  const { page, leave } = await open('/skenario', () => [run]);
  const results = page.locator('.results');
  await results.getByText('Angka harapan · simulasi menyusul').waitFor();
  await expect.poll(() => results.getByText('menyusul setelah ulangan pertama').count()).toBe(1);
  run = { ...under, record: { ...under.record, state: 'failed', fault: { code: 'disk-full', what: '', todo: '' } } };
  await results.getByText('Ruang simpan penuh').waitFor();
  await results.getByText('Angka harapan · belum ada hasil simulasi').waitFor();
  await expect.poll(() => results.getByText('berhenti sebelum hasil pertamanya').count()).toBe(2);
  await expect.poll(() => results.getByText('menyusul').count()).toBe(0);
  await leave();
});
