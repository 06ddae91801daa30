/**
 * A run of an invented scenario, for tests of the page "Skenario": every kind of cell is in its results. The same numbers
 * every time; births fall by a tenth, and one kelurahan is too small to be told.
 */
import type { BrowserContext } from 'playwright-core';
import {
  CELL_STATES,
  encodeResults,
  type RunView,
  type ScenarioCatalogue,
  type ShownResults,
  type SimulatedIndicator,
} from '#engine';
import { AGES, inventedMeta } from './invented-publication.ts';

const both = (id: string, en: string): { id: string; en: string } => ({ id, en });

export const YEARS = 6;
export const FIRST_YEAR = 2025;
/** Told of nobody, in any year. */
export const HIDDEN_AREA = 2;

const fall = {
  name: both('Kelahiran turun', 'Births fall'),
  description: both('Kelahiran turun sepersepuluh.', 'Births fall by a tenth.'),
  levers: [{ lever: 'fertility' as const, value: 0.9, fromYear: 2027, source: 'asumsi' }],
};
const baseline = { name: both('Baseline', 'Baseline'), description: both('Seperti biasa.', 'As usual.'), levers: [] };

const lever = {
  group: 'people',
  groupName: both('Penduduk', 'People'),
  unit: 'factor',
  unitName: both('kali', 'times'),
};

const aid = {
  ...lever,
  group: 'aid',
  groupName: both('Bantuan sosial', 'Social assistance'),
  effect: both('Dikalikan.', 'Multiplied.'),
  low: 0,
  high: 5,
  default: 1,
  source: { id: 'asumsi', en: 'assumption' },
  areas: false,
  ages: false,
  education: false,
  overlap: 'last' as const,
};
const ASPECTS = {
  amount: both('Besaran', 'Amount'),
  quota: both('Kuota', 'Places'),
  'take-up': both('Yang mengambil', 'Take-up'),
};

export const inventedCatalogue: ScenarioCatalogue = {
  scenarios: [
    { key: 'baseline', ...baseline },
    { key: 'births-fall', ...fall },
  ],
  unusable: [
    {
      key: 'too-early',
      fault: {
        code: 'year-outside',
        what: 'levers.0.fromYear: 2024 is not simulated.',
        expected: 'a year from 2026 to 2075',
        todo: 'Mend that key.',
      },
    },
  ],
  levers: [
    {
      ...lever,
      key: 'fertility',
      name: both('Kelahiran', 'Births'),
      effect: both('Angka kelahiran dikalikan.', 'Births are multiplied.'),
      low: 0.5,
      high: 1.5,
      default: 1,
      source: { id: 'asumsi', en: 'assumption' },
      areas: true,
      ages: false,
      education: false,
      overlap: 'times',
    },
    {
      ...lever,
      key: 'arrivals',
      name: both('Pendatang', 'Arrivals'),
      effect: both('Jumlah pendatang dikalikan.', 'Newcomers are multiplied.'),
      low: 0,
      high: 10,
      default: 1,
      source: { id: 'asumsi', en: 'assumption' },
      areas: true,
      ages: true,
      education: true,
      overlap: 'times',
    },
    ...['PKH', 'Sembako', 'BLT Daerah'].flatMap((programme) =>
      (['amount', 'quota', 'take-up'] as const).map((aspect) => ({
        ...aid,
        key: `${programme.toLowerCase().replace(' ', '-')}-${aspect}`,
        name: both(`${ASPECTS[aspect].id} ${programme}`, `${ASPECTS[aspect].en} of ${programme}`),
      })),
    ),
  ],
  educations: ['none', 'sd', 'smp', 'sma', 'higher'],
  areaCodes: inventedMeta.areas['kelurahan']!.map(({ code }) => code),
  limits: {
    years: { low: 1, high: 50, default: 25 },
    replicates: { low: 2, high: 1000, default: 200 },
    seed: { low: 0, high: 2 ** 31 - 1, default: 3577 },
  },
  baselineName: 'baseline',
  firstYear: FIRST_YEAR + 1,
  referenceDate: '2025-12-31',
  snapshotId: inventedMeta.provenance.snapshotId,
  isSample: true,
  codeVersion: '0.1.0+invented',
  parametersSha256: 'b5bb9d8014a0f9b1',
};

export const inventedRun: RunView = {
  record: {
    id: 'a1b2c3d4e5f60718-200',
    scenarioName: 'births-fall',
    baselineName: 'baseline',
    spec: { baseline, scenario: fall, years: YEARS, seed: 3577, alignment: [] },
    ground: { snapshotId: '000001-a1b2c3', codeVersion: '0.1.0+invented', parametersSha256: 'b5bb9d8014a0f9b1' },
    replicates: 200,
    about: { contentId: inventedMeta.provenance.snapshotId, referenceDate: '2025-12-31', isSample: true },
    state: 'done',
    askedAt: '2026-01-05T02:10:00.000Z',
    startedAt: '2026-01-05T02:10:01.000Z',
    endedAt: '2026-01-05T02:10:40.000Z',
  },
  done: 200,
  shown: 200,
  ahead: 0,
};

