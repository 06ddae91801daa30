/** Outputs are recommendations with reasons: nothing that is exported about aid decides about a person. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectPath } from '../kernel/files.ts';

/** The stage, what is made of it for offices and for the page, and the scores that lists may be ordered by. */
const FOLDERS = ['assistance', 'exports/lists', 'layers/assistance', 'commands/assist', 'estimation', 'welfare-score'];
/** Over all stages. */
const FILES = ['programme-review.ts', 'recipient-accuracy.ts', 'what-ifs.ts', 'publish-lists.ts', 'welfare-basis.ts'];
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

const files = FOLDERS.flatMap((folder) =>
  readdirSync(projectPath('engine', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('test'))
    .map((file) => join(folder, file)),
).concat(FILES);
const verdicts = (names: readonly Named[]): string[] =>
  names.filter(({ name }) => VERDICT.test(name)).map(({ file, name }) => `${file}: ${name}`);

test('no exported type, function or field says that something was decided about a person', () => {
  const names = files.flatMap((file) => exportedNames(file, readFileSync(projectPath('engine', file), 'utf8')));
  expect(names.length).toBeGreaterThan(2000);
  expect(verdicts(names)).toEqual([]);
});

test.each([
  'export function rejectFamily(household: number): void {}',
  'export interface Row { readonly isExcluded: boolean }',
  "export type Outcome = { readonly kind: 'verdict' };",
  'export const assess = (row: number): Decision => row as Decision;',
])('a decision would be seen: %s', (text) => {
  expect(verdicts(exportedNames('x.ts', text))).toHaveLength(1 + Number(text.includes('=> row')));
});
