/**
 * model.frequencies.bin: how often values occur, from which rarity is counted. Values are not in it: two hashes stand for
 * each, and those that a single record holds are left out. Whoever has the hashes can still try out numbers of identity
 * one by one, so that the file is as private as the rows it was made from.
 */
import { z } from 'zod';
import type { KnownCounts, KnownFrequencies } from '../../core/table.ts';
import { packArrays, unpackArrays, type ArraysFile } from '../state/arrays-file.ts';

const TOLD = z.number().min(0);
const HEADING = z.object({
  kind: z.literal('frequencies'),
  columns: z.array(z.object({ field: z.string(), told: TOLD })),
  joined: z.array(z.object({ fields: z.string(), told: TOLD, toldWords: TOLD })),
});

type Arrays = ArraysFile<unknown>['arrays'];

export function packFrequencies({ columns, joined }: KnownFrequencies): Uint8Array {
  const arrays: Record<string, Uint32Array> = {};
  const add = (name: string, { high, low, counts }: KnownCounts): void => {
    arrays[`${name} high`] = high;
    arrays[`${name} low`] = low;
    arrays[`${name} counts`] = counts;
  };
  [...columns.values()].forEach((known, i) => add(`column ${String(i)}`, known));
  [...joined.values()].forEach(({ combinations, words }, i) => {
    add(`joined ${String(i)}`, combinations);
    add(`words ${String(i)}`, words);
  });
  const heading: z.infer<typeof HEADING> = {
    kind: 'frequencies',
    columns: [...columns].map(([field, { told }]) => ({ field, told })),
    joined: [...joined].map(([fields, { combinations, words }]) => ({
      fields,
      told: combinations.told,
      toldWords: words.told,
    })),
  };
  return packArrays(heading, arrays);
}

/** @throws TwinError input: damaged */
export function unpackFrequencies(bytes: Uint8Array, file: string, todo: string): KnownFrequencies {
  const { heading, arrays } = unpackArrays(bytes, file, HEADING, todo);
  return {
    columns: new Map(
      heading.columns.map(({ field, told }, i) => [field, countsFrom(arrays, `column ${String(i)}`, told)]),
    ),
    joined: new Map(
      heading.joined.map(({ fields, told, toldWords }, i) => [
        fields,
        {
          combinations: countsFrom(arrays, `joined ${String(i)}`, told),
          words: countsFrom(arrays, `words ${String(i)}`, toldWords),
        },
      ]),
    ),
  };
}

const countsFrom = (arrays: Arrays, name: string, told: number): KnownCounts => ({
  told,
  high: arrays[`${name} high`] as Uint32Array,
  low: arrays[`${name} low`] as Uint32Array,
  counts: arrays[`${name} counts`] as Uint32Array,
});
