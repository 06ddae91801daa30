/** The page "Mutu data": every row received is accounted for, and says so on paper too. */
import { expect, test } from 'vitest';
import { inventedPublication } from './invented-publication.ts';
import { inventedQuality } from './invented-quality.ts';
import { openHouse, seePage } from './visit.ts';

const house = openHouse();
const number = (text: string): number => Number(text.replace(/\D/g, ''));

test('for each register, received is linked and in review and refused', async () => {
  const { page, faults, leave } = await house.visit('/mutu-data');
  await seePage(page);
  const equations = await page
    .locator('.equation')
    .evaluateAll((all) => all.map((one) => [...one.querySelectorAll('strong')].map((strong) => strong.textContent!)));
  expect(equations).toHaveLength(inventedQuality.registers.length);
  for (const [received, ...ends] of equations.map((texts) => texts.map(number)))
    expect(ends.reduce((a, b) => a + b)).toBe(received);
  const tiles = (await page.locator('.tiles strong').allTextContents()).map(number);
  expect(tiles[1]! + tiles[2]! + tiles[3]!).toBe(tiles[0]);
  expect(faults).toEqual([]);
  await leave();
});

test('rows that went missing are cried out', async () => {
  const [first, ...others] = inventedQuality.registers;
  const broken = { ...inventedQuality, registers: [{ ...first!, received: first!.received + 7 }, ...others] };
  const artefacts = inventedPublication().set('quality.json', {
    contentType: 'application/json',
    bytes: Buffer.from(JSON.stringify(broken)),
  });
  const { page, leave } = await house.visit('/mutu-data', { artefacts });
  await seePage(page);
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('selisih 7 baris');
  await leave();
});

test('the overlap stands against its aim, and a hidden pair stays hidden', async () => {
  const { page, leave } = await house.visit('/mutu-data');
  await seePage(page);
  const text = (await page.locator('.overlap').innerText()).replaceAll('\u00a0', ' ');
  for (const part of [
    '18,2 %',
    '5 %',
    '2.605 dari 14.310',
    'Masih di atas sasaran',
    'Penerima PKH + Penerima BLT Daerah\tdisembunyikan',
  ])
    expect(text).toContain(part);
  // It may be hidden for another pair's sake: its number is not called small.
  expect(text).not.toContain('disembunyikan (<');
  await leave();
});

test('reasons are ranked and say what to do; all of them are on paper', async () => {
  const { page, leave } = await house.visit('/mutu-data');
  await seePage(page);
  const reasons = page.locator('#register-pkh tbody tr:has(.kind)');
  const counts = (await reasons.locator('td strong').allTextContents()).map(number);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  await expect.poll(() => reasons.count()).toBe(5);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect.poll(() => reasons.count()).toBe(7);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => page.locator('nav').isVisible()).toBe(false);
  await expect.poll(() => page.getByRole('button', { name: 'Cetak' }).isVisible()).toBe(false);
  await expect.poll(() => page.getByRole('heading', { name: 'Mutu data', level: 1 }).isVisible()).toBe(true);
  await leave();
});

test('a word is explained where it stands', async () => {
  const { page, leave } = await house.visit('/mutu-data');
  await seePage(page);
  await page.getByText('Apa arti padan?').click();
  await expect
    .poll(() => page.getByText('Baris itu tertaut ke orang yang ada di register penduduk').isVisible())
    .toBe(true);
  await leave();
});
