import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../calibration.ts';
import { explainPair, explainWeight } from '../explain.ts';
import { resultOf } from '../fixture-result.ts';
import { readAll } from '../test-folder.ts';
import { orderRecords } from '../writing/record-order.ts';
import { numberClusters } from '../writing/write-pairs.ts';
import { escaped, html, share } from './both.ts';
import { examplePairs } from './examples.ts';
import { reportPage } from './page.ts';
import { reportOf, type LinkReport } from './report.ts';
import { overThresholds } from './thresholds.ts';

const RESULT = resultOf(
  3,
  [
    [0, 1, 2, 3, 1.5, 1],
    [0, 2, 0, 2, 0, 0],
    [1, 2, 1, 1, -0.25, 0],
  ],
  [0, 0, 2],
);

const GOLDEN: LinkReport['golden'] = {
  isAuto: true,
  records: 2,
  fields: [
    {
      field: 'given',
      criteria: ['agreement', 'usual', 'rank'],
      byRule: { agreed: 7, agreement: 2, order: 1 },
      disagreeing: 3,
    },
    { field: 'born', criteria: ['date: updated'], byRule: { only: 1 }, disagreeing: 0 },
  ],
};
const CONFLICTS: LinkReport['conflicts'] = {
  clusters: 31,
  fields: [{ field: 'born', kind: 'date', clusters: 31, plain: 30 }],
  listed: Array.from({ length: 31 }, (_, i) => ({
    cluster: 5000 + i,
    records: 3,
    fields: [{ field: 'born', values: 2, isPlain: i < 30 }],
  })),
};

async function made({ showsValues = false, result = RESULT, measured = undefined as LinkReport['measured'] } = {}) {
  const written = { files: { '*': { id: 'id', columns: ['given', 'born'] } } };
  const text = 'id,given,born\np1,<SITI>,1990-01-02\np2,SITI,1990-01-02\np3,BUDI,1991-01-01\n';
  const sources = await readAll(written, { 'warga & co.csv': text });
  const ids = sources.map((source) => source.idTexts);
  const order = orderRecords(ids);
  const names = { sources: ['warga & co'], sourceStart: Uint32Array.of(0, 3), ids, order };
  const report = reportOf({
    sources,
    fields: [{ name: 'given', kind: 'name-part' }],
    result,
    clusters: numberClusters(result.clusterOf, order),
    golden: GOLDEN,
    conflicts: CONFLICTS,
    isThresholdAuto: true,
    measured,
    notes: [{ id: 'Catatan <satu>', en: 'Note <one>' }],
    run: {
      finishedAt: '2025-01-31T08:00:00.000Z',
      threads: 2,
      stages: [],
      seconds: 1,
      cpuSeconds: 1,
      peakMebibytes: 100,
    },
  });
  const examples = examplePairs(result, names, showsValues ? sources : undefined);
  return { report, examples, page: reportPage(report, result, examples) };
}

