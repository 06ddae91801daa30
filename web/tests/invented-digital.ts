/**
 * An invented move to digital services, for tests of the page "Layanan digital": told by the engine's own rule, so that every kind of
 * cell is in it. One kelurahan is too small to be told. A start with too little access is refused.
 */
import type { BrowserContext } from 'playwright-core';
import {
  SHOWN_MEASURES,
  TransitionShown,
  type PathCard,
  type TransitionAnswer,
  type TransitionCatalogue,
  type TransitionField,
  type TransitionKey,
  type TransitionRefusal,
} from '#engine';
import { inventedMeta } from './invented-publication.ts';

const both = (id: string, en: string): { id: string; en: string } => ({ id, en });
const field = (key: string, more: Partial<TransitionField>): TransitionField => ({
  key,
  part: key.split('.')[0] as TransitionField['part'],
  name: both(key, key),
  unit: both('% warga', '% of residents'),
  isShare: true,
  low: 0,
  high: 1,
  step: 0.01,
  value: 0.5,
  source: both('asumsi', 'assumption'),
  ...more,
});

const path = (key: string, id: string, en: string, days: number): PathCard => ({
  key,
  name: both(id, en),
  description: both(`Sasaran berlaku dalam ${days} hari.`, `The aims are in force within ${days} days.`),
  values: { 'path.days': days },
  source: both('misi', 'mission'),
});

const areaCodes = inventedMeta.areas['kelurahan']!.map(({ code }) => code);
const GROUND = {
  snapshotId: inventedMeta.provenance.snapshotId,
  referenceDate: '2025-12-31',
  isSample: true,
  codeVersion: '0.1.0+invented',
  parametersSha256: 'b5bb9d8014a0f9b1',
};
export const LIMIT = 10;
/** Told of nobody. */
export const HIDDEN_AREA = 2;
export const CITY = areaCodes.length;
export const LEAST_ACCESS = 0.7512;

export const inventedDigital: TransitionCatalogue = {
  ...GROUND,
  fields: [
    field('ages.elderlyFromYears', {
      name: both('Lansia mulai umur', 'Elderly from age'),
      unit: both('tahun', 'years'),
      isShare: false,
      low: 55,
      high: 75,
      step: 1,
      value: 60,
    }),
    ...(['youth', 'adults'] as const).map((name, i) =>
      field(`ages.${name}FromYears`, {
        unit: both('tahun', 'years'),
        isShare: false,
        low: 12,
        high: 45,
        step: 1,
        value: [16, 31][i]!,
      }),
    ),
    field('start.internetAccess', {
      name: both('Akses internet', 'Internet access'),
      value: 0.76,
      range: [0.73, 0.79],
      source: both('misi; rentang asumsi', 'mission; range assumed'),
    }),
    field('path.days', {
      name: both('Berlaku penuh setelah', 'All in force after'),
      unit: both('hari', 'days'),
      isShare: false,
      low: 30,
      high: 1800,
      step: 10,
      value: 90,
    }),
    field('success.failureFall', {
      name: both('Sasaran turunnya layanan gagal', 'Aimed fall of failures'),
      value: 0.3,
    }),
  ],
  paths: [
    path('optimistis', 'Optimistis (90 hari)', 'Optimistic (90 days)', 90),
    path('moderat', 'Moderat (180 hari)', 'Moderate (180 days)', 180),
    path('pesimistis', 'Pesimistis (400 hari)', 'Pessimistic (400 days)', 400),
  ],
  without: path('tanpa-program', 'Tanpa program', 'No programme', 90),
  measures: SHOWN_MEASURES,
  limits: {
    months: { low: 3, high: 60, default: 18 },
    replicates: { low: 0, high: 100, default: 20 },
    seed: { low: 0, high: 2 ** 31 - 1, default: 3577 },
  },
  areaCodes,
};

/** Residents of a group in a kelurahan. */
const sizeOf = (area: number, group: number): number =>
  area === HIDDEN_AREA ? [8, 9, 7][group]! : [1000, 1500, 500][group]! + 20 * area;
const sumOver = (of: (area: number) => number): number =>
  Array.from({ length: CITY }, (_, area) => of(area)).reduce((sum, each) => sum + each, 0);

/** How much of what is to come is there, 0 to 1; nothing where no programme is. */
const inForce = (key: string, days: number, month: number): number =>
  key === 'tanpa-program' ? 0 : Math.min(1, (month * 30) / days);

/** Residents left behind of a group, in one replicate. */
function left(area: number, group: number, force: number, replicate: number): number {
  const size = area === CITY ? sumOver((each) => sizeOf(each, group)) : sizeOf(area, group);
  return Math.round(size * [0.04, 0.08, 0.3][group]! * (1 - 0.7 * force) * (1 + (replicate % 5) / 50));
}

