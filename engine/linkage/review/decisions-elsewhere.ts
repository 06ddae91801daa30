/** Decisions about records of a run that lie where it does not look for them: beside its folder, or beside its trained model. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import { LINKS_FILE } from '../files/state/links-file.ts';
import { standing } from './binding.ts';
import { DECISIONS_FILE, readDecisions } from './decisions-file.ts';

export interface Whereabouts {
  /** Folder of the result, whose own decisions bind. */
  readonly out: string;
  /** model.trained.json of the run, where it took one. */
  readonly trainedPath: string | undefined;
  /** Names of the sources of the run. */
  readonly sources: readonly string[];
}

/** @returns files of decisions of other results, of which one in force at least is about sources of the run; in order */
export function decisionsElsewhere({ out, trainedPath, sources }: Whereabouts): string[] {
  const own = resolve(out);
  const beside = dirname(own);
  const folders = readdirSync(beside, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(beside, name));
  if (trainedPath !== undefined) folders.push(dirname(resolve(trainedPath)));
  return [...new Set(folders)]
    .filter((folder) => folder !== own && existsSync(join(folder, LINKS_FILE)))
    .map((folder) => join(folder, DECISIONS_FILE))
    .filter((path) => existsSync(path) && isAbout(path, new Set(sources)))
    .sort();
}

function isAbout(path: string, sources: ReadonlySet<string>): boolean {
  try {
    return standing(readDecisions(path).lines).some(({ left, right }) =>
      [...left, ...right].every(([source]) => sources.has(source)),
    );
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    // A file that is damaged holds decisions, too; who names it with --decisions is told what is wrong with it.
    return true;
  }
}
