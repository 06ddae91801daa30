/**
 * How alike two words are, in the obvious form: for words too long for the fast form, and to test the fast form against.
 * Words are runs of letters in an arena.
 */

/**
 * Jaro's similarity by greedy matching from the right word.
 *
 * @returns 0 (nothing in common) to 1 (equal); two empty words are equal
 * Source: Jaro (1989), "Advances in record-linkage methodology", JASA 84.
 */
export function slowJaro(letters: Uint16Array, left: number, m: number, right: number, n: number): number {
  if (m === 0 || n === 0) return m === n ? 1 : 0;
  const reach = Math.max(0, (Math.max(m, n) >> 1) - 1);
  const takenLeft = new Uint8Array(m);
  const matchedRight: number[] = [];
  for (let j = 0; j < n; j++) {
    for (let i = Math.max(0, j - reach); i < Math.min(m, j + reach + 1); i++) {
      if (takenLeft[i] === 1 || letters[left + i] !== letters[right + j]) continue;
      takenLeft[i] = 1;
      matchedRight.push(letters[right + j]!);
      break;
    }
  }
  const matches = matchedRight.length;
  if (matches === 0) return 0;
  let [outOfOrder, at] = [0, 0];
  for (let i = 0; i < m; i++) if (takenLeft[i] === 1 && letters[left + i] !== matchedRight[at++]) outOfOrder++;
  return (matches / m + matches / n + (matches - outOfOrder / 2) / matches) / 3;
}

/**
 * Slips of the keyboard between two words: a letter left out, put in, replaced, or two neighbours swapped; no part of
 * the word is edited twice (optimal string alignment).
 *
 * Source: Damerau (1964), "A technique for computer detection and correction of spelling errors", CACM 7.
 */
export function slowSlips(letters: Uint16Array, left: number, m: number, right: number, n: number): number {
  let twoBack: number[] = [];
  let oneBack = Array.from({ length: n + 1 }, (_, j) => j);
  for (let i = 1; i <= m; i++) {
    const current = [i];
    for (let j = 1; j <= n; j++) {
      const [a, b] = [letters[left + i - 1], letters[right + j - 1]];
      let slips = Math.min(oneBack[j]! + 1, current[j - 1]! + 1, oneBack[j - 1]! + (a === b ? 0 : 1));
      const isSwap = i > 1 && j > 1 && a === letters[right + j - 2] && letters[left + i - 2] === b;
      if (isSwap) slips = Math.min(slips, twoBack[j - 2]! + 1);
      current[j] = slips;
    }
    [twoBack, oneBack] = [oneBack, current];
  }
  return oneBack[n]!;
}
