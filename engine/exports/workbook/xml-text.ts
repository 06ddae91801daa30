/** Texts as XML can hold them. */

const TO_ESCAPE = /[&<>"'\u007f]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\u007f': '',
};
const escaped = (text: string): string => text.replace(TO_ESCAPE, (letter) => ESCAPES[letter]!);

/** Letters of which any may have to be written in another way; most texts have none of them. */
const SPECIAL = /[^ !#$%(-;=?-^`-~\u00a0-\ud7ff\ue000-\ufffd]/;

/** What XML cannot hold, and what a spreadsheet would take for it, written as spreadsheets write it: _x0007_. */
export function cellText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return escaped(
    text
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, hexOf)
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, hexOf),
  );
}
const hexOf = (letter: string): string => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** A text between tags or quotes that holds no other letters than people type. */
export const attributeText = (text: string): string =>
  escaped(text.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, ''));
