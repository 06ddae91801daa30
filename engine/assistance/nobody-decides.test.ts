/** Outputs are recommendations with reasons: nothing that is exported about aid decides about a person. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectPath } from '../kernel/files.ts';

/** The stage, what is made of it for offices and for the page, aid in the simulation, and the scores that lists may be ordered by. */
const FOLDERS = [
  ...['assistance', 'exports', 'layers/assistance', 'commands/assist', 'estimation', 'welfare-score'],
  'simulation/livelihood/aid',
];
/** Over all stages; whatever else reads one of the folders is found by its imports. */
const FILES = ['community-ranking.ts', 'household-column.ts'];
/** Of all stages, linkage too, where people do decide: which rows are one person. */
const OF_ALL_STAGES = ['index.ts', 'pipeline.ts'];
/** What a person would be done to, in names of exports and of what they hold, return or are. */
const VERDICT =
  /decid|decision|verdict|approv|reject|revoke|grant(?!ed to)|disqualif|removeRecipient|exclude[A-Z]|isExcluded|isRemoved|isEligible|mustLeave|putusan|dicoret/i;

interface Named {
  readonly file: string;
  readonly name: string;
}

/** Names of exports, of their members and parameters, and of the types and literals that they mention. */
function exportedNames(file: string, text: string): Named[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const names: Named[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isBlock(node)) return;
    if (ts.isIdentifier(node) || ts.isStringLiteral(node)) names.push({ file, name: node.text });
    ts.forEachChild(node, walk);
  };
  source.forEachChild((node) => {
    const isExported =
      ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (isExported === true) walk(node);
  });
  return names;
}

/** Paths within engine/, without tests. */
const ALL = readdirSync(projectPath('engine'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/(^|[/.-])test[.-]/.test(file) && !/^(tests|bench)\//.test(file),
);
const textOf = (file: string): string => readFileSync(projectPath('engine', file), 'utf8');
const isInFolders = (file: string): boolean => FOLDERS.some((folder) => file.startsWith(`${folder}/`));
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:from|import) '(\.[^']+)'/g)].map(([, to]) => join(dirname(file), to!));
const files = ALL.filter(
  (file) =>
    isInFolders(file) ||
    FILES.includes(file) ||
    (!OF_ALL_STAGES.includes(file) && importsOf(file).some((imported) => isInFolders(imported))),
);
const verdicts = (names: readonly Named[]): string[] =>
  names.filter(({ name }) => VERDICT.test(name)).map(({ file, name }) => `${file}: ${name}`);

test('no exported type, function or field says that something was decided about a person', () => {
  const names = files.flatMap((file) => exportedNames(file, textOf(file)));
  expect(names.length).toBeGreaterThan(2000);
  expect(verdicts(names)).toEqual([]);
});

test('files over all stages, commands and the simulation of aid are among them', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      ...['community-ranking.ts', 'programme-review.ts', 'publish-lists.ts', 'what-ifs.ts', 'welfare-basis.ts'],
      ...['recipient-accuracy.ts', 'city-facts.ts', 'save-snapshot.ts', 'exports/write-export.ts'],
      ...['commands/welfare-train.ts', 'commands/welfare-score.ts', 'commands/welfare-check.ts'],
      ...['simulation/livelihood/aid/aid.ts', 'simulation/livelihood/aid/recipients.ts'],
    ]),
  );
  expect(files.filter((file) => file.includes('linkage/'))).toEqual([]);
});

test.each([
  'export function rejectFamily(household: number): void {}',
  'export interface Row { readonly isExcluded: boolean }',
  "export type Outcome = { readonly kind: 'verdict' };",
  'export const assess = (row: number): Decision => row as Decision;',
])('a decision would be seen: %s', (text) => {
  expect(verdicts(exportedNames('x.ts', text))).toHaveLength(1 + Number(text.includes('=> row')));
});
