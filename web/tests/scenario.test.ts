/** The page "Skenario" on an invented run: the same numbers in headlines, table and map; states, keyboard and address. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { RunView } from '#engine';
import { axeFaults } from './axe.ts';
import { CITY_AREA, HIDDEN_AREA, inventedRun, inventedValue, publishScenario, YEARS } from './invented-scenario.ts';
import { openHouse, seeMap, settle, type Visit, type VisitOptions } from './visit.ts';

const house = openHouse();
const prepare = publishScenario;

const visit = (path: string, options: VisitOptions = {}): Promise<Visit> => house.visit(path, { prepare, ...options });
const numbers = async (cells: Locator): Promise<number[]> =>
  (await cells.allTextContents()).map((text) => {
    // A headline has what it is counted in after its number.
    const plain = text
      .trim()
      .replace(/\s+jiwa$/, '')
      .replaceAll('.', '')
      .replace('−', '-');
    return /^[+-]?\d+$/.test(plain) ? Number(plain) : NaN;
  });
const resultsOf = (page: Page): Locator => page.locator('.results');

test.each(['id', 'en'])(
  'on a phone the button that runs a scenario lies above the navigation: %s',
  async (language) => {
    const { page, leave } = await visit(`/skenario?lang=${language}`, {
      ...{ width: 360, height: 740, isTouch: true },
      prepare: (context) => publishScenario(context, () => []),
    });
    await page.locator('button.run').waitFor();
    await settle(page);
    const bar = (await page.locator('.bar', { has: page.locator('button.run') }).boundingBox())!;
    const rail = (await page.locator('.rail').boundingBox())!;
    expect(bar.y).toBeGreaterThan(0);
    expect(bar.y + bar.height).toBeLessThanOrEqual(rail.y + 0.5);
    await leave();
  },
);

test('headlines, table and map tell the run: baseline, scenario and difference together, the same year everywhere', async () => {
  const { page, faults, leave } = await visit('/skenario');
  await seeMap(page);
  const tile = page.locator('.tiles button').first();
  await expect
    .poll(() => numbers(tile.locator('strong, b')))
    .toEqual([2, 0, 1].map((side) => inventedValue(0, side, YEARS, CITY_AREA)));
  await expect.poll(() => tile.textContent()).toContain('80\u00a0%');

  const table = resultsOf(page).locator('.table');
  const rows = table.locator('tbody tr');
  await expect.poll(() => rows.count()).toBe(27);
  await settle(page);
  const differences = await numbers(rows.locator('td.main'));
  const expected = Array.from({ length: 27 }, (_, area) => inventedValue(0, 2, YEARS, area)).filter(
    (_, area) => area !== HIDDEN_AREA,
  );
  expect(differences.slice(0, 26).toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
  // By size, whichever way; the kelurahan that is not told stands last and says so.
  const sizes = differences.slice(0, 26).map(Math.abs);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  await expect.poll(() => rows.last().textContent()).toContain('disembunyikan');
  const legend = async (): Promise<[string, number][]> => {
    const cells = await page
      .locator('section.legend tbody tr')
      .evaluateAll((all) =>
        all.map(
          (row) =>
            [row.querySelector('th')!.textContent!.trim(), Number(row.querySelector('td')!.textContent)] as [
              string,
              number,
            ],
        ),
      );
    return cells;
  };
  const last = await legend();
  expect(last.reduce((sum, [, count]) => sum + count, 0)).toBe(27);

  // Another year: other counts, the same classes.
  await page.getByRole('button', { name: 'Tahun sebelumnya' }).click();
  await page.getByRole('button', { name: 'Tahun sebelumnya' }).click();
  await expect.poll(async () => numbers(tile.locator('strong'))).toEqual([inventedValue(0, 2, YEARS - 2, CITY_AREA)]);
  await expect.poll(legend).not.toEqual(last);
  const labelsOf = (classes: [string, number][]): string[] => classes.map(([label]) => label);
  await expect.poll(async () => labelsOf(await legend())).toEqual(labelsOf(last));
  await expect.poll(() => new URL(page.url()).searchParams.get('year')).toBe('2029');

  // One kelurahan, by keyboard: fans and pyramid are its own, the address says so.
  await table.locator('tbody button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const name = (await table.locator('tr.chosen th').textContent())!.trim();
  await expect.poll(() => resultsOf(page).locator('.chart h3').textContent()).toContain(name);
  await expect.poll(() => resultsOf(page).locator('.pyramid h3').textContent()).toContain(name);
  await page.getByLabel('Indikator', { exact: true }).selectOption('births');
  await page.getByRole('group', { name: 'Yang ditampilkan peta' }).getByRole('button', { name: 'Skenario' }).click();
  const address = (): URLSearchParams => new URL(page.url()).searchParams;
  await expect.poll(() => ['indicator', 'show'].map((name) => address().get(name))).toEqual(['births', 'scenario']);
  await expect.poll(() => address().get('area')).toMatch(/^35\.77\.\d\d\.\d{4}$/);

  // Who comes to it from where, the sum first; the kelurahan that is not told is crossed out.
  const flows = resultsOf(page).locator('.flows');
  await expect.poll(() => flows.locator('h3').textContent()).toContain(name);
  await expect.poll(() => flows.locator('tbody tr').count()).toBe(28);
  await expect.poll(() => flows.locator('tbody tr').first().textContent()).toMatch(/^\s*Semua tempat/);
  await expect.poll(() => flows.locator('td', { hasText: '×' }).count()).toBe(6);
  // On paper the map is drawn anew.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const paper = resultsOf(page).locator('canvas').first();
  await expect.poll(() => paper.evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBeGreaterThan(500);

  // The link opens the same picture.
  const again = await page.context().newPage();
  await again.goto(page.url());
  await again.locator('.chart h3').waitFor();
  await expect.poll(() => again.locator('.chart h3').textContent()).toContain(name);
  expect(faults).toEqual([]);
  await leave();
});

test.each([
  ['id', 'Penduduk', 'jiwa', 'Kelahiran', 'setahun', 'Tabel (CSV)', 'Skenario nilai tengah (setahun)'],
  ['en', 'Residents', 'persons', 'Births', 'a year', 'Table (CSV)', 'Scenario median (a year)'],
])(
  'what is counted stands once beside its number: in tile, legend, chart, table and file, in %s',
  async (language, residents, persons, births, yearly, save, heading) => {
    const { page, leave } = await visit(`/skenario?lang=${language}&show=scenario`);
    const results = resultsOf(page);
    const plain = async (place: Locator): Promise<string> =>
      ((await place.textContent()) ?? '').replace(/\s+/g, ' ').trim();
    const units = (unit: string) => async (): Promise<string[]> => [
      await plain(results.locator('.tiles [aria-pressed=true] strong .unit')),
      await plain(results.locator('section.legend h2 .unit')),
      ...(await Promise.all((await results.locator('.chart figcaption .unit').all()).map(plain))),
      String((await plain(results.locator('.table h3'))).split(unit).length - 1),
    ];
    await expect.poll(units(persons)).toEqual([persons, `(${persons})`, `(${persons})`, `(${persons})`, '1']);
    await expect.poll(() => plain(results.locator('.table h3'))).toContain(`${residents} (${persons})`);
    await page.locator('.tiles button', { hasText: births }).click();
    await expect.poll(units(yearly)).toEqual([yearly, `(${yearly})`, `(${yearly})`, `(${yearly})`, '1']);
    // The name of a programme says it already.
    await expect.poll(() => page.locator('.tiles button', { hasText: 'BLT' }).locator('strong .unit').count()).toBe(0);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: save, exact: true }).click(),
    ]);
    const csv = readFileSync((await file.path())!, 'utf8');
    expect(csv.split('\r\n')[0]).toContain(heading);
    await leave();
  },
);

test('programmes of aid: those that the scenario changes first, with what is assumed; the others at a press', async () => {
  const { page, leave } = await visit('/skenario');
  const aid = resultsOf(page).locator('.aid');
  const rows = aid.locator('tbody tr');
  await expect.poll(() => rows.count()).toBe(1);
  const words = async (row: number): Promise<string> =>
    ((await rows.nth(row).textContent()) ?? '').replace(/\s+/g, ' ');
  await expect.poll(() => words(0)).toMatch(/^BLT.*keluarga.*\+240.*besaran asumsi.*\+240/);
  await aid.getByRole('button', { name: /^Tampilkan 2 program lain/ }).click();
  await expect.poll(() => rows.count()).toBe(3);
  await expect.poll(() => aid.locator('td', { hasText: 'biaya tidak diketahui' }).count()).toBe(6);
  // By name, by keyboard; what is pressed is what map and charts show.
  await aid.getByRole('button', { name: 'Program', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => aid.locator('th[aria-sort]').textContent()).toContain('Program');
  await aid.locator('tbody button').first().focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('indicator')).toBe('recipients-blt');
  await expect.poll(() => page.getByLabel('Indikator', { exact: true }).inputValue()).toBe('recipients-blt');
  await leave();
});

test('expected numbers and the first replicates say what they are and why they differ', async () => {
  let run: RunView = { ...inventedRun, done: 0, shown: 0, record: { ...inventedRun.record, state: 'running' } };
  const { page, leave } = await visit('/skenario', { prepare: (context) => publishScenario(context, () => [run]) });
  await page.getByText('Angka harapan: dihitung langsung').waitFor();
  run = { ...run, done: 2, shown: 2 };
  await page.getByText('Ulangannya baru sedikit (2)').waitFor();
  await page.getByText(/Angka harapan untuk Penduduk \(jiwa\), 2031: baseline \d+\.\d+/).waitFor();
  run = { ...run, done: 40, shown: 40 };
  await page.getByText('Ulangannya baru sedikit').waitFor({ state: 'hidden' });
  await leave();
});

test('a run that is under way says how far it is, can be cancelled, and shows results as they come', async () => {
  let run: RunView = { ...inventedRun, done: 40, shown: 25, record: { ...inventedRun.record, state: 'running' } };
  const { page, leave } = await visit('/skenario', { prepare: (context) => publishScenario(context, () => [run]) });
  await page.getByText('40 dari 200 ulangan').waitFor();
  await page.route('**/skenario/runs/*/cancel', (route) => {
    run = { ...run, record: { ...run.record, state: 'cancelled' } };
    return route.fulfill({ json: run });
  });
  await page.getByRole('button', { name: 'Batalkan' }).click();
  await page.getByText('40 dari 200 ulangan sudah selesai').waitFor();
  await expect.poll(() => page.locator('.tiles button').count()).toBe(6);
  await leave();
});

test('a run goes from the history when that is meant, and what the server says against it is told', async () => {
  const { page, leave } = await visit('/skenario');
  await page.route('**/skenario/runs/*', (route) =>
    route.fulfill({ status: 409, json: { error: { code: 'run-not-over', what: 'No such run that is over.' } } }),
  );
  await page.getByRole('button', { name: /dari riwayat$/ }).click();
  await page.getByText('Ini tidak dapat diurungkan').waitFor();
  await page.getByRole('button', { name: 'Ya, hapus' }).click();
  await page.getByText('Simulasi ini belum selesai').waitFor();
  await expect.poll(() => page.locator('[data-run]').count()).toBe(1);
  await page.unroute('**/skenario/runs/*');
  await page.route('**/skenario/runs/*', (route) => route.fulfill({ status: 204 }));
  await page.getByRole('button', { name: /dari riwayat$/ }).click();
  await page.getByRole('button', { name: 'Ya, hapus' }).click();
  await expect.poll(() => page.locator('[data-run]').count()).toBe(0);
  await leave();
});

test('a link that asks for a kelurahan or an education that there is not says so at once', async () => {
  const { page, leave } = await visit('/skenario?name=a&lever=fertility;0.8;2027-;area=99.99.99.9999&area=12.34');
  await page.getByText('Tautan ini meminta sesuatu yang tidak ada').waitFor();
  await page.getByText('Tidak dapat dipakai di sini').click();
  await page.getByText('Tahun 2026 sampai 2075').waitFor();
  await leave();
});

test('a scenario of one’s own is put together from levers, refused in plain words, and taken back', async () => {
  const { page, leave } = await visit('/skenario', { prepare: (context) => publishScenario(context, () => []) });
  await page.getByText('Belum ada hasil').waitFor();
  await page.getByRole('button', { name: 'Tambah tuas' }).click();
  await page.getByRole('button', { name: /^Penduduk/ }).click();
  await page.getByRole('button', { name: /^Pendatang/ }).click();
  const lever = page.getByRole('group', { name: 'Pendatang' });
  await lever.getByLabel(/^Nilai/).fill('99');
  await lever.getByLabel(/^Nilai/).press('Tab');
  await page.getByText('Ada tuas yang belum benar').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Jalankan', exact: true }).isDisabled()).toBe(true);
  await lever.getByLabel(/^Nilai/).fill('3');
  await lever.getByLabel(/^Nilai/).press('Tab');
  await expect
    .poll(() => new URL(page.url()).searchParams.getAll('lever'))
    .toEqual(['fertility;0.9;2027-', 'arrivals;3;2027-']);

  let asked: unknown;
  await page.route('**/skenario/runs', (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    asked = route.request().postDataJSON();
    return route.fulfill({
      status: 422,
      json: { error: { code: 'too-many-replicates', what: '', expected: 'at most 87 replicates' } },
    });
  });
  await page.getByRole('button', { name: 'Jalankan', exact: true }).click();
  await page.getByText('Memori tidak cukup').waitFor();
  expect(asked).toMatchObject({
    baseline: 'baseline',
    years: 25,
    scenario: { levers: [{ value: 0.9 }, { lever: 'arrivals', value: 3 }] },
  });

  await lever.getByRole('button', { name: /^Di mana/ }).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => new URL(page.url()).searchParams.get('scenario')).toBe('births-fall');
  await leave();
});

