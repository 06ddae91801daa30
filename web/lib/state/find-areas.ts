/** Finds areas by name, as people write it: without case, marks or hyphens, parts in any order. */
import type { PublicationMeta } from '#engine';
import { plainText } from '../plain-text.ts';
import { SHOWN_LEVELS, type ShownLevel } from './view-address.ts';

export interface FoundArea {
  readonly code: string;
  readonly name: string;
  /** Name of the area that holds it; '' for a kecamatan. */
  readonly parent: string;
  readonly level: ShownLevel;
}

const MOST_FOUND = 8;

/**
 * Kelurahan come before kecamatan, and both before RW; a name that begins with the text before one that only holds it.
 * `manisrejo rw 3` finds the third RW of Manisrejo.
 */
export function findAreas(meta: PublicationMeta | undefined, text: string): FoundArea[] {
  const words = plainText(text).split(' ').filter(Boolean);
  if (!meta || words.length === 0) return [];
  const nameOf = new Map(Object.values(meta.areas).flatMap((areas) => areas.map((area) => [area.code, area.name])));
  const found = SHOWN_LEVELS.flatMap((level) =>
    (meta.areas[level] ?? []).flatMap(({ code, name, parent }) => {
      const parentName = level === 'kecamatan' ? '' : (nameOf.get(parent) ?? '');
      const names =
        level === 'rw'
          ? [...plainText(name).split(' '), ...plainText(parentName).split(' ')]
          : plainText(name).split(' ');
      if (!words.every((word) => names.some((part) => beginsWith(part, word)))) return [];
      const isFirst = beginsWith(names[0]!, words[0]!);
      const order = { kelurahan: 0, kecamatan: 2, rw: 4 }[level] + (isFirst ? 0 : 1);
      return [{ area: { code, name, parent: parentName, level }, order }];
    }),
  );
  return found
    .toSorted((a, b) => a.order - b.order)
    .slice(0, MOST_FOUND)
    .map(({ area }) => area);
}

/** Numbers are found without their leading noughts. */
const beginsWith = (part: string, word: string): boolean =>
  part.startsWith(word) || (/^\d+$/.test(word) && part.replace(/^0+/, '') === word.replace(/^0+/, ''));
