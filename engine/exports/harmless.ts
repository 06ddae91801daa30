/** Texts that a spreadsheet would take for formulas, and back. */

const FORMULA = /^'*[=+\-@\t\r]/;

/** An apostrophe in front makes a formula a text; a text that has some already gets one more, so that it comes back as it was. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text that `harmless` was given. */
export const asWritten = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);

/**
 * What opens a formula behind a mark that parts cells somewhere: a spreadsheet of another language parts at another mark than the
 * file does, and then quotes in the middle of what it takes for a cell are letters.
 */
const FORMULA_INSIDE = /([;,\t\r\n][^\S\r\n]*"?)('*)(?=[=+\-@])/g;
const MADE_HARMLESS_INSIDE = /([;,\t\r\n][^\S\r\n]*"?)'('*)(?=[=+\-@])/g;

/** As `harmless`, for a cell of a CSV: also where its text would be parted at a mark that is not this file's. */
export const harmlessInCsv = (text: string): string => harmless(text).replace(FORMULA_INSIDE, "$1'$2");

/** The text that `harmlessInCsv` was given, as `harmless` left it. */
export const asInCsv = (text: string): string => text.replace(MADE_HARMLESS_INSIDE, '$1$2');