test('what the server finds wrong in a file of models/ is told with its line, and can be asked for again', async () => {
  const { page, leave } = await visit('/skenario', {
    prepare: async (context) => {
      await publishScenario(context, () => []);
      await context.route('**/skenario/catalogue', (route) =>
        route.fulfill({
          status: 500,
          json: {
            error: {
              code: 'yaml-shape',
              what: 'levers.fertility.low: must be a number.',
              where: { file: 'levers.yaml', row: 31 },
            },
          },
        }),
      );
    },
  });
  await page.getByText('Letaknya: berkas levers.yaml, baris 31, kunci levers.fertility.low.').waitFor();
  await page.context().unroute('**/skenario/catalogue');
  await publishScenario(page.context(), () => []);
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await page.getByText('Belum ada hasil').waitFor();
  await leave();
});

test.each(['light', 'dark'] as const)('a main button is readable while it is pointed at, in the %s', async (theme) => {
  const { page, leave } = await visit('/skenario', {
    theme,
    prepare: (context) => publishScenario(context, () => []),
  });
  const button = page.getByRole('button', { name: 'Jalankan', exact: true });
  const contrast = (): Promise<number> =>
    button.evaluate((element) => {
      const luminance = (colour: string): number => {
        const drawing = document.createElement('canvas').getContext('2d')!;
        drawing.fillStyle = colour;
        drawing.fillRect(0, 0, 1, 1);
        const [red, green, blue] = [...drawing.getImageData(0, 0, 1, 1).data].map((part) => {
          const share = part / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
      };
      const { color, backgroundColor } = getComputedStyle(element);
      const [dark, light] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b);
      return (light! + 0.05) / (dark! + 0.05);
    });
  const before = await button.evaluate((element) => getComputedStyle(element).backgroundColor);
  await button.hover();
  await expect.poll(() => button.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(before);
  await expect.poll(() => contrast()).toBeGreaterThan(4.5);
  await leave();
});

test.each([
  { width: 360, height: 800, theme: 'dark' as const, path: '/skenario?lang=en' },
  { width: 1280, height: 720, theme: 'light' as const, path: '/skenario' },
])('axe finds nothing at $width × $height in the $theme', async ({ path, ...options }) => {
  const { page, leave } = await visit(path, options);
  await page.locator('.chart svg').first().waitFor();
  expect(await axeFaults(page)).toEqual([]);
  if (options.width === 360) {
    await page.getByRole('button', { name: 'Change the scenario or see the history' }).click();
    // Nothing is wider than the screen.
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await axeFaults(page)).toEqual([]);
  }
  await leave();
});
