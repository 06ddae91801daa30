/** The page "Bansos": both errors side by side, and a what-if that is moved by keyboard and shared by its address. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { axeFaults } from './axe.ts';
import { answerWhatIfs, publicationWithLists } from './invented-lists.ts';
import { openHouse, settle, type VisitOptions } from './visit.ts';

const house = openHouse();
const artefacts = publicationWithLists();

/** Answers are made before the page asks the first time. */
async function visit(path: string, options: VisitOptions = {}) {
  const { page, faults, leave } = await house.visit('/tentang', { ...options, artefacts });
  const asked = await answerWhatIfs(page);
  await page.goto(house.address() + path);
  await page.locator('.answer tbody tr').first().waitFor();
  await settle(page);
  return { page, faults, leave, asked };
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const row = async (page: Page, name: string): Promise<string[]> =>
  (
    await page
      .locator('.answer tr', { has: page.getByRole('rowheader', { name, exact: true }) })
      .first()
      .locator('td')
      .allInnerTexts()
  ).map(plain);

test('both errors are of one size, and a lever is answered at once: before, after, difference, and bands', async () => {
  const { page, faults, leave, asked } = await visit('/bansos');
  const tiles = page.locator('.errors .tile');
  await expect
    .poll(async () => (await tiles.allInnerTexts()).map(plain))
    .toEqual([
      expect.stringContaining('Indikasi salah masuk\n\n727 keluarga'),
      expect.stringContaining('Indikasi salah keluar\n\n7.454 keluarga'),
      // What nobody can tell stands beside them, and is no part of either.
      expect.stringMatching(/^Belum dapat dipastikan\s+menerima\s+38 keluarga\s+tidak menerima\s+7\.457 keluarga/),
    ]);
  const boxes = (): Promise<{ width: number; y: number }[]> =>
    tiles.evaluateAll((all) => all.map((tile) => tile.getBoundingClientRect()).map(({ width, y }) => ({ width, y })));
  const [first] = await boxes();
  const alike = { width: expect.closeTo(first!.width, 0), y: first!.y };
  await expect.poll(boxes).toEqual([alike, alike, alike]);
  await expect.poll(() => page.locator('figure svg path.area').count()).toBe(2 * 27);
  await expect.poll(() => row(page, 'Keluarga penerima')).toEqual(['7.398', '7.398', '0', '0']);

  await page.getByLabel(/^Batas desil/).focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => row(page, 'Keluarga penerima')).toEqual(['7.398', '≈ 9.808', '≈ +2.410', '+2.267 … +2.552']);
  await expect.poll(() => row(page, 'Indikasi salah masuk')).toEqual(['727', '≈ 18', '≈ −710', '−772 … −647']);
  await expect.poll(async () => (await row(page, 'Biaya setahun')).at(-1)).toBe('+Rp5,43 miliar … +Rp6,12 miliar');
  await expect
    .poll(() => row(page, 'Penduduk miskin (P0)'))
    .toEqual(['3,89 %', '3,63 %', '−0,26 poin', '−0,36 … −0,16']);
  expect(asked.at(-1)).toBe('programme=sembako&limit.desilLimit=4&intervals=1');
  await expect.poll(() => page.url()).toContain('limit.desilLimit=4');

  // Taken back, and done again, by keyboard.
  await page.keyboard.press('Control+z');
  await expect.poll(() => row(page, 'Keluarga penerima')).toEqual(['7.398', '7.398', '0', '0']);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => row(page, 'Keluarga penerima')).toEqual(['7.398', '≈ 9.808', '≈ +2.410', '+2.267 … +2.552']);

  // A hidden kelurahan stays hidden; a row is chosen by keyboard and shows on both maps.
  const table = page.getByRole('region', { name: 'Per kelurahan' });
  const hidden = table
    .getByRole('row')
    .filter({ has: page.locator('button[data-area]'), hasText: 'disembunyikan' })
    .last();
  await expect
    .poll(() => hidden.locator('td.number').allInnerTexts())
    .toEqual(expect.arrayContaining(['disembunyikan', 'disembunyikan', 'disembunyikan']));
  // Intervals of each kelurahan stand under its changes.
  await expect.poll(() => table.locator('td .interval').count()).toBeGreaterThan(26 * 4);
  await table.locator('button[data-area][tabindex="0"]').press('Enter');
  await expect.poll(() => page.url()).toContain('area=');
  await expect.poll(() => page.locator('figure svg path.mark').count()).toBe(2);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Unduh CSV' }).click(),
  ]);
  const { readFileSync } = await import('node:fs');
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv.split('\r\n').filter((line) => line.startsWith('35.77.'))).toHaveLength(27);
  expect(csv).toContain('sembako 2025-12-31 desilLimit=4');
  expect(csv).toContain('Selisih salah masuk (keluarga; batas bawah 95\u00a0%)');
  // The city stands in the file as on the screen: lists, what nobody can tell, and what is tried.
  expect(csv).toContain('\r\n35.77;Kota Madiun;;7398;727;7454;14087;38;7457;7500;2400;2419;2267;2552;-719;-700;');
  expect(csv).toContain('\r\nKeluarga penerima;7398;7398;2400;2419;2267;2552\r\n');
  expect(csv).toContain('\r\nPenduduk miskin (P0);0,0389;0,0389;-0,0026;-0,0026;-0,0036;-0,0016\r\n');
  expect(csv).toContain('\r\nYang diubah;Batas desil: 4\r\n');
  await expect
    .poll(() => page.locator('.tried', { hasText: 'Yang diubah' }).innerText())
    .toBe('Yang diubah: Batas desil: 4');
  expect(faults).toEqual([]);
  await leave();
});

