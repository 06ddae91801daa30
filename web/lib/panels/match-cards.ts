/** Finds indicators by any words of their name, concept or definition. */
import type { IndicatorCard } from '#engine';
import type { Language } from '../../i18n/index.ts';

export function cardsThatMatch(cards: readonly IndicatorCard[], text: string, language: Language): IndicatorCard[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    const spoken = [card.name, card.concept, card.definition].map((part) => part[language].toLowerCase()).join(' ');
    return words.every((word) => spoken.includes(word));
  });
}
