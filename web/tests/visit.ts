/** A reader's visit: the served app, a browser, and what went wrong on the way. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { inventedPublication, type InventedArtefacts } from './invented-publication.ts';
import { publish, serveTwin, type ServedTwin } from './served-twin.ts';

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly isTouch?: boolean;
  readonly isMotionReduced?: boolean;
  /** undefined: the invented publication in a house, else what the server itself answers. */
  readonly artefacts?: InventedArtefacts;
  /** Runs in the page before anything else. */
  readonly before?: string;
  /** Further questions that are answered from what a test invents. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

export interface Visit {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests to other hosts. */
  readonly faults: readonly string[];
  readonly leave: () => Promise<void>;
}

export interface House {
  readonly address: () => string;
  readonly browser: () => Browser;
  readonly visit: (path: string, options?: VisitOptions) => Promise<Visit>;
}

/** Opens the house for the tests of a file and closes it after them. */
export function openHouse(): House {
  let twin: ServedTwin;
  let browser: Browser;
  beforeAll(async () => {
    [twin, browser] = await Promise.all([serveTwin(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await twin?.close();
  });
  const artefacts = inventedPublication();
  const visit = (path: string, options: VisitOptions = {}): Promise<Visit> =>
    enter(browser, twin.address, path, { ...options, artefacts: options.artefacts ?? artefacts });
  return { address: () => twin.address, browser: () => browser, visit };
}

/** What each visit waits for from the server. */
const onTheWay = new WeakMap<BrowserContext, Set<Request>>();

function followRequests(context: BrowserContext): void {
  const open = new Set<Request>();
  onTheWay.set(context, open);
  context.on('request', (request) => void open.add(request));
  context.on('requestfinished', (request) => void open.delete(request));
  context.on('requestfailed', (request) => void open.delete(request));
}

/** KEMBARAN_TEST_SLOW=6 makes pages and answers as slow as on a machine that has much else to do: it finds what does not wait. */
const SLOWNESS = Number(process.env['KEMBARAN_TEST_SLOW'] ?? 1);

async function slowDown(page: Page): Promise<void> {
  if (SLOWNESS <= 1) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWNESS });
  await page.context().route('**/*', async (route) => {
    await pause(100 * SLOWNESS);
    await route.fallback();
  });
}

/** Opens a page of a served twin; with artefacts in the options the page's questions for data are answered from them. */
export async function enter(
  browser: Browser,
  address: string,
  path: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const { width = 1280, height = 720, theme = 'light', isTouch = false, isMotionReduced = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    hasTouch: isTouch,
    reducedMotion: isMotionReduced ? 'reduce' : 'no-preference',
  });
  // A busy machine without a graphics card draws for many seconds: what takes long is no fault.
  context.setDefaultTimeout(60_000);
  followRequests(context);
  if (options.artefacts) await publish(context, options.artefacts);
  await options.prepare?.(context);
  const page = await context.newPage();
  await slowDown(page);
  if (options.before !== undefined) await page.addInitScript(options.before);
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => void faults.push(error.message));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== address) faults.push(`request to ${request.url()}`);
  });
  await page.goto(address + path);
  return { page, faults, leave: () => context.close() };
}

/** Until the map has drawn its areas, and the page is settled. */
export async function seeMap(page: Page): Promise<void> {
  await page.locator('[data-drawn]').waitFor();
  await settle(page);
}

/**
 * Until a page is settled.
 *
 * @param heading its own; where a link was followed, that of the page before may still stand there
 */
export async function seePage(page: Page, heading?: string): Promise<void> {
  const headings = page.locator('main h1', heading === undefined ? {} : { hasText: heading });
  await headings.first().waitFor({ state: 'attached' });
  await settle(page);
}

/** Tables and what else of a page has to be scrolled sideways to be seen whole: its name, and how much of it is seen. */
export const scrolledSideways = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>('main [role="region"], main .scroll')]
      .filter((each) => each.clientWidth > 0 && each.scrollWidth > each.clientWidth)
      .map(
        (each) =>
          `${each.getAttribute('aria-label') ?? each.textContent.slice(0, 60)}: ${each.clientWidth} of ${each.scrollWidth}`,
      ),
  );

/** Nothing is on the way from the server, the page says of nothing that it is, and two frames have gone by without more. */
export async function settle(page: Page): Promise<void> {
  const open = onTheWay.get(page.context())!;
  await expect
    .poll(async () => {
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      return [[...open].map((request) => request.url()), await page.locator('main .turns').count()];
    })
    .toEqual([[], 0]);
}
