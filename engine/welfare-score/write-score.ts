/** What `twin welfare score --out` writes: a row a family with its reasons, what each fact added, and a card. */
import { join } from 'node:path';
import type { CityFacts } from '../city-facts.ts';
import { reasonFinder, type Reason } from '../estimation/explain/fact-words.ts';
import { writeOutputs } from '../estimation/outputs/out-folder.ts';
import { numberText } from '../estimation/outputs/write-predictions.ts';
import { SCORED_BY } from '../estimation/scoring/city-scores.ts';
import type { HouseholdFact } from '../estimation/scoring/household-fact.ts';
import type { ModelScores } from '../estimation/scoring/score-families.ts';
import { hexIdOf } from '../household-column.ts';
import { writeFileAtomic } from '../kernel/files.ts';
import { CsvFile } from '../linkage/files/writing/csv-file.ts';
import { NO_AREA } from '../population/columns.ts';
import type { ScoredCity } from './city-score.ts';
import { cardOfScore } from './score-card.ts';
import type { ScoreReport } from './score-report.ts';

export const SCORE_FILES = [
  'explanations.csv',
  'explanations-otherwise.csv',
  'scores.csv',
  'card.md',
  'summary.json',
] as const;

/** @throws TwinError storage; nothing has changed then */
export function writeScore(out: string, city: CityFacts, scored: ScoredCity, report: ScoreReport): void {
  writeOutputs(
    out,
    (folder) => {
      writeRows(join(folder, 'scores.csv'), city, scored);
      writeAdded(join(folder, 'explanations.csv'), city, scored.scores.main);
      const { otherwise } = scored.scores;
      if (otherwise !== undefined) writeAdded(join(folder, 'explanations-otherwise.csv'), city, otherwise);
      writeFileAtomic(join(folder, 'card.md'), cardOfScore(report));
      writeFileAtomic(join(folder, 'summary.json'), `${JSON.stringify(report, null, 2)}\n`);
    },
    SCORE_FILES,
  );
}

const HEADINGS = [
  'household_id',
  'kelurahan',
  'model',
  'perkiraan',
  'batas_bawah',
  'batas_atas',
  'skor_kerentanan_lokal',
  'skor_dari',
  'skor_sampai',
  'peringkat',
  'keterangan_tidak_diketahui',
  'menaikkan_kerentanan',
  'menurunkan_kerentanan',
  'raises_vulnerability',
  'lowers_vulnerability',
];
/** Digits of a score after the point: more tell nothing. */
const DIGITS = 2;

function writeRows(path: string, { population, geography }: CityFacts, { scores, facts }: ScoredCity): void {
  const { householdId, kelurahan } = population.households;
  const { codes } = geography.levels.kelurahan;
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  const reasons = [undefined, finder(scores.main, byKey), finder(scores.otherwise, byKey)];
  const file = new CsvFile(path, HEADINGS);
  try {
    for (let h = 0; h < scores.count; h++) {
      const by = scores.by[h]!;
      file.text(hexIdOf(householdId, h));
      file.text(kelurahan[h] === NO_AREA ? '' : codes[kelurahan[h]!]!);
      file.text(by === 0 ? '' : SCORED_BY[by]!);
      for (const amount of [scores.amount, scores.low, scores.high]) file.text(numberText(amount[h]!));
      for (const score of [scores.score, scores.scoreLow, scores.scoreHigh])
        file.text(by === 0 ? '' : score[h]!.toFixed(DIGITS));
      file.text(by === 0 ? '' : String(scores.rank[h]));
      file.whole(scores.unknown[h]!);
      const { raised, lowered } = reasons[by]?.(h) ?? { raised: [], lowered: [] };
      for (const language of ['id', 'en'] as const)
        for (const list of [raised, lowered]) file.text(joined(list, language));
      file.endRow();
    }
    file.close();
  } finally {
    file.abandon();
  }
}

const joined = (reasons: readonly Reason[], language: 'id' | 'en'): string =>
  reasons.map(({ text }) => text[language]).join('; ');

function finder(scores: ModelScores | undefined, facts: ReadonlyMap<string, HouseholdFact>) {
  if (scores === undefined) return undefined;
  const find = reasonFinder(scores.trained, facts);
  const features = scores.trained.features.length;
  const rowOf = new Map(Array.from(scores.rows, (household, row) => [household, row]));
  return (household: number) => {
    const row = rowOf.get(household)!;
    return find(household, scores.values.subarray(row * features, (row + 1) * features));
  };
}

/** base and facts add up to prediction, as the model sees welfare. */
function writeAdded(path: string, { population }: CityFacts, scores: ModelScores): void {
  const names = scores.trained.features.map(({ name }) => name);
  const file = new CsvFile(path, ['household_id', 'prediction', 'base', ...names]);
  try {
    scores.rows.forEach((household, row) => {
      file.text(hexIdOf(population.households.householdId, household));
      file.text(numberText(scores.prediction[row]!));
      file.text(numberText(scores.base));
      for (let f = 0; f < names.length; f++) file.text(numberText(scores.values[row * names.length + f]!));
      file.endRow();
    });
    file.close();
  } finally {
    file.abandon();
  }
}
