import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { loadCityDecisions } from '../../city-decisions.ts';
import { factTable, gatherFacts, openCityFacts } from '../../city-facts.ts';
import type { Language } from '../../kernel/bilingual.ts';
import { SILENT } from '../../kernel/progress.ts';
import { linkCity, populateCity } from '../../linked-city.ts';
import type { RecipientRows } from '../../assistance/recipients/recipient-rows.ts';
import type { RecipientAccuracy } from '../../recipient-accuracy.ts';
import type { SampleRegister } from '../../samples/registers/headings.ts';
import { DIED, MOVED_OUT } from '../../samples/registers/people/fates.ts';
import { loadTruth } from '../../samples/registers/truth.ts';
import { loadOrCreateKeys } from '../../store/keys.ts';
import { openStore } from '../../store/open.ts';
import { findPersons } from '../../store/snapshot-rows.ts';
import { newestSnapshot } from '../../store/snapshots.ts';
import { assistCheckCommand } from './check.ts';
import { assistEvaluateCommand } from './evaluate.ts';
import { assistExportCommand } from './export.ts';
import { assistListCommand } from './list.ts';
import { assistProgrammesCommand, unitWords } from './programmes.ts';
import { TestCity } from './test-city.ts';
import { linesIn } from './test-language.ts';
import { assistTrainingCommand } from './training.ts';

const city = new TestCity();
const { root, config, run } = city;
beforeAll(() => city.build());
afterAll(city.remove);

test('programmes are listed with the values of a day, and with what is contested', async () => {
  const { text, json } = await run(assistProgrammesCommand, '--on', '2025-11-01');
  expect(json).toMatchObject({ on: '2025-11-01' });
  expect(text).toMatch(/blts-kesra .*; in force/);
  expect(text).toContain('! Deciles 1-4 or 1-5: sources differ.');
  expect(text).toMatch(/Child in primary school +900,000 rupiah a person a year; 225,000 a payment/);
  expect(text).toMatch(/Payment +Four stages a year \(S37\)/);
  expect(text).toMatch(/! Whether commitments are kept .*\[S41\]/);
  expect((await run(assistProgrammesCommand, '--on', '2026-01-01')).text).toMatch(/blts-kesra .*; not in force/);
});

test('the facts kept with the snapshot are those that the registers tell', async () => {
  const opened = await openCityFacts(config);
  const keys = loadOrCreateKeys(config.keysFile);
  const { geography, programmes, table, recipients } = opened;
  const linked = await linkCity(config, loadCityDecisions(config.decisionsFile, keys), SILENT);
  const city = populateCity(linked, config, keys, geography, table.referenceDay, SILENT);
  const kept = gatherFacts(city, geography, programmes);
  expect(table).toEqual(factTable(config, programmes, city.population, kept));
  expect(recipients).toEqual(kept.recipients);
  expect(recipients.map(({ programme }) => programme)).toEqual(['pkh', 'sembako', 'pbi-jk', 'bltd']);
});

test('the rules of all programmes are applied to everybody', async () => {
  const { json, text } = await run(assistEvaluateCommand);
  const { residents, households, programmes } = json as {
    residents: number;
    households: number;
    programmes: { of: string; fit: number; open: number; doNotFit: number }[];
  };
  expect(programmes.length).toBeGreaterThanOrEqual(13);
  for (const { of, fit, open, doNotFit } of programmes)
    expect(fit + open + doNotFit).toBe(of === 'person' ? residents : households);
  expect(text).not.toMatch(/\b\d{16}\b/);
});