function replicateOf(key: string, days: number, months: number, replicate: number): Float64Array {
  const values: number[] = [];
  for (let month = 0; month <= months; month++) {
    const force = inForce(key, days, month);
    for (let area = 0; area <= CITY; area++) {
      const groups = [0, 1, 2].map((group) => left(area, group, force, replicate));
      const all = groups.reduce((sum, each) => sum + each, 0);
      const told: Readonly<Partial<Record<TransitionKey, number>>> = {
        failure: 0.21 - 0.09 * force + replicate / 1000,
        integration: 0.4 + 0.2 * force,
        elderlyTakingPart: 0.7 + 0.21 * force,
        literacy: 0.7 + 0.1 * force,
        audits: Math.floor(2 * force),
        digitalOnly: 0.3 + 0.4 * force,
        overlap: 0.18 - 0.13 * force,
        access: 0.76 + 0.1 * force,
        leftBehind: all,
        leftBehindYouth: groups[0]!,
        leftBehindAdults: groups[1]!,
        leftBehindElderly: groups[2]!,
        leftBehindNoAccess: Math.round(all / 2),
        leftBehindNotLiterate: Math.round(all / 4),
        leftBehindBoth: all - Math.round(all / 2) - Math.round(all / 4),
      };
      values.push(
        ...SHOWN_MEASURES.filter(({ key }) => key !== 'leftBehindShare').map((measure) => told[measure.key]!),
      );
    }
  }
  return Float64Array.from(values);
}

/** The answer of a server to the words of an address. */
export function inventedAnswer(words: URLSearchParams): TransitionAnswer | TransitionRefusal {
  const access = Number(words.get('start.internetAccess') ?? 0.76);
  if (access < LEAST_ACCESS)
    return {
      kind: 'impossible',
      code: 'access-impossible',
      field: 'start.internetAccess',
      low: LEAST_ACCESS,
      high: 0.9,
    };
  const asked = words.get('path')!;
  const [months, replicates, seed] = ['months', 'replicates', 'seed'].map((name) => Number(words.get(name))) as [
    number,
    number,
    number,
  ];
  const edits = Object.fromEntries(
    [...words].filter(([name]) => name.includes('.')).map(([name, text]) => [name, Number(text)]),
  );
  const own = 'path.days' in edits ? [{ key: 'own', days: edits['path.days']! }] : [];
  const usual = [inventedDigital.without, ...inventedDigital.paths].map(({ key, values }) => ({
    key,
    days: Number(values['path.days']),
  }));
  const paths = [...usual, ...own];
  const made = paths.map(({ key, days }) =>
    Array.from({ length: Math.max(1, replicates) }, (_, replicate) => replicateOf(key, days, months, replicate)),
  );
  const groups = [0, 1, 2].map((group) => sumOver((area) => sizeOf(area, group)));
  const shown = new TransitionShown({
    months,
    areas: CITY,
    sizes: Float64Array.from(
      [...areaCodes.keys()].flatMap((area) => [0, 1, 2].map((group) => sizeOf(area, group))).concat(groups),
    ),
    contacts: [0.25, 0.35, 0.3],
    weight: 1,
    limit: LIMIT,
  });
  const at = own.length > 0 ? paths.length - 1 : paths.findIndex(({ key }) => key === asked);
  return {
    kind: 'answer',
    ...GROUND,
    question: { path: asked, edits, months, replicates, seed },
    paths: paths.map(({ key, days }, i) => ({
      key,
      city: shown.city(made[i]!),
      aims: (['failure', 'integration', 'elderlyTakingPart', 'literacy', 'audits', 'digitalOnly'] as const).map(
        (measure) => {
          const isReached = key !== 'tanpa-program' && measure !== 'literacy';
          return {
            measure,
            isFall: measure === 'failure',
            slack: measure === 'audits' ? 0 : 0.005,
            reachedShare: isReached ? 1 : measure === 'literacy' ? 0.2 : 0,
            month: isReached ? Math.ceil(days / 30) : measure === 'literacy' ? 9 : undefined,
            wanted: {
              failure: 0.147,
              integration: 0.6,
              elderlyTakingPart: 0.875,
              literacy: 0.98,
              audits: 2,
              digitalOnly: 0.7,
            }[measure],
          };
        },
      ),
    })),
    asked: at,
    areaCodes,
    areas: shown.areas(made[0]!, made[at]!),
    persons: 100_000,
    inModel: groups.reduce((sum, each) => sum + each, 0),
    groups,
    spread: 12,
    weight: 1,
    smallestShownCount: LIMIT,
    roundedTo: 10,
  };
}

/** Answers the page's questions; what was asked is kept, in order. */
export async function publishDigital(target: BrowserContext, asked: string[] = []): Promise<void> {
  await target.route('**/skenario/layanan-digital/catalogue', (route) => route.fulfill({ json: inventedDigital }));
  await target.route('**/skenario/layanan-digital/answer?**', (route) => {
    const words = new URL(route.request().url()).searchParams;
    asked.push(words.toString());
    return route.fulfill({ json: inventedAnswer(words) });
  });
}
