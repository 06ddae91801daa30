/** Letters and digits alone, without case, marks or hyphens, as people write what they look for: `PBI JK` finds `PBI-JK`. */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
