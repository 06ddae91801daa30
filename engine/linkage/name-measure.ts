/** How two names of people agree: word by word, whatever the order, with slips, initials and words left out. */
import type { ComparableRecords } from './comparable.ts';
import { frequenciesFromCounts, frequenciesOf, numberHashes } from './frequencies.ts';
import type { MakeMeasure } from './measure.ts';
import { likeness, WordLikeness } from './word-likeness.ts';

const [DIFFERENT, SOME, PART, SPELLED, SAME] = [1, 2, 3, 4, 5];

/** One name in eleven begins with a given letter, by and large. */
const INITIAL_RARITY_BITS = 3.5;
/** Marks of used words are bits of a number. */
const MOST_WORDS = 30;

export type NameField = 'fullName' | 'motherName' | 'fatherName';

/**
 * `same`: the same letters once folded, spaces aside; `spelled`: each word has its partner in the other name, in any
 * order, some with a slip or shortened to an initial, or the words are written as one or apart and with a slip; `part`: so do all words of one of the names; `some`: at least one
 * word of more than a letter; `different`: none.
 */
export const measureNames =
  (field: NameField): MakeMeasure =>
  (records, rows) => {
    const { names } = records;
    const column = records[field];
    const { starts, wordsOfName, nameHash } = names;
    const words = new WordLikeness(names.words, names.letterMask);
    const wordRarity = wordRarityBits(records, column, rows);
    const { nameRarity, agreementShare } = nameRarityBits(records, column, rows);
    const mostRareBits = Math.log2(Math.max(2, rows.length));
    let usedRight = 0;
    let usedLeft = 0;
    let rarity = 0;

    function take(i: number, j: number, bits: number): void {
      usedLeft |= 1 << i;
      usedRight |= 1 << j;
      rarity += bits;
    }

    function pairEqualWords(l: number, leftCount: number, r: number, rightCount: number): number {
      let paired = 0;
      for (let i = 0; i < leftCount; i++) {
        const word = wordsOfName[l + i]!;
        for (let j = 0; j < rightCount; j++) {
          if (wordsOfName[r + j] !== word || (usedRight & (1 << j)) !== 0) continue;
          take(i, j, wordRarity[word]!);
          if (names.words[word]!.length > 1) paired++;
          break;
        }
      }
      return paired;
    }

    /** Pairs the likest words that are left, again and again. */
    function pairLikeWords(l: number, leftCount: number, r: number, rightCount: number): number {
      for (let paired = 0; ; paired++) {
        let [best, bestI, bestJ] = [0, 0, 0];
        for (let i = 0; i < leftCount; i++) {
          if ((usedLeft & (1 << i)) !== 0) continue;
          for (let j = 0; j < rightCount; j++) {
            if ((usedRight & (1 << j)) !== 0) continue;
            const like = words.of(wordsOfName[l + i]!, wordsOfName[r + j]!);
            if (like > best) [best, bestI, bestJ] = [like, i, j];
          }
        }
        if (best === 0) return paired;
        take(bestI, bestJ, Math.min(wordRarity[wordsOfName[l + bestI]!]!, wordRarity[wordsOfName[r + bestJ]!]!));
      }
    }

    function pairInitials(l: number, leftCount: number, r: number, rightCount: number): void {
      for (let i = 0; i < leftCount; i++) {
        if ((usedLeft & (1 << i)) !== 0) continue;
        const left = names.words[wordsOfName[l + i]!]!;
        for (let j = 0; j < rightCount; j++) {
          const right = names.words[wordsOfName[r + j]!]!;
          if ((usedRight & (1 << j)) !== 0 || left[0] !== right[0]) continue;
          if (left.length > 1 && right.length > 1) continue;
          take(i, j, INITIAL_RARITY_BITS);
          break;
        }
      }
    }

    const measure = {
      rarityBits: 0,
      agreementShare: [undefined, undefined, undefined, undefined, undefined, agreementShare],
      level(leftRow: number, rightRow: number): number {
        const left = column[leftRow]!;
        const right = column[rightRow]!;
        if (left === 0 || right === 0) return 0;
        if (nameHash[left] === nameHash[right]) {
          measure.rarityBits = Math.max(nameRarity[left]!, nameRarity[right]!);
          return SAME!;
        }
        const [l, r] = [starts[left]!, starts[right]!];
        const leftCount = Math.min(MOST_WORDS, starts[left + 1]! - l);
        const rightCount = Math.min(MOST_WORDS, starts[right + 1]! - r);
        usedLeft = usedRight = rarity = 0;
        let paired = pairEqualWords(l, leftCount, r, rightCount);
        paired += pairLikeWords(l, leftCount, r, rightCount);
        if (paired > 0) pairInitials(l, leftCount, r, rightCount);
        const isLeftWhole = usedLeft === 2 ** leftCount - 1;
        const isRightWhole = usedRight === 2 ** rightCount - 1;
        // A space too many or too few, and a slip besides.
        const isSpaced = leftCount !== rightCount && isOneName(names.joined(left), names.joined(right));
        if (isSpaced) rarity = Math.min(nameRarity[left]!, nameRarity[right]!);
        // Words do not fall together by chance alone: a name is never rarer than one resident.
        measure.rarityBits = Math.min(rarity, mostRareBits);
        if (isSpaced || (paired > 0 && isLeftWhole && isRightWhole)) return SPELLED!;
        if (paired === 0) return DIFFERENT!;
        return isLeftWhole || isRightWhole ? PART! : SOME!;
      },
    };
    return measure;
  };

/** Names written as one word are one name with a slip. */
const isOneName = (left: string, right: string): boolean =>
  Math.abs(left.length - right.length) <= 2 && likeness(left, right) > 0;

/** [word] -log2 of the share of names that hold it. */
function wordRarityBits({ names }: ComparableRecords, column: Uint32Array, rows: Uint32Array): Float32Array {
  const rowsOfName = new Uint32Array(names.nameHash.length);
  for (const row of rows) rowsOfName[column[row]!]!++;
  const counts = new Uint32Array(names.words.length);
  let total = 0;
  for (let name = 1; name < rowsOfName.length; name++) {
    if (rowsOfName[name] === 0) continue;
    total += rowsOfName[name]!;
    const words = new Set(names.wordsOfName.subarray(names.starts[name]!, names.starts[name + 1]!));
    for (const word of words) counts[word]! += rowsOfName[name]!;
  }
  return frequenciesFromCounts(counts, total).rarityBits;
}

/** [name] -log2 of the share of the name, spaces aside. */
function nameRarityBits({ names }: ComparableRecords, column: Uint32Array, rows: Uint32Array) {
  const { numbers, size } = numberHashes(names.nameHash);
  const joined = new Uint32Array(column.length);
  for (const row of rows) joined[row] = numbers[column[row]!]!;
  const { rarityBits, agreementShare } = frequenciesOf(joined, size, rows);
  return { nameRarity: Float32Array.from(numbers, (number) => rarityBits[number]!), agreementShare };
}
