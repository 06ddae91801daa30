import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { itemOf } from '../linkage/review/queue.ts';
import { clustersIn, csvOf, run, testResult } from './test-result.ts';

const { rows: people, at, model } = testResult(150);
/** As they are, with numbers of 16 digits. */
const rows = people.map((row) => {
  const nik = row.values['nik']!;
  return { ...row, values: { ...row.values, nik: nik === '' ? '' : `${nik}1` } };
});

/** The number of another who was born on that day in that place; its last two digits differ, as after no slip. */
const nextSerial = (nik: string): string =>
  nik.slice(0, -2) + String((Number(nik.slice(-2)) + 11) % 100).padStart(2, '0');
const oneSlip = (nik: string): string => `9${nik.slice(1)}`;

test('a cluster of two numbers of one birth part raises a question, and a slip in a number raises none', async () => {
  const once = rows.filter(({ id }) => id.endsWith('-0')).filter((_, i) => i % 3 === 1);
  const changed = once.map(({ source, id, values }, i) => ({
    source,
    id: `${id}-again`,
    values: { ...values, nik: (i % 2 === 0 ? nextSerial : oneSlip)(values['nik']!) },
  }));
  writeFileSync(at('numbers.csv'), csvOf([...rows, ...changed]));
  await run('link', [model(), at('numbers.csv')], { out: at('numbers'), threads: '1' });
  const clusters = clustersIn(at('numbers'));
  const { items } = (await run('review list', [at('numbers')], { top: '10000' })).json as {
    items: { item: string; isLinked: boolean; doubts: string[]; expectedChange: number }[];
  };
  const asked = once.map(({ id }) => {
    expect(clusters.get(id)).toBe(clusters.get(`${id}-again`));
    return items.find(({ item }) => item === itemOf(`numbers\n${id}`, `numbers\n${id}-again`));
  });
  const [serial, slip] = [0, 1].map((rest) => asked.filter((_, i) => i % 2 === rest));
  expect(serial!.length).toBeGreaterThan(10);
  for (const item of serial!) {
    expect(item).toMatchObject({ isLinked: true, doubts: expect.arrayContaining(['two-numbers']) });
    expect(item!.expectedChange).toBeGreaterThanOrEqual(0.05);
  }
  for (const item of slip!) expect(item?.doubts ?? []).not.toContain('two-numbers');
});
