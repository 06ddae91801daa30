/** A result that takes in rows again and again: what is copied of its tables is what making all of them anew would write. */
import { appendFileSync, copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chance } from '../kernel/random.ts';
import { testPerson, type TestPerson } from '../linkage/core/trained/test-people.ts';
import { bytes, csvOf, run, testResult, WHO } from './test-result.ts';

const { rows, at, model, copied } = testResult(120);

const FILES = [
  'pairs.csv',
  'clusters.csv',
  'golden.csv',
  'golden_sources.csv',
  'links.bin',
  'rows.bin',
  'rows.written.bin',
  'events.jsonl',
];

function expectAllSame(one: string, other: string, step: string): void {
  for (const name of FILES) expect(bytes(one, name) === bytes(other, name), `${step}: ${name}`).toBe(true);
  const [told, anew] = [one, other].map((out) => JSON.parse(bytes(out, 'report.json')) as Record<string, unknown>);
  expect(told, step).toEqual(anew);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Takes the same into both: into the one from what it kept, into the other with all of it made anew. */
async function takeInto(
  kept: string,
  anew: string,
  step: string,
  late: readonly TestPerson[],
  gone: readonly string[],
) {
  writeFileSync(at('late.csv'), csvOf(late.map((person) => ({ ...person, id: quoted(person.id) }))));
  writeFileSync(at('gone.csv'), ['id', ...gone.map(quoted), ''].join('\n'));
  const options = { removed: at('gone.csv'), threads: '1' };
  await run('link', [model(), at('late.csv')], { into: kept, ...options });
  rmSync(join(anew, 'live.bin'), { force: true });
  await run('link', [model(), at('late.csv')], { into: anew, ...options });
  expectAllSame(kept, anew, step);
}

/** Whose ids need quotes, and stand before, between and behind all others. */
const ODD_IDS = ['"quoted", id', '0', '~', 'two\nlines', 'é', '😀', '\uffee'];

test('rows that come, change, go and are settled: all as made anew, to the byte, at every step', async () => {
  const [kept, anew] = [copied('kept'), copied('anew')];
  const draw = chance(7, 'growing-often');
  let drawn = 0;
  const below = (most: number): number => draw.below(most, drawn++);
  const there = rows.map(({ id }) => id);
  for (let step = 0; step < 12; step++) {
    const late = Array.from({ length: 1 + below(3) }, (_, i): TestPerson => {
      const id = step % 3 === 2 ? there[below(there.length)]! : (ODD_IDS[step] ?? `late-${String(step)}-${String(i)}`);
      const person = testPerson('people', i === 0 ? id : `${id}-${String(i)}`, below(60), below(6));
      // Written otherwise and read alike: linking has nothing to do, and the golden record tells it.
      return below(3) === 0
        ? { ...person, values: { ...person.values, name: person.values['name']!.toUpperCase() } }
        : person;
    });
    const gone = step % 2 === 0 ? [there.splice(below(there.length), 1)[0]!] : [];
    there.push(...late.map(({ id }) => id).filter((id) => !there.includes(id) && !gone.includes(id)));
    await takeInto(kept, anew, `step ${String(step)}`, late, gone);
    if (step % 4 !== 3) continue;
    const { items } = (await run('review list', [kept], { top: '1' })).json as { items: { item: string }[] };
    await run('review decide', [kept, items[0]!.item, step === 3 ? 'same' : 'different'], WHO);
    copyFileSync(join(kept, 'decisions.jsonl'), join(anew, 'decisions.jsonl'));
    await run('review apply', [kept], { threads: '1' });
    rmSync(join(anew, 'live.bin'));
    await run('review apply', [anew], { threads: '1' });
    expectAllSame(kept, anew, `settled after step ${String(step)}`);
  }
}, 120_000);

test('a table that is no longer as it was written is made anew whole', async () => {
  const [kept, anew] = [copied('kept'), copied('anew')];
  await takeInto(kept, anew, 'first', [testPerson('people', 'late-1', 3, 2)], []);
  for (const name of ['pairs.csv', 'clusters.csv', 'golden.csv', 'golden_sources.csv']) {
    appendFileSync(join(kept, name), 'by hand\n');
    await takeInto(kept, anew, name, [testPerson('people', `late-${name}`, 4, 1)], []);
    rmSync(join(kept, name));
    await takeInto(kept, anew, `without ${name}`, [testPerson('people', `later-${name}`, 5, 2)], []);
  }
}, 120_000);

test('what a table says wrongly is noticed by the comparison, where it is taken for what was written: the negative control', async () => {
  const [kept, anew] = [copied('kept'), copied('anew')];
  await takeInto(kept, anew, 'first', [testPerson('people', 'late-1', 3, 2)], []);
  cpSync(kept, at('odd'), { recursive: true });
  const odd = readFileSync(join(at('odd'), 'golden.csv'), 'utf8');
  writeFileSync(join(at('odd'), 'golden.csv'), odd.replace(/,([A-Z])/i, ',#'));
  expect(() => expectAllSame(at('odd'), anew, 'odd')).toThrow('odd: golden.csv');
  rmSync(at('odd'), { recursive: true });
});