describe('a pair is explained', () => {
  test.each([0, 1, 2])('the bits of pair %i add up to its weight', (pair) => {
    const evidence = explainPair(RESULT, pair);
    const sum = evidence.reduce((total, { bits }) => total + bits, 0);
    expect(sum).toBeCloseTo(RESULT.pairs.weightBits[pair]!, 4);
  });

  test('what rivals take off is a step of its own', () => {
    const weightBits = RESULT.pairs.weightBits.map((bits) => bits - 3);
    const evidence = explainWeight({ ...RESULT, pairs: { ...RESULT.pairs, weightBits } }, 0);
    expect(evidence.at(-1)!.en).toMatch(/Other candidates/);
    expect(evidence.at(-1)!.bits).toBeCloseTo(-3, 4);
    expect(explainWeight(RESULT, 0)).toEqual(explainPair(RESULT, 0));
  });

  test('what fields tell together, who lives together and who competes are steps of their own', () => {
    const { parameters } = RESULT;
    const kin = {
      name: 'household' as const,
      share: 1e-6,
      levels: parameters.model.comparisons.map(({ levels }) => levels.map(() => 1 / levels.length)),
      byChance: [],
    };
    const more = {
      ...parameters,
      together: [{ left: 0, right: 1, bits: 1.25 }],
      classes: [...parameters.classes, kin],
    } as unknown as typeof parameters;
    const weightBits = RESULT.pairs.weightBits.map((bits) => bits - 6);
    const explained = { ...RESULT, pairs: { ...RESULT.pairs, weightBits } };
    const evidence = explainWeight(explained, 0, more);
    expect(evidence.slice(-3).map(({ en }) => en)).toEqual([
      'Fields that often agree together',
      'Others who are alike, too: of one household, neighbourhood or birthday',
      'Other candidates who are alike, too',
    ]);
    expect(evidence.at(-3)!.bits).toBe(-1.25);
    expect(evidence.at(-2)!.bits).toBeLessThan(-0.05);
    expect(evidence.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(weightBits[0]!, 4);
    // Alone, each is told without the others, and who has no rival gains by it.
    const alone = (rest: number) =>
      explainWeight(
        { ...RESULT, pairs: { ...RESULT.pairs, weightBits: RESULT.pairs.weightBits.map((bits) => bits + rest) } },
        0,
        parameters,
      ).slice(4);
    expect(alone(-2)).toMatchObject([{ id: 'Calon lain yang juga mirip' }]);
    expect(alone(2)).toMatchObject([{ en: 'No other candidate is as much alike' }]);
    expect(alone(0)).toEqual([]);
  });

  test('in words of both languages, a field that is not told with no weight', () => {
    const evidence = explainPair(RESULT, 1);
    expect(evidence.map(({ en }) => en)).toEqual([
      'Before comparing: the chance that two records taken at random are one',
      'given: not compared',
      'born: one slip apart',
      'How rare the values are that agree',
    ]);
    expect(evidence[1]).toMatchObject({ id: 'given: tidak dibandingkan', bits: 0 });
  });
});

test('precision and recall over thresholds follow from the histogram', () => {
  expect(overThresholds(RESULT)).toEqual([
    { weightBits: -10, precision: 1 / 3, recall: 1 },
    { weightBits: -5, precision: 0.5, recall: 1 },
    { weightBits: 0, precision: 0.9, recall: 0.9 },
    { weightBits: 5, precision: 0.9, recall: 0.9 },
  ]);
});

describe('the page', () => {
  test('is the report in figures', async () => {
    const { report } = await made();
    expect(report).toMatchObject({
      records: 3,
      pairs: { candidates: 3, kept: 3, linked: 1 },
      clusters: {
        count: 2,
        joined: 1,
        largest: 2,
        sizes: [
          { records: 1, clusters: 1 },
          { records: 2, clusters: 1 },
        ],
      },
      threshold: { chosenBy: 'auto' },
      unlinkable: 1,
    });
  });

  test('needs nothing from anywhere and forbids the browser to fetch', async () => {
    const { page } = await made();
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(src|href)=|url\(|@import|https?:/);
  });

  test('says everything in both languages, Indonesian first', async () => {
    const { page } = await made();
    expect(page).toContain('<html lang="id">');
    const count = (language: string): number => page.split(`<span lang="${language}">`).length;
    expect(count('id')).toBe(count('en'));
    expect(count('id')).toBeGreaterThan(60);
    expect(page).toContain('Note &#60;one&#62;');
    expect(page).toContain('warga &#38; co.csv');
  });

  test('says in both languages why a comparison is left out', async () => {
    const comparisons = RESULT.trained.comparisons.map((each) => ({ ...each, dropped: 'no match tells it' }));
    const { page } = await made({ result: { ...RESULT, trained: { ...RESULT.trained, comparisons } } });
    expect(page).toContain('<span lang="id">tidak ada pasangan satu entitas yang mengisinya</span>');
    expect(page).toContain('<span lang="en">no match tells it</span>');
  });

  test('says what rules look at, what they pass over and what they cost, and never a rule by its code', async () => {
    const rules = [{ ...RESULT.rules[0]!, rule: 'born:year + x', hubs: 3, recordsInHubs: 1234 }];
    const [rule] = RESULT.parameters.model.rules;
    const model = { ...RESULT.parameters.model, rules: [{ ...rule!, keys: [{ part: 'year', fields: ['born'] }] }] };
    const { page, report } = await made({ result: { ...RESULT, rules, parameters: { ...RESULT.parameters, model } } });
    expect(report.rules[0]!.cost).toMatchObject({ seconds: 0.05, share: 1 });
    expect(page).toContain('<td><span lang="id">tahun (born)</span><span lang="en">the year (born)</span></td>');
    expect(page).not.toContain('born:year');
    expect(page).toMatch(/1\.234<\/span>[^]*1,234<\/span>[^]*100,0\u00a0%/);
    // Seconds are another each time, and the page is the same bytes each time.
    const slower = RESULT.stages.map((stage) => ({ ...stage, cpuSeconds: stage.cpuSeconds * 7 }));
    expect((await made({ result: { ...RESULT, stages: slower } })).page).toBe((await made()).page);
  });

  test('shows the 95 % intervals of precision and recall at the threshold used, in the chart and in words', async () => {
    const { page } = await made();
    const whiskers = [...page.matchAll(/<path d="([^"]+)" class="whisker (\w+)"/g)];
    expect(whiskers.map(([, , kind]) => kind)).toEqual(['precision', 'recall']);
    // From 95 % to 100 % of a plot of 180 points below its top at 10, and a dash at 98 %.
    for (const [, path] of whiskers) expect(path).toMatch(/^M[\d.]+ 19V10M[^M]+M[^M]+M[\d.]+ 13\.6H/);
    expect(page).toMatch(/Precision 98\.\d*\u00a0?\s?% \(95\.\d*\u00a0?\s?% to 100\.\d*\u00a0?\s?%\); recall 98/);
    expect(page).toMatch(/Ketepatan 98,\d*.?% \(95,\d*.?% sampai 100,\d*.?%\); kelengkapan 98/);
    const none = await made({ result: resultOf(3, [], [0, 1, 2]) });
    expect([...none.page.matchAll(/class="whisker (\w+)"/g)].map(([, kind]) => kind)).toEqual(['recall']);
    expect(none.page).toContain('Precision –; recall');
  });

  test('shows how many records could reach which weight, those below the threshold apart', async () => {
    const { page } = await made();
    const section = /<h2><span lang="id">Catatan yang tidak dapat ditautkan[^]*?<\/section>/.exec(page)![0];
    expect(section.match(/<rect[^>]*class="(against|for)"/g)!.map((bar) => /class="(\w+)"/.exec(bar)![1])).toEqual([
      'against',
      'for',
    ]);
    const words = section.replaceAll(/<span lang="en">[^]*?<\/span>|<[^>]*>/g, '').replaceAll(/\s+/g, ' ');
    expect(words).toContain('−5,0 bit 1 +5,0 bit 2');
    expect(section).toContain('best weight that it could reach');
  });

  test('without a pair says that there is none, and why that may be', async () => {
    const none = resultOf(3, [], [0, 1, 2]);
    expect((await made({ result: none })).page).toMatch(/Estimated precision<\/span><\/dt>\s*<dd>–</);
    expect((await made()).page).toMatch(/Estimated precision<\/span><\/dt>\s*<dd><span/);
    expect((await made({ result: none })).page).toMatch(/3 pairs were compared, and each has a chance below 0\.1%/);
    const unfound = { ...none.rules[0]!, pairs: 0, firstFound: 0, unique: 0 };
    const nothing = await made({ result: { ...none, rules: [unfound] } });
    expect(nothing.page).toContain('tidak ada dua catatan yang sama dalam yang dilihat aturan pencarian');
    const hubs = await made({ result: { ...none, rules: [{ ...unfound, hubs: 4 }] } });
    expect(hubs.page).toContain('values that records share are those of too many and were passed over (4 values)');
    for (const { page } of [nothing, hubs]) expect(page).not.toContain('--show-values');
    expect((await made()).page).not.toContain('no pair to show');
  });

  test('says how golden records were made, and which clusters contradict themselves most', async () => {
    const { page } = await made();
    expect(page).toContain('The rules are the default (auto).');
    expect(page).toContain('what most rows say; a spelling that others use as well; rank of the source');
    expect(page).toContain('the latest row (updated)');
    expect(page).toContain('what most rows say 2; the first row, as nothing tells them apart 1');
    expect(page).toContain('In 31 clusters records disagree');
    expect(page.match(/<td class="number">50\d\d<\/td>/g)).toHaveLength(20);
    expect(page).toMatch(/born\s+2<span lang="id"> \(jelas berbeda\)<\/span>/);
  });

  test('holds no id and no value unless it is asked for, and then escaped', async () => {
    const hidden = await made();
    for (const value of ['p1', 'SITI', 'BUDI', '1990']) expect(hidden.page).not.toContain(value);
    const shown = await made({ showsValues: true });
    expect(shown.page).toContain('&#60;SITI&#62;');
    expect(shown.page).not.toContain('<SITI>');
    expect(shown.page).toContain('1990-01-02');
  });

  test('tells chances beside what came true only where the truth is known', async () => {
    const accuracy = { precision: 1, recall: 1, f1: 1, truePairs: 1, linkedPairs: 1, correctPairs: 1 };
    const truth = { entity: Uint32Array.of(1, 1, 2), entities: 2, notes: [] };
    const calibration = calibrationOf(truth, RESULT.pairs)!;
    const { page, report } = await made({ measured: { clusters: accuracy, pairs: accuracy, calibration } });
    expect(report.measured!.calibration!.pairs).toBe(3);
    expect(page).toContain('Chances told and what came true');
    expect(page.split('<circle').length - 1).toBe(calibration.bins.length);
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
    expect(page.split('lang="id">').length).toBe(page.split('lang="en">').length + 1);
    for (const other of [undefined, { clusters: accuracy, pairs: accuracy, calibration: undefined }]) {
      expect((await made({ measured: other })).page).not.toMatch(/Chances told|<circle/);
    }
  });

  test('shows nothing that is no number, even of a run that found nothing', async () => {
    const nothing = {
      ...resultOf(3, [], [0, 1, 2]),
      weightHistogram: { fromBits: 0, binBits: 1, pairs: new Float64Array(2), matches: new Float64Array(2) },
    };
    for (const result of [RESULT, nothing]) {
      const { page } = await made({ result });
      expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
    }
  });
});

test.each([
  [1, '1'],
  [0.99996, '0.99996'],
  [0.9412, '0.941'],
  [0.000012345, '0.0000123'],
  [0, '0'],
])('a share of %d is told as %s', (value, text) => expect(share(value).en).toBe(text));

test('text is escaped wherever it comes from', () => {
  expect(escaped('<a href="x">&\'')).toBe('&#60;a href=&#34;x&#34;&#62;&#38;&#39;');
  expect(html`<b>${{ id: '<', en: '>' }}${[1, '&']}</b>`.html).toBe(
    '<b><span lang="id">&#60;</span><span lang="en">&#62;</span>1&#38;</b>',
  );
});
