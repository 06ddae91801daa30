/** Recipient lists and answers of invented numbers, for tests of the page "Bansos". */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import type { BrowserContext, Page } from 'playwright-core';
import type { ListsPublication, PublishedProgramme, Span, ToldChange, ToldEffect, WhatIfAnswer } from '#engine';
import { inventedProvenance, inventedPublication, type Artefact } from './invented-publication.ts';

const boundaries = join(import.meta.dirname, '../../geodata/boundaries');
const codesOf = (level: string): string[] =>
  (JSON.parse(readFileSync(join(boundaries, `${level}.geojson`), 'utf8')) as FeatureCollection).features.map(
    ({ properties }) => (properties as { code: string }).code,
  );
const kelurahan = codesOf('kelurahan');
const LIMIT = 10;

/** [kelurahan] some of them hidden. */
const counts = (first: number, step: number, hidden: readonly number[]): (number | null)[] =>
  kelurahan.map((_, k) => (hidden.includes(k) ? null : first + step * k));

const sembako: PublishedProgramme = {
  id: 'sembako',
  name: { id: 'Sembako (BPNT)', en: 'Sembako (staple food)' },
  unit: 'family',
  version: 'sembako 2025-12-31',
  validFrom: '2025-01-01',
  reference: ['S9'],
  conditions: [{ name: { id: 'Desil dalam batas', en: 'Decile within the limit' }, reference: ['S9'] }],
  notBeside: ['bltd'],
  contested: [{ id: 'Desil 1-4 atau 1-5: sumber berbeda.', en: 'Deciles 1-4 or 1-5: sources differ.' }],
  hasList: true,
  counts: {
    city: {
      receives: [7398],
      'wrongly-in': [727],
      'wrongly-out': [7454],
      due: [14_087],
      'cannot-tell': [38],
      'perhaps-out': [7457],
      'other-aid': [12],
    },
    kecamatan: {},
    kelurahan: {
      receives: counts(120, 10, [3]),
      'wrongly-in': counts(10, 2, [3, 4]),
      'wrongly-out': counts(130, 11, [3]),
      due: counts(240, 20, [3, 4]),
    },
  },
  rows: { 'double-person': 60, dead: 276, moved: null, unmatched: 75, 'double-family': 0 },
  quota: { reference: ['S9'], city: 7500, byKelurahan: kelurahan.map((_, k) => (k === 5 ? 84 : null)) },
  missing: [{ name: { id: 'Daftar penerima BLT DBHCHT', en: 'Recipient list of BLT DBHCHT' } }],
  limits: [
    {
      key: 'desilLimit',
      name: { id: 'Batas desil', en: 'Decile limit' },
      unit: 'desil',
      value: 5,
      contested: undefined,
      reference: ['S9'],
      choices: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    },
  ],
  amounts: [
    {
      key: 'food',
      name: { id: 'Bantuan sembako', en: 'Staple food' },
      unit: 'rupiah / family / month',
      value: 200_000,
      contested: undefined,
      reference: ['S9'],
    },
  ],
};

export const inventedLists: ListsPublication = {
  referenceDate: '2025-12-31',
  smallestShownCount: LIMIT,
  areaCodes: { city: ['35.77'], kecamatan: codesOf('kecamatan'), kelurahan },
  grid: {
    methods: ['current-list', 'desil', 'score', 'categorical', 'geographic', 'universal', 'hybrid'],
    percents: [50, 75, 90, 100, 110, 125, 150],
    targetPercents: [5, 10, 25],
  },
  programmes: [
    sembako,
    {
      ...sembako,
      id: 'bltd',
      name: { id: 'BLT Daerah (BLTD)', en: 'BLTD (city cash aid)' },
      notBeside: ['sembako'],
      hasList: true,
      counts: { ...sembako.counts, city: { receives: [1697], 'wrongly-in': [388], 'perhaps-out': [5923] } },
    },
    {
      ...sembako,
      id: 'permakanan',
      name: { id: 'Permakanan', en: 'Meals' },
      unit: 'person',
      hasList: false,
      notBeside: [],
      counts: { city: { due: [1278] }, kecamatan: {}, kelurahan: { due: counts(12, 3, []) } },
      amounts: [{ ...sembako.amounts[0]!, value: null }],
    },
  ],
  overlap: {
    programmes: ['sembako', 'bltd'],
    families: [
      [7398, 143],
      [143, 1697],
    ],
  },
  sources: { S9: { publisher: 'banjoo.id', date: '2025-05', about: 'Kepmensos 79/HUK/2025' } },
};

const told = (before: number, change: Span | null): ToldChange => ({ before: [before, before], change });

