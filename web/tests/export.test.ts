/** What is taken away holds what the screen shows, and where it comes from. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openHouse, seeMap } from './visit.ts';

const house = openHouse();

async function take(page: Page, what: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Unduh' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: what }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('the table as CSV has the rows of the screen in their order, hidden cells hidden, and its origin', async () => {
  const { page, leave } = await house.visit('/?indicator=poor-share/desil-1&columns=elderly-share&sort=name');
  await seeMap(page);
  const shown = await page
    .locator('.scroll tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent!.replace(/[\s%]/g, ''))));
  const { name, bytes } = await take(page, /Tabel \(CSV\)/);
  expect(name).toBe('kembaran_kelurahan_poor-share-desil-1_2025-12-31.csv');
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes
    .toString('utf8')
    .split('\r\n')
    .map((line) => line.split(';'));
  const table = lines.slice(
    1,
    lines.findIndex((cells) => cells[0] === '35.77'),
  );
  expect(
    table.map(([, area, parent, value, , other]) =>
      [area, parent, value, other].map((text) => text!.replace(/\s/g, '')),
    ),
  ).toEqual(shown);
  expect(table.filter((cells) => cells[3] === 'disembunyikan').map((cells) => cells[1])).toEqual(['Sukosari']);
  const text = bytes.toString('utf8');
  for (const part of ['Data contoh', 'Snapshot;2025-12-31-3577-a1b2c3d4', 'Batas indikatif', 'Definisi', 'Sumber'])
    expect(text).toContain(part);
  await leave();
});

test('the map as a picture is a sheet of its own, light on any screen', async () => {
  const { page, faults, leave } = await house.visit('/?indicator=poor-share/desil-1&area=35.77.03.1004', {
    theme: 'dark',
  });
  await seeMap(page);
  await page.getByRole('tab', { name: 'Tabel' }).click();
  const { name, bytes } = await take(page, /Gambar peta/);
  expect(name).toMatch(/\.png$/);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  // Width and height of the first chunk: A4 across.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2338, 1654]);
  const corner = await page.evaluate(async (image) => {
    const made = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([made], { type: 'image/png' }));
    const context = new OffscreenCanvas(8, 8).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(1, 1, 1, 1).data];
  }, bytes.toString('base64'));
  expect(corner).toEqual([255, 255, 255, 255]);
  expect(faults).toEqual([]);
  await leave();
});

test('the map on a sheet says how its classes were made and why cells are hidden', async () => {
  const before = `const write = CanvasRenderingContext2D.prototype.fillText;
  window.written = [];
  CanvasRenderingContext2D.prototype.fillText = function (text, ...more) {
    window.written.push(text);
    return write.call(this, text, ...more);
  };`;
  const { page, leave } = await house.visit('/?indicator=poor-share/desil-1', { before });
  await seeMap(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const written = await page.evaluate(() => (window as unknown as { written: string[] }).written.join('\n'));
  for (const part of [
    'Persentase penduduk desil 1 DTSEN',
    'Kota Madiun, per kelurahan, data per 31 Des 2025',
    'Kuantil',
    'Data contoh: penduduk rekaan',
    'Nilai tentang kurang dari 10 orang disembunyikan',
    'Batas wilayah bersifat indikatif',
    'Sumber: ',
    'Snapshot 2025-12-31-3',
  ])
    expect(written).toContain(part);
  await leave();
});

test('map and area are printed from the page itself', async () => {
  const { page, leave } = await house.visit('/?area=35.77.03.1004', {
    before: 'window.print = () => (window.prints = (window.prints ?? 0) + 1);',
  });
  await seeMap(page);
  const prints = (): Promise<number> => page.evaluate(() => (window as unknown as { prints?: number }).prints ?? 0);
  await page.getByRole('button', { name: 'Cetak peta dan wilayah ini' }).click();
  await expect.poll(() => prints()).toBe(1);
  await page.getByRole('tab', { name: 'Tabel' }).click();
  await page.getByRole('button', { name: 'Unduh' }).click();
  await page.getByRole('button', { name: /Cetak peta dan tabel/ }).click();
  await expect.poll(() => prints()).toBe(2);
  await leave();
});

test('paper gets the sheet with the map in place of the screen, and no buttons', async () => {
  const { page, faults, leave } = await house.visit('/?area=35.77.03.1004');
  await seeMap(page);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const sheet = page.locator('.frame main canvas').first();
  await expect
    .poll(() => sheet.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]))
    .toEqual([2338, 1654]);
  const isDrawnOn = await sheet.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size > 100;
  });
  expect(isDrawnOn).toBe(true);
  await expect.poll(() => sheet.isVisible()).toBe(true);
  await expect.poll(() => page.locator('.pane').isVisible()).toBe(false);
  await expect.poll(() => page.getByRole('heading', { name: 'Kuncen' }).isVisible()).toBe(true);
  await expect
    .poll(() => page.locator('button:visible').evaluateAll((all) => all.map((one) => one.ariaLabel)))
    .not.toContain('Batalkan pilihan wilayah');
  expect(faults).toEqual([]);
  await leave();
});
