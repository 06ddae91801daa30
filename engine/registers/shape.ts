/** The shape of a value: what a finding shows in place of the value, so that no log holds a person. */

const LONGEST = 40;

/** Each letter A, each digit 9, the rest as it is: `99/99/9999`, `AAAA AAAAA`, `9,99999A+99`. Long values are cut. */
export function shapeOf(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut
    .replace(/\p{L}|\p{M}/gu, 'A')
    .replace(/\p{N}/gu, '9')
    .replace(/[\p{C}\s]/gu, ' ');
}
