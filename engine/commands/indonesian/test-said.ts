/** For tests: the English sentences of errors as the code says them, `{}` where a value stands. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Said {
  readonly sentence: string;
  readonly file: string;
}

/** Makers of errors that files share, and from which of their arguments on they are given sentences. */
const MAKERS: ReadonlyMap<string, number> = new Map([
  ['modelFault', 2],
  ['ModelFault', 2],
  ['inputFault', 2],
  ['usageError', 0],
  ['fault', 0],
  ['damaged', 0],
  ['impossible', 0],
  ['wrong', 1],
  ['encodingWrong', 3],
  ['ruleError', 2],
  ['surveyFault', 2],
]);
/** What a function hands back that makes errors for its own file. */
const MADE: ReadonlySet<string> = new Set(['TwinError', 'ModelFault', 'Fault', 'never']);
/** Properties and constants that hold them. */
const HOLDERS: ReadonlySet<string> = new Set(['what', 'expected', 'todo', 'WHAT_TO_DO', 'own']);

const isSource = (name: string): boolean => name.endsWith('.ts') && !name.endsWith('.test.ts');

/** @param path a file, or a folder whose files are looked at, those of its folders too */
export function sourcesUnder(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(isSource);
  return files.map((file) => join(path, file)).sort();
}

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** All texts of a file, whatever they are for. */
export function textsIn(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isBinaryExpression(node))
      texts.push(textOf(node));
    ts.forEachChild(node, visit);
  };
  visit(parsed(file));
  return texts;
}

/** Makers of errors that a file has for itself, and its constants that are texts. */
function ownOf(source: ts.SourceFile) {
  const makers = new Map<string, number>(MAKERS);
  const texts = new Map<string, ts.Expression>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && isMaker(node, makers))
      makers.set(node.name.text, makers.get(node.name.text) ?? 0);
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      const { text } = node.name;
      if (ts.isArrowFunction(node.initializer) && MADE.has(node.initializer.type?.getText() ?? ''))
        makers.set(text, makers.get(text) ?? 0);
      else texts.set(text, node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { makers, texts };
}

/** A function that hands back errors, whether it says so or hands on what another maker gives. */
function isMaker({ type, body }: ts.FunctionDeclaration, makers: ReadonlyMap<string, number>): boolean {
  if (type !== undefined) return MADE.has(type.getText());
  return (
    body?.statements.some((statement) => {
      const given = ts.isReturnStatement(statement) ? statement.expression : undefined;
      return (
        given !== undefined &&
        (ts.isNewExpression(given) || ts.isCallExpression(given)) &&
        (MADE.has(given.expression.getText()) || makers.has(given.expression.getText()))
      );
    }) ?? false
  );
}

/** Notes beside the progress that a file says, `{}` where a value stands. */
export function notesIn(file: string): string[] {
  const notes: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [first] = node.arguments;
      const { name, expression } = node.expression;
      const isProgress = /(progress|^this)$/i.test(expression.getText());
      if (name.text === 'note' && isProgress && first !== undefined) notes.push(textOf(first));
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed(file));
  return notes;
}

/** Sentences of errors in a file. */
export function saidIn(file: string): Said[] {
  const found: Said[] = [];
  const source = parsed(file);
  const { makers, texts } = ownOf(source);
  const take = (node: ts.Expression): void => {
    if (ts.isParenthesizedExpression(node)) return take(node.expression);
    if (ts.isIdentifier(node) && texts.has(node.text)) {
      const told = texts.get(node.text)!;
      texts.delete(node.text);
      return take(told);
    }
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach(take);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
      return take(node.right);
    const sentence = textOf(node);
    if (/[a-z]{2}.* /.test(sentence.replaceAll('{}', ''))) found.push({ sentence, file });
  };
  const visit = (node: ts.Node): void => {
    const isHolder =
      (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) &&
      ts.isIdentifier(node.name) &&
      HOLDERS.has(node.name.text);
    if (isHolder && node.initializer !== undefined) take(node.initializer);
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression)) {
      const first = makers.get(node.expression.text);
      if (first !== undefined) node.arguments?.slice(first).forEach(take);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** '{}' for what is no text. */
function textOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(node.left) + textOf(node.right);
  return '{}';
}
