/** What families spend, by the model of a site where it has one, and by the assumption where it has none. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomTable } from './assistance/facts/test-table.ts';
import { loadProgrammes } from './assistance/programmes/load.ts';
import { factsOfCity } from './welfare-score/score-facts.ts';
import { welfareTrainCommand } from './commands/welfare-train.ts';
import { loadConfig } from './config.ts';
import { rankCorrelation } from './estimation/features/rank-correlation.ts';
import { householdColumn } from './household-column.ts';
import { projectPath } from './kernel/files.ts';
import { chance } from './kernel/random.ts';
import { TerminalProgress } from './terminal.ts';
import { welfareBasis, type WelfareCity } from './welfare-basis.ts';

const LINE = 666_073;
const modelsFolder = projectPath('models');
const programmes = loadProgrammes(modelsFolder);
const table = randomTable(programmes.facts, { households: 240, seed: 3, unknownShare: 0.02 });
const draw = chance(7, 'welfare-basis');
const size = new Uint16Array(table.householdCount);
for (const household of table.householdRow) size[household]!++;
const kelurahan = Uint16Array.from(size, (_, h) => draw.below(12, h));
const headRow = Uint32Array.from(size, (_, h) => table.members[table.memberStart[h]!]!);
const city: WelfareCity = { table, programmes, population: { households: { size, kelurahan, headRow } } };
const desil = table.columns.get('desil')!.values;
/** Rupiah a head a month: the rule that the survey of the test follows. */
const truth = Float64Array.from(size, (of, h) =>
  Math.exp(13 + 0.12 * (Number.isNaN(desil[h]!) ? 5 : desil[h]!) - 0.08 * of + 0.1 * draw.normal(h, 1)),
);

const dataFolder = mkdtempSync(join(tmpdir(), 'kembaran-welfare-'));
const config = { dataFolder, modelsFolder, snapshotsFolder: join(dataFolder, 'snapshots') };
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

test('without a model the assumption stands in, says so, and scores nobody', async () => {
  const { basis, score } = await welfareBasis(config, city, LINE);
  expect([basis.kind, score]).toEqual(['assumption', undefined]);
  expect(basis.explanation.id).toContain('Diandaikan');
  expect(basis.reference.every((key) => programmes.sources.has(key))).toBe(true);
});

test('facts of the city are features: those of the family, of its head, and how many members they hold for', () => {
  const named = new Map(factsOfCity(modelsFolder, city).map((fact) => [fact.key, fact]));
  expect(named.get('desil')).toMatchObject({ kind: 'number', values: desil });
  expect(named.get('size')!.values).toEqual(Float64Array.from(size));
  const age = table.columns.get('ageYears')!.values;
  expect(named.get('head/ageYears')!.values).toEqual(Float64Array.from(headRow, (person) => age[person]!));
  // A family of whose members one has no value has a count that nobody knows: it is not one without workers.
  for (const [key, fact, holds] of [
    ['members/isPregnant', 'isPregnant', (value: number) => value === 1],
    ['members/age0to6', 'ageYears', (years: number) => years <= 6],
    ['members/working', 'occupation', (code: number) => code > 4],
    ['members/disabled', 'disability', (code: number) => code < 7],
  ] as const) {
    const of = table.columns.get(fact)!.values;
    const counts = [...size.keys()].map((h) => {
      const values = [...table.members.subarray(table.memberStart[h], table.memberStart[h + 1])].map((p) => of[p]!);
      return values.some(Number.isNaN) ? NaN : values.filter(holds).length;
    });
    expect([...named.get(key)!.values], key).toEqual(counts);
    expect([counts.some(Number.isNaN), counts.some((count) => count > 0)], key).toEqual([true, true]);
  }
  // Codes are told by their words, and who a register knows nothing of is not known.
  expect(named.get('floorMaterial')!.wordOf!(8)).toEqual({ id: 'Tanah', en: 'Earth' });
});

