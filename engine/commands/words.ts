/** Numbers and lists as sentences of either language write them. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';

/** The text of one language, its values in the places of `{}`. */
export const say = (text: Bilingual, language: Language, ...values: readonly (string | number)[]): string =>
  values.reduce<string>((said, value) => said.replace('{}', () => String(value)), text[language]);

/** 3,25 or 3.25. */
export const decimalText = (value: number, digits: number, language: Language): string =>
  language === 'id' ? value.toFixed(digits).replace('.', ',') : value.toFixed(digits);

/** 99,5 % or 99.5 %; what is not wholly sure does not read as 100 %. */
export function percentText(share: number, language: Language, digits = 1): string {
  const most = 100 - 10 ** -digits;
  const percent = share < 1 ? Math.min(share * 100, most) : share * 100;
  return `${decimalText(percent, digits, language)} %`;
}

/** Two digits, and of what is nearly certain so many that it does not read as certain: 93,5 %; 99,99994 %. */
export function chanceWords(probability: number, language: Language): string {
  if (probability < 1e-5) return say(HARDLY, language, decimalText(0.001, 3, language));
  const nines = Math.min(12, Math.max(0, Math.floor(-Math.log10(1 - probability))));
  const digits = probability < 0.001 ? 3 : Math.max(1, nines - 1);
  return `${decimalText(probability * 100, digits, language)} %`;
}

const HARDLY: Bilingual = { id: 'kurang dari {} %', en: 'less than {} %' };
