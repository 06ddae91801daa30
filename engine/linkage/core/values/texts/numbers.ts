/** Amounts and places on the earth: one writing for one number. */
import { blankWords } from './placeholders.ts';
import { plainText } from './plain-text.ts';
import type { Standardise } from '../standardise.ts';

/** The number that a text writes, in either writing of thousands and decimals; undefined where it writes none. */
export function parseNumber(text: string): number | undefined {
  const compact = text.replace(/[\s\u00a0]/g, '');
  if (/^[+-]?\d+(\.\d+)?$/.test(compact)) return Number(compact);
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(compact)) return Number(compact.replaceAll(',', ''));
  if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(compact)) return Number(compact.replaceAll('.', '').replace(',', '.'));
  if (/^[+-]?\d+,\d+$/.test(compact)) return Number(compact.replace(',', '.'));
  return undefined;
}

/** Numbers; a text that is none (12A) stays a text, which can be equal and no more. */
export const standardiseNumbers: Standardise = (distinct, place) => {
  const isBlank = blankWords(distinct, place);
  return distinct.texts.map((text, i) => {
    if (isBlank(i)) return '';
    const number = parseNumber(text);
    return number === undefined ? plainText(text) : String(number);
  });
};

/** About a metre. */
const DECIMALS_OF_DEGREE = 5;

/** One number of degrees with a decimal comma, or two of them with anything between: `-7,6299`, `-7,6299; 111,5239`. */
const DECIMAL_COMMAS = /^\s*([+-]?\d+,\d+)(?:\s*[;,/]\s*|\s+)?([+-]?\d+,\d+)?\s*$/;

/**
 * `-7.6299, 111.5239` or one number of degrees; a pair of zeros is what a form writes that knows no place. A comma is the
 * decimal mark where no dot is one and no space follows.
 */
export const standardiseCoordinates: Standardise = (distinct) =>
  distinct.texts.map((text) => {
    const parts = degreesIn(text);
    if (parts.length === 0 || parts.length > 2 || parts.every((part) => part === 0)) return '';
    return parts.map((part) => String(Number(part.toFixed(DECIMALS_OF_DEGREE)))).join(',');
  });

function degreesIn(text: string): number[] {
  const commas = DECIMAL_COMMAS.exec(text);
  if (commas === null) return (text.match(/[+-]?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return commas
    .slice(1)
    .flatMap((part: string | undefined) => (part === undefined ? [] : [Number(part.replace(',', '.'))]));
}
