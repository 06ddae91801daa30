/**
 * A publication of invented numbers on the indicative boundaries, for tests of the screen: every kind of cell, format and
 * card is in it. The same numbers every time.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import {
  encodeAreaTable,
  type AreaLevel,
  type Bilingual,
  type IndicatorCard,
  type Provenance,
  type PublicationMeta,
} from '#engine';
import { inventedQuality } from './invented-quality.ts';

export interface Artefact {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}
export type InventedArtefacts = ReadonlyMap<string, Artefact>;

type Level = Exclude<AreaLevel, 'rt'>;
const LEVELS = ['city', 'kecamatan', 'kelurahan', 'rw'] as const;
const boundaries = join(import.meta.dirname, '../../geodata/boundaries');

export const inventedProvenance: Provenance = {
  snapshotId: '2025-12-31-3577-a1b2c3d4',
  referenceDate: '2025-12-31',
  isSample: true,
  seed: 3577,
  codeVersion: '0.1.0',
  parametersSha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  boundaries: 'indicative',
  inputs: [
    {
      name: 'penduduk_siak_2025.csv',
      registerId: 'dukcapil',
      sha256: '7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730',
    },
    {
      name: 'dtsen_keluarga_tw4.xlsx',
      registerId: 'dtsen-families',
      sha256: 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f',
    },
  ],
};

const both = (id: string, en = id): Bilingual => ({ id, en });

const GROUPS = [
  { key: 'people', name: both('Penduduk', 'Population') },
  { key: 'age', name: both('Umur', 'Age') },
  { key: 'work', name: both('Pekerjaan', 'Work') },
  { key: 'welfare', name: both('Kesejahteraan', 'Welfare') },
  { key: 'quality', name: both('Mutu data', 'Data quality') },
];

function card(given: Pick<IndicatorCard, 'key' | 'group' | 'name'> & Partial<IndicatorCard>): IndicatorCard {
  return {
    concept: given.name,
    definition: both(
      `Definisi dari ${given.name.id.toLowerCase()} menurut register penduduk.`,
      `Definition of ${given.name.en.toLowerCase()} by the population register.`,
    ),
    interpretation: both(
      'Makin besar angkanya, makin banyak yang harus dilayani.',
      'The larger, the more there is to be served.',
    ),
    method: both('Pencacahan setiap baris register sesudah pemadanan.', 'Full count after record linkage.'),
    formula: `count(${given.key})`,
    formulaReference: 'engine/indicators/structure.ts',
    unit: both('jiwa', 'persons'),
    format: 'count',
    decimals: 0,
    levels: LEVELS,
    source: both('Register penduduk (SIAK) Dispendukcapil', 'Population register (SIAK) of the civil registry'),
    producer: 'Dinas Kependudukan dan Pencatatan Sipil Kota Madiun',
    custodian: 'Dinas Komunikasi dan Informatika Kota Madiun',
    period: '2025-12-31',
    isPublic: true,
    isMapped: true,
    ...given,
  };
}

const SHARE = { format: 'share', decimals: 1, unit: both('persen', 'per cent') } as const;

export const AGES = [
  '0-4',
  '5-9',
  '10-14',
  '15-19',
  '20-24',
  '25-29',
  '30-34',
  '35-39',
  '40-44',
  '45-49',
  '50-54',
  '55-59',
  '60-64',
  '65-69',
  '70-74',
  '75+',
];
const AGE_SHARES = [6.3, 6.7, 7, 7.2, 7, 6.9, 7.1, 7.4, 7.5, 7.3, 7, 6.4, 5.5, 4.3, 3.1, 3.3].map((n) => n / 100);

export const inventedCards: readonly IndicatorCard[] = [
  card({ key: 'residents', group: 'people', name: both('Jumlah penduduk', 'Residents') }),
  card({
    key: 'households',
    group: 'people',
    name: both('Jumlah rumah tangga (KK)', 'Households (family cards)'),
    unit: both('KK', 'households'),
  }),
  card({
    key: 'density',
    group: 'people',
    name: both('Kepadatan penduduk', 'Population density'),
    unit: both('jiwa/km²', 'persons/km²'),
  }),
  card({
    key: 'household-size',
    group: 'people',
    name: both('Rata-rata anggota KK', 'Household size'),
    format: 'decimal',
    decimals: 2,
  }),
  card({
    key: 'median-age',
    group: 'age',
    name: both('Umur median', 'Median age'),
    format: 'decimal',
    decimals: 1,
    unit: both('tahun', 'years'),
  }),
  card({
    key: 'elderly-share',
    group: 'age',
    name: both('Persentase lansia (60+)', 'Share of older residents (60+)'),
    ...SHARE,
  }),
  card({
    key: 'not-working-share',
    group: 'work',
    name: both(
      'Persentase belum/tidak bekerja menurut KK (bukan pengangguran)',
      'Share not (yet) working by family card (not unemployment)',
    ),
    ...SHARE,
  }),
  card({
    key: 'poor-share/desil-1',
    group: 'welfare',
    name: both('Persentase penduduk desil 1 DTSEN', 'Share of residents in DTSEN decile 1'),
    ...SHARE,
    survey: {
      value: 0.0389,
      period: '2025-03',
      source: 'BPS, Susenas: persentase penduduk miskin, P0 (poverty headcount)',
    },
  }),
  card({
    key: 'overlap-share',
    group: 'welfare',
    name: both('Tumpang tindih daftar penerima', 'Overlap between recipient lists'),
    ...SHARE,
    levels: ['city', 'kecamatan', 'kelurahan'],
  }),
  card({
    key: 'matched-share',
    group: 'quality',
    name: both('Padan dengan Dukcapil, semua register', 'Matched to the population register, all registers'),
    ...SHARE,
  }),
  ...['m', 'f'].flatMap((sex) =>
    AGES.map((ages) =>
      card({ key: `pyramid/${sex}/${ages}`, group: 'age', name: both(`${ages} ${sex}`), isMapped: false }),
    ),
  ),
];

interface Area {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
}

const collectionOf = (level: Level): FeatureCollection =>
  JSON.parse(readFileSync(join(boundaries, `${level}.geojson`), 'utf8')) as FeatureCollection;

const areasOf = (level: Level): Area[] =>
  collectionOf(level).features.map(({ properties }) => {
    const { code, name, parent } = properties as Area;
    return { code, name, parent };
  });

/** 0 to 1, the same for the same text. Source: FNV-1a and a finishing mix. */
function draw(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489917);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const SIZES: Readonly<Record<Level, number>> = { city: 201_733, kecamatan: 67_244, kelurahan: 7471, rw: 772 };

