/** What stands there while data is on the way, is not there yet, or does not come. */
import { expect, test } from 'vitest';
import { inventedPublication } from './invented-publication.ts';
import { openHouse, seeMap } from './visit.ts';

const house = openHouse();
const whole = inventedPublication();
const without = (...names: string[]): typeof whole => new Map([...whole].filter(([name]) => !names.includes(name)));

test('before the first snapshot the page says that the twin is being built, and goes on by itself', async () => {
  const { page, leave } = await house.visit('/tentang');
  let isBuilt = false;
  await page.route('**/data/**', (route) =>
    isBuilt ? route.fallback() : route.fulfill({ status: 503, json: { error: { code: 'no-snapshot', what: '' } } }),
  );
  await page.goto(house.address());
  await page.getByText('Kembaran sedang dibangun').waitFor();
  isBuilt = true;
  await seeMap(page);
  await expect.poll(() => page.getByText('Kembaran sedang dibangun').count()).toBe(0);
  await leave();
});

test('the plain answer of a server that starts counts as being built', async () => {
  const { page, leave } = await house.visit('/tentang');
  await page.route('**/data/**', (route) => route.fulfill({ status: 503, body: 'Kembaran sedang disiapkan.' }));
  await page.goto(`${house.address()}/mutu-data`);
  await page.getByText('Kembaran sedang dibangun').waitFor();
  await leave();
});

test('a server that stopped is named, and the next try goes on', async () => {
  const { page, leave } = await house.visit('/tentang');
  await page.route('**/data/**', (route) => route.abort());
  await page.goto(house.address());
  await page.getByText('Server tidak menjawab').waitFor();
  await page.unroute('**/data/**');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await seeMap(page);
  await leave();
});

test.each([
  [
    'a store that cannot be read',
    { status: 503, json: { error: { code: 'store-unreadable', what: '' } } },
    'tidak dapat membaca penyimpanannya',
  ],
  [
    'an answer that is no data',
    { status: 200, body: '<html>', contentType: 'text/html' },
    'tidak seperti yang diharapkan',
  ],
])('%s is named', async (_, answer, text) => {
  const { page, leave } = await house.visit('/tentang');
  await page.route('**/data/meta.json', (route) => route.fulfill(answer));
  await page.goto(house.address());
  await page.getByText(text).waitFor();
  await leave();
});

test.each([
  ['the table of a level', '/', ['table/kelurahan.bin'], 'Gagal memuat tabel'],
  ['the boundaries', '/', ['boundaries/kelurahan.json'], 'Gagal memuat peta'],
  ['the city', '/?area=35.77.03.1004', ['table/city.bin'], 'Gagal memuat rincian wilayah'],
  ['the level of the area chosen', '/?area=35.77.03.1004', ['table/kelurahan.bin'], 'Gagal memuat rincian wilayah'],
  ['the report', '/mutu-data', ['quality.json'], 'Gagal memuat laporan mutu data'],
])('without %s the rest of the page stands, and says what is missing', async (_, path, names, text) => {
  const { page, leave } = await house.visit(path, { artefacts: without(...names) });
  await page.getByText(text).first().waitFor();
  await expect.poll(() => page.getByRole('link', { name: 'Mutu data' }).isVisible()).toBe(true);
  if (names[0]!.startsWith('boundaries')) await expect.poll(() => page.locator('.scroll tbody tr').count()).toBe(27);
  await leave();
});

test('the sum of a table says that it is on the way, or was not loaded, and not that there is no data', async () => {
  const { page, leave } = await house.visit('/tentang');
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/data/table/city.bin', async (route) => {
    await held;
    await route.fulfill({ status: 404, json: { error: { code: 'no-artefact', what: '' } } });
  });
  await page.goto(house.address());
  const sum = page.locator('.scroll tfoot');
  await expect.poll(() => sum.textContent()).toContain('sedang diambil …');
  letGo();
  await expect.poll(() => sum.textContent()).toContain('tidak termuat');
  await expect.poll(() => sum.textContent()).not.toContain('tidak ada data');
  await leave();
});

