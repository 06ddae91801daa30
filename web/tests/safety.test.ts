/** What leaves and enters: this machine only, nothing from elsewhere, and no more than the screen needs. */
import { request } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inventedPublication } from './invented-publication.ts';
import { openHouse, seeMap, settle } from './visit.ts';

const house = openHouse();
const MEGABYTE = 1_000_000;

/** Status of a request under a name of one's choice, which fetch does not allow. */
const statusFor = (host: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(house.address());
    request({ hostname, port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on('error', reject)
      .end();
  });

test('pages and data answer to names of this machine only', async () => {
  expect(await statusFor('localhost:3577', '/tentang')).toBe(200);
  expect(await statusFor('twin.example', '/tentang')).toBe(403);
  expect(await statusFor('twin.example', '/data/meta.json')).toBe(403);
});

test('a page may load and run what this server sends, and nothing else', async () => {
  const { headers } = await fetch(`${house.address()}/`);
  const policy = headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
  expect([headers.get('referrer-policy'), headers.get('x-content-type-options')]).toEqual(['no-referrer', 'nosniff']);
});

test('the map draws under that policy without a single offence or a request to another host', async () => {
  const { page, faults, leave } = await house.visit('/?level=rw');
  await seeMap(page);
  await page.getByLabel('Kecamatan', { exact: true }).check();
  await page.locator('[data-drawn="3"]').waitFor();
  await settle(page);
  expect(faults).toEqual([]);
  await leave();
});

test('what comes before the first press is at most 3 MB', async () => {
  const artefacts = inventedPublication();
  // A first visit, with nothing kept from another.
  const { page, leave } = await house.visit('/nowhere');
  const answers: Promise<number>[] = [];
  page.on('requestfinished', (finished) => {
    const artefact = artefacts.get(new URL(finished.url()).pathname.replace('/data/', ''));
    // Data of this test comes as it is; the server compresses it.
    answers.push(
      artefact
        ? Promise.resolve(brotliCompressSync(artefact.bytes).length)
        : finished.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
    );
  });
  await page.goto(house.address());
  await page.locator('.scroll tbody tr').first().waitFor();
  const usableMs = await page.evaluate(() => performance.now());
  await seeMap(page);
  const drawnMs = await page.evaluate(() => performance.now());
  await settle(page);
  const loaded = (await Promise.all(answers)).reduce((a, b) => a + b, 0);
  expect(answers.length).toBeGreaterThan(20);
  // Times are told, never judged: they are the machine's as much as the page's.
  const times = `table after ${Math.round(usableMs)} ms, map after ${Math.round(drawnMs)} ms`;
  process.stdout.write(`loaded before the first press: ${(loaded / MEGABYTE).toFixed(2)} MB; ${times}\n`);
  expect(loaded).toBeLessThan(3 * MEGABYTE);
  await leave();
});

test('the table answers before the map is there', async () => {
  const { page, leave } = await house.visit('/tentang');
  await page.route('**/immutable/**', async (route) => {
    const isMap =
      /stage|maplibre/.test(route.request().url()) ||
      (await route.fetch().then((answer) => answer.body())).length > 400_000;
    await (isMap ? route.abort() : route.continue());
  });
  await page.goto(house.address());
  await page.locator('.scroll tbody tr').first().waitFor();
  await page.getByText('Peta gagal dimuat').waitFor();
  await page.getByRole('button', { name: 'Kecamatan', exact: true }).click();
  await expect.poll(() => page.locator('th[aria-sort]').textContent()).toContain('Kecamatan');
  // Pieces that are still asked for when the page closes are no fault.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await leave();
});
