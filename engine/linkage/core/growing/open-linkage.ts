/** Opens a live linkage: the whole table is linked once with the model as it stands. */
import type { Progress } from '../../../kernel/progress.ts';
import { findCandidates } from '../blocking/find-candidates.ts';
import { sourcePairs } from '../blocking/source-pairs.ts';
import { compareCandidates } from '../comparing/compare-candidates.ts';
import { ownBits } from '../deciding/own-bits.ts';
import type { PartingLimits } from '../deciding/part-components.ts';
import type { LinkTable } from '../table.ts';
import { loadMeasures, MEASURES_MODULE } from '../threads/load-measures.ts';
import { openThreads } from '../threads/threads.ts';
import type { TrainedParameters } from '../trained/parameters.ts';
import { unrelatedOf, withFrequencies } from '../trained/trained-parameters.ts';
import { LiveLinkage, type NamedSettled } from './live-linkage.ts';
import { keyReaders } from './live-weigher.ts';

export interface OpenOptions {
  /** [source][row] ids of the records. */
  readonly ids: readonly (readonly string[])[];
  readonly trained: TrainedParameters;
  readonly settled?: readonly NamedSettled[];
  readonly threads: number;
  readonly progress: Progress;
  readonly measuresModule?: string;
  /** Limits of what is looked at whole; those of linkage where left out. */
  readonly limits?: PartingLimits;
}

export async function openLinkage(table: LinkTable, options: OpenOptions): Promise<LiveLinkage> {
  const { ids, trained, threads: count, progress, measuresModule = MEASURES_MODULE, limits } = options;
  const { model } = trained;
  const measures = await loadMeasures(measuresModule);
  const known = withFrequencies(table, trained.frequencies);
  const sources = sourcePairs(table, model);
  const context = {
    table: known,
    sources,
    comparisons: model.comparisons,
    measuresModule,
  };
  const threads = await openThreads(context, count);
  try {
    progress.stage('Mencari pasangan calon', table.count, 'baris');
    const candidates = await findCandidates(known, model.rules, model, threads, (done) => progress.at(done));
    progress.stage('Membandingkan pasangan calon', candidates.pairs.count, 'pasangan');
    const width = model.comparisons.length;
    const compared = await compareCandidates(
      candidates.pairs,
      unrelatedOf(trained),
      model.rules.length,
      threads,
      (done) => progress.at(done),
    );
    progress.stage('Menyiapkan penautan yang tumbuh', table.count, 'baris');
    const live = new LiveLinkage(
      known,
      ids,
      trained,
      measures,
      {
        pairs: compared.count * 2,
        keys: model.rules.map(() => table.count),
      },
      limits,
    );
    fillPairs(live, compared, width);
    fillKeys(live, known, trained);
    live.begin(options.settled ?? []);
    progress.end();
    return live;
  } finally {
    await threads.close();
  }
}

function fillPairs(live: LiveLinkage, compared: Awaited<ReturnType<typeof compareCandidates>>, width: number): void {
  const { patterns, pattern, rarityBits } = compared;
  const bits = ownBits(pattern, rarityBits, patterns, live.weigher.weights);
  const codes = Uint32Array.from({ length: patterns.count }, (_, i) =>
    live.weigher.patterns.codeOf(patterns.levels, i * width),
  );
  for (let pair = 0; pair < compared.count; pair++) {
    if (bits[pair]! < live.leastBits) continue;
    live.pairs.add(compared.left[pair]!, compared.right[pair]!, {
      bits: bits[pair]!,
      pattern: codes[pattern[pair]!]!,
      rarityBits: rarityBits[pair]!,
    });
  }
}

function fillKeys(live: LiveLinkage, table: LinkTable, { model }: TrainedParameters): void {
  keyReaders(table, model).forEach((read, rule) => {
    for (let record = 0; record < table.count; record++) live.keys.fill(rule, read(record), record);
  });
}
