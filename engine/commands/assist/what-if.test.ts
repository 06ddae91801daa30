import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Asker } from '../../assistance/what-if/ask.ts';
import { familyGroups } from '../../assistance/what-if/groups.ts';
import { questionOfNow } from '../../assistance/what-if/levers.ts';
import { povertyLineOn } from '../../assistance/what-if/poverty-line.ts';
import { openCityFacts } from '../../city-facts.ts';
import { welfareBasis } from '../../welfare-basis.ts';
import type { Language } from '../../kernel/bilingual.ts';
import { assistListCommand } from './list.ts';
import { TestCity } from './test-city.ts';
import { linesIn } from './test-language.ts';
import { assistWhatIfCommand } from './what-if.ts';

const SEED = 3577;
const city = new TestCity();
const { root, run } = city;
beforeAll(() => city.build());
afterAll(city.remove);

describe('a what-if', () => {
  test('keeps to the places and tells the cost, poverty by the stated assumption, errors with intervals, and groups', async () => {
    const { json, text } = await run(assistWhatIfCommand, 'sembako', '--method', 'desil', '--places', '40');
    expect(json).toMatchObject({ recipients: 40, costRupiahPerYear: 40 * 2_400_000, basis: { kind: 'assumption' } });
    expect(text).toMatch(/Poverty and Gini \(Spending.*\n +poor residents \(P0\) +\d+\.\d{3} % -> /);
    expect(text).toMatch(/not due by the rules +\d+ \(now \d+; change 95 % -?\d+ to -?\d+\)/);
    expect(text).toMatch(/Family's DTSEN decile +on the list/);
    const { byGroup } = json as { byGroup: { key: string; groups: { recipients: number }[] }[] };
    for (const { groups } of byGroup) expect(groups.reduce((sum, { recipients }) => sum + recipients, 0)).toBe(40);
  });

  test.each([
    [
      'of a programme with unknown amounts',
      ['pkh', '--method', 'universal', '--budget', '900000000', '--target-gap', '0.003'],
    ],
    ['of one without an amount', ['blt-dbhcht', '--method', 'desil']],
    ['of one with a target out of reach', ['sembako', '--method', 'desil', '--places', '9', '--target-gap', '0']],
  ])('is told in the one language that is asked for: %s', async (_, args) => {
    const told = (language: Language) =>
      run(assistWhatIfCommand, ...args, '--replicates', '20', '--language', language);
    const [indonesian, english] = [await told('id'), await told('en')];
    expect(linesIn('en', indonesian.lines)).toEqual([]);
    expect(linesIn('id', english.lines)).toEqual([]);
    expect(indonesian.lines.length).toBe(english.lines.length);
  });

  test('tells intervals of what is counted also where no source tells an amount', async () => {
    const { json } = await run(assistWhatIfCommand, 'blt-dbhcht', '--method', 'desil', '--replicates', '60');
    const { intervals } = json as { intervals: Record<string, { change: { low: number; high: number } } | undefined> };
    expect(intervals['recipients']!.change.high).toBeGreaterThan(intervals['recipients']!.change.low);
    expect([intervals['costRupiahPerYear'], intervals['welfare']]).toEqual([undefined, undefined]);
  });

  test('is the answer that page Bansos works with, to the last rupiah and the last decimal', async () => {
    const facts = await openCityFacts(city.config);
    const { table, population, geography, programmes } = facts;
    const { kelurahan, size } = population.households;
    const line = povertyLineOn(city.config.modelsFolder, table.referenceDay).rupiahPerPersonPerMonth;
    const asker = new Asker({
      table,
      programmes: programmes.programmes,
      day: table.referenceDay,
      kelurahan,
      kelurahanCount: geography.levels.kelurahan.count,
      size,
      groups: familyGroups(table.columns.get('desil')!.values, size),
      lineRupiahPerPersonPerMonth: line,
      ...(await welfareBasis(city.config, facts, line)),
      communityRanks: new Map(),
      seed: SEED,
    });
    for (const [id, args, question] of [
      ['sembako', ['--method', 'desil', '--limit', 'desilLimit=2'], { method: 'desil', limits: { desilLimit: 2 } }],
      ['pkh', ['--method', 'universal'], { method: 'universal' }],
      ['pip', ['--method', 'current-list'], {}],
    ] as const) {
      const { json } = await run(assistWhatIfCommand, id, ...args, '--replicates', '40', '--seed', String(SEED));
      const { result, best, bestNow } = asker.answer({ ...questionOfNow(id), ...question }, 40);
      const { recipients, inclusionErrors, exclusionErrors, undetermined, winners, losers, persons, before, after } =
        result;
      const numbers = {
        recipients,
        inclusionErrors,
        exclusionErrors,
        undetermined,
        winners,
        losers,
        persons,
        before,
        after,
      };
      const { costRupiahPerYear, mostCostRupiahPerYear, alikeAtCut, byKelurahan, byGroup, intervals } = result;
      expect(json).toMatchObject({ ...numbers, costRupiahPerYear, mostCostRupiahPerYear, alikeAtCut });
      expect(json).toMatchObject({
        intervals: { recipients: intervals!.recipients, welfare: intervals!.welfare },
        byKelurahan,
        byGroup: [...byGroup].map(([key, groups]) => ({ key, groups })),
        ...(bestNow === undefined ? {} : { bestUseNow: { gapShareAfter: bestNow.gapShareAfter } }),
        ...(best === undefined ? {} : { bestUse: { gapShareAfter: best.gapShareAfter } }),
      });
    }
  });

  test('tells the cost of PKH from the sure to the possible, and of how many families the amount is not known', async () => {
    const { json, text } = await run(assistWhatIfCommand, 'pkh', '--method', 'universal', '--replicates', '20');
    const { amountUnknown, costRupiahPerYear, mostCostRupiahPerYear } = json as Record<string, number>;
    expect(amountUnknown).toBeGreaterThan(0);
    expect(mostCostRupiahPerYear).toBeGreaterThan(costRupiahPerYear!);
    expect(text).toMatch(new RegExp(`amount not known yet +${amountUnknown} \\(now`));
  });

  test('fills each kelurahan to the places that a file gives it, and says what is wrong with such a file', async () => {
    const file = join(root, 'quotas.csv');
    const text = (...rows: string[]): void => writeFileSync(file, ['kelurahan,places', ...rows].join('\n'));
    const ask = () => run(assistWhatIfCommand, 'sembako', '--method', 'desil', '--quotas', file);
    text('35.77.03.1005,4', '35.77.01.1003,2');
    const { byKelurahan, recipients } = (await ask()).json as {
      recipients: number;
      byKelurahan: { code: string; recipients: number }[];
    };
    expect(byKelurahan.filter((each) => each.recipients > 0)).toMatchObject([
      { code: '35.77.01.1003', recipients: 2 },
      { code: '35.77.03.1005', recipients: 4 },
    ]);
    expect(recipients).toBe(6);
    writeFileSync(file, '\uFEFFkelurahan;places\r\n35.77.03.1005;4,0\r\n35.77.01.1003;2\r\n;\r\n');
    expect((await ask()).json).toMatchObject({ recipients: 6 });
    for (const [row, fault] of [
      ['35.77.09.1005,4', /no such kelurahan.*quotas\.csv, row 2, column "kelurahan"/s],
      ['35.77.03.1005,4.5', /no number of places.*row 2, column "places"/s],
      ['35.77.03.1005,900000', /more places than families.*row 2.*\d+ at most/s],
      ['35.77.03.1005,4\n35.77.03.1005,4', /twice.*row 3/s],
      ['35.77.03.1005', /not two cells.*row 2/s],
    ] as const) {
      text(row);
      await expect(ask()).rejects.toThrow(fault);
    }
    writeFileSync(file, '35.77.03.1005,4');
    await expect(ask()).rejects.toThrow(/heading row is another.*row 1/s);
  });

  test('takes spending by household, and tells poverty with intervals and the best use of the budget', async () => {
    const frozen = join(root, 'sembako.json');
    await run(assistListCommand, 'sembako', '--limit', 'desilLimit=10', '--out', frozen, '--by', 'Dinsos');
    const { content } = JSON.parse(readFileSync(frozen, 'utf8')) as { content: { rows: { id: string }[] } };
    const file = join(root, 'spending.csv');
    writeFileSync(
      file,
      ['household_id,rupiah', ...content.rows.map(({ id }, i) => `${id},${400_000 + i * 2000}`)].join('\n'),
    );
    const args = ['sembako', '--method', 'categorical', '--spending', file, '--replicates', '50', '--target-gap', '0'];
    const { json } = await run(assistWhatIfCommand, ...args);
    const { before, after, intervals, bestUse, neededBudget } = json as {
      before: { gapShare: number };
      after: { gapShare: number };
      intervals: { welfare: { change: { gapShare: { low: number; high: number } } } };
      bestUse: { gapShareBefore: number; gapShareAfter: number };
      neededBudget: { kind: string };
    };
    expect(intervals.welfare.change.gapShare.low).toBeLessThanOrEqual(after.gapShare - before.gapShare);
    expect(bestUse.gapShareAfter).toBeLessThanOrEqual(after.gapShare);
    // The money of now is spent once: the best use begins where nobody has it.
    expect(bestUse.gapShareBefore).toBeGreaterThan(before.gapShare);
    expect(['enough', 'out-of-reach']).toContain(neededBudget.kind);
  });

  test('holds what is tried against what is now: the list as it is moves nobody, and a larger amount is more for each', async () => {
    const asItIs = async (id: string, ...more: string[]) =>
      (await run(assistWhatIfCommand, id, '--method', 'current-list', '--replicates', '0', ...more)).json as Record<
        string,
        number
      >;
    const { recipients, ...told } = await asItIs('pbi-jk');
    expect(recipients).toBeGreaterThan(0);
    expect(told).toMatchObject({ winners: 0, losers: 0, costRupiahPerYear: told['costNowRupiahPerYear'] });
    const { recipients: families, ...tried } = await asItIs(
      'sembako',
      '--amount',
      'food=300000',
      '--limit',
      'desilLimit=1',
    );
    expect(tried).toMatchObject({
      winners: families,
      costRupiahPerYear: families! * 3_600_000,
      costNowRupiahPerYear: families! * 2_400_000,
    });
    expect(tried['inclusionErrors']).toBeGreaterThan(tried['inclusionErrorsNow']!);
  });

  test('refuses a budget where no source tells the amount, and says which would do', async () => {
    await expect(run(assistWhatIfCommand, 'blt-dbhcht', '--method', 'desil', '--budget', '1000000')).rejects.toThrow(
      /--amount cash=N/,
    );
  });

  test('refuses a file that is none, by its row', async () => {
    const file = join(root, 'bad.csv');
    writeFileSync(file, 'household_id,rupiah\nxyz,1\n');
    await expect(run(assistWhatIfCommand, 'pkh', '--method', 'desil', '--spending', file)).rejects.toThrow(
      /bad\.csv, row 2/,
    );
    await expect(run(assistWhatIfCommand, 'pkh', '--method', 'score')).rejects.toThrow(/twin -- welfare score/);
  });
});
