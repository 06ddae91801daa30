import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config.ts';
import type { TwinError } from '../kernel/errors.ts';
import { TerminalProgress } from '../terminal.ts';
import { errorInIndonesian } from './indonesian/errors.ts';
import { reviewCityCommands } from './review-city.ts';

const rowOf = (register: string, digit: string): string => `${register}:${digit.repeat(24)}-${digit.repeat(12)}`;
const [TWICE, ONE, OTHER] = [rowOf('pkh', '1'), rowOf('dukcapil', '2'), rowOf('dukcapil', '3')];

function inFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-city-decision-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = loadConfig({ KEMBARAN_DATA: folder });
  const progress = new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined);
  return async (name: string, operands: readonly string[], language: string): Promise<string> => {
    const command = reviewCityCommands.find((each) => each.name === name)!;
    const options = { by: 'Ibu Sri', reason: 'akta dilihat', language };
    return (await command.run({ config, progress, options, operands })).lines.join('\n');
  };
}

test('who says that a row is one with two others is told that all three are one person then', async () => {
  const run = inFolder();
  expect(await run('review city-decide', [TWICE, ONE, 'same'], 'en')).not.toContain('Together');
  expect(await run('review city-decide', [TWICE, ONE, 'same'], 'en')).not.toContain('Together');
  const told = await run('review city-decide', [OTHER, TWICE, 'same'], 'id');
  expect(told).toMatch(/^Keputusan 3: satu orang\.\nBersama keputusan 2 semua baris yang disebut menjadi satu orang/);
  await run('review city-undo', ['3'], 'id');
  expect(await run('review city-decide', [OTHER, TWICE, 'later'], 'en')).not.toContain('Together');
});

test('a row of a register that there is none of is refused at once, in both languages, and nothing is written', async () => {
  const run = inFolder();
  const refused = run('review city-decide', [rowOf('pkhh', '1'), ONE, 'same'], 'id').catch((error: unknown) => error);
  const { text } = (await refused) as TwinError;
  expect(text).toMatchObject({ code: 'row-unknown', what: 'A row that is named is in no register.' });
  expect(text.expected).toMatch(/^a row of one of these registers: .*dukcapil.*pkh/);
  expect(errorInIndonesian(text)).toMatch(
    /^Baris yang disebut tidak ada di data mana pun\. Yang diharapkan: baris dari salah satu register ini: .*dukcapil.* menampilkan baris dengan nama itu\.$/,
  );
  expect(await run('review city-history', [], 'id')).toBe('0 keputusan:');
});

test('what cannot be taken back says which command lists the decisions about the city', async () => {
  const run = inFolder();
  await expect(run('review city-undo', ['7'], 'en')).rejects.toMatchObject({
    kind: 'usage',
    text: { code: 'decision-impossible', todo: 'npm run twin -- review city-history lists the decisions.' },
  });
  expect(await run('review city-history', [], 'id')).toBe('0 keputusan:');
});
