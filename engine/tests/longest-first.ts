/**
 * The order of test files: those that are known to take minutes come first, so that none of them is left to run alone at
 * the end while the other cores wait. The test runner has nothing but the size of a file to go by where there is no
 * result of an earlier run, as in CI, and these are short.
 */
import { existsSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { projectPath } from '../kernel/files.ts';

const LONGEST = [
  'engine/tests/journeys/killed-build.test.ts',
  'engine/tests/journeys/failed-build.test.ts',
  'engine/tests/journeys/start.test.ts',
  'engine/tests/journeys/command-line.test.ts',
  'web/tests/accessibility.test.ts',
  'engine/store/embedded.test.ts',
];

const gone = LONGEST.filter((path) => !existsSync(projectPath(path)));
if (gone.length > 0)
  throw new Error(`No test file ${gone.join(', ')}: name what takes minutes now in longest-first.ts`);

/** 0 for the longest; those that are not named share the last place. */
function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((path) => moduleId.endsWith(path));
  return place < 0 ? LONGEST.length : place;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // Projects run one after the other, and within each the sort leaves the others in the order of the runner.
    const byProject = Map.groupBy(sorted, ({ project }) => project.name);
    return [...byProject.values()].flatMap((each) => each.toSorted((a, b) => placeOf(a) - placeOf(b)));
  }
}
