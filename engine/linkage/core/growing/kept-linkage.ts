/** A live linkage as a later run opens it again without linking or deciding anything: its pairs, keys and components. */
import type { LinkTable } from '../table.ts';
import { loadMeasures, MEASURES_MODULE } from '../threads/load-measures.ts';
import type { TextArena } from '../values/text-arena.ts';
import type { KeptKeys } from './kept-keys.ts';
import { LiveLinkage, type KeptDecided } from './live-linkage.ts';
import type { OpenOptions } from './open-linkage.ts';
import { orderedNames } from './ordered-names.ts';
import type { KeptPairs } from './pair-lists.ts';

/** Records are numbered in an order that the next run knows. */
export interface KeptLinkage {
  readonly pairs: KeptPairs;
  /** [pattern × comparison] levels of the patterns that pairs name. */
  readonly levels: Uint8Array;
  /** [rule] */
  readonly keys: readonly KeptKeys[];
  /** [record] */
  readonly idHash: Uint32Array;
  readonly decided: KeptDecided;
}

const NO_NUMBER = 0xffffffff;

/** [record] number that each is to have; of those that are gone it is none. @param records living ones, in their order */
export function numbersOf(live: LiveLinkage, records: Uint32Array): Uint32Array {
  const numberOf = new Uint32Array(live.records.count).fill(NO_NUMBER);
  records.forEach((record, i) => (numberOf[record] = i));
  return numberOf;
}

/** @param records living ones in the order of their sources and ids */
export function keepLinkage(live: LiveLinkage, records: Uint32Array): KeptLinkage {
  const numberOf = numbersOf(live, records);
  return {
    pairs: live.pairs.keep(records, numberOf),
    levels: live.weigher.patterns.levels.slice(),
    keys: live.keys.keep(numberOf),
    idHash: records.map((record) => live.records.idHash[record]!),
    decided: live.keepDecided(records, numberOf),
  };
}

export interface KeptOptions extends Pick<OpenOptions, 'trained' | 'settled' | 'measuresModule' | 'limits'> {
  readonly sources: readonly string[];
  /** [source] in the order of their UTF-16 units. */
  readonly ids: readonly TextArena[];
  readonly textOf: (record: number, field: string) => string;
}

/** Opens what `keepLinkage` kept: the same as if all records had been linked anew. */
export async function openKept(kept: KeptLinkage, options: KeptOptions): Promise<LiveLinkage> {
  const { ids, sources, trained, textOf, settled = [], measuresModule = MEASURES_MODULE, limits } = options;
  const measures = await loadMeasures(measuresModule);
  const table = recordsAlone(sources, ids, kept.idHash);
  const names = orderedNames(sources, table.sourceStart, ids);
  const begun = { pairs: kept.pairs, keys: kept.keys, textOf, decided: kept.decided };
  const live = new LiveLinkage(table, names, trained, measures, begun, limits);
  const { patterns } = live.weigher;
  for (let at = 0; at < kept.levels.length; at += patterns.width) patterns.codeOf(kept.levels, at);
  live.settle(settled);
  return live;
}

/** A table that says which records there are, and nothing of them. */
function recordsAlone(sources: readonly string[], ids: readonly TextArena[], idHash: Uint32Array): LinkTable {
  const sourceStart = new Uint32Array(sources.length + 1);
  ids.forEach((of, s) => (sourceStart[s + 1] = sourceStart[s]! + of.count));
  const count = sourceStart.at(-1)!;
  const source = new Uint8Array(count);
  sources.forEach((_, s) => source.fill(s, sourceStart[s], sourceStart[s + 1]));
  return { count, sources, sourceStart, source, idHash, fields: new Map() };
}
