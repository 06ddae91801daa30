/** Digits as every script writes them. */

const OTHER_DIGITS = /[^\0-\x7f]/;

/** `١٩٥٠` and `१९५०` are `1950`. */
export const asciiDigits = (text: string): string =>
  OTHER_DIGITS.test(text) ? text.replace(/\p{Nd}/gu, (digit) => String(valueOf(digit.codePointAt(0)!))) : text;

/** Ten digits stand in a row, and begin where a block of sixteen places does or six places after. */
function valueOf(point: number): number {
  const place = point & 15;
  return /\p{Nd}/u.test(String.fromCodePoint(point - place)) ? place : place - 6;
}