describe('with a trained model', () => {
  beforeAll(async () => {
    const lines = [...truth.keys()].map((h) =>
      [h, `k${kelurahan[h]}`, size[h], Number.isNaN(desil[h]!) ? 5 : desil[h], (truth[h]! / 1000).toFixed(3)].join(','),
    );
    const survey = join(dataFolder, 'survey.csv');
    writeFileSync(survey, `hhid,village,size,desil,spent\n${lines.join('\n')}\n`);
    const model = join(dataFolder, 'model.yaml');
    writeFileSync(
      model,
      'label: spent\ncluster: village\nid: hhid\nfeatures: { size: number, desil: number }\ncontext: none\nfolds: { count: 2, inner: 2 }\n',
    );
    await welfareTrainCommand.run({
      config: loadConfig(),
      progress: new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined),
      options: { model, out: join(dataFolder, 'welfare'), threads: '1' },
      operands: [survey],
    });
  });

  test('that says nothing of its amounts is not used, nor passed over', async () => {
    await expect(welfareBasis(config, city, LINE)).rejects.toThrow(/use\.yaml/);
  });

  test('families spend what it tells, in rupiah a head a month, and it scores them; of whom too little is known, neither', async () => {
    const use = join(dataFolder, 'welfare', 'use.yaml');
    const name = '{ id: Model uji, en: Test model }';
    writeFileSync(use, `name: ${name}\nexplanation: ${name}\ntoRupiahPerPersonPerMonth: 1000\n`);
    const { basis, score } = await welfareBasis(config, city, LINE);
    expect(basis.kind).toBe('model');
    expect(score).toEqual(basis.spending.rupiahPerPersonPerMonth);
    // The survey knew the decile of all, and it tells most: who has none here is not placed in the middle of the city.
    const isKnown = (_: number, h: number): boolean => !Number.isNaN(desil[h]!);
    const [scored, spent] = [score!.filter(isKnown), truth.filter(isKnown)];
    expect(desil.some(Number.isNaN)).toBe(true);
    expect([...score!].map(Number.isNaN)).toEqual([...desil].map(Number.isNaN));
    expect(rankCorrelation(scored, spent)).toBeGreaterThan(0.85);
    const mean = (of: Float64Array): number => of.reduce((a, b) => a + b) / of.length;
    expect(mean(scored) / mean(spent)).toBeGreaterThan(0.9);
    expect(mean(scored) / mean(spent)).toBeLessThan(1.1);
  });

  test('that reads a fact which the city does not have is refused by its name', async () => {
    const columns = new Map(table.columns);
    columns.delete('desil');
    const without = { ...city, table: { ...table, columns } };
    await expect(welfareBasis(config, without, LINE)).rejects.toThrow(/desil/);
  });
});

describe('a file of the office', () => {
  const ids = Uint8Array.from({ length: 3 * 16 }, (_, i) => (i % 16 === 15 ? Math.floor(i / 16) + 1 : 0));
  const id = (household: number): string => `${'0'.repeat(31)}${household + 1}`;
  const read = (text: string): number[] => {
    mkdirSync(join(dataFolder, 'meetings'), { recursive: true });
    const path = join(dataFolder, 'meetings', 'bltd.csv');
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
    return [...householdColumn(path, ids, 3, 0)];
  };

  test('names households by their ids; who is not named has no number', () => {
    expect(read(`household_id,rank\n${id(2)},1\n${id(0)},2\n`)).toEqual([2, NaN, 1]);
  });

  test.each([
    ['no number', `household_id,rank\n${id(0)},first\n`, /baris 2|row 2|2/],
    ['a blank for a number', `household_id,rank\n${id(0)},\n`, /no household_id,number.*row 2/],
    ['a number below 0', `household_id,rank\n${id(0)},-1\n`, /number is below 0.*row 2/],
    ['no heading', `${id(0)},1\n${id(1)},2\n`, /no heading row.*row 1/],
    ['households of another city alone', `household_id,rank\n${'f'.repeat(32)},1\n`, /no household of this snapshot/],
    ['no id', 'household_id,rank\nBudi,1\n', /household_id,number/],
    ['twice', `household_id,rank\n${id(0)},1\n${id(0)},2\n`, /twice/],
  ])('with %s is refused', (_, text, said) => {
    expect(() => read(text)).toThrow(said);
  });
});
