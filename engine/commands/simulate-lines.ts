/** What `simulate` prints for people. */
import { basename } from 'node:path';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { BAR_KEY, shownOf, SIMULATED_INDICATORS } from '../simulation/replicates/indicators.ts';
import type { PairOfRuns } from '../simulation/replicates/pair-of-runs.ts';
import type { CityResult } from '../simulation/replicates/results.ts';
import { restsOn } from '../simulation/replicates/samples.ts';
import { arrivalsNote } from './arrivals-note.ts';
import { decimalText, say } from './words.ts';

export const METHOD = 'microsimulation of residents, families, school, work, spending and aid, paired by keyed draws';

interface Told {
  readonly pair: PairOfRuns;
  readonly replicates: number;
  readonly snapshotId: string;
  readonly spread: number;
}

export function linesOf(asked: Told, city: readonly CityResult[], file: string, language: Language): string[] {
  const { pair, replicates, snapshotId, spread } = asked;
  const rests = restsOn(replicates);
  const last = city.at(-1)!.date;
  const { scenario, baseline, seed } = pair;
  const moves = basename(file).replace('results', 'moves');
  return [
    say(HEADING, language, snapshotId, METHODS[language], scenario.name[language], baseline.name[language]),
    say(RESTS, language, replicates, seed, rests.chance, rests.parameters),
    ...(spread === 0 ? [] : [say(SPREAD, language, spread)]),
    ...arrivalsNote(pair.parameters, pair.start.sexAge.length, language),
    '',
    say(CITY, language, last),
    row(COLUMNS[language]),
    ...indicatorLines(city, last, language),
    '',
    ...FILES[language].map((line) => line.replace('{file}', () => file).replace('{moves}', () => moves)),
  ];
}

const row = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(48) : cell.padStart(i < 3 ? 10 : 26))).join(' ');

/** A line an indicator: both sides, and their difference with its bands. */
function indicatorLines(city: readonly CityResult[], last: string, language: Language): string[] {
  const find = (indicator: string, variant: string, uncertainty: string): CityResult['band'] | undefined =>
    city.find(
      (each) =>
        each.date === last &&
        each.indicator === indicator &&
        each.variant === variant &&
        each.uncertainty === uncertainty,
    )?.band;
  const median = (band: CityResult['band'] | undefined, decimals: number): string =>
    band === undefined ? NOT_TOLD : decimalText(band.median, decimals, language);
  const span = (band: CityResult['band'] | undefined, decimals: number): string => {
    if (band === undefined) return NOT_TOLD;
    const [middle, low, high] = [band.median, band.low80, band.high80].map((each) => signed(each, decimals, language));
    return `${middle} (${low} … ${high})`;
  };
  return SIMULATED_INDICATORS.filter(({ key }) => !key.startsWith(BAR_KEY)).map((indicator) => {
    const { key, name } = indicator;
    const decimals = shownOf(indicator).decimals ?? 0;
    return row([
      name[language],
      median(find(key, 'baseline', 'together'), decimals),
      median(find(key, 'scenario', 'together'), decimals),
      ...['together', 'chance', 'parameters'].map((each) => span(find(key, 'difference', each), decimals)),
    ]);
  });
}

/** Of too few replicates to tell. */
const NOT_TOLD = '–';

const signed = (value: number, decimals: number, language: Language): string => {
  const text = decimalText(value + 0, decimals, language);
  if (Number((value + 0).toFixed(decimals)) === 0) return decimalText(0, decimals, language);
  return value > 0 ? `+${text}` : text;
};

const METHODS: Bilingual = {
  id: 'mikrosimulasi warga, keluarga, sekolah, kerja, pengeluaran, dan bantuan, berpasangan dengan undian yang sama',
  en: METHOD,
};
const HEADING: Bilingual = {
  id: 'Snapshot {}: {}. "{}" dibandingkan dengan "{}".',
  en: 'Snapshot {}: {}. "{}" against "{}".',
};
const RESTS: Bilingual = {
  id: '{} ulangan, benih {}. Rentang nasib saja bertumpu pada {} pasang ulangan dengan parameter yang sama, rentang parameter saja pada {} undian parameter.',
  en: '{} replicates, seed {}. Bands of chance alone rest on {} pairs of replicates with the same parameters, those of parameters alone on {} draws of them.',
};
const SPREAD: Bilingual = {
  id: '{} warga yang kelurahan, jenis kelamin, atau umurnya tidak diketahui diberi salah satu secara undian seperti yang lain.',
  en: '{} residents without a known kelurahan, sex or age have one drawn like the others.',
};
const CITY: Bilingual = {
  id: 'Kota pada {}: nilai tengah, dan selisihnya dengan rentang 80 %',
  en: 'The city on {}: medians, and the difference with its band of 80 %',
};
const COLUMNS: Readonly<Record<Language, readonly string[]>> = {
  id: ['', 'baseline', 'skenario', 'selisih', 'karena nasib saja', 'karena parameter saja'],
  en: ['', 'baseline', 'scenario', 'difference', 'of chance alone', 'of parameters alone'],
};
const FILES: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'Kelurahan, tahun, umur menurut jenis kelamin, dan rentang 50, 80, dan 95 % ada di {file}; siapa pindah dari mana ke mana',
    'dalam jangka lima tahun ada di {moves} di sampingnya. Keduanya hanya dapat dibaca pemiliknya: isinya jumlah warga yang kecil,',
    'untuk kerja di dalam kantor dan bukan untuk diterbitkan.',
  ],
  en: [
    'Kelurahan, years, ages by sex and bands of 50, 80 and 95 % are in {file}, who moves from where to where',
    'in periods of five years in {moves} beside it. Both are readable by their owner only: they hold small numbers of residents,',
    'which are for work inside the office and not for publication.',
  ],
};