test('one household is explained, with the facts that would change what the rules say', async () => {
  const { table, population } = await openCityFacts(config);
  const desil = table.columns.get('desil')!.values;
  const household = desil.findIndex((each) => each === 3);
  const id = Buffer.from(population.households.householdId.subarray(household * 16, household * 16 + 16)).toString(
    'hex',
  );
  const { json, text } = await run(assistEvaluateCommand, '--of', id);
  const { programmes } = json as {
    programmes: { programme: string; fits: string; turns: { text: { id: string } }[] }[];
  };
  const blts = programmes.find(({ programme }) => programme === 'blts-kesra')!;
  expect([blts.fits, blts.turns.map((each) => each.text.id)]).toEqual([
    'ya',
    ['Tidak memenuhi bila ternyata: Desil DTSEN di atas 4'],
  ]);
  expect(text).toMatch(/\(needs: /);
  expect(text).not.toMatch(/\b\d{16}\b/);
  await expect(run(assistEvaluateCommand, '--of', 'abc')).rejects.toThrow(/no household with that id/);
});

interface Errors {
  readonly receives: number;
  readonly wronglyIn: number;
  readonly wronglyOut: number;
}

describe('a list', () => {
  test('tells both errors of who receives now, is frozen, and is held against the one before', async () => {
    const file = join(root, 'pkh.json');
    const by = ['--by', 'Kepala Bidang, Dinsos'];
    await expect(run(assistListCommand, 'pkh', '--out', file)).rejects.toThrow(/--by is missing/);
    const first = await run(assistListCommand, 'pkh', '--out', file, ...by);
    expect(first.json).toMatchObject({ recipients: { fits: expect.any(Number) }, seemWronglyOut: expect.any(Number) });
    const frozen = readFileSync(file, 'utf8');
    const { indications, cuts } = first.json as {
      indications: { criterion: string; units: number; cannotTell: number }[];
      cuts: { proposed: number }[];
    };
    const proposed = cuts.reduce((sum, cut) => sum + cut.proposed, 0);
    const of = (key: string) => indications.find(({ criterion }) => criterion === key);
    expect(of('guru-tersertifikasi')).toMatchObject({ units: 0, cannotTell: proposed });
    expect(of('pensiunan')!.cannotTell).toBeLessThan(proposed);
    for (const key of ['transaksi-keuangan', 'sdm-kesos']) expect(of(key)).toMatchObject({ cannotTell: proposed });
    expect(first.text).toMatch(/Money transfers \(PPATK\), .* +no list yet \(needs: /);
    const wider = await run(assistListCommand, 'pkh', '--limit', 'desilLimit=5', '--previous', file);
    const { change } = wider.json as { change: { entered: unknown[]; left: unknown[]; stayed: number } };
    expect(change.entered.length).toBeGreaterThan(0);
    expect(change.left).toEqual([]);
    expect(change).toMatchObject({ before: { seed: 3577 }, now: { version: expect.stringContaining('desilLimit=5') } });
    expect(wider.text).toMatch(/before: rules pkh \S+, of .*\n {2}now: {4}rules pkh \S+ desilLimit=5, of /);
    const moved = [...wider.text.matchAll(/ (\d+) -> (\d+)(?=;|\n)/g)].map(([, was, is]) => Number(is) - Number(was));
    expect(moved.reduce((sum, each) => sum + each, 0)).toBe(change.entered.length);
    await expect(run(assistListCommand, 'pkh', '--limit', 'desilLimit=5', '--out', file, ...by)).rejects.toThrow(
      /never written over.*pkh\.json/,
    );
    // It stays as it was approved first, whoever asks again.
    const signed = { by: 'Kepala Bidang, Dinsos', at: expect.any(String) as string };
    const already =
      /pkh\.json: frozen already by Kepala Bidang, Dinsos, on \d{4}-\d\d-\d\d \d\d:\d\d UTC: left as it is\./;
    expect(first.json).toMatchObject({ signed, isLeftAsItWas: false });
    expect(first.text).not.toContain('frozen already');
    const again = await run(assistListCommand, 'pkh', '--out', file, '--by', 'Another, Dinsos');
    expect(again.lines.join('\n')).toMatch(already);
    expect(again.json).toMatchObject({ signed, isLeftAsItWas: true });
    const exported = await run(
      assistExportCommand,
      ...['pkh', '--out', join(root, 'again.csv'), '--freeze', file, '--by', 'Another, Dinsos'],
    );
    expect(exported.lines.join('\n')).toMatch(already);
    expect(exported.json).toMatchObject({ frozen: { file, signed, isLeftAsItWas: true } });
    expect(readFileSync(file, 'utf8')).toBe(frozen);
    const told = first.json as {
      seemWronglyOut: number;
      byKelurahan: Errors[];
      byGroup: { groups: Errors[] }[];
      notDueByFinding: Record<string, number>;
    };
    const notDue = Object.values(told.notDueByFinding).reduce((all, count) => all + count, 0);
    const sum = (of: readonly Errors[], error: keyof Errors): number => of.reduce((all, each) => all + each[error], 0);
    for (const { groups } of told.byGroup) {
      for (const error of ['receives', 'wronglyIn', 'wronglyOut'] as const)
        expect(sum(groups, error)).toBeGreaterThanOrEqual(sum(told.byKelurahan, error));
      expect(sum(groups, 'wronglyOut')).toBe(told.seemWronglyOut);
      expect(sum(groups, 'wronglyIn')).toBe(notDue);
    }
    expect(JSON.parse(frozen)).toMatchObject({
      content: { seed: 3577, snapshotId: expect.any(String) },
      signed: { by: 'Kepala Bidang, Dinsos', at: expect.any(String) },
    });
    await expect(run(assistListCommand, 'sembako', '--previous', file)).rejects.toThrow(/list before is one of pkh/);
    for (const text of [first.text, wider.text, frozen]) expect(text).not.toMatch(/\b\d{16}\b/);
  });

  test('says what its rules ask and no register tells', async () => {
    const pkh = await run(assistListCommand, 'pkh');
    expect(pkh.json).toMatchObject({ missing: [] });
    expect(pkh.text).not.toContain('told by no register');
    const orphans = await run(assistListCommand, 'atensi-yapi');
    expect((orphans.json as { missing: unknown[] }).missing).toHaveLength(1);
    expect(orphans.text).toMatch(/told by no register.*\(needs: /s);
  });

  test('with a quota above the families of a kelurahan is refused by file and key', async () => {
    await expect(run(assistListCommand, 'bltd')).rejects.toThrow(
      /byKelurahan\.35\.77\.03\.1005.*bltd\/parameters\.yaml/,
    );
  });

  test('of a programme that is none is a wrong command line', async () => {
    await expect(run(assistListCommand, 'pkhh')).rejects.toThrow(/There are: .*pkh, sembako/);
  });

  test('with an amount below 0 is a wrong command line', async () => {
    await expect(run(assistListCommand, 'pkh', '--amount', 'primary=-1')).rejects.toThrow(/not below 0/);
  });
});

test('seekers are ranked for a course, with reasons; with names only in the file', async () => {
  const all = await run(assistTrainingCommand);
  expect((all.json as { trainings: { id: string }[] }).trainings.map(({ id }) => id)).toContain('las');
  const out = join(root, 'las.csv');
  const { json, text } = await run(
    assistTrainingCommand,
    '--course',
    'las',
    '--top',
    '3',
    '--out',
    out,
    '--by',
    'Rina',
  );
  const [las] = (json as { trainings: { fit: number; open: number; seekers: { points: number }[] }[] }).trainings;
  expect(las!.seekers).toHaveLength(3);
  expect(text).toMatch(/of 40: decile of the family \d/);
  expect(text).not.toMatch(/(?<![0-9a-f])\d{16}(?![0-9a-f])/);
  const lines = readFileSync(out, 'utf8').split('\r\n');
  expect(lines.indexOf('') - 1).toBe(las!.fit + las!.open);
  const [id, , , nik] = lines[1]!.slice(lines[1]!.search(/[0-9a-f]{32};[0-9a-f]{32};/)).split(';');
  const store = await openStore(config, { usesPostgis: false });
  const { number } = (await newestSnapshot(store))!;
  const owners = await findPersons(store, number, loadOrCreateKeys(config.keysFile), 'nik', nik!);
  await store.close();
  expect(owners.map((uuid) => uuid.replaceAll('-', ''))).toEqual([id]);
  await expect(run(assistTrainingCommand, '--course', 'laz')).rejects.toThrow(/There are: menjahit, las, /);
  expect(text).toMatch(/destroys NIK and No KK/);
});

test.each([
  ['assist list', assistListCommand, ['pkh', '--limit', 'desilLimit=3']],
  ['assist list of which no register tells all', assistListCommand, ['atensi-yapi']],
  ['assist check', assistCheckCommand, []],
  ['assist programmes', assistProgrammesCommand, ['--on', '2026-01-01']],
  ['assist training', assistTrainingCommand, ['--course', 'las', '--top', '3']],
])('%s is told in the one language that is asked for', async (_, command, args) => {
  const told = async (language: Language) => await run(command, ...args, '--language', language);
  const [indonesian, english] = [await told('id'), await told('en')];
  expect(linesIn('en', indonesian.lines)).toEqual([]);
  expect(linesIn('id', english.lines)).toEqual([]);
  expect(linesIn('id', indonesian.lines).length).toBeGreaterThan(1);
  expect(linesIn('en', english.lines).length).toBeGreaterThan(1);
  expect(indonesian.lines.length).toBe(english.lines.length);
  expect(indonesian.json).toEqual(english.json);
});

test('a family is explained in the one language that is asked for', async () => {
  const { population } = await openCityFacts(config);
  const id = Buffer.from(population.households.householdId.subarray(0, 16)).toString('hex');
  const [indonesian, english] = [
    await run(assistEvaluateCommand, '--of', id, '--language', 'id'),
    await run(assistEvaluateCommand, '--of', id),
  ];
  expect(linesIn('en', indonesian.lines)).toEqual([]);
  expect(linesIn('id', english.lines)).toEqual([]);
  expect(indonesian.json).toEqual(english.json);
  expect(indonesian.lines.length).toBe(english.lines.length);
});

test('every unit of the programmes has words in both languages', () => {
  const { programmes } = loadProgrammes(config.modelsFolder);
  const units = programmes.flatMap(({ editions }) =>
    editions.flatMap(({ limits, amounts }) => [...Object.values(limits), ...Object.values(amounts)]),
  );
  expect(units.length).toBeGreaterThan(30);
  for (const { unit } of units) {
    expect(unitWords(unit, 'id')).toMatch(/^(desil|tahun|orang|rupiah( (per \S+|satu kali))+)$/);
    expect(unitWords(unit, 'en')).toMatch(/^(desil|years|persons|rupiah( (a \S+|once))+)$/);
  }
});

/** Rows that receive of who is dead or moved by the truth, and of whom neither Dukcapil nor DTSEN says so. */
async function unreportedRows(): Promise<number> {
  const { recipients, table } = await openCityFacts(config);
  const { persons, personOf, rowPerson } = loadTruth(config.truthFolder);
  const reported = new Set([...rowPerson('dukcapil-deaths'), ...rowPerson('dukcapil-moves')]);
  const [died, moved] = ['hasDeathReport', 'hasMoved'].map((fact) => table.columns.get(fact)!.values);
  const isUnreported = (rows: RecipientRows, row: number): boolean => {
    const [person, resident] = [
      personOf(rows.registerId as SampleRegister, rows.sourceSheet[row]!, rows.sourceRow[row]!),
      rows.resident[row]!,
    ];
    if (rows.isReceiving[row] === 0 || ![DIED, MOVED_OUT].includes(persons.lifeState[person]!)) return false;
    return !reported.has(person) && (resident < 0 || (died![resident] !== 1 && moved![resident] !== 1));
  };
  return recipients.reduce(
    (sum, rows) => sum + Array.from(rows.person.keys()).filter((row) => isUnreported(rows, row)).length,
    0,
  );
}

test('doubles, the dead and the moved are found on the lists of the sample city', async () => {
  const { json, text } = await run(assistCheckCommand);
  const { all, overlap } = json as RecipientAccuracy;
  expect(all.rows).toBeGreaterThan(400);
  expect([all.doubles.truly, all.knownGone.truly].every((rows) => rows > 0)).toBe(true);
  expect(Math.min(all.doubles.recall, all.doubles.precision, all.knownGone.recall, all.gone.precision)).toBe(1);
  expect(overlap.shareBefore).toBeGreaterThan(0.1);
  expect(overlap.shareIfSettled).toBeLessThan(0.05);

  // Whoever is dead or moved by no register is counted among all, and told apart.
  const { missed, gone, knownGone, doubles } = all;
  expect(missed.goneInNoRegister).toBe(await unreportedRows());
  expect(missed.goneInNoRegister).toBeGreaterThan(0);
  expect(gone.truly - knownGone.truly).toBe(missed.goneInNoRegister);
  expect(knownGone.truly - knownGone.both).toBe(missed.goneInReview + missed.goneLinkedApart);
  expect(doubles.truly - doubles.both).toBe(missed.doublesInReview + missed.doublesLinkedApart);
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  expect(text).toContain(`Dead or moved, of all: found ${percent(gone.recall)} (asked 98 % or more: not kept)`);
  expect(text).toContain(`${missed.goneInNoRegister} of the ${gone.truly} are dead or moved by no register at all`);
  expect(text).toContain('Dead or moved, of those of whom a register tells: found 100.00 % (asked 98 % or more: kept)');
  expect(text).toContain(`come down to ${percent(overlap.shareIfSettled)} (asked under 5 %: kept)`);
  expect(text).not.toMatch(/\b\d{16}\b/);

  const truth = join(config.truthFolder, 'truth.json');
  renameSync(truth, `${truth}.away`);
  await expect(run(assistCheckCommand)).rejects.toThrow(/no truth beside the registers.*twin -- sample/s);
});
