/** Opens a result for rows to be taken in: from what was kept of it, or by linking all of it once more, which is then told. */
import type { Progress } from '../../../kernel/progress.ts';
import { openKept, type KeptLinkage } from '../../core/growing/kept-linkage.ts';
import type { LiveLinkage, NamedSettled } from '../../core/growing/live-linkage.ts';
import { openLinkage } from '../../core/growing/open-linkage.ts';
import { recordsTable } from '../../core/growing/records-table.ts';
import type { TrainedParameters } from '../../core/trained/parameters.ts';
import type { StoredLinks } from './links-file.ts';
import { readLive, type NotKept, type TablesIndex } from './live-file.ts';
import type { StoredRows } from './rows-file.ts';

export interface OpenLiveOptions {
  readonly folder: string;
  readonly links: StoredLinks;
  readonly rows: StoredRows;
  readonly parameters: TrainedParameters;
  readonly settled: readonly NamedSettled[];
  readonly threads: number;
  readonly progress: Progress;
}

const WHY: Readonly<Record<NotKept | 'older', string>> = {
  missing:
    'Keadaan penautan belum disimpan: semua baris ditautkan sekali lagi. / No state of linking was kept: all rows are linked once more.',
  torn: 'live.bin rusak: semua baris ditautkan sekali lagi. / live.bin is damaged: all rows are linked once more.',
  foreign:
    'live.bin bukan milik hasil ini: semua baris ditautkan sekali lagi. / live.bin does not belong to this result: all rows are linked once more.',
  older:
    'live.bin dibuat oleh versi lain: semua baris ditautkan sekali lagi. / live.bin was made by another version: all rows are linked once more.',
};

export interface OpenedLive {
  readonly live: LiveLinkage;
  /** Of the result as it is; undefined where all of it was linked once more. */
  readonly tables: TablesIndex | undefined;
}

export async function openLive(options: OpenLiveOptions): Promise<OpenedLive> {
  const { folder, links, rows, parameters, settled, threads, progress } = options;
  progress.stage('Membuka keadaan penautan');
  const textOf = (record: number, field: string): string => rows.textOf(record, field);
  const kept = readLive(folder);
  if (typeof kept !== 'string') {
    const { linkage, tables } = kept;
    const { sources, idTexts: ids } = links;
    const live = await openKept(linkage, { sources, ids, trained: parameters, settled, textOf });
    if (isStillSo(live, linkage)) return { live, tables };
  }
  progress.note(WHY[typeof kept === 'string' ? kept : 'older']);
  const { sources, ids } = links;
  const table = recordsTable(sources, ids, parameters.model.fields, textOf, parameters.frequencies);
  const live = await openLinkage(table, { ids, trained: parameters, settled, threads, progress });
  return { live, tables: undefined };
}

/** Records and pairs that are looked at again. */
const SAMPLED = 64;

/** Whether what was kept is what this version of the program makes of the same rows: looked at in a sample. */
function isStillSo(live: LiveLinkage, { pairs, keys, levels }: KeptLinkage): boolean {
  const { count } = live.records;
  if (pairs.starts.length !== count + 1) return false;
  const step = Math.max(1, Math.floor(count / SAMPLED));
  const records = Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
  const textOf = (record: number, field: string): string => live.records.textOf(record, field);
  const made = live.weigher.keysOf(records, textOf);
  const hasKeys = made.every((ofRules, i) =>
    ofRules.every((of, rule) => keys[rule] !== undefined && of.every((key) => live.keys.holds(rule, key, records[i]!))),
  );
  if (!hasKeys || made.some((ofRules) => ofRules.length !== keys.length)) return false;
  const places = records.map((record) => pairs.starts[record]!).filter((at, i) => at < pairs.starts[records[i]! + 1]!);
  const ends = places.map((at): [number, number] => [recordAt(pairs.starts, at), pairs.others[at]!]);
  const { width } = live.weigher.patterns;
  return live.weigher.weigh(ends).every(({ bits, rarityBits, pattern }, i) => {
    const at = places[i]!;
    const isSameLevels = live.weigher.patterns.levels
      .subarray(pattern * width, (pattern + 1) * width)
      .every((level, c) => level === levels[pairs.patterns[at]! * width + c]);
    return isSameLevels && Math.fround(bits) === pairs.bits[at] && Math.fround(rarityBits) === pairs.rarity[at];
  });
}

function recordAt(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
