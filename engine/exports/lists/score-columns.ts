/** Columns of the skor kerentanan lokal on the Daftar, with the model that made it and what raised and lowered it. */
import type { Reason } from '../../estimation/explain/fact-words.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import { factsOfCity } from '../../welfare-score/score-facts.ts';
import { reasonsOf } from '../../welfare-score/score-reasons.ts';
import { modelWords, type KeptScore } from '../../welfare-score/kept-score.ts';
import type { ReviewRow } from './review-rows.ts';
import type { Cell, SheetColumn } from './sheet.ts';

export const SCORE_HEADINGS = ['Skor kerentanan lokal', 'Model skor', 'Alasan skor'] as const;

const MOST_SCORE_REASONS = 2;

/** Skor kerentanan lokal, never a desil: blank where the snapshot was not scored, or too little is known of the family. */
export function scoreColumns(
  { score, city }: Pick<ProgrammeReview, 'score' | 'city'>,
  modelsFolder: string,
): SheetColumn<ReviewRow>[] {
  const of =
    (cell: (household: number, kept: KeptScore) => Cell) =>
    ({ household }: ReviewRow): Cell =>
      household < 0 || score === undefined || score.by[household] === 0 ? '' : cell(household, score);
  const facts = score === undefined ? [] : factsOfCity(modelsFolder, city);
  const reasons = score && reasonsOf(score, new Map(facts.map((fact) => [fact.key, fact])));
  const words = (household: number): string => {
    const { raised, lowered } = reasons!(household)!;
    const list = (texts: readonly Reason[]): string =>
      texts
        .slice(0, MOST_SCORE_REASONS)
        .map(({ text }) => text.id)
        .join('; ');
    return [
      ...(raised.length === 0 ? [] : [`menaikkan: ${list(raised)}`]),
      ...(lowered.length === 0 ? [] : [`menurunkan: ${list(lowered)}`]),
    ].join(' | ');
  };
  return [
    {
      heading: SCORE_HEADINGS[0],
      width: 12,
      of: of((household, kept) => Math.round(kept.score[household]! * 10) / 10),
    },
    { heading: SCORE_HEADINGS[1], width: 30, of: of((_, { about }) => modelWords(about)) },
    { heading: SCORE_HEADINGS[2], width: 40, of: of(words) },
  ];
}