/** Every level has the same distribution; they need not add up. */
function valueOf(key: string, level: Level, code: string): number {
  const spread = level === 'city' ? 1 : 0.45 + 1.2 * draw(`${code} size`);
  const residents = Math.round(SIZES[level] * spread);
  const between = (low: number, high: number): number =>
    low + (high - low) * (level === 'city' ? 0.45 : draw(code + key));
  const [, sex, ages] = key.split('/');
  if (key.startsWith('pyramid/')) {
    const share = AGE_SHARES[AGES.indexOf(ages!)]! * (sex === 'f' ? 0.51 : 0.49);
    return Math.round(residents * share * (level === 'city' ? 1 : 0.7 + 0.6 * draw(code + key)));
  }
  const values: Record<string, number> = {
    residents,
    households: Math.round(residents / 3.1),
    density: Math.round(between(2100, 14_200)),
    'household-size': between(2.7, 3.6),
    'median-age': between(31, 39),
    'elderly-share': between(0.11, 0.22),
    'not-working-share': between(0.12, 0.29),
    'poor-share/desil-1': between(0.011, 0.094),
    'overlap-share': between(0.06, 0.31),
    'matched-share': between(0.93, 0.995),
  };
  return values[key]!;
}

/** Small counts are hidden; some RW have no data; one kelurahan is hidden for the poor. */
function stateOf(key: string, level: Level, code: string, value: number): number {
  if (level === 'rw' && draw(`${code} gap`) < 0.03) return 2;
  if (key.startsWith('pyramid/') && value < 10) return 1;
  if (key === 'poor-share/desil-1' && level === 'rw' && value < 0.02) return 1;
  return key === 'poor-share/desil-1' && code === '35.77.01.1002' ? 1 : 0;
}

function tableOf(level: Level, isHidden: (key: string) => boolean = () => false): Uint8Array {
  const areas = areasOf(level);
  const columns = inventedCards
    .filter(({ levels }) => levels.includes(level))
    .map(({ key }) => {
      const raw = areas.map(({ code }) => valueOf(key, level, code));
      const states = Uint8Array.from(areas, ({ code }, i) => (isHidden(key) ? 1 : stateOf(key, level, code, raw[i]!)));
      return { indicator: key, values: Float64Array.from(raw, (value, i) => (states[i] === 0 ? value : NaN)), states };
    });
  return encodeAreaTable({
    level,
    areaCodes: areas.map(({ code }) => code),
    years: [2025],
    columns,
    provenance: inventedProvenance,
  });
}

export const inventedMeta: PublicationMeta = {
  city: { code: '35.77', name: 'Kota Madiun' },
  createdAt: '2026-11-23T11:40:12.000Z',
  provenance: inventedProvenance,
  levels: LEVELS,
  areas: Object.fromEntries(LEVELS.map((level) => [level, areasOf(level)])),
  groups: GROUPS,
  indicators: inventedCards,
  smallestShownCount: 10,
};

const TABLE_TYPE = 'application/vnd.kembaran.area-table';

const json = (value: unknown): Artefact => ({
  contentType: 'application/json',
  bytes: new TextEncoder().encode(JSON.stringify(value)),
});

/** As the usual one, but that nothing of one indicator may be shown at a level. */
export function publicationWithAllHidden(level: Level, indicator: string): Map<string, Artefact> {
  return inventedPublication().set(`table/${level}.bin`, {
    contentType: TABLE_TYPE,
    bytes: tableOf(level, (key) => key === indicator),
  });
}

export function inventedPublication(): Map<string, Artefact> {
  return new Map([
    ['meta.json', json(inventedMeta)],
    ['quality.json', json(inventedQuality)],
    ...LEVELS.map((level) => [`table/${level}.bin`, { contentType: TABLE_TYPE, bytes: tableOf(level) }] as const),
    ...LEVELS.map((level) => [`boundaries/${level}.json`, json(collectionOf(level))] as const),
  ]);
}
