/** Texts that a spreadsheet would take for formulas, and back. */

const FORMULA = /^'*[=+\-@\t\r]/;

/** An apostrophe in front makes a formula a text; a text that has some already gets one more, so that it comes back as it was. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text that `harmless` was given. */
export const asWritten = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);