test('an address brings the same view; what it asks wrongly is said; both languages and lights are accessible', async () => {
  for (const [language, theme, width] of [
    ['id', 'light', 1280],
    ['en', 'dark', 360],
  ] as const) {
    const { page, leave, asked } = await visit(
      `/bansos?programme=bltd&method=desil&limit.desilLimit=3&places=91&map=changes&lang=${language}`,
      { theme, width, height: 800 },
    );
    expect(asked[0]).toBe('programme=bltd&method=desil&limit.desilLimit=3');
    await expect.poll(() => page.locator('.wrong').count()).toBe(1);
    // What cannot be counted is unknown: that is not the word for what is hidden for being small.
    const unknown = language === 'id' ? 'Belum dapat dihitung' : 'Not known yet';
    await page.getByText(unknown).first().waitFor();
    await expect
      .poll(() => row(page, language === 'id' ? 'Indikasi salah keluar' : 'Seem wrongly out'))
      .toEqual([...[unknown, unknown, unknown], '']);
    await settle(page);
    expect([language, await axeFaults(page)]).toEqual([language, []]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await leave();
  }
});

test('without lists the page says what to do, and an answer that does not come can be asked for again', async () => {
  const { page, leave } = await house.visit('/bansos');
  await page.getByText('Bangun kembali snapshot').waitFor();
  await leave();

  const { page: other, leave: goAway } = await house.visit('/tentang', { artefacts });
  await other.route('**/bansos/what-if?**', (route) => route.abort());
  await other.goto(`${house.address()}/bansos?programme=permakanan`);
  await other.getByText('Server tidak menjawab').waitFor();
  await expect.poll(() => other.getByText('Belum ada daftar penerima').first().isVisible()).toBe(true);
  await other.unroute('**/bansos/what-if?**');
  await answerWhatIfs(other);
  await other.getByRole('button', { name: 'Coba lagi' }).click();
  await other.locator('.answer tbody tr').first().waitFor();
  await goAway();
});

test('a question without an answer leaves no numbers of the one before it, in the card or in the table', async () => {
  const { page, leave } = await visit('/bansos?programme=sembako&limit.desilLimit=4');
  const table = page.getByRole('region', { name: 'Per kelurahan' });
  await table.getByText('Selisih penerima').waitFor();
  await page.unroute('**/bansos/what-if?**');
  await page.route('**/bansos/what-if?**', (route) => route.fulfill({ status: 500, body: '' }));
  await page.getByLabel(/^Batas desil/).selectOption('3');
  await page.getByRole('button', { name: 'Coba lagi' }).waitFor();
  await expect.poll(() => page.locator('.answer tbody tr').count()).toBe(0);
  await expect.poll(() => table.getByText('Selisih penerima').count()).toBe(0);
  // Where only the intervals fail, the answer is one all the same.
  await page.unroute('**/bansos/what-if?**');
  const asked = await answerWhatIfs(page);
  await page.route('**/bansos/what-if?*intervals*', (route) => route.fulfill({ status: 500, body: '' }));
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await table.getByText('Selisih penerima').waitFor();
  await page.getByRole('button', { name: 'Coba lagi' }).waitFor();
  await expect.poll(() => page.locator('.answer tbody tr').count()).toBeGreaterThan(5);
  expect(asked).toEqual(['programme=sembako&limit.desilLimit=3']);
  await leave();
});

test('who gets what together: families on two lists, and which lists the rules keep apart, in both languages', async () => {
  for (const [language, title, star] of [
    ['id', 'Siapa menerima apa bersamaan', 'Aturan salah satu program'],
    ['en', 'Who gets what together', 'The rules of one of them do not allow both'],
  ] as const) {
    const { page, leave } = await visit(`/bansos?lang=${language}`);
    const matrix = page.getByRole('region', { name: title });
    const cells = async (): Promise<string[][]> => {
      const texts = await matrix
        .locator('tbody tr')
        .evaluateAll((rows) =>
          rows.map((tr) => [...tr.querySelectorAll('td')].map((td) => td.textContent!.replace(/[\s.,*]/g, ' '))),
        );
      return texts.map((of) => of.map((text) => text.trim().split(/\s+/).join(' ').replace(' %', '%')));
    };
    // Beside each pair stands what part of the row's list it is.
    await expect.poll(cells).toEqual([
      ['7 398', '143 1 9%'],
      ['143 8 4%', '1 697'],
    ]);
    // On the diagonal stands the list itself; sembako may not stand beside BLTD, from either side.
    await expect.poll(() => matrix.locator('td.own').count()).toBe(2);
    await expect.poll(() => matrix.locator('td.against').count()).toBe(2);
    await expect.poll(() => page.getByText(star).isVisible()).toBe(true);
    await leave();
  }
});

test('each map is saved as a picture, and the classes of both are set and shared by the address', async () => {
  const { page, faults, leave } = await visit('/bansos?programme=sembako');
  for (const name of ['Indikasi salah masuk', 'Indikasi salah keluar']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Simpan gambar (PNG): ${name}` }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^kembaran_bansos_sembako_errors-(in|out)_.*\.png$/);
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(await download.path());
    expect([...bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    expect(bytes.length).toBeGreaterThan(20_000);
  }
  const classes = page.locator('.pair .legend tbody tr');
  await classes.first().waitFor();
  const before = await classes.count();
  await page.locator('.pair').getByRole('button', { name: 'Atur kelas legenda' }).click();
  await page.getByRole('radio', { name: '3', exact: true }).check();
  await expect.poll(() => classes.count()).toBe(before - 2);
  await expect.poll(() => page.url()).toContain('classes=quantile.3');
  expect(faults).toEqual([]);
  await leave();
});

test('a question about parts of nothing is said to have no answer, and what may be tried', async () => {
  const { page, leave } = await visit('/bansos?programme=bltd');
  await page.route('**/bansos/what-if?*shared=kelurahan*', (route) =>
    route.fulfill({ status: 422, json: { error: { code: 'what-if-nobody-fits', what: '-', todo: '-' } } }),
  );
  await page.getByLabel('Pembagian kuota').selectOption('kelurahan');
  await page.getByText('kuota tidak dapat dibagi').waitFor();
  await expect.poll(() => page.getByText('Coba anggap program lain').isVisible()).toBe(true);
  await expect.poll(() => page.locator('.answer tbody tr').count()).toBe(0);
  await page.getByLabel('Pembagian kuota').selectOption('city');
  await page.locator('.answer tbody tr').first().waitFor();
  await leave();
});
