/** A population register that is missing, empty or cut short: no twin of nobody takes the place of the good one. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuildOutcome } from '../../pipeline.ts';
import { FILE_OF_REGISTER } from '../../samples/registers/headings.ts';
import type { TwinStatus } from '../../status.ts';
import { sandboxWithStore, twin, twinJson } from '../twin-process.ts';

const settings = sandboxWithStore(afterAll, 400);
const registers = join(settings['KEMBARAN_DATA']!, 'registers');
const [declaration, dukcapil] = [join(registers, 'registers.yaml'), join(registers, FILE_OF_REGISTER.dukcapil)];

let entries: string;
let people: Buffer;
let served: string;

beforeAll(async () => {
  await twinJson(['sample'], settings);
  // A sample may be made again in any size; a city may not.
  entries = readFileSync(declaration, 'utf8').replace('sample: true', 'sample: false');
  writeFileSync(declaration, entries);
  people = readFileSync(dukcapil);
  served = (await twinJson<BuildOutcome>(['build'], settings)).snapshotId;
});

/** The entry of a file is its line and those below it that stand deeper. */
const DUKCAPIL_ENTRY = new RegExp(`^  - file: ${FILE_OF_REGISTER.dukcapil}\\n(    .*\\n)+`, 'm');
const withoutDukcapil = (text: string): string => text.replace(DUKCAPIL_ENTRY, '');
const dukcapilAlone = (text: string): string =>
  text.slice(0, text.search(/^ {2}- file: /m)) + DUKCAPIL_ENTRY.exec(text)![0];

/** The first lines of the population register, headings included. */
const firstLines = (count: number): Buffer => {
  let end = 0;
  for (let line = 0; line < count; line++) end = people.indexOf('\n', end) + 1;
  return people.subarray(0, end);
};

test.each<[string, () => void, string]>([
  ['not declared', () => writeFileSync(declaration, withoutDukcapil(entries)), 'population-missing'],
  ['of headings alone', () => writeFileSync(dukcapil, firstLines(1)), 'population-empty'],
  ['cut off after a third', () => writeFileSync(dukcapil, firstLines(130)), 'residents-dropped'],
])('a population register %s is refused, and what was served is served', async (_, spoil, code) => {
  spoil();
  const run = await twin(['build', '--json'], settings);
  expect([run.code, JSON.parse(run.stdout)]).toMatchObject([3, { error: { code } }]);
  expect(readdirSync(join(settings['KEMBARAN_DATA']!, 'snapshots'))).toEqual([served]);
  writeFileSync(declaration, entries);
});

test('a third of the people, accepted, are built', async () => {
  const outcome = await twinJson<BuildOutcome>(['build', '--accept-fewer'], settings);
  expect((await twinJson<TwinStatus>(['status'], settings)).served).toBe(outcome.snapshotId);
});

test('the population register alone is built: what no other register tells is not there', async () => {
  writeFileSync(dukcapil, people);
  writeFileSync(declaration, dukcapilAlone(entries));
  const outcome = await twinJson<BuildOutcome>(['build', '--accept-fewer'], settings);
  expect((await twinJson<TwinStatus>(['status'], settings)).served).toBe(outcome.snapshotId);
});
