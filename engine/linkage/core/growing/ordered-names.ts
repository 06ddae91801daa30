/** Names of records that lie in the order of their sources and ids, as bytes: no string is made but of those asked for. */
import { textAt, type TextArena } from '../values/text-arena.ts';
import { nameOf, type TableNames } from './live-records.ts';

/**
 * @param sourceStart [source + 1] first record of each source
 * @param ids         [source] ids of its records, in the order of their UTF-16 units
 */
export function orderedNames(
  sources: readonly string[],
  sourceStart: ArrayLike<number>,
  ids: readonly TextArena[],
): TableNames {
  return {
    nameOf(record) {
      let source = 0;
      while (sourceStart[source + 1]! <= record) source++;
      return nameOf(sources[source]!, textAt(ids[source]!, record - sourceStart[source]!));
    },
    find(name) {
      for (let source = 0; source < sources.length; source++) {
        if (!name.startsWith(`${sources[source]!}\n`)) continue;
        const row = findText(ids[source]!, name.slice(sources[source]!.length + 1));
        if (row >= 0) return sourceStart[source]! + row;
      }
      return undefined;
    },
  };
}

/** Place of a text among texts in the order of their UTF-16 units, or -1 less the place before which it would stand. */
export function findText(texts: TextArena, text: string): number {
  let [low, high] = [0, texts.count - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const there = textAt(texts, middle);
    if (there === text) return middle;
    if (there < text) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}