const INDICATORS: readonly SimulatedIndicator[] = [
  { key: 'residents', kind: 'stock', name: both('Penduduk', 'Residents'), unit: both('jiwa', 'persons') },
  { key: 'births', kind: 'flow', name: both('Kelahiran', 'Births'), unit: both('setahun', 'a year') },
  { key: 'ages-60-up', kind: 'stock', name: both('Lansia (60+)', 'Elderly (60+)'), unit: both('jiwa', 'persons') },
  ...['m', 'f'].flatMap((sex) =>
    AGES.map((age): SimulatedIndicator => ({ key: `pyramid/${sex}/${age}`, kind: 'stock', name: both(age, age) })),
  ),
  // One programme that the scenario changes, of an amount that is assumed, and one that it leaves, of which no cost is told.
  { key: 'recipients-blt', kind: 'stock', name: both('Penerima BLT (keluarga)', 'Recipients of BLT (families)') },
  {
    key: 'aid-cost-blt',
    kind: 'stock',
    name: both(
      'Biaya BLT (juta rupiah setahun; besaran asumsi)',
      'Cost of BLT (million rupiah a year; amount assumed)',
    ),
  },
  { key: 'recipients-pip', kind: 'stock', name: both('Penerima PIP (murid)', 'Recipients of PIP (pupils)') },
  { key: 'recipients-air', kind: 'stock', name: both('Penerima air (keluarga)', 'Recipients of water (families)') },
];
const FIRST_BAR = 3;
const FIRST_OF_AID = INDICATORS.length - 4;
const SHARES = [0.5, 0.25, 0.75, 0.1, 0.9, 0.025, 0.975];
const VARIANTS = 3;
const areaCodes = [...inventedMeta.areas['kelurahan']!.map(({ code }) => code), inventedMeta.city.code];
export const CITY_AREA = areaCodes.length - 1;

/** Median of a side; the difference follows from both. */
export function inventedValue(indicator: number, variant: number, year: number, area: number): number {
  if (variant === 2) return inventedValue(indicator, 1, year, area) - inventedValue(indicator, 0, year, area);
  if (indicator >= FIRST_OF_AID) {
    const isMoved = indicator - FIRST_OF_AID < 2;
    return 500 + 100 * (indicator - FIRST_OF_AID) + (isMoved ? 40 * variant * year : 0);
  }
  if (indicator >= FIRST_BAR) {
    const age = (indicator - FIRST_BAR) % AGES.length;
    return 100 + 10 * age - (age === 0 ? variant * year * 10 : 0);
  }
  if (area === CITY_AREA)
    return areaCodes.slice(0, -1).reduce((sum, _, each) => sum + inventedValue(indicator, variant, year, each), 0);
  const size = 4000 + 250 * area;
  const lost = variant === 1 ? Math.max(0, year - 1) * 10 * ((area % 5) + 1) : 0;
  return [size + 20 * year - lost, Math.round(size / 800) * 10 - (lost > 0 ? 10 : 0), Math.round(size / 60) * 10][
    indicator
  ]!;
}

function block(areas: number): ShownResults['together'] {
  const values: number[] = [];
  for (let indicator = 0; indicator < INDICATORS.length; indicator++)
    for (let variant = 0; variant < VARIANTS; variant++)
      for (const share of SHARES)
        for (let year = 0; year <= YEARS; year++)
          for (let area = areaCodes.length - areas; area < areaCodes.length; area++) {
            const isTold = area !== HIDDEN_AREA && (year > 0 || INDICATORS[indicator]!.kind === 'stock');
            const spread = Math.round((share - 0.5) * 8 * year) * 10;
            values.push(isTold ? inventedValue(indicator, variant, year, area) + spread : NaN);
          }
  return { areas, values: Float32Array.from(values) };
}

/** Persons from one place to another, the scenario twenty more; nothing is told of the hidden kelurahan. */
function inventedMoves(): Float32Array {
  const places = areaCodes.length + 1;
  const values: number[] = [];
  for (let variant = 0; variant < VARIANTS; variant++)
    for (const spread of [0, -10, 10])
      for (let period = 0; period < 2; period++)
        for (let from = 0; from < places; from++)
          for (let to = 0; to < places; to++) {
            const isTold = from !== to && from !== HIDDEN_AREA && to !== HIDDEN_AREA;
            const persons = [100 + from * 10, 120 + from * 10, 20][variant]! + spread;
            values.push(isTold ? persons : NaN);
          }
  return Float32Array.from(values);
}

function inventedResults(replicates: number): Uint8Array {
  const dates = Array.from({ length: YEARS + 1 }, (_, year) => `${FIRST_YEAR + year}-12-31`);
  const states = INDICATORS.flatMap(({ kind }) =>
    dates.flatMap((_, year) =>
      areaCodes.map((_, area) =>
        CELL_STATES.indexOf(area === HIDDEN_AREA ? 'hidden' : year === 0 && kind === 'flow' ? 'no-data' : 'value'),
      ),
    ),
  );
  return encodeResults({
    areaCodes,
    dates,
    indicators: INDICATORS,
    replicates,
    restsOn: { together: replicates, chance: replicates / 2, parameters: replicates / 2 },
    together: block(areaCodes.length),
    chance: block(1),
    parameters: block(1),
    moves: {
      periods: [
        { first: `${FIRST_YEAR + 1}-12-31`, last: `${FIRST_YEAR + 5}-12-31` },
        { first: `${FIRST_YEAR + YEARS}-12-31`, last: `${FIRST_YEAR + YEARS}-12-31` },
      ],
      values: inventedMoves(),
    },
    states: Uint8Array.from(states),
  });
}

/** Answers the page's questions for scenarios from the invented run; `runs`, and the replicates that they show, may change. */
export async function publishScenario(
  target: BrowserContext,
  runs: () => readonly RunView[] = () => [inventedRun],
): Promise<void> {
  await target.route('**/skenario/catalogue', (route) => route.fulfill({ json: inventedCatalogue }));
  await target.route('**/skenario/runs', (route) => route.fulfill({ json: runs() }));
  await target.route('**/skenario/runs/*/results', (route) =>
    route.fulfill({
      body: Buffer.from(inventedResults(runs()[0]!.shown!)),
      contentType: 'application/vnd.kembaran.scenario-results',
    }),
  );
}
