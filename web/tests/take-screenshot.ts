/**
 * Takes the picture of README.md from a running twin: the map of the whole sample city with one kelurahan chosen.
 *
 *     npm start                                                    in one terminal
 *     npx node web/tests/take-screenshot.ts http://127.0.0.1:3577      in another
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';

const PICTURE = join(import.meta.dirname, '../static/screenshot.png');
const VIEW = '/?indicator=elderly-share&area=35.77.03.1005';

const address = process.argv[2];
if (address === undefined) {
  process.stderr.write('Give the address of a running twin, such as http://127.0.0.1:3577\n');
  process.exit(2);
}
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light', locale: 'id-ID' });
  await page.goto(address + VIEW, { waitUntil: 'networkidle' });
  await page.locator('[data-drawn]').waitFor();
  await page.locator('.panel .figure').waitFor();
  await page.screenshot({ path: PICTURE });
  process.stdout.write(`${PICTURE}: ${Math.round(statSync(PICTURE).size / 1000)} kB\n`);
} finally {
  await browser.close();
}
