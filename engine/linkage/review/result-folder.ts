/** A result of `twin link` as review works on it: its links, its model, its decisions and events. */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import type { TrainedModelFile } from '../files/trained/trained-file.ts';
import { readTrained, TRAINED_FILE } from '../files/trained/trained-file.ts';
import { EVENTS_FILE, readEvents, type EventLine } from '../files/state/events-file.ts';
import { LINKS_FILE, readLinks, type StoredLinks } from '../files/state/links-file.ts';
import { checkIsWhole } from '../files/writing/out-folder.ts';
import { inForce, type InForce } from './binding.ts';
import { DECISIONS_FILE, readDecisions, type ReadDecisions } from './decisions-file.ts';

export interface ResultFolder {
  readonly folder: string;
  readonly links: StoredLinks;
  readonly trained: TrainedModelFile;
  readonly events: readonly EventLine[];
  readonly decisionsPath: string;
  readonly decisions: ReadDecisions;
  readonly force: InForce;
}

/** @throws TwinError usage: no result; input, configuration: a file of it is damaged */
export function openResult(folder: string, decisionsPath = join(folder, DECISIONS_FILE)): ResultFolder {
  checkIsResult(folder);
  const decisions = readDecisions(decisionsPath);
  return {
    folder,
    links: readLinks(join(folder, LINKS_FILE)),
    trained: readTrained(join(folder, TRAINED_FILE)),
    events: readEvents(join(folder, EVENTS_FILE)),
    decisionsPath,
    decisions,
    force: inForce(decisions.lines),
  };
}

/** @throws TwinError usage: no result; input: it was cut off while it was replaced */
export function checkIsResult(folder: string): void {
  checkIsWhole(folder);
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  if (isFolder && existsSync(join(folder, LINKS_FILE)) && existsSync(join(folder, TRAINED_FILE))) return;
  throw new TwinError('usage', {
    code: 'no-result',
    what: isFolder
      ? `The folder "${basename(folder)}" holds no result of linking.`
      : `There is no folder "${basename(folder)}".`,
    expected: `a folder with ${LINKS_FILE} and ${TRAINED_FILE}`,
    todo: 'Link files first: npm run twin -- link MODEL.yaml FILE… --out DIR',
  });
}