function effect(before: number, change: Span | null, winners: Span | null): ToldEffect {
  const cost: ToldChange = { before: [17_750_000_000, 17_800_000_000], change: [5_750_000_000, 5_800_000_000] };
  return {
    recipients: told(before, change),
    inclusionErrors: told(727, [-719, -700]),
    exclusionErrors: told(7454, change === null ? null : [-change[1], -change[0]]),
    undetermined: told(38, null),
    winners,
    losers: null,
    costRupiahPerYear: cost,
    mostCostRupiahPerYear: cost,
    intervals: {
      recipients: change?.[1] === 0 ? [0, 0] : change === null ? null : [change[0] - 133, change[1] + 133],
      inclusionErrors: [-772, -647],
      exclusionErrors: change === null ? null : [-change[1] - 133, -change[0] + 133],
      undetermined: [-34, 34],
      winners: winners === null || winners[1] === 0 ? winners : [winners[0] - 17, winners[1] + 17],
      losers: [0, 28],
      costRupiahPerYear: [5_430_000_000, 6_120_000_000],
      mostCostRupiahPerYear: [5_430_000_000, 6_120_000_000],
    },
  };
}

const HIDDEN: ToldChange = { before: null, change: null };
const NO_INTERVALS: ToldEffect['intervals'] = {
  recipients: null,
  inclusionErrors: null,
  exclusionErrors: null,
  undetermined: null,
  winners: null,
  losers: null,
  costRupiahPerYear: null,
  mostCostRupiahPerYear: null,
};

/** What a server would say to a question: more families the lower the limit says so. */
export function inventedAnswer(question: URLSearchParams): WhatIfAnswer {
  const isOfNow = [...question.keys()].every((name) => name === 'programme' || name === 'intervals');
  const hasIntervals = question.has('intervals');
  const measure = (before: number, after: number): NonNullable<WhatIfAnswer['welfare']>['gini'] => ({
    before,
    after,
    change: after - before,
    beforeInterval: null,
    afterInterval: null,
    changeInterval: hasIntervals ? { low: after - before - 0.001, high: after - before + 0.001 } : null,
  });
  const zero: Span = [0, 0];
  return {
    snapshotId: inventedProvenance.snapshotId,
    question: question.toString(),
    programme: question.get('programme')!,
    kept: isOfNow ? 'all' : 'nothing',
    lacks: { score: 'no-score', hybrid: 'no-score' },
    basis: {
      kind: 'assumption',
      name: { id: 'Pengeluaran menurut urutan desil', en: 'Spending by order of decile' },
      explanation: { id: 'Diandaikan.', en: 'Assumed.' },
      reference: ['S9'],
    },
    povertyLine: { rupiahPerPersonPerMonth: 666_073, since: '2025-03-01', reference: ['S9'] },
    replicates: hasIntervals ? 1000 : 0,
    smallestShownCount: LIMIT,
    version: isOfNow ? 'sembako 2025-12-31' : 'sembako 2025-12-31 desilLimit=4',
    city: effect(7398, isOfNow ? zero : [2400, 2419], isOfNow ? zero : [4620, 4639]),
    byKelurahan: kelurahan.map((_, k) =>
      k === 3
        ? {
            ...effect(0, null, null),
            intervals: NO_INTERVALS,
            inclusionErrors: HIDDEN,
            exclusionErrors: HIDDEN,
            recipients: HIDDEN,
            costRupiahPerYear: HIDDEN,
            mostCostRupiahPerYear: HIDDEN,
          }
        : effect(120 + 10 * k, isOfNow ? zero : [60 + 20 * (k % 4), 79 + 20 * (k % 4)], isOfNow ? zero : [80, 99]),
    ),
    byGroup: [
      {
        key: 'desil',
        name: { id: 'Desil DTSEN keluarga', en: "Family's DTSEN decile" },
        names: [
          { id: 'Desil 1', en: 'Decile 1' },
          { id: 'Tanpa desil', en: 'No decile' },
        ],
        effects: [effect(820, [520, 539], [520, 539]), effect(30, null, null)],
      },
    ],
    persons: [24_820, 24_839],
    alikeAtCut: null,
    amountUnknown: null,
    amountUnknownNow: null,
    welfare: {
      headcountShare: measure(0.0389, isOfNow ? 0.0389 : 0.0363),
      gapShare: measure(0.009, isOfNow ? 0.009 : 0.0082),
      severityShare: measure(0.0032, isOfNow ? 0.0032 : 0.0029),
      gini: measure(0.394, isOfNow ? 0.394 : 0.3929),
    },
    costStepRupiah: 50_000_000,
    shareStep: 0.0001,
    bestNow: { families: [2500, 2519], costRupiahPerYear: [6e9, 6.05e9], gapShare: 0.0076 },
    best: { families: [2500, 2519], costRupiahPerYear: [6e9, 6.05e9], gapShare: 0.0076 },
    needed: question.has('target')
      ? { kind: 'enough', families: [1800, 1819], costRupiahPerYear: [4.3e9, 4.35e9], gapShare: 0.0081 }
      : null,
  };
}

/** The usual publication with the lists in it. */
export const publicationWithLists = (): Map<string, Artefact> =>
  inventedPublication().set('assistance.json', {
    contentType: 'application/json',
    bytes: new TextEncoder().encode(JSON.stringify(inventedLists)),
  });

/** Answers what-ifs; the questions that were asked, in their order. */
export async function answerWhatIfs(target: BrowserContext | Page): Promise<string[]> {
  const asked: string[] = [];
  await target.route('**/bansos/what-if?**', (route) => {
    const { searchParams } = new URL(route.request().url());
    asked.push(searchParams.toString());
    return route.fulfill({ json: inventedAnswer(searchParams) });
  });
  return asked;
}
