/** Figures that describe an area at a glance, in this order, as far as the data has them. */
import type { IndicatorCard } from '#engine';

const KEY_FIGURES = [
  'residents',
  'households',
  'density',
  'household-size',
  'median-age',
  'dependency-ratio',
  'elderly-share',
  'poor-share/desil-1-4',
  'job-seekers-share',
  'disability-share',
  'overlap-share',
  'matched-share',
];

export const keyFigures = (cards: readonly IndicatorCard[]): IndicatorCard[] =>
  KEY_FIGURES.flatMap((key) => cards.find((card) => card.key === key) ?? []);
