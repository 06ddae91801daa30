/** The shape of a value: what a finding shows in place of the value, so that no log holds a person. */

const LONGEST = 40;
/** Shapes met before: rows of one kind of error share a handful. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

/** Each letter A, each digit 9, the rest as it is: `99/99/9999`, `AAAA AAAAA`, `9,99999A+99`. Long values are cut. */
export function shapeOf(text: string): string {
  let shape = '';
  for (let i = 0; i < text.length; i++) {
    if (i === LONGEST) {
      shape += '…';
      break;
    }
    const code = text.charCodeAt(i);
    if (code > 126 || code < 32) return rareShape(text);
    const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    shape += isLetter ? 'A' : code >= 48 && code <= 57 ? '9' : text[i]!;
  }
  return kept(shape);
}

function rareShape(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const shape = cut
    .replace(/[\p{L}\p{M}]/gu, 'A')
    .replace(/\p{N}/gu, '9')
    .replace(/[\p{C}\s]/gu, ' ');
  return kept(shape);
}

/** One string for all findings of a shape. */
function kept(shape: string): string {
  const same = known.get(shape);
  if (same !== undefined) return same;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(shape, shape);
  return shape;
}
