import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { finished, sandboxSettings, startProcess, startTwin, twin } from '../twin-process.ts';

const settings = sandboxSettings(afterAll, 1500);
const folder = settings['KEMBARAN_DATA']!;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('npm start stopped by Ctrl+C again and again goes on where it was, ends in a map, and the next start reuses it', async () => {
  for (const afterMs of [300, 2500, 6000]) {
    const child = startProcess('start.ts', [], settings);
    const end = finished(child);
    await pause(afterMs);
    child.kill('SIGINT');
    await end;
  }

  const first = await startTwin(settings);
  const page = await fetch(first.origin);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Kembaran');
  const meta = (await (await fetch(`${first.origin}/data/meta.json`)).json()) as { provenance: { snapshotId: string } };
  expect(meta.provenance.snapshotId).toMatch(/^[0-9a-f]{16,}$/);

  const status = await twin(['status', '--json'], settings);
  expect(status.code).toBe(7);
  expect(JSON.parse(status.stdout)).toMatchObject({ error: { kind: 'busy' } });

  const ended = await first.stop();
  expect(ended.code).toBe(0);

  const second = await startTwin(settings);
  expect(second.output()).not.toContain('Membuat kota contoh');
  const again = (await (await fetch(`${second.origin}/data/meta.json`)).json()) as typeof meta;
  expect(again.provenance.snapshotId).toBe(meta.provenance.snapshotId);
  expect((await second.stop()).code).toBe(0);
});

test('a browser that comes early gets a page at once, and the web app with its own word as soon as that is there', async () => {
  const early = sandboxSettings(onTestFinished, 400);
  const answers = new Map<string, number>();
  let isReady = false;
  const asking: Promise<void>[] = [];
  const ask = async (origin: string): Promise<void> => {
    while (!isReady) {
      const [page, data] = await Promise.all([fetch(origin), fetch(`${origin}/data/meta.json`)]);
      const [pageText, dataText] = await Promise.all([page.text(), data.text()]);
      const isApp = pageText.includes('_app/immutable');
      // The page and the data are asked for together, and the app may come between the two.
      const said = dataText.startsWith('{"error"')
        ? (JSON.parse(dataText) as { error: { code: string } }).error.code
        : '';
      const answer = `${isApp ? 'app' : 'waiting page'} ${page.status}, data ${data.status} ${said}`.trim();
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      if (!isApp) expect(pageText).toContain('Kembaran sedang disiapkan');
      await pause(100);
    }
  };
  const twin = await startTwin(early, (origin) => void asking.push(ask(origin)));
  isReady = true;
  await Promise.all(asking);
  expect((await twin.stop()).code).toBe(0);
  expect([...answers.keys()]).toContain('app 200, data 503 no-snapshot');
  // Nothing is ever said of a store that cannot be read: the store is being opened by this very process.
  expect([...answers.keys()].filter((answer) => answer.includes('store-unreadable'))).toEqual([]);
});

test('the keys can be read by their owner alone, and no half-written file is left', () => {
  expect(statSync(join(folder, 'keys.json')).mode & 0o077).toBe(0);
  const partial = readdirSync(folder, { recursive: true }).filter((path) => String(path).includes('.partial'));
  expect(partial).toEqual([]);
});
