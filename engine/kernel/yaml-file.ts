/** Reads a parameter file of models/ or a declaration of the operator, checked against its shape. */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type ErrorCode, type Node, type Pair } from 'yaml';
import type { z, ZodType } from 'zod';
import { systemCode, TwinError } from './errors.ts';
import { expectedOf } from './expected-shape.ts';

/**
 * @throws TwinError configuration: the file is not there, is not YAML, or does not have the expected shape; the text
 *         names the file and the key.
 */
export function loadYaml<T>(path: string, shape: ZodType<T>): T {
  const file = basename(path);
  const document = parseDocument(readText(path, file), { uniqueKeys: true });
  const fault = document.errors[0];
  if (fault !== undefined) {
    const row = fault.linePos?.[0].line;
    throw new TwinError('configuration', {
      code: 'yaml-unreadable',
      what: `The file is not readable as YAML: ${FAULTS[fault.code] ?? 'what stands there is nothing that YAML knows'} (${fault.code}).`,
      where: row === undefined ? { file } : { file, row },
      expected: 'YAML: a key, a colon and a value in each line, and what belongs together indented alike',
      todo: 'Mend that line; indentation is two spaces, text with a colon stands in quotes.',
    });
  }
  const parsed = shape.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = plainIssue(parsed.error.issues[0]!);
  const { key, fault: said } = issueText(issue);
  const row = findKey(path, key)?.row;
  throw new TwinError('configuration', {
    code: 'yaml-shape',
    what: `${key || 'The file'}: ${said}.`,
    where: row === undefined ? { file } : { file, row },
    expected: expectedOf(shape, issue, said),
    todo: 'Mend that key; models/README.md describes the shape of each kind of file.',
  });
}

/** What the parser's code means, of those that people run into. */
const FAULTS: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_INDENT: 'a line is indented otherwise than those it belongs to, or a bracket before it is not closed',
  TAB_AS_INDENT: 'a line is indented by a tab',
  DUPLICATE_KEY: 'a key stands there twice',
  MISSING_CHAR: 'something is missing, such as a quote, a comma or a bracket at the end',
  BLOCK_AS_IMPLICIT_KEY: 'two colons stand in one line',
  MULTILINE_IMPLICIT_KEY: 'a key without its colon',
  BAD_ALIAS: 'a text that begins with * and has no quotes',
  MULTIPLE_DOCS: 'two documents in one file, parted by ---',
};

/** What does not fit the shape, by its key: `amounts.food.unit`; '' for the file as a whole. */
export function issueText(issue: z.core.$ZodIssue): { readonly key: string; readonly fault: string } {
  if (issue.code === 'unrecognized_keys')
    return { key: [...issue.path, issue.keys[0]!].join('.'), fault: 'is an unknown field' };
  const inside = plainIssue(issue);
  if (inside !== issue) return issueText(inside);
  return { key: issue.path.join('.'), fault: plainText(issue) };
}

/** What is wrong inside of one of several shapes that is meant plainly; otherwise the issue itself. */
export function plainIssue(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  const inside = isPlainUnion(issue) ? issueInside(issue) : undefined;
  return inside === undefined ? issue : plainIssue(inside);
}

type UnionIssue = z.core.$ZodIssue & { code: 'invalid_union' };

/** One of several shapes, of which the model has no words of its own. */
const isPlainUnion = (issue: z.core.$ZodIssue): issue is UnionIssue =>
  issue.code === 'invalid_union' && issue.message === 'Invalid input';

