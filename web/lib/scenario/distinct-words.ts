/** What names of the same pattern differ in: of "Kuota PKH" and "Kuota BLT Daerah" the names "PKH" and "BLT Daerah" are left. */

const wordsOf = (name: string): string[] => name.split(/\s+/).filter(Boolean);

/** How many words from the front all have in common, leaving each a word at least. */
function sharedStart(all: readonly (readonly string[])[]): number {
  const most = Math.min(...all.map((words) => words.length - 1));
  let shared = 0;
  while (shared < most && all.every((words) => words[shared] === all[0]![shared])) shared++;
  return shared;
}

/** With a large letter at the front, as a name that stands by itself. */
export const asHeading = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * @param names two or more of the same pattern; one alone is left as it is
 * @returns     [name] what is its own, and the words before and after it that all have
 */
export function distinctWords(names: readonly string[]): { readonly own: string[]; readonly common: string } {
  if (names.length < 2) return { own: [...names], common: '' };
  const all = names.map(wordsOf);
  const start = sharedStart(all);
  const rests = all.map((words) => words.slice(start));
  const end = sharedStart(rests.map((words) => words.toReversed()));
  return {
    own: rests.map((words) => words.slice(0, words.length - end).join(' ')),
    common: [...all[0]!.slice(0, start), ...rests[0]!.slice(rests[0]!.length - end)].join(' '),
  };
}
