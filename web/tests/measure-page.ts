/**
 * Measures a running twin in a browser, for the figures that a reader feels: what comes before the first press, when the
 * table and the map are there, and how smoothly the map follows a hand that pans it. It judges nothing.
 *
 *     npm start                                                 in one terminal
 *     npx node web/tests/measure-page.ts http://127.0.0.1:3577      in another; `--visible` opens a window, on the machine's graphics
 */
import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';

const VIEWS = ['/', '/?level=rw', '/mutu-data', '/tentang'];
const PAN_MS = 3000;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const address = process.argv[2];
if (address === undefined || address.startsWith('-')) {
  process.stderr.write('Give the address of a running twin, such as http://127.0.0.1:3577\n');
  process.exit(2);
}
async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  return context.newPage();
}

/** A first visit, nothing kept from another: bytes as they came over the line, and times since the address was opened. */
async function loadOf(view: string): Promise<string> {
  const page = await openPage();
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) =>
    sizes.push(
      request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
    ),
  );
  const isMap = view.startsWith('/?') || view === '/';
  const told: string[] = [];
  const seen = async (what: string, place: string): Promise<void> => {
    await page.locator(place).first().waitFor();
    told.push(`${what} after ${Math.round(await page.evaluate(() => performance.now()))} ms`);
  };
  await page.goto(address + view, { waitUntil: 'commit' });
  await seen('usable', isMap ? '.scroll tbody tr' : view === '/mutu-data' ? '.register' : 'main h1');
  if (isMap) await seen('map', '[data-drawn]');
  await page.waitForLoadState('networkidle');
  const megabytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1e6;
  await page.context().close();
  return `${view}: ${megabytes.toFixed(2)} MB in ${sizes.length} answers before the first press; ${told.join(', ')}`;
}

const metric = async (session: CDPSession, name: string): Promise<number> =>
  (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === name)?.value ?? NaN;

/** Frames while the map is dragged about, and the page's own work in each: what is left of 16.7 ms is the graphics card's. */
async function panOf(view: string): Promise<string> {
  const page = await openPage();
  await page.goto(address + view);
  await page.locator('[data-drawn]').waitFor();
  await page.waitForLoadState('networkidle');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { x, y, width, height } = (await page.locator('.canvas').boundingBox())!;
  const [middleX, middleY] = [x + width * 0.6, y + height * 0.4];
  await page.evaluate(() => {
    const counted = window as unknown as { framesDrawn: number };
    counted.framesDrawn = 0;
    const count = (): number => requestAnimationFrame(() => (counted.framesDrawn++, count()));
    count();
  });
  const work = (): Promise<number> => metric(session, 'TaskDuration');
  const [workBefore, startedMs] = [await work(), performance.now()];
  await page.mouse.move(middleX, middleY);
  await page.mouse.down();
  for (let step = 0; performance.now() - startedMs < PAN_MS; step++)
    await page.mouse.move(middleX + 80 * Math.sin(step / 12), middleY + 50 * Math.sin(step / 9));
  await page.mouse.up();
  const seconds = (performance.now() - startedMs) / 1000;
  const frames = await page.evaluate(() => (window as unknown as { framesDrawn: number }).framesDrawn);
  if (frames === 0)
    return `${view}: not one frame in ${seconds.toFixed(0)} seconds: the machine is too busy to be measured`;
  const workMs = ((await work()) - workBefore) * 1000;
  const graphics = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const named = gl?.getExtension('WEBGL_debug_renderer_info');
    return gl && named ? String(gl.getParameter(named.UNMASKED_RENDERER_WEBGL)) : 'unknown graphics';
  });
  await page.context().close();
  return `${view}: panning ${(frames / seconds).toFixed(0)} frames a second, ${(workMs / frames).toFixed(1)} ms of the page's own work in each (${graphics})`;
}

const browser = await openBrowser({ isVisible: process.argv.includes('--visible') });
try {
  for (const view of VIEWS) say(await loadOf(view));
  for (const view of VIEWS.slice(0, 2)) say(await panOf(view));
} finally {
  await browser.close();
}
