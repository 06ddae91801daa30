/** The files of a result that are of its pairs and clusters, one after the other. */
import { join } from 'node:path';
import { writeFileAtomic } from '../../../kernel/files.ts';
import type { LinkResult } from '../../core/pairs.ts';
import { LINKS_FILE, packLinks } from '../state/links-file.ts';
import { OTHER_PAIRS } from './out-folder.ts';
import { writeClusters, writePairs, type Clusters, type RecordNames } from './write-pairs.ts';

/** Plain data. */
export interface LinksToWrite {
  readonly folder: string;
  readonly pairs: LinkResult['pairs'];
  /** Called by their entities. */
  readonly clusters: Clusters;
  readonly names: RecordNames;
  /** Pairs that were looked at and not linked are written as well. */
  readonly writesOtherPairs: boolean;
}

/** @throws TwinError storage */
export function writeLinkFiles({ folder, pairs, clusters, names, writesOtherPairs }: LinksToWrite): void {
  writePairs(join(folder, 'pairs.csv'), { pairs }, names, 1);
  if (writesOtherPairs) writePairs(join(folder, OTHER_PAIRS), { pairs }, names, 0);
  writeClusters(join(folder, 'clusters.csv'), clusters, names);
  writeFileAtomic(join(folder, LINKS_FILE), packLinks(pairs, clusters.number, names));
}