test('while the level of the area chosen is on the way, the city does not stand in its place', async () => {
  const { page, leave } = await house.visit('/?level=rw&area=35.77.03.1005.rw03');
  await seeMap(page);
  await expect.poll(() => page.locator('.panel h2').textContent()).toBe('RW 03');
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/data/table/kecamatan.bin', (route) => held.then(() => route.fallback()));
  await page.getByLabel('Kecamatan', { exact: true }).check();
  await page.getByText('Memuat rincian wilayah').waitFor();
  await expect.poll(() => page.getByRole('tab', { selected: true }).textContent()).toMatch(/^\s*Taman\s*$/);
  await expect.poll(() => page.locator('.panel').count()).toBe(0);
  letGo();
  await expect.poll(() => page.locator('.panel h2').textContent()).toBe('Taman');
  await leave();
});

test('a table that is cut off is refused, not drawn', async () => {
  const cut = new Map(whole);
  const artefact = whole.get('table/kelurahan.bin')!;
  cut.set('table/kelurahan.bin', { ...artefact, bytes: artefact.bytes.slice(0, -40) });
  const { page, leave } = await house.visit('/', { artefacts: cut });
  await page.getByText('tidak seperti yang diharapkan').first().waitFor();
  await leave();
});

test('a browser that cannot draw maps has the whole table', async () => {
  const before = `HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
    apply: (get, canvas, [kind, ...more]) => (/webgl/.test(kind) ? null : Reflect.apply(get, canvas, [kind, ...more])),
  });`;
  const { page, leave } = await house.visit('/', { before });
  await page.getByText('tidak dapat menggambar peta').waitFor();
  await expect.poll(() => page.locator('.scroll tbody tr').count()).toBe(27);
  await leave();
});

test('a newer snapshot that appears meanwhile is told, so that no two are mixed', async () => {
  const { page, leave } = await house.visit('/tentang');
  let snapshot = 's1';
  await page.route('**/data/**', async (route) => {
    const artefact = whole.get(new URL(route.request().url()).pathname.replace('/data/', ''))!;
    await route.fulfill({
      body: Buffer.from(artefact.bytes),
      contentType: artefact.contentType,
      headers: { 'x-kembaran-snapshot': snapshot },
    });
  });
  await page.goto(house.address());
  await seeMap(page);
  await expect.poll(() => page.getByText('Data yang lebih baru').count()).toBe(0);
  snapshot = 's2';
  await page.getByLabel('RW', { exact: true }).check();
  await page.getByText('Data yang lebih baru').waitFor();
  await leave();
});

test('a page that is not there says so and leads back', async () => {
  const { page, leave } = await house.visit('/penduduk');
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Halaman tidak ditemukan');
  await page.getByRole('link', { name: 'Ke peta' }).click();
  await seeMap(page);
  await leave();
});

test('real data carries no word of a sample', async () => {
  const meta = JSON.parse(Buffer.from(whole.get('meta.json')!.bytes).toString('utf8'));
  meta.provenance.isSample = false;
  meta.provenance.boundaries = 'official';
  const real = new Map(whole).set('meta.json', {
    contentType: 'application/json',
    bytes: Buffer.from(JSON.stringify(meta)),
  });
  const [sample, city] = [await house.visit('/'), await house.visit('/', { artefacts: real })];
  await Promise.all([seeMap(sample.page), seeMap(city.page)]);
  await expect.poll(() => sample.page.getByText('penduduk rekaan').count()).toBe(1);
  await expect.poll(() => sample.page.getByText('Batas indikatif').count()).toBe(1);
  await expect.poll(() => city.page.getByText('penduduk rekaan').count()).toBe(0);
  await expect.poll(() => city.page.getByText('Batas indikatif').count()).toBe(0);
  await sample.leave();
  await city.leave();
});
