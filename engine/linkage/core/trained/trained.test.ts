import { describe, expect, test } from 'vitest';
import type { LinkResult } from '../pairs.ts';
import { frequenciesOf } from '../values/features.ts';
import { inTableOrder, linkPeople, tableOfPeople, testModel, testPeople, testPerson, toldOf } from './test-people.ts';
import { withFrequencies } from './trained-parameters.ts';

/** The result but for what tells of time. */
const whole = (result: LinkResult) => ({
  ...result,
  stages: [],
  rules: result.rules.map((rule) => ({ ...rule, seconds: 0 })),
  parameters: undefined,
});

describe.each<[string, readonly string[], boolean]>([
  ['one file', ['a'], false],
  ['two files', ['a', 'b'], false],
  ['two files one to one', ['a', 'b'], true],
])('%s linked with what was learnt from them', (_, sources, isOneToOne) => {
  const rows = testPeople(240, sources);
  const table = tableOfPeople(rows, sources);
  const between = sources.length > 1 ? [{ left: 'a', right: 'b', isOneToOne }] : [];
  const model = testModel(table, { between });

  test('come out as from the run that learnt it', async () => {
    const first = await linkPeople(table, model);
    expect(first.pairs.isLinked.filter(Boolean).length).toBeGreaterThan(40);
    expect(whole(await linkPeople(table, model, first.parameters))).toEqual(whole(first));
  });

  test('weigh the same beside other rows', async () => {
    const { parameters } = await linkPeople(table, model);
    const told = (of: typeof rows, result: LinkResult): Map<string, string> =>
      new Map(
        toldOf(inTableOrder(of, sources), result).pairs.map((line) => {
          const [names, bits] = line.split(' | ');
          return [names!, bits!];
        }),
      );
    const more = [...rows, ...testPeople(300, sources).slice(rows.length)];
    const readings = table.readings;
    const [few, many] = [rows.filter((__, i) => i % 4 < 3), more];
    const [ofFew, ofMany] = await Promise.all(
      [few, many].map(async (of) =>
        told(of, await linkPeople(tableOfPeople(of, sources, readings), model, parameters)),
      ),
    );
    const shared = [...ofFew!].filter(([names]) => ofMany!.has(names));
    expect(shared.length).toBeGreaterThan(30);
    // One to one, what speaks for a new rival speaks against the pair.
    if (!isOneToOne) for (const [names, bits] of shared) expect(ofMany!.get(names), names).toBe(bits);
  });
});

test('without what the model knows of rarity, other rows weigh otherwise: the negative control', async () => {
  const rows = testPeople(240);
  const table = tableOfPeople(rows, ['a']);
  const model = testModel(table);
  const { parameters } = await linkPeople(table, model);
  const few = rows.slice(0, 120);
  const own = { ...parameters, frequencies: { columns: new Map(), joined: new Map() } };
  const [kept, lost] = [
    await linkPeople(tableOfPeople(few, ['a'], table.readings), model, parameters),
    await linkPeople(tableOfPeople(few, ['a'], table.readings), model, own),
  ];
  expect(toldOf(few, lost).pairs).not.toEqual(toldOf(few, kept).pairs);
});

test('how a column is read stays as it was: a date that can be read both ways, in a file of its own', () => {
  const rows = [...Array(20).keys()].map((i) => {
    const person = testPerson('a', String(i), i);
    return { ...person, values: { ...person.values, born: `0${String(1 + (i % 9))}/${String(13 + (i % 9))}/1980` } };
  });
  const late = { ...rows[0]!, values: { ...rows[0]!.values, born: '03/04/1999' } };
  const { readings } = tableOfPeople(rows, ['a']);
  const born = (known: typeof readings): string => {
    const { values, book } = tableOfPeople([late], ['a'], known).fields.get('born')!;
    return String.fromCharCode(...book.letters.subarray(book.starts[values[0]!], book.starts[values[0]! + 1]));
  };
  expect([born(readings), born({})]).toEqual(['19990304', '19990403']);
});

test('a value that the model does not know counts as that of one record', async () => {
  const rows = testPeople(60);
  const table = tableOfPeople(rows, ['a']);
  const { parameters } = await linkPeople(table, testModel(table));
  const known = withFrequencies(
    tableOfPeople([testPerson('a', 'x', 9999)], ['a'], table.readings),
    parameters.frequencies,
  );
  const column = known.fields.get('born')!;
  const told = table.fields.get('born')!.values.filter((value) => value !== 0).length;
  expect(frequenciesOf(column).rarityBits[column.values[0]!]).toBeCloseTo(Math.log2(told), 4);
});