/** Where one of several shapes is meant plainly, as something inside of it is at fault alone: what that is. */
function issueInside({ path, errors }: UnionIssue): z.core.$ZodIssue | undefined {
  const first = errors.flatMap((issues) => issues.slice(0, 1)).find((issue) => issue.path.length > 0);
  return first === undefined ? undefined : { ...first, path: [...path, ...first.path] };
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

/** zod's own words for what is missing, or is of another kind, in plain ones. */
function plainText(issue: z.core.$ZodIssue): string {
  if (isPlainUnion(issue)) return plainUnion(issue);
  const wrong = /^Invalid input: expected (\S+), received (\S+)$/.exec(issue.message);
  const expected = wrong === null ? undefined : KINDS[wrong[1]!];
  if (expected === undefined) return issue.message;
  return wrong![2] === 'undefined' || wrong![2] === 'null' ? MISSING + expected : MUST + expected;
}

const MISSING = 'is missing: write ';
const MUST = 'must be ';

/** One of several shapes: `is missing: write a text or keys with values`. */
function plainUnion({ errors, message }: UnionIssue): string {
  const faults = [...new Set(errors.flatMap((issues) => issues.slice(0, 1)).map(plainText))];
  const isOf = (start: string): boolean => faults.length > 0 && faults.every((fault) => fault.startsWith(start));
  const start = [MISSING, MUST].find(isOf);
  return start === undefined ? message : start + faults.map((fault) => fault.slice(start.length)).join(' or ');
}

/**
 * Row in which a key stands, or the deepest part of it that is there (`isWhole` false); undefined where nothing of it is there, or
 * the file cannot be read.
 */
export function findKey(path: string, key: string): { readonly row: number; readonly isWhole: boolean } | undefined {
  const lines = new LineCounter();
  let node: unknown;
  try {
    node = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines }).contents;
  } catch {
    return undefined;
  }
  let at: number | undefined;
  let rest = key.split('.');
  while (rest.length > 0) {
    const step = isMap(node) ? entryOf(node.items, rest) : isSeq(node) ? itemOf(node.items, rest) : undefined;
    if (step === undefined) break;
    ({ node, rest } = step);
    at = step.at ?? at;
  }
  return at === undefined ? undefined : { row: lines.linePos(at).line, isWhole: rest.length === 0 };
}

interface Step {
  readonly node: unknown;
  readonly at: number | undefined;
  readonly rest: string[];
}

/** A key may have points in it: `35.77.03.1005`. */
function entryOf(pairs: readonly Pair[], rest: readonly string[]): Step | undefined {
  for (let taken = 1; taken <= rest.length; taken++) {
    const name = rest.slice(0, taken).join('.');
    const pair = pairs.find(({ key }) => isScalar(key) && String(key.value) === name);
    if (pair !== undefined) return { node: pair.value, at: (pair.key as Node).range?.[0], rest: rest.slice(taken) };
  }
  return undefined;
}

function itemOf(items: readonly unknown[], [index, ...rest]: readonly string[]): Step | undefined {
  const node = items[Number(index)] as Node | undefined;
  return node === undefined ? undefined : { node, at: node.range?.[0], rest };
}

function readText(path: string, file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new TwinError(
      'configuration',
      {
        code: 'file-unreadable',
        what: `The file cannot be read (${systemCode(error) ?? 'unknown reason'}).`,
        where: { file },
        expected: 'a file that can be read',
        todo: 'Check that it is there and that this user may read it.',
      },
      { cause: error },
    );
  }
  // Letters of another encoding would be put down as marks that nobody wrote.
  if (!isUtf8(bytes))
    throw new TwinError('configuration', {
      code: 'yaml-unreadable',
      what: 'The file is not written in UTF-8.',
      where: { file, row: rowNotUtf8(bytes) },
      expected: 'text in UTF-8',
      todo: 'Save it again in UTF-8 with the editor that it was written with.',
    });
  return Buffer.from(bytes).toString('utf8');
}

const LINE_END = 0x0a;

/** The first line that is no UTF-8: such letters never hold the byte that ends a line. */
function rowNotUtf8(bytes: Uint8Array): number {
  for (let row = 1, from = 0; ; row++) {
    const end = bytes.indexOf(LINE_END, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return row;
    from = end + 1;
  }
}
