/** Writes a result on several threads: the same bytes as one thread writes. */
import { join } from 'node:path';
import type { GoldenTask } from '../golden/golden-task.ts';
import { conflictsOf, type GoldenMade, type GoldenRun } from '../golden/golden-outputs.ts';
import { rangesOfClusters } from '../golden/golden-rows.ts';
import { GOLDEN_FILE, GOLDEN_SOURCES_FILE, GoldenFiles } from '../golden/write-golden.ts';
import { writeLinkFiles, type LinksToWrite } from '../writing/write-links.ts';
import type { FileThreads } from './file-threads.ts';

export type GoldenOfFiles = Omit<GoldenRun, 'columns'> & Pick<GoldenTask, 'table' | 'sources'>;

/**
 * Pairs, clusters and golden records, side by side.
 *
 * @param meanwhile what this thread does before it helps the others
 * @throws TwinError storage: once nothing is written any more
 */
export async function writeOnThreads(
  threads: FileThreads,
  links: LinksToWrite,
  golden: GoldenOfFiles,
  meanwhile: () => void,
): Promise<GoldenMade> {
  const linked = threads.helpers === 0 ? undefined : threads.ask(0, 'links', links);
  if (linked === undefined) writeLinkFiles(links);
  const [made, all] = await Promise.allSettled([writeGoldenOn(threads, links.folder, golden, meanwhile), linked]);
  if (made.status === 'rejected') throw made.reason;
  if (all.status === 'rejected') throw all.reason;
  return made.value;
}

async function writeGoldenOn(
  threads: FileThreads,
  folder: string,
  { spec, table, sources, ...run }: GoldenOfFiles,
  meanwhile: () => void,
): Promise<GoldenMade> {
  const { conflicts, ...input } = conflictsOf(run);
  const files = new GoldenFiles(join(folder, GOLDEN_FILE), join(folder, GOLDEN_SOURCES_FILE), spec, conflicts);
  try {
    const task: GoldenTask = {
      ...input,
      spec,
      table: { fields: table.fields, source: table.source, sourceStart: table.sourceStart },
      sources: sources.map(({ columns }) => ({ columns })),
    };
    const begin = { name: 'golden-begin', task } as const;
    await threads.inOrder(begin, 'golden-rows', rangesOfClusters(run.clusters), files.take, meanwhile);
    return { golden: files.close(), conflicts: conflicts.summary() };
  } finally {
    files.abandon();
  }
}
