/** A live linkage as a later run opens it again without linking anything: its pairs and the keys of its records. */
import type { LinkTable } from '../table.ts';
import { loadMeasures, MEASURES_MODULE } from '../threads/load-measures.ts';
import { idHashOf } from '../values/make-table.ts';
import type { KeptKeys } from './kept-keys.ts';
import { LiveLinkage } from './live-linkage.ts';
import type { OpenOptions } from './open-linkage.ts';
import type { KeptPairs } from './pair-lists.ts';

/** Records are numbered in an order that the next run knows. */
export interface KeptLinkage {
  readonly pairs: KeptPairs;
  /** [pattern × comparison] levels of the patterns that pairs name. */
  readonly levels: Uint8Array;
  /** [rule] */
  readonly keys: readonly KeptKeys[];
}

const NO_NUMBER = 0xffffffff;

/** @param records living ones, in the order that they are to have */
export function keepLinkage(live: LiveLinkage, records: Uint32Array): KeptLinkage {
  const numberOf = new Uint32Array(live.records.count).fill(NO_NUMBER);
  records.forEach((record, i) => (numberOf[record] = i));
  return {
    pairs: live.pairs.keep(records, numberOf),
    levels: live.weigher.patterns.levels.slice(),
    keys: live.keys.keep(numberOf),
  };
}

export interface KeptOptions extends Pick<OpenOptions, 'ids' | 'trained' | 'settled' | 'measuresModule' | 'limits'> {
  readonly sources: readonly string[];
  readonly textOf: (record: number, field: string) => string;
}

/** Opens what `keepLinkage` kept: the same as if all records had been linked anew. */
export async function openKept(kept: KeptLinkage, options: KeptOptions): Promise<LiveLinkage> {
  const { ids, sources, trained, textOf, settled = [], measuresModule = MEASURES_MODULE, limits } = options;
  const measures = await loadMeasures(measuresModule);
  const table = recordsAlone(sources, ids);
  const live = new LiveLinkage(table, ids, trained, measures, { pairs: kept.pairs, keys: kept.keys, textOf }, limits);
  const { patterns } = live.weigher;
  for (let at = 0; at < kept.levels.length; at += patterns.width) patterns.codeOf(kept.levels, at);
  live.begin(settled);
  return live;
}

/** A table that says which records there are, and nothing of them. */
function recordsAlone(sources: readonly string[], ids: readonly (readonly string[])[]): LinkTable {
  const sourceStart = new Uint32Array(sources.length + 1);
  ids.forEach((of, s) => (sourceStart[s + 1] = sourceStart[s]! + of.length));
  const count = sourceStart.at(-1)!;
  const [source, idHash] = [new Uint8Array(count), new Uint32Array(count)];
  ids.forEach((of, s) => {
    source.fill(s, sourceStart[s], sourceStart[s + 1]);
    of.forEach((id, row) => (idHash[sourceStart[s]! + row] = idHashOf(sources[s]!, id)));
  });
  return { count, sources, sourceStart, source, idHash, fields: new Map() };
}
